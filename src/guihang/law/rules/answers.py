"""Which measure a breach calls for, from an admonition to revocation or recall (违规如何处理)."""

from __future__ import annotations

from dataclasses import dataclass

from guihang.law.catalogue import rule
from guihang.law.codes import Code, Kind
from guihang.law.rules.breaches import (
    ORDERED,
    TIMED,
    BreachFacts,
    Broken,
    Severity,
    began,
    lasted,
)
from guihang.law.rules.conduct import admonition_limbs, enough, warning_limbs
from guihang.law.rules.limbs import (
    Limb,
    Part,
    cannot,
    distinct,
    grounds,
    held,
    no,
    one_of,
    reasons,
    texts,
    untried,
)
from guihang.law.rules.measures import ORDER, SUPERVISION, Measure
from guihang.law.rules.recall import RecallGround, recall_texts
from guihang.law.rules.revocation import RevocationGround, revocation_limbs
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict


class PoliceGround(Code):
    """When the police are asked for a penalty (提请治安管理处罚的情形)."""

    ORDER = "order", "违反禁止令，情节较重", "broke the prohibition order, rather seriously"
    REFUSAL = "refusal", "查找到后拒绝接受监督管理", "found, and refuses supervision"
    WARNED = "warned", "管制对象受到两次警告仍不改正", "surveillance: two warnings and not mended"
    MISSING = "missing", "管制对象脱离监管超过一个月", "surveillance: missing over a month"
    SERIOUS = "serious", "管制对象违规情节严重", "surveillance: a serious breach"


