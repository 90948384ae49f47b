"""The law lays a duty on a body; on whose docket it stands follows from who does the work."""

from datetime import date

import pytest

from guihang.agencies import actions as agencies
from guihang.agencies import queries as known
from guihang.cases import actions as cases
from guihang.cases.actions import PersonDraft
from guihang.duties import queries
from guihang.duties.actions import rebuild
from guihang.duties.models import Duty
from guihang.ledger.chains import SYSTEM
from lives import OLD, OUTSIDE, at, received, registered

pytestmark = pytest.mark.both_databases
TODAY = date(2026, 11, 2)


def on_docket(cast, name, on=TODAY, *, owed=True):
    return {
        one.what for one in queries.docket(cast.actor(name, on=on), on=on) if one.is_owed is owed
    }


def entrust(cast, power, since=date(2026, 10, 1), until=date(2026, 12, 31)):
    return agencies.entrust(
        trust=agencies.Trust(cast.unit("office"), power, since, until, "（2026）冷矫委字第 1 号"),
        by=SYSTEM,
        at=at(2026, 9, 30),
    )


@pytest.fixture
def case(cast):
    """Return somebody registered who is still to be declared, assessed and planned for."""
    return registered(cast, received(cast))


def test_what_the_agency_owes_stands_with_the_squad_alone_without_an_entrustment(cast, case):
    assert "levels.plan" in on_docket(cast, "squad_officer")
    assert on_docket(cast, "township_officer") == set()


@pytest.mark.parametrize(
    ("power", "shown"),
    [
        ("plan", {"group.form", "levels.assess", "levels.plan"}),
        ("induction", {"intake.declare"}),
        ("education", set()),
    ],
)
def test_an_entrusted_office_sees_what_it_is_entrusted_with(cast, case, power, shown):
    entrust(cast, power)
    assert on_docket(cast, "township_officer") == shown
    assert shown <= on_docket(cast, "squad_officer")
    assert on_docket(cast, "near_officer") == set()


def test_an_office_sees_it_from_the_first_day_to_the_last(cast, case):
    entrust(cast, "plan", since=date(2026, 11, 2), until=date(2026, 11, 4))
    days = {
        day: bool(on_docket(cast, "township_officer", date(2026, 11, day))) for day in (1, 2, 4, 5)
    }
    assert days == {1: False, 2: True, 4: True, 5: False}


def test_why_names_the_office_among_those_whose_turn_it_is(cast, case):
    entrust(cast, "plan")
    (item,) = [one for one in queries.docket(cast.actor("township_officer", on=TODAY), on=TODAY)
               if one.what == "levels.plan"]  # fmt: skip
    assert {"周晓兰", "宋立新"} <= {one.name for one in queries.who_owes(item, on=TODAY)}


def test_an_entrusted_office_waits_for_the_reports_of_the_person(cast):
    ill = received(cast, person=OLD, order=OUTSIDE)
    registered(cast, ill, how="handed_over", handed_over_by="永州监狱 刘警官")
    day = date(2026, 11, 20)
    assert "health.report" not in on_docket(cast, "township_officer", day, owed=False)
    entrust(cast, "daily")
    assert "health.report" in on_docket(cast, "township_officer", day, owed=False)


def test_the_procuratorate_waits_for_what_it_is_to_be_told(cast):
    case = received(cast)
    late = date(2026, 11, 10)
    rebuild("cases", on=late)
    assert "intake.search" in on_docket(cast, "procurator", late, owed=False)
    assert on_docket(cast, "procurator", late) == set()
    assert Duty.objects.filter(of=case.number, what="intake.search").exists()


def test_a_leader_reads_where_the_staff_are_late(cast, case, django_assert_num_queries):
    Duty.objects.filter(what="intake.return_receipt").update(due=date(2026, 10, 30))
    Duty.objects.filter(what="levels.plan").update(due=date(2026, 11, 5))
    leader = cast.actor("squad_leader", on=TODAY)
    with django_assert_num_queries(1):
        (found,) = queries.pressing(leader, on=TODAY)
    assert (found.unit_path, found.late) == (cast.unit("office").path, 1)
    assert found.soon == 1
    assert queries.pressing(cast.actor("second_squad_leader", on=TODAY), on=TODAY) == ()
    assert queries.pressing(cast.actor("administrator", on=TODAY), on=TODAY) == ()


def test_what_the_person_owes_himself_does_not_make_the_staff_late(cast):
    received(cast, person=PersonDraft("唐建平", account=cast.account("person")))
    before = queries.pressing(cast.actor("bureau_head", on=TODAY), on=date(2026, 11, 2))
    assert Duty.objects.filter(what="intake.report").update(due=date(2026, 10, 30)) == 1
    assert queries.pressing(cast.actor("bureau_head", on=TODAY), on=date(2026, 11, 2)) == before


def test_documents_that_were_not_whole_are_asked_for_once_he_is_registered(cast):
    case = received(cast, complete=False)
    cases.receive_documents(
        case=case, day=date(2026, 10, 27), complete=False, missing=("执行通知书",),
        by=cast.actor("squad_officer"), at=at(2026, 10, 27),
    )  # fmt: skip
    assert "intake.ask_completion" not in on_docket(cast, "squad_officer")
    registered(cast, case)
    assert "intake.ask_completion" in on_docket(cast, "squad_officer")


def test_the_place_of_execution_is_a_place_and_no_agency(cast):
    assert known.place_of_county(cast.unit("office")) == "湖南省永州市冷水滩区"
