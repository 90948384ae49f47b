"""Rulings move a term, papers are corrected, orders stand beside the sentence."""

from datetime import date

import pytest

from guihang.cases import actions
from guihang.cases.actions import Besides, SideDraft
from guihang.duties.models import Duty
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.law.spans import Span
from guihang.ledger import queries as ledger
from lives import OLD, OUTSIDE, SUSPENDED, another, at, received

pytestmark = pytest.mark.django_db

SURVEILLED = another(
    SUSPENDED,
    kind="surveillance",
    penalty="surveillance",
    sentence="1 year",
    probation="",
    paper_ends=date(2027, 10, 22),
)
WHEN = at(2026, 11, 20)


def change(case, cast, event, by="squad_officer", when=WHEN, **besides):
    return actions.change_term(case=case, event=event, by=cast.actor(by), at=when, **besides)


@pytest.fixture
def outside(office):
    return received(office, person=OLD, order=OUTSIDE)


def test_a_reduction_ends_the_term_on_the_day_the_ruling_prints(outside, cast):
    ruling = Event(What.REDUCED, date(2026, 11, 16), ends=date(2027, 10, 31))
    case = change(outside, cast, ruling, besides=Besides(note="（2026）湘11刑更9号"))
    assert (case.term_ends, case.computed_ends) == (date(2027, 10, 31), date(2027, 10, 31))
    assert [one.ends for one in case.derivations.all()] == [date(2028, 4, 30), date(2027, 10, 31)]


def test_one_ruling_moves_a_term_once(outside, cast):
    ruling = Event(What.REDUCED, date(2026, 11, 16), span=Span(months=6))
    case = change(outside, cast, ruling)
    assert case.term_ends == date(2027, 10, 31)
    with pytest.raises(AlreadyDone):
        change(case, cast, ruling)


def test_days_a_court_does_not_count_put_the_end_off(outside, cast):
    case = change(outside, cast, Event(What.NOT_COUNTED, date(2026, 11, 16), days=30))
    assert case.term_ends == date(2028, 5, 30)


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (Event(What.REDUCED, date(2026, 11, 16), ends=date(2029, 1, 1)), "ends"),
        (Event(What.REDUCED, date(2026, 11, 16), ends=date(2025, 10, 30)), "what"),
        (Event(What.REDUCED, date(2026, 11, 16), ends=date(2026, 10, 1)), "ends"),
        (Event(What.REDUCED, date(2026, 1, 1), ends=date(2027, 10, 31)), "day"),
        (Event(What.TERM_CORRECTED, date(2026, 11, 16), ends=date(2023, 1, 1)), "ends"),
        (Event(What.NOT_COUNTED, date(2026, 11, 16)), "days"),
        (Event(What.VISITED, date(2026, 11, 16)), "what"),
    ],
)
def test_what_the_law_does_not_allow_is_refused_by_field_and_leaves_the_term(
    outside, cast, event, field
):
    with pytest.raises(BadFacts) as refused:
        change(outside, cast, event)
    assert refused.value.field == field
    outside.refresh_from_db()
    assert outside.term_ends == date(2028, 4, 30)
    assert not outside.events.filter(what=event.what).exists()


def test_a_probation_is_reduced_only_for_great_merit(case, cast):
    ruling = Event(What.REDUCED, date(2026, 11, 16), ends=date(2028, 4, 22))
    with pytest.raises(Missing):
        change(case, cast, ruling)
    actions.note(
        case=case,
        event=Event(What.GREAT_MERIT, date(2026, 11, 10)),
        by=cast.actor("squad_officer"),
        at=WHEN,
    )
    assert change(case, cast, ruling).term_ends == date(2028, 4, 22)


def test_custody_takes_two_days_off_a_surveillance_for_each(office, cast):
    surveilled = another(SURVEILLED, paper_ends=None)
    case = received(office, order=surveilled)
    assert case.term_ends == date(2027, 10, 22)
    case = change(case, cast, Event(What.CUSTODY_OFFSET, date(2026, 8, 1), days=20))
    assert case.term_ends == date(2027, 9, 12)


def test_a_corrected_paper_gives_the_term_anew_and_ends_the_difference(office, cast):
    case = received(office, order=another(SUSPENDED, paper_ends=date(2028, 10, 23)))
    assert case.computed_ends != case.term_ends
    asked = Duty.objects.filter(of=case.number, what="terms.ask_correction")
    assert asked.get().discharged_at is None
    corrected = Event(What.TERM_CORRECTED, date(2026, 11, 16), ends=date(2028, 10, 22))
    case = change(case, cast, corrected)
    assert case.computed_ends == case.term_ends == date(2028, 10, 22)
    assert not asked.filter(discharged_at__isnull=True).exists()


