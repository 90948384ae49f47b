"""The engine knows no source: lamps that somebody has to light by a day."""

from datetime import date, timedelta

import pytest

from guihang.agencies.vocabulary import Role
from guihang.duties import actions, kinds, owing, ports, queries
from guihang.duties.kinds import DutyKind
from guihang.duties.models import Duty, Party, Postponement
from guihang.duties.owing import Owed, Side
from guihang.law.rungs import Rung

TODAY = date(2026, 11, 23)
LIGHTING = DutyKind(
    "lamp.light", "点灯", "点亮%(lamp)s", "点灯", "天黑了。", "法定当日", "看不见。"
)


class Lamps:
    """What is owed about lamps, kept in a dictionary."""

    name = "lamps"

    def __init__(self):
        self.lamps = {}

    def owed(self, of):
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


@pytest.fixture
def lamp(lamps, cast):
    """Let one lamp be owed by somebody: `lamp(owing.account(7))`."""

    def lamp(*bearers, **changes):
        made = {
            "what": "lamp.light",
            "unit_path": cast.unit("office").path,
            "opens_on": TODAY,
            "due": TODAY + timedelta(days=1),
            "ground": "ccl-2019:21",
            "owed_by": bearers,
            "title": {"lamp": "一号灯"},
        }
        lamps.lamps["1"] = (Owed(**made | changes),)
        return actions.refresh("lamps", "1")

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
    assert item.side is Side.OWES


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
    assert actions.refresh("lamps", "1") is True
    assert not Duty.objects.filter(source="lamps").exists()


def test_who_owes_is_named_for_whoever_sees_the_duty(lamp, cast):
    lamp(owing.post(cast.post("squad_leader").pk), not_by=())
    key = Duty.objects.get(source="lamps").pk
    leader, stranger = cast.actor("squad_leader"), cast.actor("far_officer")
    assert [one.name for one in queries.who_owes(leader, key, on=TODAY)] == ["秦川"]
    assert queries.who_owes(stranger, key, on=TODAY) == ()


def test_rows_name_themselves(lamp, cast):
    lamp(owing.account(cast.account("squad_officer").pk))
    duty = Duty.objects.get(source="lamps")
    assert str(duty) == "lamp.light 1"
    assert str(duty.parties.get()).startswith("owes account:")
    put_off = Postponement(what="lamp.light", of="1", until=TODAY)
    assert str(put_off) == "lamp.light 1: 2026-11-23"
