"""What this room records besides the steps of a matter and the events of a case."""

from guihang.supervision.events.approvals import (
    ApprovalsExported,
    DeviceAssessed,
    DevicePutOn,
    DeviceTakenOff,
    OthersTold,
)
from guihang.supervision.events.conduct import (
    ConductExported,
    ConductPublished,
    ObjectionAnswered,
    ObjectionRaised,
    PenaltyRecordRead,
    PersonHeard,
    ProposalAnswered,
    SubmissionPutTogether,
    SubmissionTaken,
)
from guihang.supervision.events.leaves import (
    BackFromLeave,
    LeavesExported,
    NotBackFromLeave,
)
from guihang.supervision.events.months import (
    MonthAssessed,
    MonthConfirmed,
    MonthObjected,
    MonthObjectionAnswered,
    MonthsPublished,
    MonthTakenBack,
    MonthTold,
)
from guihang.supervision.events.packages import (
    OwnerNamed,
    OwnerReleased,
    OwnerTold,
    PackagesExported,
)
from guihang.supervision.events.planning import (
    CategorySetBesideScore,
    GoalReviewed,
    GoalsSet,
    MeasuresLookedAt,
)
from guihang.supervision.events.searches import (
    AttemptNoted,
    PersonFound,
    SearchClosed,
    SearchOpened,
    SearchReceiptNoted,
    SearchTold,
)
from guihang.supervision.events.transfers import (
    TransferMovedOn,
    TransferPaperRead,
    TransferProofRead,
)

__all__ = (
    "ApprovalsExported",
    "AttemptNoted",
    "BackFromLeave",
    "CategorySetBesideScore",
    "ConductExported",
    "ConductPublished",
    "DeviceAssessed",
    "DevicePutOn",
    "DeviceTakenOff",
    "GoalReviewed",
    "GoalsSet",
    "LeavesExported",
    "MeasuresLookedAt",
    "MonthAssessed",
    "MonthConfirmed",
    "MonthObjected",
    "MonthObjectionAnswered",
    "MonthTakenBack",
    "MonthTold",
    "MonthsPublished",
    "NotBackFromLeave",
    "ObjectionAnswered",
    "ObjectionRaised",
    "OthersTold",
    "OwnerNamed",
    "OwnerReleased",
    "OwnerTold",
    "PackagesExported",
    "PenaltyRecordRead",
    "PersonFound",
    "PersonHeard",
    "ProposalAnswered",
    "SearchClosed",
    "SearchOpened",
    "SearchReceiptNoted",
    "SearchTold",
    "SubmissionPutTogether",
    "SubmissionTaken",
    "TransferMovedOn",
    "TransferPaperRead",
    "TransferProofRead",
)
