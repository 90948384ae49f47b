"""A case is found by name, pinyin, number or what holds today, and only by who has charge of it."""

from datetime import date

import pytest

from cast import TODAY
from guihang.cases import queries
from guihang.cases.actions import SideDraft, note
from guihang.cases.queries import Order, Search
from guihang.law.events import Event, What
from guihang.law.refusals import NotYours
from lives import OLD, OUTSIDE, SUSPENDED, TANG, YOUNG, another, at, received

pytestmark = pytest.mark.django_db

OTHER = another(SUSPENDED, judgment_number="（2026）湘1103刑初77号")
YOUTH = another(SUSPENDED, judgment_number="（2026）湘1103刑初78号", minor_at_crime=True)


@pytest.fixture
def three(office):
    """唐建平 in the office, 彭守安 outside prison in the second, 蒋小川 (17) in the office."""
    return {
        "tang": received(office),
        "old": received(office, person=OLD, order=OUTSIDE, unit="second_office"),
        "young": received(office, person=YOUNG, order=YOUTH),
    }


def names(cast, by="squad_officer", on=TODAY, **wanted):
    found = queries.cases(cast.actor(by), Search(**wanted), on=on)
    return sorted(case.person.name for case in found)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("唐", ["唐建平"]),
        ("建平", ["唐建平"]),
        ("tangjian", ["唐建平"]),
        ("tang jian", ["唐建平"]),
        ("tjp", ["唐建平"]),
        ("TJP", ["唐建平"]),
        ("刑初12号", ["唐建平"]),
        ("431103198804120019", ["唐建平"]),
        ("43110319880412001", []),
        ("jp", []),
        ("", ["唐建平", "彭守安", "蒋小川"]),
        ("　彭 ", ["彭守安"]),
        ("%", []),
    ],
)
def test_a_case_is_found_by_what_an_officer_types(three, cast, words, found):
    assert names(cast, words=words) == found


def test_a_case_is_found_by_its_number(three, cast):
    assert names(cast, words=three["old"].number) == ["彭守安"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": "outside"}, ["彭守安"]),
        ({"sex": "male"}, ["唐建平", "彭守安", "蒋小川"]),
        ({"sex": "female"}, []),
        ({"states": ("awaited",)}, ["唐建平", "彭守安", "蒋小川"]),
        ({"states": ("under", "received")}, []),
        ({"age": (60, None)}, ["彭守安"]),
        ({"age": (None, 17)}, ["蒋小川"]),
        ({"age": (18, 59)}, ["唐建平"]),
        ({"minors": True}, ["蒋小川"]),
    ],
)
def test_a_register_is_narrowed_by_what_is_known(three, cast, wanted, found):
    assert names(cast, **wanted) == found


@pytest.mark.parametrize(
    ("on", "found"), [(date(2048, 4, 12), []), (date(2048, 4, 13), ["唐建平"])]
)
def test_an_age_is_reached_the_day_after_the_birthday(case, cast, on, found):
    assert names(cast, on=on, age=(60, None)) == found


@pytest.mark.parametrize(
    ("birth", "found"), [(date(2008, 10, 23), ["某某"]), (date(2008, 10, 22), [])]
)
def test_the_rules_for_minors_hold_for_who_began_under_age(office, birth, found):
    received(office, person=another(YOUNG, name="某某", birth=birth), order=YOUTH)
    assert names(office, on=date(2027, 12, 1), minors=True) == found


@pytest.mark.parametrize(("within", "found"), [(29, []), (30, ["唐建平"])])
def test_what_ends_soon_is_counted_in_days(case, cast, within, found):
    assert names(cast, on=date(2028, 9, 22), ends_within=within) == found


def test_what_has_ended_does_not_end_soon(case, cast):
    assert names(cast, on=date(2028, 10, 23), ends_within=30) == []


