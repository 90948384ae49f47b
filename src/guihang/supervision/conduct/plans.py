"""The measures as matters: which facts each rests on, its paper, what the case says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guihang.law.codes import Kind
from guihang.law.events import What
from guihang.law.rules.arrest import ArrestFacts
from guihang.law.rules.breaches import BreachFacts
from guihang.law.rules.conduct import CommendationFacts
from guihang.law.rules.measures import Measure
from guihang.law.rules.penalty import PoliceFacts
from guihang.law.rules.recall import RecallFacts
from guihang.law.rules.reduction import MeritFacts
from guihang.law.rules.writs import Writ
from guihang.supervision.models import OWN

BREACH = ("breach", "severity", "missed", "until", "good_reason", "taught", "mended")


@dataclass(frozen=True, slots=True)
class Plan:
    """One kind of matter about conduct.

    `asked` are the facts an officer states; the others of `facts` are read from the case. `event`
    is what the case says once it is decided, of a proposal once it is sent; `granted` and
    `refused` are the answers to a proposal.
    """

    name: str
    measures: tuple[Measure, ...]
    facts: type
    asked: tuple[str, ...]
    writ: Writ
    event: What
    series: str
    article: str
    granted: What | None = None
    refused: What | None = None

    @property
    def is_proposal(self) -> bool:
        """Whether somebody else decides in the end."""
        return self.name not in OWN

    @property
    def form(self) -> str:
        """The form of its paper."""
        return self.name if self.is_proposal else f"{self.name}_decision"


PLANS: Mapping[str, Plan] = {
    plan.name: plan
    for plan in (
        Plan(
            "commendation",
            (Measure.COMMENDATION,),
            CommendationFacts,
            ("repents", "obeys_law", "obeys_rules", "takes_part", "deed"),
            Writ.COMMENDATION,
            What.COMMENDED,
            "表",
            "ccl-2019:28.1",
        ),
        Plan(
            "admonition",
            (Measure.ADMONITION,),
            BreachFacts,
            BREACH,
            Writ.ADMONITION,
            What.ADMONISHED,
            "训",
            "ccl-2019:28.1",
        ),
        Plan(
            "warning",
            (Measure.WARNING,),
            BreachFacts,
            BREACH,
            Writ.WARNING,
            What.WARNED,
            "警",
            "ccl-2019:28.1",
        ),
        Plan(
            "penalty_request",
            (Measure.POLICE_SUPERVISION, Measure.POLICE_ORDER),
            PoliceFacts,
            ("offence", "severity", "committed"),
            Writ.PENALTY_REQUEST,
            What.PENALTY_ASKED,
            "罚",
            "ccl-2019:28.1",
            What.PENALISED,
            What.PENALTY_REFUSED,
        ),
        Plan(
            "revocation_proposal",
            (Measure.REVOKE_SUSPENSION, Measure.REVOKE_PAROLE),
            BreachFacts,
            BREACH,
            Writ.REVOCATION_PROPOSAL,
            What.REVOCATION_PROPOSED,
            "撤",
            "ccl-2019:46.3",
            What.REVOKED,
            What.REVOCATION_REFUSED,
        ),
        Plan(
            "recall_proposal",
            (Measure.RECALL,),
            RecallFacts,
            (
                "unfit",
                "absent",
                "hiding",
                "out",
                "review_missed",
                "warned",
                "mended",
                "ground_ended",
                "guarantor_lost",
                "new_guarantor",
                "serious",
            ),
            Writ.RECALL_PROPOSAL,
            What.RECALL_PROPOSED,
            "收",
            "ccl-2019:49.1",
            What.RECALLED,
            What.RECALL_REFUSED,
        ),
        Plan(
            "arrest_request",
            (Measure.ARREST,),
            ArrestFacts,
            ("danger",),
            Writ.ARREST_REQUEST,
            What.ARREST_ASKED,
            "捕",
            "ccl-2019:47.1",
            What.ARREST_DECIDED,
            What.ARREST_REFUSED,
        ),
        Plan(
            "reduction_proposal",
            (Measure.REDUCTION,),
            MeritFacts,
            ("repentance", "merit", "great_merit"),
            Writ.REDUCTION_PROPOSAL,
            What.REDUCTION_PROPOSED,
            "减",
            "ccl-2019:33.1",
            What.REDUCED,
            What.REDUCTION_REFUSED,
        ),
    )
}
"""Every measure a proceeding can lead to, in the order of the law; positioning has its own room."""


def measure_for(plan: Plan, kind: Kind, offence: object = None) -> Measure:
    """Return which of the measures of a plan is meant, by the kind of person and the offence."""
    if plan.name == "revocation_proposal":
        return Measure.REVOKE_PAROLE if kind is Kind.PAROLE else Measure.REVOKE_SUSPENSION
    if plan.name == "penalty_request":
        return Measure.POLICE_ORDER if offence == "order" else Measure.POLICE_SUPERVISION
    return plan.measures[0]


def plan_for(measure: Measure) -> Plan | None:
    """Return the plan of a measure; none for positioning."""
    return next((plan for plan in PLANS.values() if measure in plan.measures), None)
