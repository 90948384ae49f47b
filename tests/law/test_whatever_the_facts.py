"""What holds for any facts: no traceback, no milder answer for more, no day before its event."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as some

from guihang.law import catalogue, obligations, wire
from guihang.law.codes import Code, Kind, Organ, OutsideGround
from guihang.law.events import CODES, Event, What
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.rules import (
    delivery,
    frequent,
    health,
    inquiry,
    intake,
    leave,
    leave_areas,
    load,
    transfer,
)
from guihang.law.rules.counting import Trip
from guihang.law.rungs import Rung
from guihang.law.spans import Span
from guihang.law.statutes import LocalRule, Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay, Verdict

load()
OURS = (
    "inquiry", "intake", "reporting", "levels", "group", "health", "leave", "frequent",
    "transfer", "contact", "places", "prohibition",
)  # fmt: skip
NAMES = sorted(name for name in load() if name.split(".")[0] in OURS)
TODAY = date(2026, 11, 23)
LAW = Statutes(TODAY)
DAYS = some.dates(date(2021, 3, 1), date(2030, 12, 31))
ANY_DAY = some.dates(date(2019, 1, 1), date(2100, 12, 31)).map(date.isoformat)
SPANS = some.sampled_from(
    ["1 month", "2 months", "3 months", "30 days", "1 year 6 months", "5 hours", "3 working days"]
)
AREAS = some.sampled_from(
    ["43", "4311", "431103", "431102", "431121", "433101", "110101", "000000"]
)


@cache
def written(kind):
    """A strategy for the JSON of a facts class: every field given, left out, or odd."""
    fields = {name: some.none() | of(hint) for name, hint in wire.hints(kind).items()}
    return some.fixed_dictionaries({}, optional=fields)


def of(hint):
    kind = hint.kind
    if not isinstance(kind, type):
        return some.lists(of(wire._hint(kind.__args__[0])), max_size=3)
    if issubclass(kind, Code):
        return some.sampled_from([code.value for code in kind])
    plain = {
        bool: some.booleans(),
        int: some.integers(0, 40),
        date: ANY_DAY,
        Span: SPANS,
        str: AREAS,
    }
    return plain[kind] if kind in plain else written(kind)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=None)
@given(chosen=some.data())
def test_any_facts_are_answered_or_refused_by_field(name, chosen):
    facts = chosen.draw(written(catalogue.entry(name).facts))
    law = Statutes(chosen.draw(some.dates(date(2019, 1, 1), date(2035, 1, 1))))
    try:
        answer = catalogue.entry(name).ask(facts, law)
    except BadFacts as fault:
        assert fault.field
        return
    if isinstance(answer, CannotSay):
        assert answer.missing
        return
    assert isinstance(answer, Verdict) and answer.grounds
    assert catalogue.written(name, answer, law)["answered"]


WHATS = some.sampled_from([what for what in What])


@some.composite
def events(draw):
    what = draw(WHATS)
    days = some.dates(date(2019, 6, 1), date(2028, 12, 31))
    begins = draw(days)
    codes = CODES.get(what)
    return {
        "what": what.value,
        "day": draw(days).isoformat(),
        "begins": begins.isoformat(),
        "ends": (begins + timedelta(days=draw(some.integers(0, 40)))).isoformat(),
        "span": draw(some.sampled_from(["1 month", "20 days"])),
        "days": draw(some.integers(1, 40)),
        "code": draw(
            some.sampled_from([code.value for code in codes]) if codes else some.just("x")
        ),
        "of": draw(some.sampled_from(["A-1", "A-2", None])),
        "to": draw(some.sampled_from(["procuratorate", "county", "organ", None])),
    }


@some.composite
def cases(draw):
    """A case with any history that is not refused."""
    organ = draw(some.sampled_from([None, *Organ]))
    ground = draw(some.sampled_from([None, *OutsideGround]))
    entrusted = draw(some.booleans())
    told = draw(some.lists(events(), max_size=12))
    written = {
        "kind": draw(some.sampled_from(list(Kind))).value,
        "organ": organ and organ.value,
        "outside_ground": ground and ground.value,
        "office_entrusted": entrusted,
        "organ_elsewhere": entrusted,
        "minor_at_crime": entrusted,
        "birth": draw(some.sampled_from(["1990-05-05", "2003-05-05"])),
        "events": [event for event in told if event["what"] != "told" or event["to"]],
    }
    try:
        return wire.decode(CaseFacts, written)
    except BadFacts:
        reject()


@settings(max_examples=60, deadline=None)
@given(cases())
def test_any_history_has_duties_and_each_is_due_after_it_opened(facts):
    for duty in obligations.REGISTER.find(facts, TODAY, LAW):
        if duty.name.split(".")[0] in OURS:
            assert duty.opened <= duty.due, duty
            assert (
                duty.done is None
                or duty.obligation.once
                or duty.done >= min(duty.opened, *(event.day for event in facts.events))
            )
            assert duty.grounds


@settings(max_examples=200, deadline=None)
@given(cases())
def test_nothing_is_owed_where_nothing_happened_that_opens_it(facts):
    """Whoever finds duties is asked only after an event they name; nothing is missed by that."""
    for shelf in obligations.REGISTER._shelves.values():
        for provider, opening in shelf.providers.items():
            if opening and facts.happened.isdisjoint(opening):
                assert not list(provider(facts, TODAY, LAW)), provider


IRRELEVANT = some.sampled_from([What.VISITED, What.CONTACTED, What.TAUGHT, What.COMPLAINED])
START = (
    Event(What.EFFECTIVE, date(2026, 6, 1)),
    Event(What.REGISTERED, date(2026, 6, 8)),
    Event(What.LEAVE_GRANTED, date(2026, 7, 1), begins=date(2026, 7, 2), ends=date(2026, 7, 9)),
    Event(What.TRANSFER_ASKED, date(2026, 8, 3), of="X-1"),
    Event(What.COMMISSION_RECEIVED, date(2026, 8, 3)),
    Event(What.MATERIALS_RECEIVED, date(2026, 8, 3)),
)


def owed(facts):
    return [
        duty for duty in obligations.duties(facts, TODAY, LAW) if duty.name.split(".")[0] in OURS
    ]


@given(some.sampled_from(list(Kind)), some.lists(some.tuples(IRRELEVANT, DAYS), max_size=6))
def test_an_event_that_concerns_nothing_changes_no_duty(kind, more):
    plain = CaseFacts(kind, START, outside_ground=OutsideGround.ILLNESS)
    busy = plain.with_events(*(Event(what, day) for what, day in more))
    assert owed(busy) == owed(plain)


RANKS = [Rung.OFFICE, Rung.AGENCY, Rung.CITY, Rung.PROVINCE]
TRIPS = some.builds(
    lambda leaves, days: Trip(leaves, leaves + timedelta(days=days)),
    some.dates(date(2026, 8, 1), date(2027, 2, 1)),
    some.integers(0, 20),
)


def decides(leaves, days, earlier=(), entrusted=True):
    facts = leave.TripFacts(
        leaves, leaves + timedelta(days=days), entrusted, earlier=tuple(earlier)
    )
    return RANKS.index(leave.who_decides(facts, LAW).outcome.decides)


LEAVES = some.dates(date(2026, 10, 1), date(2026, 12, 1))


@given(
    LEAVES,
    some.integers(0, 45),
    some.integers(0, 10),
    some.lists(TRIPS, max_size=3),
    some.booleans(),
)
def test_a_longer_trip_never_needs_a_lower_approver(leaves, days, more, earlier, entrusted):
    assert decides(leaves, days, earlier, entrusted) <= decides(
        leaves, days + more, earlier, entrusted
    )


@given(LEAVES, some.integers(0, 35), some.lists(TRIPS, max_size=3), TRIPS)
def test_another_trip_never_makes_a_lower_approver_do(leaves, days, earlier, another):
    assert decides(leaves, days, earlier) <= decides(leaves, days, [*earlier, another])


@given(LEAVES, some.integers(0, 35), some.lists(TRIPS, max_size=3))
def test_the_order_of_earlier_trips_changes_nothing(leaves, days, earlier):
    assert decides(leaves, days, earlier) == decides(leaves, days, earlier[::-1])


@given(LEAVES, some.integers(0, 35), some.integers(1, 20))
def test_lengthening_a_leave_is_judged_as_one_long_trip(leaves, days, more):
    ends = leaves + timedelta(days=days)
    facts = leave.ExtensionFacts(leaves, ends, ends + timedelta(days=more), office_entrusted=True)
    answer = leave.extension(facts, LAW).outcome
    assert RANKS.index(answer.decides) == decides(leaves, days + more)


CODES_OF_COUNTIES = some.sampled_from(
    ["431103", "431102", "431121", "430181", "110101", "110115", "433101", "433122", "429004"]
)


@given(CODES_OF_COUNTIES, CODES_OF_COUNTIES)
def test_the_way_there_is_leaving_as_much_as_the_way_back(one, other):
    there = leave_areas.is_leaving(one, other, LAW).outcome
    assert there == leave_areas.is_leaving(other, one, LAW).outcome
    assert not leave_areas.is_leaving(one, one, LAW).outcome.needed


@given(DAYS)
def test_a_day_by_which_never_precedes_what_opens_it(day):
    due = [
        delivery.report_by(delivery.ReportFacts(Kind.PAROLE, day), LAW).outcome,
        delivery.hand_over(delivery.HandOverFacts(Organ.COURT, day), LAW).outcome.due,
        inquiry.due(inquiry.DueFacts(day, day, True), LAW).outcome,
        transfer.reporting(transfer.ComingFacts(day), LAW).outcome.due,
        health.report_due(health.ReportFacts(day), LAW).outcome,
        health.review_due(health.ReviewFacts(OutsideGround.ILLNESS, day), LAW).outcome,
    ]
    assert all(day < each for each in due)
    assert due[2] < inquiry.due(inquiry.DueFacts(day, day, False), LAW).outcome
    assert not any(LAW.calendar.is_rest(each) for each in due)


@given(DAYS)
def test_a_permit_never_lasts_longer_than_six_months(day):
    ends = frequent.validity(frequent.GrantFacts(day), LAW).outcome.ends
    assert timedelta(days=178) <= ends - day <= timedelta(days=184)


FOLLOWS = list(intake.Follows)


@given(
    DAYS, some.integers(0, 60), some.integers(0, 20), some.sampled_from(sorted(delivery.REPORTING))
)
def test_coming_later_never_has_milder_consequences(effective, days, more, kind):
    def follows(after):
        came = effective + timedelta(days=after)
        facts = intake.LatenessFacts(kind, effective, came, good_reason=False)
        return FOLLOWS.index(intake.late_report(facts, LAW).outcome.follows)

    assert follows(days) <= follows(days + more)


@given(some.integers(1, 200), some.integers(0, 60), DAYS)
def test_lengthening_more_never_needs_a_lower_approver(days, more, begins):
    def rank(count):
        facts = health.LengtheningFacts(Span(days=count), begins)
        return RANKS.index(health.who_lengthens(facts, LAW).outcome.decides)

    assert rank(days) <= rank(days + more)


SAYS = Text("本地规定", "local rule")


def local(key, held, since=date(2026, 1, 1)):
    return Statutes(TODAY, local=(LocalRule("ours", key, "", since, held, SAYS),))


def ask(name, law, **facts):
    return catalogue.entry(name).ask(facts, law)


def test_a_local_interval_is_named_as_local():
    law = local("reporting.every", Span(days=7))
    answer = ask("reporting.interval", law)
    assert (answer.outcome.every, answer.outcome.national) == (Span(days=7), False)
    assert answer.grounds[0].article == "local:ours"


def test_the_interval_of_a_category_goes_before_that_for_all():
    both = Statutes(
        TODAY,
        local=(
            LocalRule("all", "reporting.every", "", date(2026, 1, 1), Span(months=1), SAYS),
            LocalRule("strict", "reporting.every_strict", "", date(2026, 1, 1), Span(days=7), SAYS),
        ),
    )
    assert ask("reporting.interval", both, level="strict").outcome.every == Span(days=7)
    assert ask("reporting.interval", both, level="ordinary").outcome.every == Span(months=1)
    assert ask("reporting.interval", both).outcome.every == Span(months=1)


def test_an_office_may_switch_the_rule_of_two_investigators_off():
    answer = ask("inquiry.investigators", local("inquiry.investigators", None), investigators=1)
    assert answer.outcome.enough and answer.outcome.needed is None
    assert answer.grounds[0].article == "ccl-2019:18"


def test_a_local_list_puts_others_under_approval_and_is_named_as_local():
    law = local("contact.listed", ("other",))
    answer = ask("contact.approval", law, whom="other")
    assert answer.outcome.approval and not answer.outcome.national
    assert answer.outcome.decides is Rung.AGENCY
    assert answer.grounds[0].article == "local:ours"
    family = ask("contact.approval", law, whom="family")
    assert not family.outcome.approval


def test_a_trip_of_thirty_days_is_too_long_only_together_with_another():
    earlier = (Trip(date(2026, 10, 20), date(2026, 10, 21)),)
    facts = leave.TripFacts(date(2026, 11, 1), date(2026, 11, 30), earlier=earlier)
    assert {ground.article for ground in leave.who_decides(facts, LAW).grounds} == {
        "measures-2020:27.3"
    }
