"""The office's own rules for proceedings about conduct (本局规定): no national article says them.

The hearing before an admonition or a warning is a local rule of the law's data
(`conduct.heard_before`); an installation may switch it off there.
"""

from __future__ import annotations

from guihang.decisions.kinds import Limit, days_after
from guihang.decisions.vocabulary import DiscussionKind
from guihang.law.rules.submissions import Part
from guihang.law.rungs import Rung

DAYS: dict[str, int] = {"check": 3, "complete": 3, "decide": 5, "tell": 3, "receive": 3}

DECIDES: dict[str, Rung] = {"commendation": Rung.AGENCY, "admonition": Rung.AGENCY}
"""Which rung of the county agency signs; what is not named here, its head signs."""

DISCUSSED: dict[str, DiscussionKind] = {
    "warning": DiscussionKind.GROUP,
    "penalty_request": DiscussionKind.COLLECTIVE,
    "revocation_proposal": DiscussionKind.COLLECTIVE,
    "recall_proposal": DiscussionKind.COLLECTIVE,
    "arrest_request": DiscussionKind.GROUP,
    "reduction_proposal": DiscussionKind.COLLECTIVE,
}
"""What is deliberated before it is signed, by whom; taking one out switches the rule off."""

TWO_OFFICERS = "house:conduct.two_officers"
DELIBERATED = "house:conduct.discussed"
EVIDENCE = "house:conduct.evidence"
SIGNS = "house:conduct.signs"
SERVICE = "house:conduct.service"
EXCUSED = "house:conduct.excused"
"""A breach is excused by who leads the squad or the brigade, in writing, never while decided on."""


SUBMISSION = "house:conduct.submission"
LETTER = "submission_letter"
SUBMITTED: dict[Part, frozenset[str]] = {
    Part.EVIDENCE: frozenset({"search_record", "search_notice", "inquiry_record"}),
    Part.REVIEW: frozenset(
        {
            "conduct_sheet",
            "commendation_decision",
            "admonition_decision",
            "warning_decision",
            "service_receipt",
            "deliberation",
            "collective_review",
            "monthly_assessment",
        }
    ),
}
"""As which part of the volume of a proposal a paper goes in, unless the officer says otherwise."""
SUBMITTED_WORDS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (Part.PROPERTY, ("罚金", "缴款", "赔偿", "财产性判项")),
    (Part.EVIDENCE, ("处罚决定", "证明", "笔录", "证据")),
    (Part.REVIEW, ("考核", "审批表", "审核表", "鉴定", "训诫", "警告", "表扬")),
    (Part.JUDGMENT, ("判决", "裁定", "决定书", "执行通知", "监外执行")),
)
"""The same for a scan, by the first of the words that is in its name."""


def limits() -> dict[str, Limit]:
    """Return how long each duty about a proceeding has."""
    return {name: Limit(days_after(n), f"house:conduct.{name}_within") for name, n in DAYS.items()}


def rung(name: str) -> Rung:
    """Return which rung of the county agency signs a kind of matter."""
    return DECIDES.get(name, Rung.AGENCY_HEAD)