def test_who_is_on_leave_is_found_until_the_day_of_return(case, cast):
    by = cast.actor("squad_officer")
    granted = Event(
        What.LEAVE_GRANTED,
        date(2026, 11, 2),
        begins=date(2026, 11, 5),
        ends=date(2026, 11, 9),
        of="matter.1",
    )
    note(case=case, event=granted, by=by, at=at(2026, 11, 2))
    back = Event(What.RETURNED, date(2026, 11, 9), of="matter.1")
    note(case=case, event=back, by=by, at=at(2026, 11, 9))
    days = {day: names(cast, on=date(2026, 11, day), overlay="on_leave") for day in (4, 5, 8, 9)}
    assert days == {4: [], 5: ["唐建平"], 8: ["唐建平"], 9: []}
    assert [one.name for one in queries.overlays_on(case, date(2026, 11, 8))] == ["on_leave"]


def test_a_prohibition_order_is_found_while_it_runs(office):
    order = another(
        SUSPENDED,
        sides=(
            SideDraft("prohibition", "禁止进入网吧", "", date(2026, 10, 23), date(2027, 4, 22)),
        ),
    )
    received(office, order=order)
    assert names(office, on=date(2027, 4, 22), side="prohibition") == ["唐建平"]
    assert names(office, on=date(2027, 4, 23), side="prohibition") == []
    assert names(office, side="fine") == []


def test_whose_papers_did_not_come_is_found(case, office):
    received(office, person=OLD, order=OUTSIDE, complete=False)
    assert names(office, lacks_papers=True) == ["彭守安"]


@pytest.mark.parametrize(
    ("on", "found"), [(date(2026, 11, 2), []), (date(2026, 11, 3), ["唐建平"])]
)
def test_where_something_is_overdue_here_is_found(case, cast, on, found):
    # The receipt was due on 2 November; what the court owes makes nobody here late.
    assert names(cast, on=on, late=True) == found


def test_a_register_stands_in_the_order_that_is_asked_for(three, cast):
    by = cast.actor("squad_officer")
    wanted = Search(order=Order.ENDS, descending=False)
    assert [case.person.name for case in queries.cases(by, wanted, on=TODAY)][0] == "彭守安"
    wanted = Search(order=Order.NAME, descending=False)
    spelt = [case.person.name for case in queries.cases(by, wanted, on=TODAY)]
    assert spelt == ["蒋小川", "彭守安", "唐建平"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("squad_officer", 3),
        ("township_officer", 2),
        ("near_officer", 1),
        ("far_officer", 0),
        ("second_squad_leader", 0),
        ("bureau_head", 3),
        ("city_officer", 3),
        ("province_officer", 3),
        ("procurator", 3),
        ("next_brigade_leader", 0),
        ("administrator", 0),
        ("auditor", 0),
        ("committee_member", 0),
        ("person", 0),
    ],
)
def test_a_register_shows_what_lies_in_ones_charge(three, cast, name, found):
    assert len(names(cast, by=name)) == found


def test_another_offices_case_looks_like_none(case, cast):
    assert queries.case_for(cast.actor("township_officer"), case.number) == case
    for name, number in (("far_officer", case.number), ("township_officer", "没有")):
        with pytest.raises(NotYours) as refused:
            queries.case_for(cast.actor(name), number)
        assert str(refused.value.remedy)


def test_a_person_is_seen_by_who_sees_one_of_his_cases(case, office):
    person = case.person
    assert queries.person_for(office.actor("township_officer"), person.pk) == person
    for name, pk in (("far_officer", person.pk), ("township_officer", 0)):
        with pytest.raises(NotYours):
            queries.person_for(office.actor(name), pk)


def test_namesakes_with_one_birth_may_be_one_person(office):
    received(office, person=another(TANG, identity_number="", birth=date(1988, 4, 12)))
    received(office, person=TANG, order=OTHER)
    elsewhere = another(TANG, identity_number="", birth=date(1990, 1, 1))
    received(office, person=elsewhere, order=YOUTH)
    groups = queries.duplicates(office.actor("squad_officer"))
    assert [[person.birth.year for person in group] for group in groups] == [[1988, 1988]]
    assert queries.duplicates(office.actor("far_officer")) == ()


def test_a_register_costs_one_query_for_any_length(three, cast, django_assert_num_queries):
    by = cast.actor("squad_officer")
    with django_assert_num_queries(1):
        found = queries.cases(by, Search(), on=TODAY)
        shown = [(one.person.name, one.number, one.dossier.unit.name, one.chain) for one in found]
    assert len(shown) == 3
