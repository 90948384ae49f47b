"""The engine knows no source: lamps that somebody has to light by a day."""

from datetime import date, timedelta

import pytest

from guihang.agencies.vocabulary import Role
from guihang.duties import actions, kinds, owing, ports, queries
from guihang.duties.actions import Rebuilt, rebuilding
from guihang.duties.kinds import DutyKind
from guihang.duties.models import Duty, Party, Postponement
from guihang.duties.owing import Owed
from guihang.law.rungs import Rung

TODAY = date(2026, 11, 23)
LIGHTING = DutyKind(
    "lamp.light", "点灯", "点亮%(lamp)s", "点灯", "天黑了。", "法定当日", "看不见。"
)


class Lamps(ports.Source):
    """What is owed about lamps, kept in a dictionary."""

    name = "lamps"

    def __init__(self):
        self.lamps = {}

    def owed(self, of, *, on):
        return self.lamps.get(of, ())

    def all_keys(self):
        return self.lamps


@pytest.fixture
def lamps(monkeypatch):
    monkeypatch.setattr(ports, "_sources", dict(ports._sources))
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(LIGHTING)
    source = Lamps()
    ports.bind(source)
    return source


def wanted(cast, **changes):
    made = {
        "what": "lamp.light",
        "unit_path": cast.unit("office").path,
        "opens_on": TODAY,
        "due": TODAY + timedelta(days=1),
        "ground": "ccl-2019:21",
        "owed_by": (owing.account(cast.account("squad_officer").pk),),
        "title": {"lamp": "一号灯"},
    }
    return Owed(**made | changes)


@pytest.fixture
def lamp(lamps, cast):
    """Let one lamp be owed by somebody: `lamp(owing.account(7))`."""

    def lamp(*bearers, **changes):
        lamps.lamps["1"] = (wanted(cast, owed_by=bearers, **changes),)
        return actions.refresh("lamps", "1", on=TODAY)

    return lamp


def seen_by(cast, *names):
    on = TODAY
    return [name for name in names if queries.docket(cast.actor(name), on=on)]


def test_what_one_account_owes_nobody_covers(lamp, cast):
    lamp(owing.account(cast.account("squad_officer").pk))
    assert seen_by(cast, "squad_officer", "second_squad_officer", "squad_leader") == [
        "squad_officer"
    ]


def test_what_a_post_owes_is_owed_by_who_holds_it(lamp, cast):
    lamp(owing.post(cast.post("squad_leader").pk))
    assert seen_by(cast, "squad_officer", "squad_leader", "brigade_leader") == ["squad_leader"]


def test_a_rung_is_owed_by_who_fills_it_for_that_unit(lamp, cast):
    path = cast.unit("office").path
    lamp(owing.rung(Rung.OFFICE, path))
    assert seen_by(cast, "township_officer", "second_township_officer", "near_officer") == [
        "township_officer"
    ]


def test_a_role_that_acts_nowhere_meets_nothing(lamp, cast):
    path = cast.unit("office").path
    assert queries.people([owing.role(Role.PERSON, path)], on=TODAY) == ()
    assert [one.name for one in queries.people([owing.rung(Rung.OFFICE, path)], on=TODAY)] == [
        "周晓兰"
    ]


def test_a_day_the_law_set_is_no_house_rule(lamp, cast):
    lamp(owing.account(cast.account("squad_officer").pk))
    (item,) = queries.docket(cast.actor("squad_officer"), on=TODAY)
    assert not item.is_house_rule


def test_what_has_no_day_is_never_late(lamp, cast):
    lamp(owing.account(cast.account("squad_officer").pk), due=None)
    (item,) = queries.docket(cast.actor("squad_officer"), on=TODAY + timedelta(days=900))
    assert item.days_late(on=TODAY + timedelta(days=900)) == 0


def test_what_begins_later_is_not_owed_yet(lamp, cast):
    tomorrow = TODAY + timedelta(days=1)
    lamp(owing.account(cast.account("squad_officer").pk), opens_on=tomorrow)
    assert queries.docket(cast.actor("squad_officer"), on=TODAY) == ()
    assert len(queries.docket(cast.actor("squad_officer"), on=tomorrow)) == 1


