"""The signed table of obligations, what rules say they lack, and what always holds."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from owing import ON, OURS

from guihang.law import catalogue, obligations, periods
from guihang.law.codes import Kind, Organ
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules import (
    answers,
    conduct_papers,
    missing,
    monitoring_time,
    recall,
    revocation_court,
)
from guihang.law.rules.breaches import BreachFacts
from guihang.law.rules.measures import Measure
from guihang.law.statutes import Statutes
from guihang.law.verdicts import CannotSay

SIGNED = tomllib.loads(
    (Path(__file__).parent / "obligations_of_conduct.toml").read_text(encoding="utf-8")
)


def as_signed(obligation):
    every = len(obligation.kinds) == len(Kind)
    row = {
        "by": obligation.by.value,
        "to": " ".join(obligation.to),
        "within": obligation.within or "at once",
        "opened": " ".join(obligation.opened_by),
        "done": " ".join(obligation.discharged_by),
        "articles": " ".join(obligation.articles),
        "kinds": "all" if every else " ".join(sorted(obligation.kinds)),
    }
    return row | ({"outlives_the_case": True} if obligation.lives_on else {})


def test_the_signed_table_names_every_obligation_of_ours():
    known = obligations.REGISTER.obligations
    assert {name for name in known if name.split(".")[0] in OURS} == set(SIGNED)


@pytest.mark.parametrize("name", sorted(SIGNED))
def test_an_obligation_is_owed_as_the_signed_table_says(name):
    assert as_signed(obligations.REGISTER.obligations[name]) == SIGNED[name]


@pytest.mark.parametrize(
    ("rule", "facts", "missing"),
    [
        ("conduct.admonition", {}, "breach missed severity taught mended"),
        ("conduct.warning", {}, "breach severity missed good_reason taught mended admonitions"),
        ("conduct.warning", {"breach": "other"}, "admonitions severity"),
        ("conduct.commendation", {}, "begins repents obeys_law obeys_rules takes_part"),
        ("revocation.grounds", {}, "breach severity penalised mended missed good_reason warnings"),
        ("revocation.grounds", {"breach": "order"}, "severity penalised warnings"),
        ("revocation.grounds", {"breach": "leave"}, "penalised severity warnings"),
        ("revocation.grounds", {"kind": "parole"}, "breach missed good_reason warnings mended"),
        ("conduct.measure_due", {"breach": "report"}, "severity admonitions penalised warnings"),
        ("recall.grounds", {"penalised": True, "absent": True}, "warned mended"),
        ("recall.grounds", {"review_missed": True, "hiding": True}, "out warned mended"),
        ("penalty.detention_served", {}, "birth first pregnant"),
        ("penalty.detention_served", {"birth": "1990-01-01"}, "committed first pregnant"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_each_once(rule, facts, missing):
    kind = {} if rule.startswith(("recall", "penalty", "conduct.comm")) else {"kind": "suspension"}
    answer = catalogue.RULES[rule].ask(kind | facts, Statutes(ON))
    assert isinstance(answer, CannotSay)
    assert " ".join(answer.missing) == missing


def test_the_courts_list_of_recalls_is_for_cases_of_courts():
    law = Statutes(ON)
    unfit = recall.RecallGround.UNFIT
    of_measures = ("measures-2020:49",)
    assert recall.recall_texts(unfit, law, Organ.POLICE) == of_measures
    assert recall.recall_texts(unfit, law, Organ.PRISON_BUREAU) == of_measures
    for organ in (None, Organ.COURT):
        assert recall.recall_texts(unfit, law, organ) == ("spc-2021:516(1)", *of_measures)


FROM = date(2021, 3, 1)
DAYS = some.dates(FROM, date(2026, 10, 1))
KINDS = some.sampled_from(list(Kind))
WEIGHT = {measure: weight for weight, measure in enumerate(Measure)}


def measure(kind, missed, until):
    clean = {"admonitions": 0, "warnings": 0, "penalised": False}
    facts = BreachFacts(kind, missed=missed, until=until, good_reason=False, **clean)
    answer = answers.measure_due(facts, Statutes(until))
    assert answer.grounds
    return answer.outcome.measure


@given(KINDS, DAYS, some.integers(1, 60), some.integers(0, 10))
def test_whoever_stays_away_longer_is_never_answered_more_lightly(kind, missed, days, more):
    shorter = measure(kind, missed, missed + timedelta(days=days))
    longer = measure(kind, missed, missed + timedelta(days=days + more))
    assert WEIGHT[shorter] <= WEIGHT[longer]


@given(KINDS, DAYS, some.integers(1, 40))
def test_the_clock_and_the_measure_agree(kind, missed, days):
    until = missed + timedelta(days=days)
    clock = missing.clock(missing.ClockFacts(missed), Statutes(until)).outcome
    found = measure(kind, missed, until)
    assert clock.days == days
    assert (clock.threshold is missing.Threshold.TEN_DAYS) == (found is Measure.ADMONITION)
    assert (clock.threshold is missing.Threshold.OVER_TEN) == (found is Measure.WARNING)


@given(DAYS)
def test_a_device_is_never_worn_into_the_day_three_months_later(begins):
    last = monitoring_time.last_day(monitoring_time.WearFacts(begins), Statutes(begins)).outcome
    assert begins < last < periods.same_day(begins, 3)


@given(DAYS, some.sampled_from([Kind.SUSPENSION, Kind.PAROLE]), some.booleans())
def test_custody_never_makes_a_court_later_and_a_ruling_never_precedes_its_proposal(
    received, kind, arrested
):
    law = Statutes(received)
    free, _ = revocation_court.ruling_days(kind, received, law)
    held, _ = revocation_court.ruling_days(kind, received, law, arrested=True)
    assert received < held.last <= free.last


WHATS = some.sampled_from(
    [
        What.WARNED, What.ADMONISHED, What.COMMENDED, What.RULE_BROKEN, What.ORDER_BROKEN,
        What.DUTY_MISSED, What.ABSENT, What.LOST, What.FOUND, What.SEARCH_STARTED,
        What.REVOCATION_PROPOSED, What.RECALL_PROPOSED, What.ARRESTED, What.RECALLED,
        What.DEATH_LEARNED, What.GREAT_MERIT, What.PENALTY_ASKED, What.PENALTY_REFUSED,
        What.GROUND_ENDED, What.REVOKED, What.REVOCATION_REFUSED, What.FREED,
    ]
)  # fmt: skip
HISTORIES = some.lists(some.builds(Event, WHATS, DAYS), max_size=10)
IRRELEVANT = some.builds(
    Event, some.sampled_from([What.VISITED, What.CONTACTED, What.TAUGHT, What.ASSESSED]), DAYS
)


def ours(kind, events):
    case = CaseFacts(kind, tuple(events), organ=Organ.COURT)
    found = obligations.REGISTER.find(case, ON, Statutes(ON))
    return sorted(duty for duty in map(_plain, found) if duty[0].split(".")[0] in OURS)


def _plain(duty):
    return duty.name, duty.opened, duty.due, str(duty.done), str(duty.by)


@given(KINDS, HISTORIES)
def test_nothing_is_due_before_it_was_opened(kind, events):
    for _, opened, due, _, _ in ours(kind, events):
        assert opened <= due


@given(KINDS, HISTORIES, some.lists(IRRELEVANT, max_size=4))
def test_an_irrelevant_event_changes_nothing_that_is_owed(kind, events, more):
    assert ours(kind, [*events, *more]) == ours(kind, events)


@given(HISTORIES, DAYS, DAYS)
def test_a_change_of_county_starts_no_count_again(events, agreed, moved):
    transfer = [Event(What.TRANSFER_AGREED, agreed), Event(What.TRANSFER_REPORTED, moved)]
    law = Statutes(ON)
    stayed = conduct_papers.counters(CaseFacts(Kind.SUSPENSION, tuple(events)), law)
    went = conduct_papers.counters(CaseFacts(Kind.SUSPENSION, (*events, *transfer)), law)
    assert stayed.outcome == went.outcome


@given(KINDS, some.none() | DAYS, some.none() | some.booleans(), some.none() | some.integers(0, 3))
def test_what_cannot_be_said_names_facts_the_rule_asks_for(kind, missed, reason, warnings):
    facts = BreachFacts(kind, missed=missed, good_reason=reason, warnings=warnings)
    answer = answers.measure_due(facts, Statutes(ON))
    if isinstance(answer, CannotSay):
        assert all(hasattr(facts, name) for name in answer.missing)
        assert all(getattr(facts, name) is None for name in answer.missing)
    else:
        assert answer.grounds
