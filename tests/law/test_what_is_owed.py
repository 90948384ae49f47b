"""What is owed is found in the events alone: opened by one, discharged by another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guihang.law import obligations
from guihang.law.codes import Body, Kind
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, Register, Why
from guihang.law.refusals import BadFacts
from guihang.law.rules import load, terms
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Unsaid

load()
TODAY = date(2026, 11, 23)
SAYS = Text("报到", "report")


def obligation(name, **changes):
    given = {
        "says": SAYS,
        "by": Body.PERSON,
        "to": (Body.COUNTY,),
        "opened_by": (What.EFFECTIVE,),
        "discharged_by": (What.REPORTED,),
        "articles": ("ccl-2019:21.1",),
    }
    return Obligation(name, **(given | changes))


REPORT = obligation("test.report", within="intake.report_within", once=True)
TELL = obligation(
    "test.tell",
    by=Body.COUNTY,
    to=(Body.PROCURATORATE,),
    opened_by=(What.WARNED,),
    discharged_by=(What.COPIED,),
    told=Body.PROCURATORATE,
    articles=("measures-2020:32",),
)
REVIEW = obligation("test.review", opened_by=(What.EFFECTIVE,), kinds=frozenset({Kind.OUTSIDE}))
ARCHIVE = obligation(
    "test.archive", opened_by=(What.DISCHARGED,), discharged_by=(What.ARCHIVED,), lives_on=True
)
HEALTH = obligation("test.health", kinds=frozenset({Kind.OUTSIDE}))


@pytest.fixture
def known():
    register = Register()
    register.register(REPORT, TELL, ARCHIVE, REVIEW)

    @register.provides(HEALTH)
    def health(case, on, law):
        if case.kind is Kind.OUTSIDE:
            yield Duty(HEALTH, date(2026, 11, 1), date(2026, 12, 1))
            yield Duty(HEALTH, date(2027, 1, 1), date(2027, 2, 1))

    return register


def case(*events, kind=Kind.SUSPENSION):
    return CaseFacts(kind, events)


def names(found):
    return [duty.name for duty in found]


EFFECTIVE = Event(What.EFFECTIVE, date(2026, 11, 3))
REPORTED = Event(What.REPORTED, date(2026, 11, 10))


def test_a_duty_is_due_by_the_law_of_the_day_it_opened(known):
    (duty,) = obligations.duties(case(EFFECTIVE), date(2026, 11, 4), Statutes(TODAY), known=known)
    assert (duty.opened, duty.due) == (date(2026, 11, 3), date(2026, 11, 13))
    assert duty.by == "ccl-2019:21.1"
    assert [ground.article for ground in duty.grounds] == ["ccl-2019:21.1"]
    assert duty.firm
    assert not duty.is_overdue(date(2026, 11, 13)) and duty.is_overdue(date(2026, 11, 14))


def test_a_duty_of_another_kind_of_correction_is_not_opened(known):
    law = Statutes(TODAY)
    outside = obligations.duties(case(EFFECTIVE, kind=Kind.OUTSIDE), TODAY, law, known=known)
    assert "test.review" in names(outside)
    assert "test.review" not in names(obligations.duties(case(EFFECTIVE), TODAY, law, known=known))


def test_a_duty_is_no_longer_owed_once_it_is_done(known):
    history = case(EFFECTIVE, REPORTED)
    assert obligations.duties(history, TODAY, Statutes(TODAY), known=known) == ()
    assert names(obligations.duties(history, date(2026, 11, 9), Statutes(TODAY), known=known)) == [
        "test.report"
    ]


def test_what_comes_first_may_discharge_only_where_once_is_enough(known):
    early = Event(What.REPORTED, date(2026, 11, 1))
    assert obligations.duties(case(early, EFFECTIVE), TODAY, Statutes(TODAY), known=known) == ()
    copied = Event(What.COPIED, date(2026, 11, 1), to=Body.PROCURATORATE)
    warned = Event(What.WARNED, date(2026, 11, 2))
    assert names(obligations.duties(case(copied, warned), TODAY, Statutes(TODAY), known=known)) == [
        "test.tell"
    ]


def test_telling_somebody_else_or_about_another_matter_discharges_nothing(known):
    warned = Event(What.WARNED, date(2026, 11, 2), of="W-1")
    others = (
        Event(What.COPIED, date(2026, 11, 3), of="W-1", to=Body.POLICE),
        Event(What.COPIED, date(2026, 11, 3), of="W-2", to=Body.PROCURATORATE),
    )
    right = Event(What.COPIED, date(2026, 11, 4), of="W-1", to=Body.PROCURATORATE)
    law = Statutes(TODAY)
    assert names(obligations.duties(case(warned, *others), TODAY, law, known=known)) == [
        "test.tell"
    ]
    assert obligations.duties(case(warned, *others, right), TODAY, law, known=known) == ()


def test_a_duty_without_a_time_is_owed_at_once(known):
    (duty,) = obligations.duties(
        case(Event(What.WARNED, date(2026, 11, 2))), TODAY, Statutes(TODAY), known=known
    )
    assert duty.due == date(2026, 11, 2)
    assert obligations.written_duty(duty, TODAY)["at_once"] is True
    assert [ground.article for ground in duty.grounds] == ["measures-2020:32"]


def test_before_the_law_gives_a_time_a_duty_is_owed_at_once(known):
    old = Event(What.EFFECTIVE, date(2020, 6, 30))
    (duty,) = obligations.duties(case(old), TODAY, Statutes(TODAY), known=known)
    assert duty.due == date(2020, 6, 30)


def test_a_closed_case_owes_only_what_outlives_it(known):
    closed = Event(What.DISCHARGED, date(2026, 11, 20))
    law = Statutes(TODAY)
    assert names(obligations.duties(case(EFFECTIVE, closed), TODAY, law, known=known)) == [
        "test.archive"
    ]
    assert (
        obligations.why_not_due("test.report", case(EFFECTIVE, closed), TODAY, law, known=known).why
        is Why.CLOSED
    )


def test_what_is_due_first_stands_first(known):
    warned = Event(What.WARNED, date(2026, 11, 20))
    found = obligations.duties(
        case(EFFECTIVE, warned, kind=Kind.OUTSIDE), TODAY, Statutes(TODAY), known=known
    )
    assert names(found) == ["test.review", "test.report", "test.tell", "test.health"]


def test_almost_due_leaves_out_what_is_overdue_and_what_is_far(known):
    warned = Event(What.WARNED, TODAY)
    history = case(EFFECTIVE, warned, kind=Kind.OUTSIDE)
    law = Statutes(TODAY)
    soon = obligations.almost_due(history, TODAY, law, ahead=Span(days=7), known=known)
    later = obligations.almost_due(history, TODAY, law, ahead=Span(days=8), known=known)
    assert names(soon) == ["test.tell"]
    assert names(later) == ["test.tell", "test.health"]


def test_why_something_is_not_owed_is_explained(known):
    law = Statutes(TODAY)

    def why(name, *events):
        return obligations.why_not_due(name, case(*events), TODAY, law, known=known)

    assert why("test.report").why is Why.NOT_OPENED
    assert why("test.report", EFFECTIVE).why is Why.OWED
    done = why("test.report", EFFECTIVE, REPORTED)
    assert (done.why, done.days) == (Why.DONE, (date(2026, 11, 10),))
    assert why("test.health").why is Why.OTHER_KIND
    assert done.grounds[0].article == "ccl-2019:21.1"
    with pytest.raises(BadFacts):
        why("test.unknown")


def test_an_obligation_stands_on_articles_and_is_declared_once(known):
    with pytest.raises(ValueError, match="no article"):
        obligation("test.bare", articles=())
    with pytest.raises(BadFacts):
        obligation("test.wrong", articles=("no:1",))
    with pytest.raises(ValueError, match="twice"):
        known.register(REPORT)


WRONG_PAPER = CaseFacts(
    Kind.SUSPENSION,
    (
        Event(What.EFFECTIVE, date(2026, 6, 1)),
        Event(What.DOCUMENTS_RECEIVED, date(2026, 6, 5)),
    ),
    probation=Span(years=1),
    paper_begins=date(2026, 6, 1),
    paper_ends=date(2027, 6, 1),
)


def asks_correction(found):
    return [duty for duty in found if duty.obligation is terms.ASK_CORRECTION]


def test_a_paper_that_differs_from_the_law_is_to_be_corrected():
    law = Statutes(TODAY)
    assert asks_correction(obligations.duties(WRONG_PAPER, TODAY, law))
    asked = Event(What.COMPLETION_ASKED, date(2026, 6, 8))
    assert not asks_correction(obligations.duties(WRONG_PAPER.with_events(asked), TODAY, law))


def test_a_paper_whose_term_no_law_allows_is_to_be_corrected_too():
    from dataclasses import replace

    from guihang.law.codes import Penalty

    unlawful = replace(WRONG_PAPER, penalty=Penalty.PRISON, sentence=Span(years=4))
    assert asks_correction(obligations.duties(unlawful, TODAY, Statutes(TODAY)))
    right = replace(WRONG_PAPER, paper_ends=date(2027, 5, 31))
    assert not asks_correction(obligations.duties(right, TODAY, Statutes(TODAY)))
    unknown = replace(WRONG_PAPER, paper_ends=None)
    assert not asks_correction(obligations.duties(unknown, TODAY, Statutes(TODAY)))


def test_what_if_compares_another_day_or_another_event():
    law = Statutes(date(2026, 6, 4))
    changed = obligations.what_if(WRONG_PAPER, date(2026, 6, 4), law, day=TODAY)
    assert not asks_correction(changed.now) and asks_correction(changed.added)
    asked = Event(What.COMPLETION_ASKED, date(2026, 6, 8))
    mended = obligations.what_if(WRONG_PAPER, TODAY, Statutes(TODAY), events=(asked,))
    assert asks_correction(mended.gone) and not asks_correction(mended.then)


def test_a_case_finds_its_events_by_kind_and_matter():
    first, second = (Event(What.LEAVE_ASKED, date(2026, 1, day), of=f"L-{day}") for day in (2, 9))
    history = case(second, first, EFFECTIVE)
    assert history.events == (first, second, EFFECTIVE)
    assert history.first(What.LEAVE_ASKED) is first
    assert history.last(What.LEAVE_ASKED) is second
    assert history.first(What.LEAVE_ASKED, of="L-9") is second
    assert history.last(What.LEAVE_ASKED, of="L-2") is first
    assert history.first(What.LEFT) is None and history.last(What.LEFT) is None
    assert history.all(What.LEAVE_ASKED, What.EFFECTIVE) == (first, second, EFFECTIVE)
    assert history.day_of(What.EFFECTIVE) == EFFECTIVE.day
    assert history.day_of(What.DIED) is None


def test_what_is_left_of_a_term_counts_the_last_day():
    law = Statutes(TODAY)
    assert terms.last_day(WRONG_PAPER, law) == date(2027, 6, 1)
    assert terms.left(WRONG_PAPER, date(2027, 6, 1), law) == timedelta(days=1)
    assert terms.left(WRONG_PAPER, date(2027, 6, 5), law) == timedelta()
    endless = CaseFacts(Kind.OUTSIDE, paper_begins=TODAY, penalty=terms.Penalty.LIFE)
    assert terms.left(endless, TODAY, law) is None
    with pytest.raises(Unsaid):
        terms.last_day(CaseFacts(Kind.PAROLE), law)


IRRELEVANT = some.sampled_from(
    [What.VISITED, What.CONTACTED, What.TAUGHT, What.ASSESSED, What.COMPLAINED, What.COMMENDED]
)
DAYS = some.dates(date(2022, 1, 1), date(2030, 12, 31))


@given(DAYS, some.integers(1, 60), some.lists(some.tuples(IRRELEVANT, DAYS), max_size=8))
def test_an_irrelevant_event_changes_no_term(effective, months, more):
    plain = CaseFacts(
        Kind.SUSPENSION, (Event(What.EFFECTIVE, effective),), probation=Span(months=months)
    )
    busy = plain.with_events(*(Event(what, day) for what, day in more))
    law = Statutes(TODAY)
    assert terms.derived(busy, law).outcome == terms.derived(plain, law).outcome


@given(
    DAYS,
    some.integers(6, 24),
    some.integers(0, 60),
    some.permutations([What.CUSTODY_OFFSET, What.RESIDENCE_OFFSET, What.VISITED]),
)
def test_a_term_derived_again_from_the_same_events_is_the_same(begins, months, days, order):
    events = tuple(Event(what, begins, days=days or None) for what in order)
    history = CaseFacts(
        Kind.SURVEILLANCE, events, sentence=Span(months=months), paper_begins=begins
    )
    law = Statutes(TODAY)
    answer = terms.derived(history, law)
    assert answer.grounds
    assert answer == terms.derived(history, law)
    assert answer.outcome.ends >= begins - timedelta(days=1)
    assert (
        answer.outcome
        == terms.derived(
            CaseFacts(
                Kind.SURVEILLANCE, events[::-1], sentence=Span(months=months), paper_begins=begins
            ),
            law,
        ).outcome
    )