def test_who_owes_and_waits_at_once_owes(lamp, cast):
    bearer = owing.account(cast.account("squad_officer").pk)
    lamp(bearer, owed_to=(bearer,))
    (item,) = queries.docket(cast.actor("squad_officer"), on=TODAY)
    assert item.is_owed


def test_nobody_outside_the_reach_sees_what_he_is_named_for(lamp, cast):
    lamp(owing.account(cast.account("far_officer").pk))
    assert seen_by(cast, "far_officer") == []


def test_refreshing_twice_changes_nothing_and_says_so(lamp, cast):
    bearer = owing.account(cast.account("squad_officer").pk)
    assert lamp(bearer) is True
    assert lamp(bearer) is False
    assert lamp(bearer, due=TODAY + timedelta(days=2)) is True
    assert lamp(owing.account(cast.account("squad_leader").pk), due=TODAY + timedelta(days=2))
    assert Party.objects.filter(duty__source="lamps").count() == 1


def test_what_its_source_no_longer_names_is_gone(lamp, lamps, cast):
    lamp(owing.account(cast.account("squad_officer").pk))
    lamps.lamps["1"] = ()
    assert actions.refresh("lamps", "1", on=TODAY) is True
    assert not Duty.objects.filter(source="lamps").exists()


def test_who_owes_is_named_for_whoever_sees_the_duty(lamp, cast):
    lamp(owing.post(cast.post("squad_leader").pk), not_by=())
    (item,) = queries.docket(cast.actor("squad_leader"), on=TODAY)
    assert [one.name for one in queries.who_owes(item, on=TODAY)] == ["秦川"]


def test_rows_name_themselves(lamp, cast):
    lamp(owing.account(cast.account("squad_officer").pk))
    duty = Duty.objects.get(source="lamps")
    assert str(duty) == "lamp.light 1"
    assert str(duty.parties.get()).startswith("owes account:")
    put_off = Postponement(what="lamp.light", of="1", until=TODAY)
    assert str(put_off) == "lamp.light 1: 2026-11-23"


def test_a_day_that_passes_changes_what_a_source_hands_in(lamps, cast):
    class Wicks(type(lamps)):
        def owed(self, of, *, on):
            return self.lamps[of] if on > TODAY else ()

    source = Wicks()
    source.lamps = {"1": (wanted(cast),)}
    ports.bind(source)
    assert actions.rebuild("lamps", on=TODAY) == Rebuilt(looked_at=1)
    tomorrow = TODAY + timedelta(days=1)
    assert actions.rebuild("lamps", on=tomorrow) == Rebuilt(looked_at=1, mended=1)
    assert Duty.objects.filter(source="lamps").count() == 1


@pytest.mark.both_databases
def test_rebuilding_writes_only_the_rows_that_differ(
    lamps, cast, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(rebuilding, "AT_ONCE", 10)
    lamps.lamps = {str(at): (wanted(cast),) for at in range(20)}
    assert actions.rebuild("lamps", on=TODAY) == Rebuilt(looked_at=20, mended=20)
    keys = set(Duty.objects.filter(source="lamps").values_list("pk", flat=True))
    # Of the whole the stored names; of each ten: a transaction, rows held, postponements,
    # parties and rows.
    with django_assert_num_queries(1 + 2 * (2 + 4)):
        assert actions.rebuild("lamps", on=TODAY) == Rebuilt(looked_at=20)
    lamps.lamps["3"] = (wanted(cast, due=TODAY), wanted(cast, turn=1))
    del lamps.lamps["4"]
    assert actions.rebuild("lamps", on=TODAY) == Rebuilt(looked_at=19, mended=2)
    assert Duty.objects.get(source="lamps", of="3", turn=0).due == TODAY
    assert Duty.objects.get(source="lamps", of="3", turn=1).parties.count() == 1
    kept = Duty.objects.filter(source="lamps", turn=0).values_list("pk", flat=True)
    assert set(kept) < keys and len(kept) == 19


def test_one_thing_that_cannot_be_told_does_not_hold_up_the_rest(lamps, cast):
    lamps.lamps = {str(at): (wanted(cast),) for at in range(3)}
    lamps.lamps["1"] = (wanted(cast), wanted(cast))
    assert actions.rebuild("lamps", on=TODAY) == Rebuilt(looked_at=3, mended=2, failed=1)
    found = Duty.objects.filter(source="lamps").values_list("of", flat=True)
    assert sorted(found) == ["0", "2"]
