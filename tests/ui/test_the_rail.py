"""The rail: whoever may see a place finds it there, in order, with its count."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.urls import get_resolver

from guihang.doors.ui import rail

READER = SimpleNamespace(name="周启明")


@pytest.fixture
def places(monkeypatch):
    monkeypatch.setattr(rail, "_items", {})

    def look(path="/keys/", actor=READER):
        request = RequestFactory().get(path)
        request.actor = actor
        return rail.places(request)

    return look


def test_no_two_places_of_the_desk_are_reached_by_the_same_letter():
    assert get_resolver().url_patterns
    letters = [item.letter for item in rail._items.values() if item.letter]
    assert len(letters) > 10
    assert len(letters) == len(set(letters))


def test_places_stand_by_group_and_order(places):
    rail.register(rail.Item("desk:components", "B", "pin", group=2, order=1))
    rail.register(rail.Item("desk:keys", "A", "key", group=1, order=9))
    assert [(place.item.title, place.opens_group) for place in places()] == [
        ("A", False),
        ("B", True),
    ]


def test_a_place_that_is_not_for_the_reader_is_not_there(places):
    rail.register(rail.Item("desk:keys", "A", "key", shown=lambda actor: actor.name == "沈岚"))
    assert places() == []


def test_a_place_whose_page_does_not_exist_is_not_there(places):
    rail.register(rail.Item("desk:not_built_yet", "A", "key"))
    assert places() == []


def test_nobody_sees_a_rail_before_signing_in(places):
    rail.register(rail.Item("desk:keys", "A", "key"))
    assert places(actor=None) == []


def test_the_place_one_is_in_is_marked_and_only_that(places):
    rail.register(rail.Item("desk:keys", "A", "key"))
    rail.register(rail.Item("desk:components", "B", "pin"))
    current = {place.item.title: place.is_current for place in places("/ui/phone/")}
    assert current == {"A": False, "B": True}


def test_a_place_shows_its_count(places):
    rail.register(rail.Item("desk:keys", "A", "key", count=lambda request: len(request.path)))
    assert places("/keys/")[0].count == 6


def test_registering_a_place_again_replaces_it(places):
    rail.register(rail.Item("desk:keys", "old", "key"))
    rail.register(rail.Item("desk:keys", "new", "key"))
    assert [place.item.title for place in places()] == ["new"]
