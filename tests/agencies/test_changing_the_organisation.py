"""Units, areas and charges: entered, renamed, closed, handed over."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

import cast as the_cast
from guihang.agencies import actions, ports, queries
from guihang.agencies.models import Area, Charge, Entrustment, Unit
from guihang.agencies.vocabulary import Level, UnitKind
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly
from guihang.ledger import queries as ledger
from guihang.ledger.chains import SYSTEM

pytestmark = pytest.mark.both_databases
ONE_DAY = timedelta(days=1)


def draft(code="431103-X", name="四中队", kind=UnitKind.SQUAD, **choices):
    return actions.UnitDraft(code, name, kind, **choices)


def create(cast, parent="brigade", by="administrator", **choices):
    return actions.create_unit(
        draft=draft(**choices), parent=cast.unit(parent), by=cast.actor(by), at=the_cast.NOW
    )


def test_a_unit_takes_its_place_in_the_chain_and_in_its_county(cast):
    unit = create(cast)
    assert unit.path == cast.unit("brigade").path + "431103-X/"
    assert unit.county_path == cast.unit("county").path
    assert unit.level == Level.COUNTY


def test_a_new_county_is_its_own_county(cast):
    unit = create(
        cast,
        parent="city",
        by="city_administrator",
        code="431121",
        name="祁阳市司法局",
        kind=UnitKind.JUSTICE,
        level=Level.COUNTY,
    )
    assert unit.county_path == unit.path


def test_creating_a_unit_is_recorded_under_the_unit(cast):
    create(cast)
    (told,) = ledger.history("unit:431103-X", named=("UnitCreated",))
    assert told.values == {"unit": "431103-X", "name": "四中队", "under": "431103-B"}
    assert told.by == cast.actor("administrator").key


@pytest.mark.parametrize("by", ["brigade_leader", "bureau_head", "auditor", "next_administrator"])
def test_only_the_administrator_of_the_subtree_changes_it(cast, by):
    with pytest.raises(NotYours):
        create(cast, by=by)
    assert not Unit.objects.filter(code="431103-X").exists()


def test_the_administrator_of_the_city_changes_its_counties(cast):
    assert create(cast, by="city_administrator").pk


@pytest.mark.parametrize(
    ("field", "parent", "choices"),
    [
        ("code", "brigade", {"code": "431103-B1"}),  # taken
        ("code", "brigade", {"code": "四中队"}),
        ("code", "brigade", {"code": "a/b"}),
        ("code", "brigade", {"code": ""}),
        ("name", "brigade", {"name": "  "}),
        ("name", "brigade", {"name": "队" * 61}),
        ("kind", "office", {}),  # a squad under an office
        ("kind", "city", {}),  # a squad outside any county
        ("kind", "squad", {"kind": UnitKind.COMMITTEE}),
        ("kind", "brigade", {"kind": UnitKind.JUSTICE, "level": Level.COUNTY}),
        ("level", "county", {"kind": UnitKind.JUSTICE, "level": Level.CITY}),
        ("level", "county", {"kind": UnitKind.JUSTICE, "level": Level.OFFICE}),
        ("level", "county", {"kind": UnitKind.JUSTICE}),
    ],
)
def test_a_unit_that_cannot_be_is_refused_at_its_field(cast, field, parent, choices):
    with pytest.raises(BadFacts) as refused:
        create(cast, parent=parent, by="city_administrator", **choices)
    assert refused.value.field == field


def test_the_top_of_a_tree_is_a_justice_department(db):
    with pytest.raises(BadFacts, match="top"):
        actions.create_unit(draft=draft(), parent=None, by=SYSTEM, at=the_cast.NOW)


def test_only_the_system_makes_the_top_of_a_tree(cast):
    with pytest.raises(NotYours):
        actions.create_unit(
            draft=draft(code="45", kind=UnitKind.JUSTICE, level=Level.PROVINCE),
            parent=None,
            by=cast.actor("administrator"),
            at=the_cast.NOW,
        )


def test_a_renamed_unit_keeps_its_code_and_place(cast):
    unit = cast.unit("squad")
    path = unit.path
    actions.rename_unit(
        unit=unit,
        name="直属中队",
        short_name="直属",
        by=cast.actor("administrator"),
        at=the_cast.NOW,
    )
    unit.refresh_from_db()
    assert (unit.name, unit.short_name, unit.path) == ("直属中队", "直属", path)
    (told,) = ledger.history("unit:431103-B1", named=("UnitRenamed",))
    assert told.values["before"] == "一中队"


def close(cast, unit):
    actions.close_unit(unit=unit, by=cast.actor("administrator"), at=the_cast.NOW)


def test_an_empty_unit_is_closed_and_stays_in_the_record(cast):
    unit = create(cast)
    close(cast, unit)
    unit.refresh_from_db()
    assert unit.closed_on == the_cast.TODAY
    assert unit not in queries.units((unit.county_path,), on=the_cast.TODAY)


@pytest.mark.parametrize(
    ("unit", "remedy"),
    [
        ("brigade", "units under it"),
        ("squad", "appointments"),
        ("fourth_office", "Give the charge"),
    ],
)
def test_a_unit_something_hangs_on_is_not_closed_and_says_what_to_do_first(cast, unit, remedy):
    if unit == "fourth_office":
        area = Area.objects.create(code="431103102", name="普利桥镇")
        Charge.objects.create(unit=cast.unit(unit), area=area, since=the_cast.SINCE)
    with pytest.raises(TooEarly) as refused:
        close(cast, cast.unit(unit))
    assert remedy in str(refused.value.remedy)


def test_a_unit_that_still_keeps_accounts_is_not_closed(cast):
    unit = create(cast)
    account = cast.account("social_worker")
    actions.move_account(
        account=account, unit=unit, by=cast.actor("administrator"), at=the_cast.NOW
    )
    with pytest.raises(TooEarly, match="accounts"):
        close(cast, unit)


def test_an_office_with_an_entrustment_is_not_closed(cast):
    office = cast.unit("fourth_office")
    Entrustment.objects.create(
        office=office,
        power="daily",
        since=the_cast.SINCE,
        until=the_cast.TODAY + ONE_DAY,
        paper="1",
    )
    with pytest.raises(TooEarly, match="entrusted"):
        close(cast, office)


def test_rooms_above_can_keep_a_unit_open(cast):
    class OpenDossiers:
        says = "%(unit)s: %(n)d open dossiers"
        remedy = "Close or hand over the dossiers first."

        def count(self, unit_path, *, on):
            return 3 if unit_path == cast.unit("fourth_office").path else 0

    before = ports.ties()
    ports.bind([OpenDossiers()])
    try:
        with pytest.raises(TooEarly, match="3 open dossiers"):
            close(cast, cast.unit("fourth_office"))
    finally:
        ports.bind(before)


def test_a_unit_is_closed_once(cast):
    unit = create(cast)
    close(cast, unit)
    with pytest.raises(AlreadyDone):
        close(cast, unit)


def test_nothing_new_stands_under_a_closed_unit(cast):
    unit = create(cast, code="431103-Y", name="大队二", kind=UnitKind.BRIGADE, parent="county")
    close(cast, unit)
    with pytest.raises(BadFacts, match="closed"):
        actions.create_unit(
            draft=draft(), parent=unit, by=cast.actor("administrator"), at=the_cast.NOW
        )


def charge(cast, unit, of, since, by="administrator"):
    return actions.set_charge(
        unit=cast.unit(unit), of=of, since=since, by=cast.actor(by), at=the_cast.NOW
    )


def test_an_office_has_one_squad_in_charge_and_the_former_ends_the_day_before(cast):
    office, day = cast.unit("office"), the_cast.TODAY + ONE_DAY
    charge(cast, "third_squad", office, day)
    former, present = Charge.objects.filter(office=office).order_by("since")
    assert former.until == the_cast.TODAY
    assert (present.unit, present.since, present.until) == (
        cast.unit("third_squad"),
        day,
        None,
    )


@pytest.mark.parametrize(
    ("unit", "of"), [("office", "second_office"), ("squad", "next_office"), ("squad", "brigade")]
)
def test_a_charge_that_cannot_be_is_refused(cast, unit, of):
    with pytest.raises(BadFacts):
        charge(cast, unit, cast.unit(of), the_cast.TODAY)


def test_areas_are_looked_after_by_offices(cast):
    area = Area.objects.get(code="431103001")
    with pytest.raises(BadFacts):
        charge(cast, "squad", area, the_cast.TODAY)
    charge(cast, "second_office", area, the_cast.TODAY)
    assert area in queries.areas(cast.unit("second_office"), on=the_cast.TODAY)
    assert area not in queries.areas(cast.unit("office"), on=the_cast.TODAY)


def test_a_charge_cannot_begin_before_the_one_it_follows(cast):
    with pytest.raises(AlreadyDone):
        charge(cast, "third_squad", cast.unit("office"), the_cast.SINCE)


def test_a_charge_ends_after_its_last_day(cast):
    found = Charge.objects.get(office=cast.unit("office"))
    actions.end_charge(
        charge=found, last_day=the_cast.TODAY, by=cast.actor("administrator"), at=the_cast.NOW
    )
    squad = cast.unit("squad")
    assert cast.unit("office") in queries.offices_in_charge(squad, on=the_cast.TODAY)
    assert cast.unit("office") not in queries.offices_in_charge(squad, on=the_cast.TODAY + ONE_DAY)


def test_a_charge_does_not_end_before_it_began(cast):
    found = Charge.objects.get(office=cast.unit("office"))
    with pytest.raises(BadFacts):
        actions.end_charge(
            charge=found,
            last_day=the_cast.SINCE - ONE_DAY,
            by=cast.actor("administrator"),
            at=the_cast.NOW,
        )


@pytest.mark.parametrize(
    "change",
    [
        {"path": "00/43/431103-B1/x/"},
        {"code": "a/b", "path": "00/a/b/"},
        {"county_path": "00/43/4311/431102/"},
        {"kind": UnitKind.OFFICE},
    ],
)
def test_the_database_itself_keeps_a_unit_in_its_place(cast, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=cast.unit("squad").pk).update(**change)


def test_the_database_itself_keeps_an_office_in_one_charge(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Charge.objects.create(
            unit=cast.unit("third_squad"), office=cast.unit("office"), since=the_cast.TODAY
        )


def test_areas_are_entered_once(cast):
    administrator = cast.actor("administrator")
    actions.name_area(
        code="431103003", name="肖家园街道", parent=None, by=administrator, at=the_cast.NOW
    )
    with pytest.raises(BadFacts):
        actions.name_area(
            code="431103003", name="肖家园街道", parent=None, by=administrator, at=the_cast.NOW
        )
