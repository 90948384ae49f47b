from datetime import date, timedelta

import pytest

from guihang.duties.models import Duty
from guihang.insight import docket
from guihang.insight.docket import Asked, Sort, Tab
from matters import UNTIL

DUE = date(2026, 11, 26)


@pytest.fixture
def read(play, cast):
    def read(name="squad_officer", on=None, **asked):
        return docket.read(cast.actor(name), Asked(**asked), on=on or play.at.date())

    return read


@pytest.mark.parametrize(
    ("on", "tab"),
    [
        (DUE - timedelta(days=3), Tab.SOON),
        (DUE - timedelta(days=1), Tab.SOON),
        (DUE, Tab.TODAY),
        (DUE + timedelta(days=1), Tab.OVERDUE),
    ],
)
def test_a_duty_presses_more_as_its_day_comes(play, read, on, tab):
    play.ask()
    found = read(on=on)
    assert [group.tab for group in found.groups] == [tab]
    assert found.counts[tab] == found.counts[Tab.ALL] == 1


@pytest.mark.parametrize("due", [DUE + timedelta(days=9), None])
def test_what_is_far_off_or_has_no_day_comes_later(play, read, due):
    play.ask()
    Duty.objects.update(due=due)
    assert [group.tab for group in read().groups] == [Tab.LATER]


def test_what_others_owe_is_waited_for_however_late(play, read):
    play.ask()
    found = read("squad_leader", on=DUE + timedelta(days=30))
    assert [group.tab for group in found.groups] == [Tab.WAITING]
    assert found.counts[Tab.OVERDUE] == 0


def test_what_is_covered_is_counted_by_whom_it_is_for(play, read):
    play.up_to("check")
    play.cover("brigade_leader", "deputy_leader")
    found = read("deputy_leader", tab=Tab.COVERED)
    assert found.covered == {"罗建国": 1}
    assert found.shown == found.counts[Tab.COVERED] == 1
    assert read("brigade_leader").covered == {}


def test_tabs_count_the_whole_whatever_is_filtered(play, read):
    play.ask()
    play.ask(office="second_office")
    found = read(unit_path=play.matter.unit_path)
    assert (found.shown, found.counts[Tab.ALL]) == (1, 2)
    assert found.asked.is_narrowed


def test_the_docket_is_narrowed_by_kind_unit_and_words(play, read):
    play.ask()
    play.ask(office="second_office")
    assert read(what="entrustment.check").shown == 2
    assert read(what="entrustment.decide").shown == 0
    assert read(words="菱角山").shown == 1
    assert read(words="0001").shown == 1
    assert read(words="没有这样的").groups == ()
    assert read(tab=Tab.TODAY).shown == 0
    assert len(read().unit_paths) == 2


def test_the_docket_is_sorted_as_asked(play, read):
    play.ask(office="second_office")
    play.later(days=1)
    play.ask()
    numbers = {
        sort: [item.title["number"] for item in read(sort=sort).groups[0].items] for sort in Sort
    }
    assert numbers[Sort.DUE] == numbers[Sort.OPENED] == ["2026-委-0001", "2026-委-0002"]
    assert numbers[Sort.PLACE] == ["2026-委-0002", "2026-委-0001"]
    assert sorted(numbers[Sort.KIND]) == ["2026-委-0001", "2026-委-0002"]


def test_a_title_says_what_to_do_and_where(play, read):
    play.ask()
    (item,) = read().groups[0].items
    assert "梅湾司法所" in docket.title(item)
    assert "%(" not in docket.title(item)


@pytest.mark.parametrize("n", [1, 5])
def test_reading_a_docket_costs_the_same_queries_whatever_its_length(
    play, cast, django_assert_num_queries, n
):
    for at in range(n):
        day = UNTIL - timedelta(days=at)
        play.ask(since=day, until=day)
    actor = cast.actor("squad_officer")
    with django_assert_num_queries(2):
        assert docket.read(actor, Asked(), on=play.at.date()).shown == n
