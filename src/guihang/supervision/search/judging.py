"""What the law says of a search on a day: the clock, the next steps, what follows.

A search without a case is an exercise; it is judged by the same rules, with counts of nought.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from guihang.cases.facts import facts_of, law, law_of, place_of
from guihang.dossiers.numbers import day_of
from guihang.law import wire
from guihang.law.codes import Body, Kind
from guihang.law.events import Missed, What
from guihang.law.rules import conduct_papers, missing
from guihang.law.rules.answers import Answers
from guihang.law.rules.breaches import Broken, Severity
from guihang.law.rules.measures import Measure
from guihang.law.rules.missing import Clock, ClockFacts, FoundFacts, SearchFacts, SearchStep
from guihang.law.rules.missing import Search as Steps
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, CannotSay, Verdict
from guihang.law.wire import Json
from guihang.supervision.conduct.plans import plan_for
from guihang.supervision.models import Search
from guihang.supervision.search import house_rules
from guihang.supervision.search.words import CHECK, PHONE, SEARCH, VISIT


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The first twenty-four hours of a search: until when, how many are gone, what is lacking."""

    until: datetime
    hours: int
    is_over: bool
    lacking: tuple[str, ...]


def statutes(search: Search, on: date) -> Statutes:
    """Return the law of a day where somebody is searched for."""
    if search.case is not None:
        return law_of(search.case, on)
    return law(on, place_of(search.unit_path))


def last_day(search: Search, *, on: date) -> date:
    """Return the day a search is judged on: once it is closed, that of closing it."""
    return min(on, day_of(search.closed_at)) if search.closed_at else on


def clock(search: Search, *, on: date) -> Answer[Clock] | None:
    """Return how long somebody is out of supervision; None while no missed duty is known."""
    on = last_day(search, on=on)
    if search.missed_on is None or search.missed_on > on:
        return None
    found = search.found_on if search.found_on and search.found_on <= on else None
    return missing.clock(ClockFacts(missed=search.missed_on, found=found), statutes(search, on))


def tried(search: Search) -> frozenset[str]:
    """Return in which ways somebody was looked for."""
    return frozenset(one.way for one in search.attempts.all())


def steps(search: Search, *, on: date) -> Verdict[Steps] | CannotSay:
    """Return what the law wants done next in a search, and who is told."""
    ways = tried(search)
    facts = SearchFacts(
        phoned=PHONE in ways,
        checked=CHECK in ways,
        visited=VISIT in ways,
        found=search.found_on is not None,
    )
    return missing.search(facts, statutes(search, on))


def police_are_due(search: Search, *, on: date) -> bool:
    """Whether the law's own ways were tried in vain, so that the police are told."""
    answer = steps(search, on=on)
    return isinstance(answer, Verdict) and SearchStep.TELL_POLICE in answer.outcome.steps


def organ_is_told(search: Search, about: str) -> bool:
    """Whether the organ that decided is told of a search: of who never came to report."""
    return search.case is not None and search.missed == Missed.FIRST_REPORT and about == SEARCH


def first_day(search: Search, *, at: datetime) -> FirstDay:
    """Return where the first day of a search stands; hours run through rest days."""
    until = search.opened_at + house_rules.FIRST_VIEW
    lacking = tuple(way for way in (PHONE, CHECK, VISIT) if way not in tried(search))
    gone = max(int((at - search.opened_at).total_seconds() // 3600), 0)
    return FirstDay(until, gone, at > until, lacking)


def consequences(search: Search, *, on: date) -> Answer[Answers] | None:
    """Return what the law proposes, found or not; None while no missed duty is known."""
    on = last_day(search, on=on)
    if search.missed_on is None or search.missed_on > on:
        return None
    then = statutes(search, on)
    counts = _counts(search, then)
    facts = FoundFacts(
        Kind(search.kind),
        missed=search.missed_on,
        found=search.found_on,
        good_reason=search.good_reason,
        severity=Severity(search.severity) if search.severity else None,
        refuses=search.refuses,
        **counts,
    )
    return missing.consequences(facts, then)


def _counts(search: Search, then: Statutes) -> dict[str, int | bool]:
    none: dict[str, int | bool] = {"admonitions": 0, "warnings": 0, "penalised": False}
    if search.case is None:
        return none
    found = conduct_papers.counters(facts_of(search.case).until(then.on), then)
    if isinstance(found, CannotSay):
        return {}
    told = found.outcome
    return {
        "admonitions": told.admonitions,
        "warnings": told.warnings,
        "penalised": bool(told.penalties),
    }


def proposed(search: Search, *, on: date) -> tuple[Measure, ...]:
    """Return the measures the law proposes for which a proceeding can be opened, lightest first."""
    answer = consequences(search, on=on)
    if answer is None or isinstance(answer, CannotSay):
        return ()
    return tuple(one for one in answer.outcome.due if plan_for(one))


def undecided(search: Search, *, on: date) -> tuple[tuple[Measure, ...], tuple[Text, ...]]:
    """Return the measures the law cannot tell of yet, and the facts it lacks, in its words."""
    answer = consequences(search, on=on)
    if answer is None:
        return (), ()
    hints = wire.hints(FoundFacts)
    names = answer.missing if isinstance(answer, CannotSay) else answer.outcome.lacking
    says = tuple(hint.says for name in names if (hint := hints.get(name)) and hint.says)
    open_ = () if isinstance(answer, CannotSay) else answer.outcome.undecided
    return tuple(one for one in open_ if plan_for(one)), says


def stated(search: Search, name: str) -> Mapping[str, Json]:
    """Return the facts of a proceeding that a search has shown, as its form asks for them."""
    if name in {"admonition", "warning", "revocation_proposal"}:
        told: dict[str, Json] = {
            "breach": (Broken.REFUSAL if search.refuses else Broken.OUT).value,
            "severity": search.severity or None,
            "missed": search.missed_on.isoformat() if search.missed_on else None,
            "until": search.found_on.isoformat() if search.found_on else None,
            "good_reason": search.good_reason,
        }
    elif name == "penalty_request":
        told = {"offence": "supervision", "severity": search.severity or None}
    else:
        told = {"out": True} if name == "recall_proposal" else {}
    return {key: value for key, value in told.items() if value is not None}


def shown_by(search: Search) -> tuple[int, ...]:
    """Return the events of the case that show what a search found."""
    if search.case is None or search.missed_on is None:
        return ()
    rows = search.case.events.filter(
        corrected__isnull=True,
        day__gte=search.missed_on,
        what__in=(What.LOST, What.FOUND),
        of__in=("", search.of),
    )
    wanted = {row.seq for row in rows}
    if search.missed_event is not None:
        wanted.add(search.missed_event.seq)
    return tuple(sorted(wanted))


def told(search: Search, to: Body, about: str):
    """Return the notice to somebody about something, where it was given."""
    return next((one for one in search.notices.all() if one.to == to and one.about == about), None)