def test_a_new_sentence_takes_the_place_of_the_old_term(case, cast):
    judged = Event(
        What.NEW_SENTENCE, date(2026, 11, 16), begins=date(2026, 11, 16), ends=date(2029, 11, 15)
    )
    case = change(case, cast, judged)
    assert (case.term_begins, case.term_ends) == (date(2026, 11, 16), date(2029, 11, 15))


def test_what_has_not_been_ruled_yet_moves_nothing(outside, cast):
    with pytest.raises(TooEarly):
        change(outside, cast, Event(What.REDUCED, date(2026, 11, 21), ends=date(2027, 10, 31)))


def test_only_the_agency_moves_a_term(outside, cast):
    ruling = Event(What.REDUCED, date(2026, 11, 16), ends=date(2027, 10, 31))
    for name in ("township_officer", "second_squad_leader", "city_officer"):
        with pytest.raises(NotYours):
            change(outside, cast, ruling, by=name)


def correct(case, cast, by="squad_officer", **changes):
    return actions.change_order(
        case=case, changes=changes, because="执行通知书录入有误", by=cast.actor(by), at=WHEN
    )


def test_a_judgment_entered_wrongly_is_corrected_and_the_term_follows(case, cast):
    case = correct(
        case, cast, paper_begins=date(2026, 10, 24), paper_ends=date(2028, 10, 23), crime="诈骗罪"
    )
    assert (case.term_begins, case.term_ends, case.crime) == (
        date(2026, 10, 24), date(2028, 10, 23), "诈骗罪",
    )  # fmt: skip
    told = ledger.history(case.chain.key)[-1]
    assert told.values["entries"] == ("crime", "paper_begins", "paper_ends")


def test_two_who_correct_the_same_case_do_not_overwrite_each_other(case, cast):
    mine = correct(case, cast, crime="诈骗罪")
    with pytest.raises(AlreadyDone, match="while you were writing|期间"):
        correct(case, cast, crime="抢夺罪")
    assert correct(mine, cast, crime="抢夺罪").crime == "抢夺罪"


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"probation": "6 years"}, BadFacts, "probation"),
        ({"probation": "long"}, BadFacts, "probation"),
        ({"paper_ends": date(2020, 1, 1)}, BadFacts, "paper_ends"),
        ({"organ": "police"}, BadFacts, "organ"),
        ({"state": "discharged"}, BadFacts, "state"),
        ({"crime": "盗窃罪"}, AlreadyDone, ""),
        ({}, AlreadyDone, ""),
    ],
)
def test_a_correction_that_cannot_be_leaves_the_order_as_it_was(
    case, cast, changes, refusal, field
):
    with pytest.raises(refusal) as refused:
        correct(case, cast, **changes)
    assert getattr(refused.value, "field", "") == field
    assert type(case).objects.get(pk=case.pk).probation == "2 years"


def test_the_number_of_another_case_of_the_person_is_refused(case, office, cast):
    received(office, order=another(SUSPENDED, judgment_number="（2026）湘1103刑初99号"))
    with pytest.raises(AlreadyDone):
        correct(case, cast, judgment_number="（2026）湘1103刑初99号")


def test_a_prohibition_order_runs_from_the_day_the_term_does(case, cast):
    draft = SideDraft("prohibition", "禁止进入酒吧", length="6个月")
    side = actions.add_side(case=case, draft=draft, by=cast.actor("squad_officer"), at=WHEN)
    assert (side.begins, side.ends, side.length) == (
        date(2026, 10, 23), date(2027, 4, 22), "6 months",
    )  # fmt: skip
    with pytest.raises(AlreadyDone):
        actions.add_side(case=case, draft=draft, by=cast.actor("squad_officer"), at=WHEN)


def test_a_prohibition_order_does_not_stand_beside_a_parole_or_service_outside(outside, cast):
    with pytest.raises(BadFacts) as refused:
        actions.add_side(
            case=outside,
            draft=SideDraft("prohibition", length="6个月"),
            by=cast.actor("squad_officer"),
            at=WHEN,
        )
    assert refused.value.field == "kind"


def test_an_order_noted_by_mistake_is_set_aside_once_and_stays_readable(case, cast):
    officer = cast.actor("squad_officer")
    draft = SideDraft("fine", "罚金五千元")
    side = actions.add_side(case=case, draft=draft, by=officer, at=WHEN)
    side = actions.set_side_aside(side=side, because="属于另一案件", by=officer, at=WHEN)
    assert (side.set_aside_at, side.words) == (WHEN, "罚金五千元")
    with pytest.raises(AlreadyDone):
        actions.set_side_aside(side=side, because="属于另一案件", by=officer, at=WHEN)
