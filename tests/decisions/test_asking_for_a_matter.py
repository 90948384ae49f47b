import pytest

from guihang.decisions import queries
from guihang.decisions.course import Stage
from guihang.decisions.models import Matter, MatterNumber
from guihang.law.refusals import NotYours
from guihang.ledger.models import Entry
from matters import SINCE, UNTIL


def test_what_is_asked_for_gets_the_next_number_of_its_series_and_year(play):
    first = play.ask().number
    second = play.ask(office="second_office").number
    assert (first, second) == ("2026-委-0001", "2026-委-0002")


def test_a_new_year_begins_at_one_again(play):
    play.ask()
    play.later(days=60)
    late = play.ask(
        office="second_office", since=SINCE.replace(year=2027), until=UNTIL.replace(year=2028)
    )
    assert late.number == "2027-委-0001"


def test_the_same_press_asks_once(play):
    first = play.ask(once="one-click")
    second = play.ask(once="one-click")
    assert first == second
    assert Matter.objects.count() == 1
    assert MatterNumber.objects.get().last == 1


def test_two_people_who_happen_to_send_the_same_key_do_not_get_each_others_matter(play):
    first = play.ask(once="same-key")
    second = play.ask("second_squad_leader", office="third_office", once="same-key")
    assert first != second


def test_a_request_is_one_entry_of_the_ledger(play):
    matter = play.ask()
    entries = Entry.objects.filter(chain=matter.dossier.chain.key, event__startswith="Matter")
    assert [entry.event for entry in entries] == ["MatterAsked"]


def test_a_request_that_is_refused_leaves_nothing_behind(play):
    with pytest.raises(NotYours):
        play.ask("township_officer")
    assert not Matter.objects.exists()
    assert not MatterNumber.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["township_officer", "squad_officer", "bureau_head", "city_officer", "procurator", "auditor"],
)
def test_only_squad_leaders_and_the_brigade_ask_to_entrust_an_office(play, name):
    with pytest.raises(NotYours):
        play.ask(name)


@pytest.mark.parametrize("office", ["third_office", "fourth_office", "next_office"])
def test_a_squad_asks_only_for_the_offices_in_its_charge(play, office):
    with pytest.raises(NotYours):
        play.ask(office=office)


def test_a_request_stands_where_it_was_asked_from(play, cast):
    matter = play.ask()
    assert matter.asked_by == cast.account("squad_leader")
    assert matter.asked_from == cast.post("squad_leader")
    assert matter.unit_path == cast.unit("office").path
    assert matter.stage == Stage.ASKED


def test_who_looks_from_elsewhere_finds_no_such_matter(play, cast):
    number = play.ask().number
    for name in ("second_squad_leader", "near_officer", "next_brigade_leader", "administrator"):
        with pytest.raises(NotYours):
            queries.matter_for(cast.actor(name), number)
        assert not queries.matters(cast.actor(name)).exists()


def test_everybody_within_reach_sees_the_matter(play, cast):
    number = play.ask().number
    for name in ("township_officer", "squad_officer", "brigade_leader", "bureau_head",
                 "city_officer", "province_officer", "procurator"):  # fmt: skip
        assert queries.matter_for(cast.actor(name), number).number == number
