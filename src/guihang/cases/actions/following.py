"""What follows from the events of a case: its state, overlays and term, kept for lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guihang.cases import course
from guihang.cases.facts import facts_of, happened, law_of
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


@dataclass(frozen=True, slots=True)
class Following:
    """What follows from the events of a case: its states, what lay over it, its term."""

    stands: tuple[course.Stand, ...]
    spells: tuple[course.Spell, ...]
    term: Derived


def follow(case: Case, *, by_id: int | None, at: datetime, on: date) -> Case:
    """Bring state, overlays, term and duties of a case up to date with its events."""
    fresh = Case.objects.for_work().get(pk=case.pk)
    follow_held(fresh, by_id=by_id, at=at, on=on)
    return fresh


def follow_held(case: Case, *, by_id: int | None, at: datetime, on: date) -> None:
    """The same for a case that was read afresh when it was locked."""
    found = work_out(case, facts_of(case, rows=happened([case])[case.pk]), on)
    _stand(case, found.stands[-1], by_id, at)
    _overlay(case, found.spells)
    _derive(case, found.term, at, on)
    case.save(update_fields=KEPT)
    duties.refresh(SOURCE, case.number, on=on)


def follow_new(
    begun: Sequence[tuple[Case, Following]], *, by_id: int | None, at: datetime, on: date
) -> None:
    """Keep all that follows from the events of many cases that were just begun."""
    Standing.objects.bulk_create(
        _standing(case, stand, by_id, at) for case, found in begun for stand in found.stands
    )
    Overlay.objects.bulk_create(
        _spell(case, spell) for case, found in begun for spell in dict.fromkeys(found.spells)
    )
    Derivation.objects.bulk_create(_derivation(case, found.term, at, on) for case, found in begun)
    for case, _found in begun:
        duties.refresh(SOURCE, case.number, on=on)


def work_out(case: Case, facts: CaseFacts, on: date) -> Following:
    """Work out what follows, and let the case say it; nothing is written."""
    found = Following(course.stands(facts), course.spells(facts), derived(case, facts, on))
    classified = facts.last(What.CLASSIFIED)
    case.level = (classified.code or "") if classified else ""
    case.state = found.stands[-1].state
    case.term_begins, case.term_ends = found.term.begins, found.term.ends
    case.computed_ends = found.term.computed
    return found


def _stand(case: Case, stand: course.Stand, by_id: int | None, at: datetime) -> None:
    known = case.standings.last()
    if known is None or (known.state, known.since) != (stand.state, stand.since):
        _standing(case, stand, by_id, at).save(force_insert=True)


def _standing(case: Case, stand: course.Stand, by_id: int | None, at: datetime) -> Standing:
    return Standing(
        case=case,
        state=stand.state,
        since=stand.since,
        by_event=stand.by or "",
        at=at,
        by_id=by_id,
    )


def _overlay(case: Case, spells: Sequence[course.Spell]) -> None:
    wanted = set(spells)
    there = {
        course.Spell(one.name, one.since, one.until, one.of): one.pk for one in case.overlays.all()
    }
    Overlay.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    new = sorted(wanted - set(there), key=lambda one: (one.name, one.since))
    Overlay.objects.bulk_create(_spell(case, spell) for spell in new)


def _spell(case: Case, spell: course.Spell) -> Overlay:
    return Overlay(case=case, name=spell.name, since=spell.since, until=spell.until, of=spell.of)


def _derive(case: Case, found: Derived, at: datetime, on: date) -> None:
    """The paper's day is the legal value; the computed one is kept beside it."""
    last = case.derivations.last()
    if last is None or _undated(last.answer) != _undated(found.answer):
        _derivation(case, found, at, on).save(force_insert=True)


def _undated(answer: Json) -> Json:
    """Return an answer without the day it was asked: another day alone derives nothing new."""
    if not isinstance(answer, dict):
        return answer
    return {name: one for name, one in answer.items() if name != "on"}


def _derivation(case: Case, found: Derived, at: datetime, on: date) -> Derivation:
    return Derivation(
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
    # Where law and paper agreed, what came later moved both.
    computed = term.computed if term.agrees is False else term.ends
    return Derived(term.begins, term.ends, computed, term.agrees, written)
