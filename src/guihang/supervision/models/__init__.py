"""Tables of what people under correction must do, and of what follows."""

from guihang.supervision.models.approvals import TRAVEL, Approval, ApprovalProof
from guihang.supervision.models.goals import GoalReview, PlanGoal
from guihang.supervision.models.months import (
    MonthlyAssessment,
    MonthObjection,
    PlanMeasure,
    ScoreSeen,
)
from guihang.supervision.models.packages import Owner
from guihang.supervision.models.proceedings import (
    OWN,
    Hearing,
    Objection,
    Proceeding,
    ProceedingProof,
)
from guihang.supervision.models.searches import Attempt, Search, SearchNotice
from guihang.supervision.models.submissions import Submission, SubmissionItem
from guihang.supervision.models.transfers import Transfer, TransferStep
from guihang.supervision.models.trips import HELD, TOLD, Trip, TripProof

__all__ = (
    "HELD",
    "OWN",
    "TOLD",
    "TRAVEL",
    "Approval",
    "ApprovalProof",
    "Attempt",
    "GoalReview",
    "Hearing",
    "MonthObjection",
    "MonthlyAssessment",
    "Objection",
    "Owner",
    "PlanGoal",
    "PlanMeasure",
    "Proceeding",
    "ProceedingProof",
    "ScoreSeen",
    "Search",
    "SearchNotice",
    "Submission",
    "SubmissionItem",
    "Transfer",
    "TransferStep",
    "Trip",
    "TripProof",
)
