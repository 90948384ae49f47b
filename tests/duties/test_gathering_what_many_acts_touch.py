"""Acts that come many at once: what is owed is derived once, when the last is through."""

from datetime import date, timedelta

import pytest

from guihang.duties import actions, kinds, ports
from guihang.duties.kinds import DutyKind
from guihang.duties.models import Duty
from guihang.duties.owing import Owed

TODAY = date(2026, 11, 23)
RINGING = DutyKind("bell.ring", "打钟", "打响%(bell)s", "打钟", "到点了。", "当日", "没有人来。")


class Bells(ports.Source):
    """Every bell has to be rung, and remembers on which days it was asked about."""

    name = "bells"

    def __init__(self, unit_path):
        self.unit_path, self.asked = unit_path, []

    def owed(self, of, *, on):
        self.asked.append((of, on))
        title = {"bell": of}
        ground = "house:bells"
        return (Owed("bell.ring", self.unit_path, on, on, ground, owed_by=(), title=title),)

    def all_keys(self):
        return ()


@pytest.fixture
def bells(monkeypatch, cast):
    monkeypatch.setattr(ports, "_sources", dict(ports._sources))
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(RINGING)
    source = Bells(cast.unit("office").path)
    ports.bind(source)
    return source


def rung():
    return sorted(Duty.objects.filter(source="bells").values_list("of", "opens_on"))


def test_what_many_acts_touch_is_derived_once_as_of_the_last_day(bells):
    with actions.gathered():
        for days in (2, 1, 0):
            actions.refresh("bells", "1", on=TODAY - timedelta(days=days))
        actions.refresh("bells", "2", on=TODAY - timedelta(days=1))
        assert bells.asked == []
    assert sorted(bells.asked) == [("1", TODAY), ("2", TODAY - timedelta(days=1))]
    assert rung() == [("1", TODAY), ("2", TODAY - timedelta(days=1))]


def test_gathering_inside_gathering_waits_for_the_outer_one(bells):
    with actions.gathered():
        with actions.gathered():
            actions.refresh("bells", "1", on=TODAY)
        assert bells.asked == []
    assert bells.asked == [("1", TODAY)]


def test_nothing_is_derived_from_acts_that_failed(bells):
    with pytest.raises(ZeroDivisionError), actions.gathered():
        actions.refresh("bells", "1", on=TODAY)
        raise ZeroDivisionError
    assert bells.asked == []
    assert actions.refresh("bells", "2", on=TODAY)


def test_afterwards_each_act_derives_at_once_again(bells):
    with actions.gathered():
        pass
    assert actions.refresh("bells", "1", on=TODAY)
    assert rung() == [("1", TODAY)]