type Tried = tuple[tuple[Measure, tuple[Limb, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The heaviest measure due, all that are due, what else is open, and what cannot be told."""

    measure: Measure | None
    due: tuple[Measure, ...]
    possible: tuple[Measure, ...]
    undecided: tuple[Measure, ...]
    lacking: tuple[str, ...]


@rule(
    "conduct.measure_due",
    "ccl-2019:28.1",
    "ccl-2019:30",
    "ccl-2019:59",
    "measures-2020:34",
    "measures-2020:35",
    "measures-2020:36",
    "measures-2020:38",
    "spc-2021:516",
    "spc-2021:543",
    zh="违反监督管理规定应当如何处理",
)
def measure_due(facts: BreachFacts, law: Statutes) -> Answer[Answers]:
    """A breach is answered by its gravity: admonition, warning, the police, the court or recall."""
    if facts.crime:
        says = Text("新罪、漏罪由办案机关处理", "a crime is for the organs that try it")
        found = grounds(law, says, "ccl-2019:46.2", "spc-2021:542")
        return Verdict(Answers(None, (), (), (), ()), found)
    due, possible = _due(facts, law), _possible(facts, law)
    met = tuple((measure, held(limbs)) for measure, limbs in due if held(limbs))
    names = tuple(measure for measure, _ in met)
    open_ = tuple((m, untried(limbs)) for m, limbs in due if m not in names and untried(limbs))
    lacking = tuple(
        dict.fromkeys(name for _, limbs in open_ for limb in limbs for name in limb.lacks)
    )
    also = tuple(m for m, limbs in possible if m not in names and held(limbs))
    if not met and not also and lacking:
        cannot(facts, *lacking)
    answers = Answers(
        names[-1] if names else None, names, also, tuple(measure for measure, _ in open_), lacking
    )
    general = grounds(law, Text("视情节依法处理", "by the circumstances"), "ccl-2019:28.1")
    used = [*(limb for _, limbs in met for limb in limbs)]
    used += [limb for m, limbs in possible if m in also for limb in held(limbs)]
    return Verdict(answers, distinct((*reasons(used), *general)))


def _due(facts: BreachFacts, law: Statutes) -> Tried:
    """Return the measures a breach calls for, lightest first, each with its list tried."""
    heaviest = HEAVIEST[facts.kind](facts, law)
    return (
        (Measure.ADMONITION, admonition_limbs(facts, law)),
        (Measure.WARNING, warning_limbs(facts, law)),
        *_police(facts, law),
        *heaviest,
    )


def _police(facts: BreachFacts, law: Statutes) -> Tried:
    """Return what is asked of the police of those whom they may punish at all."""
    if facts.kind is Kind.PAROLE:
        return ()
    refusal = Limb(
        PoliceGround.REFUSAL,
        texts(law, "measures-2020:38", *SUPERVISION),
        (("breach", one_of(facts.broke, {Broken.REFUSAL})),),
    )
    last = _last_resort(facts, law) if facts.kind is Kind.SURVEILLANCE else ()
    supervision = ((Measure.POLICE_SUPERVISION, (refusal, *last)),)
    if facts.kind not in ORDERED:
        return supervision
    graver = {Severity.RATHER_SERIOUS}
    if facts.kind is Kind.SURVEILLANCE:
        graver = {Severity.RATHER_SERIOUS, Severity.SERIOUS}
    order = Limb(
        PoliceGround.ORDER,
        texts(law, *ORDER, "po-2011:11"),
        (
            ("breach", one_of(facts.broke, {Broken.ORDER})),
            ("severity", one_of(facts.severity, graver)),
        ),
    )
    return ((Measure.POLICE_ORDER, (order,)), *supervision)


def _last_resort(facts: BreachFacts, law: Statutes) -> tuple[Limb, ...]:
    """Surveillance cannot be revoked: what would lead there with others goes to the police."""
    named = texts(law, *SUPERVISION, "ccl-2019:59")
    after = law["revocation.after_warnings"]
    other = None if facts.broke is None else facts.broke not in TIMED | {Broken.ORDER}
    return (
        Limb(
            PoliceGround.WARNED,
            named,
            (("warnings", enough(facts.warnings, after)), ("mended", facts.not_mended)),
        ),
        Limb(PoliceGround.MISSING, named, _over_a_month(facts, law)),
        Limb(
            PoliceGround.SERIOUS,
            named,
            (("breach", other), ("severity", one_of(facts.severity, {Severity.SERIOUS}))),
        ),
    )


def _over_a_month(facts: BreachFacts, law: Statutes) -> tuple[tuple[str, bool | None], ...]:
    return (
        ("breach", one_of(facts.broke, TIMED)),
        ("missed", lasted(facts, law, "revocation.missing_over")),
        ("good_reason", no(facts.good_reason)),
    )


def _suspension(facts: BreachFacts, law: Statutes) -> Tried:
    return ((Measure.REVOKE_SUSPENSION, revocation_limbs(facts, law)),)


def _parole(facts: BreachFacts, law: Statutes) -> Tried:
    """Any breach may end parole; one that is not serious is first answered otherwise."""
    limbs = revocation_limbs(facts, law)
    grave = one_of(facts.severity, {Severity.SERIOUS})
    return (
        (
            Measure.REVOKE_PAROLE,
            tuple(
                Limb(limb.code, limb.articles, (*limb.parts, ("severity", grave)))
                if limb.code is RevocationGround.ANY
                else limb
                for limb in limbs
            ),
        ),
    )


def _outside(facts: BreachFacts, law: Statutes) -> Tried:
    """Return the grounds of recall a breach can meet; a month out of supervision is hiding."""
    serious = one_of(facts.severity, {Severity.SERIOUS})
    other = None if facts.broke is None else facts.broke not in TIMED
    warned = enough(facts.warnings, law["recall.after_warnings"])
    mended = ("mended", facts.not_mended)
    found: tuple[tuple[RecallGround, tuple[Part, ...]], ...] = (
        (RecallGround.HIDING, _over_a_month(facts, law)),
        (RecallGround.PENALISED, (("penalised", facts.penalised), mended)),
        (RecallGround.WARNED, (("warnings", warned), mended)),
        (RecallGround.SERIOUS, (("breach", other), ("severity", serious))),
    )
    limbs = tuple(Limb(code, recall_texts(code, law), parts) for code, parts in found)
    return ((Measure.RECALL, limbs),)


def _none(facts: BreachFacts, law: Statutes) -> Tried:
    return ()


HEAVIEST = {
    Kind.SURVEILLANCE: _none,
    Kind.SUSPENSION: _suspension,
    Kind.PAROLE: _parole,
    Kind.OUTSIDE: _outside,
}


def _possible(facts: BreachFacts, law: Statutes) -> Tried:
    """Return what else the law leaves open: parole ends with any breach, hiding means recall."""
    grave = one_of(facts.severity, {Severity.RATHER_SERIOUS, Severity.SERIOUS})
    found: list[tuple[Measure, tuple[Limb, ...]]] = []
    if facts.kind is Kind.PAROLE:
        found.append((Measure.REVOKE_PAROLE, revocation_limbs(facts, law)))
    else:
        other = None if facts.broke is None else facts.broke is not Broken.ORDER
        parts = (("breach", other), ("severity", grave))
        articles = texts(law, *SUPERVISION, "measures-2020:36")
        found.append((Measure.POLICE_SUPERVISION, (Limb(PoliceGround.SERIOUS, articles, parts),)))
    if facts.kind is Kind.OUTSIDE:
        hiding = Limb(
            RecallGround.HIDING,
            recall_texts(RecallGround.HIDING, law),
            (
                ("breach", one_of(facts.broke, TIMED)),
                ("missed", began(facts, law)),
                ("good_reason", no(facts.good_reason)),
            ),
        )
        found.append((Measure.RECALL, (hiding,)))
    return tuple(found)
