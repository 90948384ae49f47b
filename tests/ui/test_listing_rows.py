"""A list in pages: sorted by what was asked, counted whole, never past its end."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from guihang.doors.ui.listing import Column, Listing

COLUMNS = (Column("name", "Name", sort="name"), Column("days", "Days", sort="days", right=True))
ROWS = [SimpleNamespace(name=name, days=days) for name, days in (("b", 3), ("a", 1), ("c", 2))]


def listing(asked: str = "", **choices) -> Listing:
    request = RequestFactory().get(f"/roll/?{asked}")
    return Listing(request, ROWS, COLUMNS, **choices)


def names(found: Listing) -> list[str]:
    return [row.name for row in found]


def test_without_a_wish_the_order_is_that_of_the_rows():
    assert names(listing()) == ["b", "a", "c"]


def test_rows_are_sorted_by_the_column_asked_for():
    assert names(listing("sort=name")) == ["a", "b", "c"]
    assert names(listing("sort=-days")) == ["b", "c", "a"]


def test_a_column_nobody_offers_is_not_sorted_by():
    assert names(listing("sort=secret")) == ["b", "a", "c"]


def test_a_head_sorts_up_first_and_then_down():
    name, days = listing("sort=name").heads
    assert (name.direction, name.href) == ("ascending", "?sort=-name")
    assert (days.direction, days.href) == ("", "?sort=days")
    assert listing("sort=-name").heads[0].direction == "descending"


def test_sorting_anew_starts_at_the_first_page_and_keeps_the_filter():
    href = listing("page=2&office=3", per_page=1).heads[0].href
    assert href == "?office=3&sort=name"


def test_a_list_is_counted_whole_and_shown_in_pages():
    found = listing("page=2", per_page=2)
    assert (found.count, len(found), names(found)) == (3, 1, ["c"])
    assert (found.previous, found.next) == ("?page=1", "")


def test_a_page_past_the_end_shows_the_last_one():
    assert names(listing("page=99", per_page=2)) == ["c"]


def test_a_choice_nobody_knows_fails_at_once():
    with pytest.raises(TypeError, match="colour"):
        listing(colour="red")


def test_rows_of_the_database_are_sorted_by_the_database(cast, django_assert_num_queries):
    from guihang.agencies.models import Unit

    request = RequestFactory().get("/units/?sort=-name")
    found = Listing(request, Unit.objects.all(), COLUMNS, per_page=3)
    with django_assert_num_queries(2):
        shown = [unit.name for unit in found]
    assert shown == sorted(shown, reverse=True)
    assert found.count > len(shown) == 3
