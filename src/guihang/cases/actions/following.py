"""What follows from the events of a case: its state, overlays and term, kept for lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from guihang.cases import course
from guihang.cases.facts import facts_of, law_of
from guihang.cases.models import Case, Derivation, Overlay, Standing
from guihang.duties import actions as duties
from guihang.law import catalogue, wire
from guihang.law.events import What
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.rules import terms
from guihang.law.verdicts import CannotSay
from guihang.law.wire import Json

SOURCE = "cases"
RULE = "terms.derived"
KEPT = ["state", "term_begins", "term_ends", "computed_ends", "level"]


@dataclass(frozen=True, slots=True)
class Derived:
    """What the law makes of a term: its days, whether the paper agrees, the whole answer."""

    begins: date | None
    ends: date | None
    computed: date | None
    agrees: bool | None
    answer: Json


def follow(case: Case, *, by_id: int | None, at: datetime, on: date) -> Case:
    """Bring state, overlays, term and duties of a case up to date with its events."""
    fresh = Case.objects.for_facts().get(pk=case.pk)
    facts = facts_of(fresh)
    _stand(fresh, facts, by_id, at)
    _overlay(fresh, facts)
    _derive(fresh, facts, at, on)
    fresh.save(update_fields=KEPT)
    duties.refresh(SOURCE, fresh.number, on=on)
    return fresh


def _stand(case: Case, facts: CaseFacts, by_id: int | None, at: datetime) -> None:
    stand = course.stands(facts)[-1]
    classified = facts.last(What.CLASSIFIED)
    case.level = (classified.code or "") if classified else ""
    case.state = stand.state
    known = case.standings.last()
    if known is not None and (known.state, known.since) == (stand.state, stand.since):
        return
    Standing.objects.create(
        case=case,
        state=stand.state,
        since=stand.since,
        by_event=stand.by or "",
        at=at,
        by_id=by_id,
    )


def _overlay(case: Case, facts: CaseFacts) -> None:
    wanted = {(one.name, one.since, one.until, one.of) for one in course.spells(facts)}
    there = {(one.name, one.since, one.until, one.of): one.pk for one in case.overlays.all()}
    Overlay.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    new = sorted(wanted - set(there), key=lambda one: one[:2])
    Overlay.objects.bulk_create(
        Overlay(case=case, name=name, since=since, until=until, of=of)
        for name, since, until, of in new
    )


def _derive(case: Case, facts: CaseFacts, at: datetime, on: date) -> None:
    """The paper's day is the legal value; the computed one is kept beside it."""
    found = derived(case, facts, on)
    case.term_begins, case.term_ends = found.begins, found.ends
    case.computed_ends = found.computed
    last = case.derivations.last()
    if last is not None and last.answer == found.answer:
        return
    Derivation.objects.create(
        case=case,
        at=at,
        law_on=on,
        begins=found.begins,
        ends=found.ends,
        agrees=found.agrees,
        answer=found.answer,
    )


def derived(case: Case, facts: CaseFacts, on: date) -> Derived:
    """Return what the law makes of a term; where it cannot say, the paper's days stand alone."""
    law = law_of(case, on)
    try:
        answer = terms.term_of(facts, law)
    except BadFacts as refused:
        said = {"field": refused.field, "why": wire.encode(refused.why)}
        return Derived(case.paper_begins, case.paper_ends, None, None, {"refused": said})
    written = catalogue.written(RULE, answer, law)
    if isinstance(answer, CannotSay):
        return Derived(case.paper_begins, case.paper_ends, None, None, written)
    term = answer.outcome
    return Derived(term.begins, term.ends, term.computed or term.ends, term.agrees, written)
