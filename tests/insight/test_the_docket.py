from datetime import date, timedelta

import pytest

from guihang.duties.models import Duty
from guihang.duties.queries import Order, Whose
from guihang.insight import docket
from guihang.insight.docket import Asked, Tab, View
from matters import UNTIL

DUE = date(2026, 11, 26)
pytestmark = pytest.mark.both_databases


@pytest.fixture
def read(play, cast):
    def read(name="squad_officer", on=None, **asked):
        return docket.read(cast.actor(name), Asked(**asked), on=on or play.at.date())

    return read


@pytest.mark.parametrize(
    ("on", "tab"),
    [
        (DUE - timedelta(days=3), Tab.WEEK),
        (DUE - timedelta(days=1), Tab.WEEK),
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
    play.ask(office="second_office")
    folded = read()
    assert [group.tab for group in folded.groups] == [Tab.WEEK]
    assert (folded.folded, folded.fitting, folded.counts[Tab.LATER]) == (1, 1, 1)
    assert [group.tab for group in read(tab=Tab.LATER).groups] == [Tab.LATER]
    assert [group.tab for group in read(words="梅湾").groups] == [Tab.LATER]


@pytest.mark.parametrize(("days", "tab"), [(7, Tab.WEEK), (8, Tab.LATER)])
def test_the_week_is_the_seven_days_from_today(play, read, days, tab):
    play.ask()
    Duty.objects.update(due=play.at.date() + timedelta(days=days))
    assert read().counts[tab] == 1


def test_what_others_owe_is_waited_for_however_late(play, read):
    play.ask()
    found = read("squad_leader", on=DUE + timedelta(days=30))
    assert [group.tab for group in found.groups] == [Tab.WAITING]
    assert found.counts[Tab.OVERDUE] == 0


def test_what_is_covered_is_counted_by_whom_it_is_for(play, read):
    play.up_to("check")
    play.cover("brigade_leader", "deputy_leader")
    found = read("deputy_leader", whose=Whose.COVERED)
    assert found.covered == {"罗建国": 1}
    assert found.fitting == found.groups[0].covered == 1
    assert read("deputy_leader", whose=Whose.MINE).fitting == 0
    assert read("brigade_leader").covered == {}


def test_what_is_waited_for_is_neither_mine_nor_covered(play, read):
    play.ask()
    found = {whose: read("squad_leader", whose=whose).fitting for whose in Whose}
    assert found == {Whose.MINE: 0, Whose.COVERED: 0, Whose.WAITING: 1}


def test_days_of_the_law_and_of_the_house_are_told_apart(play, read):
    play.ask()
    assert (read(by_house_rule=True).fitting, read(by_house_rule=False).fitting) == (1, 0)
    Duty.objects.update(ground="ccl-2019:21")
    assert (read(by_house_rule=True).fitting, read(by_house_rule=False).fitting) == (0, 1)


def test_what_was_done_today_stands_struck_until_midnight(play, read):
    play.ask()
    play.check()
    found = read(tab=Tab.DONE)
    assert [item.what for group in found.groups for item in group.items] == ["entrustment.check"]
    assert found.items[0].is_done and found.counts[Tab.DONE] == found.fitting == 1
    tomorrow = play.at.date() + timedelta(days=1)
    assert read(tab=Tab.DONE, on=tomorrow).groups == ()


def test_rows_about_one_thing_stand_together_the_most_pressing_first(play, read):
    play.ask()
    play.ask(office="second_office")
    first, second = Duty.objects.order_by("pk")
    Duty.objects.filter(pk=second.pk).update(due=play.at.date())
    found = read(view=View.PEOPLE)
    assert [group.items[0].place for group in found.groups] == [second.place, first.place]
    assert {group.tab for group in found.groups} == {None}


def test_a_long_docket_is_read_in_pages(play, read, monkeypatch):
    monkeypatch.setattr(docket, "PER_PAGE", 2)
    for at in range(5):
        day = UNTIL - timedelta(days=at)
        play.ask(since=day, until=day)
    pages = [read(page=page) for page in (1, 2, 3)]
    assert [(found.first, found.last) for found in pages] == [(1, 2), (3, 4), (5, 5)]
    assert {found.fitting for found in pages} == {5}
    assert len({item.key for found in pages for item in found.items}) == 5
    assert {found.groups[0].n for found in pages} == {5}
    assert read(page=99).asked.page == 3
    assert read(page=-1).asked.page == 1


def test_tabs_count_the_whole_whatever_is_filtered(play, read):
    play.ask()
    play.ask(office="second_office")
    found = read(unit_path=play.matter.unit_path)
    assert (found.fitting, found.counts[Tab.ALL]) == (1, 2)
    assert found.asked.is_narrowed


def test_the_docket_is_narrowed_by_kind_unit_and_words(play, read):
    play.ask()
    play.ask(office="second_office")
    assert read(what="entrustment.check").fitting == 2
    assert read(what="entrustment.decide").fitting == 0
    assert read(words="菱角山").fitting == 1
    assert read(words="0001").fitting == 1
    assert read(words="没有这样的").groups == ()
    assert read(words="核实 菱角山").fitting == 1
    assert read(tab=Tab.TODAY).fitting == 0
    assert len(read().unit_paths) == 2


def test_the_docket_is_sorted_as_asked(play, read):
    play.ask(office="second_office")
    play.later(days=1)
    play.ask()
    numbers = {
        order: [item.title["number"] for item in read(order=order).groups[0].items]
        for order in Order
    }
    assert numbers[Order.DUE] == numbers[Order.OPENED] == ["2026-委-0001", "2026-委-0002"]
    assert numbers[Order.PLACE] == ["2026-委-0002", "2026-委-0001"]
    assert sorted(numbers[Order.KIND]) == ["2026-委-0001", "2026-委-0002"]


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
    for asked, queries in ((Asked(), 4), (Asked(words="梅湾"), 5), (Asked(view=View.PEOPLE), 4)):
        with django_assert_num_queries(queries):
            assert docket.read(actor, asked, on=play.at.date()).fitting == n


def test_a_docket_that_is_not_too_long_is_read_on_one_page_to_be_printed(play, read, monkeypatch):
    monkeypatch.setattr(docket, "PER_PAGE", 2)
    for at in range(5):
        day = UNTIL - timedelta(days=at)
        play.ask(since=day, until=day)
    assert read().pages == 3
    assert read().fits_one_page
    whole = read(on_one_page=True)
    assert (whole.first, whole.last, whole.pages) == (1, 5, 1)
    monkeypatch.setattr(docket, "AT_MOST", 4)
    assert not read().fits_one_page
