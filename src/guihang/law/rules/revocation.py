"""When revocation of a suspension or of parole must be proposed (提请撤销缓刑、撤销假释).

A new crime, or an earlier one found, is not the agency's to propose: the court that tries it
revokes and tells the agency.
"""

from __future__ import annotations

from dataclasses import dataclass

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.refusals import BadFacts
from guihang.law.rules.breaches import TIMED, BreachFacts, Broken, Severity, lasted
from guihang.law.rules.conduct import enough
from guihang.law.rules.limbs import Limb, grounds, no, one_of, reasons, texts, untried, weigh
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict

REVOCABLE = frozenset({Kind.SUSPENSION, Kind.PAROLE})


def refuse_irrevocable(kind: Kind) -> None:
    """Refuse kinds of correction that no court revokes."""
    if kind not in REVOCABLE:
        says = kind.says
        why = Text(f"{says.zh}没有可撤销的缓刑、假释。", f"There is nothing to revoke: {says.en}.")
        raise BadFacts("kind", why=why, ground="ccl-2019:46.1")


class RevocationGround(Code):
    """When revocation is proposed (提请撤销的情形)."""

    ORDER = "order", "违反禁止令，情节严重", "broke the prohibition order, seriously"
    MISSING = "missing", "无正当理由未按时报到或者脱离监管超过一个月", "missing over a month"
    PENALISED = "penalised", "受治安管理处罚后仍不改正", "penalised by the police and not mended"
    WARNED = "warned", "受到两次警告仍不改正", "two warnings and not mended"
    SERIOUS = "serious", "其他违反监督管理规定，情节严重", "another serious breach"
    ANY = "any_breach", "其他违反假释监督管理规定的行为", "any other breach of the rules of parole"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whether a proposal is due, on which grounds, which could not be tried, by whom."""

    due: bool
    on: tuple[Code, ...]
    undecided: tuple[Code, ...]
    by: Body
    copied: tuple[Body, ...]


def serious_order(facts: BreachFacts, law: Statutes) -> bool | None:
    """Tell whether a prohibition order was broken seriously: three times, or after a penalty."""
    often = law["prohibition.serious_breaches"].number
    counted = facts.order_breaches is not None and facts.order_breaches >= often
    if facts.severity is Severity.SERIOUS or counted or facts.penalised_for_order:
        return True
    return None if facts.severity is None else False


def revocation_limbs(facts: BreachFacts, law: Statutes) -> tuple[Limb, ...]:
    """Return the circumstances of revocation for the kind of person, tried."""
    if facts.kind is Kind.SUSPENSION:
        return (*_of_suspension(facts, law), *_shared(facts, law))
    return (*_shared(facts, law), _any_breach(facts, law))


def _shared(facts: BreachFacts, law: Statutes) -> tuple[Limb, ...]:
    """Missing over a month, and two warnings in vain: the same for both."""
    of = "46" if facts.kind is Kind.SUSPENSION else "47"
    missing = texts(law, "spc-2021:543.1(2)", f"measures-2020:{of}")
    warned = texts(law, "spc-2021:543.1(4)", f"measures-2020:{of}")
    return (
        Limb(
            RevocationGround.MISSING,
            missing,
            (
                ("breach", one_of(facts.broke, TIMED)),
                ("missed", lasted(facts, law, "revocation.missing_over")),
                ("good_reason", no(facts.good_reason)),
            ),
        ),
        Limb(
            RevocationGround.WARNED,
            warned,
            (
                ("warnings", enough(facts.warnings, law["revocation.after_warnings"])),
                ("mended", facts.not_mended),
            ),
        ),
    )


def _of_suspension(facts: BreachFacts, law: Statutes) -> tuple[Limb, ...]:
    """The order, an earlier penalty, and any other serious breach: of a suspension only."""
    serious = one_of(facts.severity, {Severity.SERIOUS})
    other = None if facts.broke is None else facts.broke not in TIMED | {Broken.ORDER}
    return (
        Limb(
            RevocationGround.ORDER,
            texts(law, "spc-2021:543.1(1)", "measures-2020:46", "cl-1997:77.2"),
            (
                ("breach", one_of(facts.broke, {Broken.ORDER})),
                ("severity", serious_order(facts, law)),
            ),
        ),
        Limb(
            RevocationGround.PENALISED,
            texts(law, "spc-2021:543.1(3)", "measures-2020:46"),
            (("penalised", facts.penalised), ("mended", facts.not_mended)),
        ),
        Limb(
            RevocationGround.SERIOUS,
            texts(law, "spc-2021:543.1(5)", "measures-2020:46", "cl-1997:77.2"),
            (("breach", other), ("severity", serious)),
        ),
    )


def _any_breach(facts: BreachFacts, law: Statutes) -> Limb:
    """For parole any other breach is enough, grave or not, unless it amounts to a crime."""
    other = None if facts.broke is None else facts.broke not in TIMED
    named = texts(law, "spc-2021:543.2", "measures-2020:47", "cl-1997:86.3", "pl-2026:54.2")
    return Limb(RevocationGround.ANY, named, (("breach", other),))


@rule(
    "revocation.grounds",
    "ccl-2019:46",
    "spc-2021:542",
    "spc-2021:543",
    "cl-1997:77",
    "cl-1997:86",
    "measures-2020:46",
    "measures-2020:47",
    "po-2011:12",
    "pl-2026:54.2",
    zh="何时提请撤销缓刑、撤销假释",
)
def revocation_grounds(facts: BreachFacts, law: Statutes) -> Answer[Proposal]:
    """Serious breaches of a suspension, and any breach of parole, go to the court."""
    # Not modelled: a breach of the ban on an occupation (cl-1997:37-1), which the police punish.
    refuse_irrevocable(facts.kind)
    if facts.crime:
        says = Text("由审理新罪、漏罪的法院撤销", "revoked by the court that tries the crime")
        found = grounds(law, says, "ccl-2019:46.2", "spc-2021:542")
        return Verdict(Proposal(False, (), (), Body.COURT, ()), found)
    limbs = revocation_limbs(facts, law)
    met = weigh(facts, limbs)
    otherwise = grounds(
        law,
        Text("不具备撤销情形", "none of the grounds is there"),
        "spc-2021:543",
        "measures-2020:46" if facts.kind is Kind.SUSPENSION else "measures-2020:47",
    )
    filing = grounds(
        law,
        Text("由社区矫正机构提出建议并抄送检察院", "proposed by the agency, copied"),
        "ccl-2019:46.3",
    )
    outcome = Proposal(
        bool(met),
        tuple(limb.code for limb in met),
        tuple(limb.code for limb in untried(limbs)),
        Body.COUNTY,
        copied_of(facts.kind),
    )
    return Verdict(outcome, (*(reasons(met) or otherwise), *filing))


def copied_of(kind: Kind) -> tuple[Body, ...]:
    """Return who gets a copy of the proposal; with parole also the police and the prison."""
    if kind is Kind.PAROLE:
        return (Body.PROCURATORATE, Body.POLICE, Body.PRISON)
    return (Body.PROCURATORATE,)
