"""What the law makes of somebody's conduct: which measure the facts call for, and why not others.

One judgment answers the live form, the checks before signing, the paper and the page; a decided
proceeding is judged anew under the law of the day of its decision.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from guihang.cases.facts import began, facts_of, law_of
from guihang.law import wire
from guihang.law.codes import Body, Code, Kind, Penalty
from guihang.law.events import What
from guihang.law.facts import CaseFacts
from guihang.law.rules import (
    answers,
    arrest,
    conduct,
    conduct_papers,
    copies,
    measures,
    penalty,
    recall,
    reduction,
    revocation,
    revocation_court,
)
from guihang.law.rules.copies import Recipients, WritFacts
from guihang.law.rules.measures import DecisionFacts, Measure, MeasureFacts, Taken
from guihang.law.rules.revocation_court import CourtFacts, CourtLevel
from guihang.law.rungs import Rung
from guihang.law.statutes import Statutes
from guihang.law.verdicts import Answer, CannotSay, Ground, Verdict
from guihang.law.wire import Json
from guihang.supervision.conduct import house_rules
from guihang.supervision.conduct.plans import PLANS, Plan, measure_for

RUNGS = {Body.COUNTY: Rung.AGENCY_HEAD, Body.CITY: Rung.CITY, Body.PROVINCE: Rung.PROVINCE}
PENDING = (What.REVOCATION_PROPOSED, What.REVOKED, What.REVOCATION_REFUSED)


@dataclass(frozen=True, slots=True)
class Judgment:
    """Everything the law says of one measure on a day.

    `due` is None where it lacks a fact to say; `called_for` is what the facts call for instead.
    """

    plan: Plan
    measure: Measure
    fits: Verdict[Taken] | CannotSay
    due: bool | None
    on: tuple[Code, ...]
    grounds: tuple[Ground, ...]
    lacking: CannotSay | None = None
    called_for: tuple[Measure, ...] = ()

    @property
    def may(self) -> bool:
        """Whether this measure may be taken with this kind of person on these facts."""
        return isinstance(self.fits, Verdict) and self.fits.outcome.may and bool(self.due)

    @property
    def is_lighter(self) -> bool:
        """Whether the facts call for something graver as well: then it is said why not that."""
        order = list(Measure)
        return self.may and any(
            order.index(one) > order.index(self.measure) for one in self.called_for
        )


type Said = tuple[bool | None, tuple[Code, ...], Answer, tuple[Measure, ...]]


def judge(name: str, stated: Mapping[str, Json], case, *, on: date) -> Judgment:
    """Return what the law says of a measure in a case on a day."""
    plan, law, known = PLANS[name], law_of(case, on), facts_of(case).until(on)
    facts = wire.decode(plan.facts, {**_known(plan, case, known, law), **stated})
    measure = measure_for(plan, Kind(case.kind), stated.get("offence"))
    great = bool(stated.get("great_merit"))
    fits = measures.may_be_taken(MeasureFacts(measure, Kind(case.kind), great), law)
    if isinstance(fits, Verdict) and not fits.outcome.may:
        return Judgment(plan, measure, fits, due=False, on=(), grounds=fits.grounds)
    due, codes, answer, called = TRIED[name](facts, law)
    lacking = answer if isinstance(answer, CannotSay) else None
    return Judgment(plan, measure, fits, due, codes, answer.grounds, lacking, called)


def _known(plan: Plan, case, known: CaseFacts, law: Statutes) -> dict[str, Json]:
    """Return the facts nobody states anew, because the case says them."""
    counted = conduct_papers.counters(known, law)
    count = counted.outcome if isinstance(counted, Verdict) else None
    begins = began(known)
    told: dict[str, Json] = {
        "kind": case.kind,
        "organ": case.organ or None,
        "begins": begins.isoformat() if begins else None,
        "sentence_ends": case.sentence_ends.isoformat() if case.sentence_ends else None,
        "proposed": _revocation_pends(known),
    }
    if count is not None:
        told |= {
            "admonitions": count.admonitions,
            "warnings": count.warnings,
            "penalised": bool(count.penalties),
            "order_breaches": count.order_breaches,
            "penalised_for_order": bool(count.order_penalties),
        }
    wanted = wire.hints(plan.facts)
    return {name: value for name, value in told.items() if name in wanted}


def _revocation_pends(known: CaseFacts) -> bool:
    last = known.all(*PENDING)
    return bool(last) and last[-1].what is What.REVOCATION_PROPOSED


def _sanction(measure: Measure, own: Callable) -> Callable[[object, Statutes], Said]:
    """An admonition or a warning is due where the whole scale says so, on its own grounds."""

    def tried(facts, law: Statutes) -> Said:
        whole, alone = answers.measure_due(facts, law), own(facts, law)
        called = whole.outcome.due if isinstance(whole, Verdict) else ()
        if isinstance(alone, CannotSay):
            return None, (), alone, called
        return alone.outcome.due, alone.outcome.on, alone, called

    return tried


def _proposal(rule: Callable) -> Callable[[object, Statutes], Said]:
    def tried(facts, law: Statutes) -> Said:
        answer = rule(facts, law)
        if isinstance(answer, CannotSay):
            return None, (), answer, ()
        return answer.outcome.due, answer.outcome.on, answer, ()

    return tried


def _asking(rule: Callable) -> Callable[[object, Statutes], Said]:
    def tried(facts, law: Statutes) -> Said:
        answer = rule(facts, law)
        if isinstance(answer, CannotSay):
            return None, (), answer, ()
        return answer.outcome.may, (), answer, ()

    return tried


def _penalty(facts, law: Statutes) -> Said:
    answer = penalty.police_penalty(facts, law)
    if isinstance(answer, CannotSay):
        return None, (), answer, ()
    return answer.outcome.may, (), answer, answer.outcome.instead


def _commended(facts, law: Statutes) -> Said:
    answer = conduct.commendation(facts, law)
    if isinstance(answer, CannotSay):
        return None, (), answer, ()
    return answer.outcome.due, (), answer, ()


TRIED: Mapping[str, Callable[[object, Statutes], Said]] = {
    "commendation": _commended,
    "admonition": _sanction(Measure.ADMONITION, conduct.admonition),
    "warning": _sanction(Measure.WARNING, conduct.warning),
    "penalty_request": _penalty,
    "revocation_proposal": _proposal(revocation.revocation_grounds),
    "recall_proposal": _proposal(recall.recall_grounds),
    "arrest_request": _asking(arrest.may_be_asked),
    "reduction_proposal": _asking(reduction.may_be_proposed),
}


def route(name: str, stated: Mapping[str, Json], case, *, on: date) -> Answer[Rung]:
    """Return who signs: the county agency, or for a higher court the agency of its level."""
    law, kind = law_of(case, on), Kind(case.kind)
    if name == "revocation_proposal":
        facts = CourtFacts(kind, case.organ_other_province, court_level(case))
        return _filed(revocation_court.who_files(facts, law))
    if name == "reduction_proposal":
        great = bool(stated.get("great_merit"))
        sentenced = Penalty(case.penalty) if case.penalty else None
        way = reduction.route(reduction.RouteFacts(kind, sentenced, great), law)
        if isinstance(way, CannotSay):
            return way
        return Verdict(RUNGS[way.outcome.filed_by], way.grounds, way.steps)
    measure = measure_for(PLANS[name], kind, stated.get("offence"))
    found = measures.who_decides(DecisionFacts(measure), law)
    if isinstance(found, CannotSay):
        return found
    own = Ground(house_rules.SIGNS, found.grounds[0].because)
    return Verdict(house_rules.rung(name), (*found.grounds, own), found.steps)


def _filed(found: Answer[Body]) -> Answer[Rung]:
    if isinstance(found, CannotSay):
        return found
    return Verdict(RUNGS[found.outcome], found.grounds, found.steps)


def court_level(case) -> CourtLevel | None:
    """Return the level of the court that decided: its name tells it."""
    name = case.organ_name
    if "法院" not in name:
        return None
    if "高级" in name:
        return CourtLevel.HIGH
    return CourtLevel.INTERMEDIATE if "中级" in name else CourtLevel.BASIC


def recipients(name: str, case, *, on: date) -> Answer[Recipients]:
    """Return whom the paper is served on, and who gets a copy."""
    facts = WritFacts(PLANS[name].writ, Kind(case.kind), facts_of(case).organ)
    return copies.recipients(facts, law_of(case, on))
