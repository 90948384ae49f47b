"""What this room records besides the steps of a matter and the events of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class BackFromLeave(Event):
    """Somebody came back from leave and reported: in time, excused, or late (销假)."""

    title = _("Back from leave")
    matter: str
    on: date
    how: str
    came: str
    days_late: int
    told: bool


@dataclass(frozen=True, slots=True)
class NotBackFromLeave(Event):
    """Somebody did not come back when a leave ended (逾期未归)."""

    title = _("Not back from leave")
    matter: str
    on: date
    reached: bool


@dataclass(frozen=True, slots=True)
class LeavesExported(Event):
    """A list of leaves was taken out as a file, for a purpose (导出)."""

    title = _("List of leaves exported")
    purpose: str
    count: int


@dataclass(frozen=True, slots=True)
class PersonHeard(Event):
    """Somebody was heard before a measure, or could not be reached (听取陈述申辩)."""

    title = _("Person heard before a measure")
    matter: str
    on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class ObjectionRaised(Event):
    """Somebody objected to a decision about conduct (异议)."""

    title = _("Objection raised")
    matter: str
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionAnswered(Event):
    """The agency answered an objection (答复异议)."""

    title = _("Objection answered")
    matter: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ProposalAnswered(Event):
    """A court, the police or an organ answered a proposal (提请的结果)."""

    title = _("Proposal answered")
    matter: str
    answer: str
    on: date


@dataclass(frozen=True, slots=True)
class PenaltyRecordRead(Event):
    """The sealed record of a police penalty was read, for a reason (查询封存的治安违法记录)."""

    title = _("Sealed record of a police penalty read")
    matter: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionPutTogether(Event):
    """The volume that goes with a proposal was put together (组卷)."""

    title = _("Volume of a proposal put together")
    matter: str
    entries: int
    pages: int


@dataclass(frozen=True, slots=True)
class SubmissionTaken(Event):
    """The volume that goes with a proposal was taken as one PDF, to be printed (打印案卷)."""

    title = _("Volume of a proposal printed")
    matter: str
    pages: int
    digest: str


@dataclass(frozen=True, slots=True)
class ConductPublished(Event):
    """A list of rewards and sanctions was put up, minors left out (定期公示)."""

    title = _("Rewards and sanctions published")
    first: date
    last: date
    lines: int
    left_out: int


@dataclass(frozen=True, slots=True)
class ConductExported(Event):
    """A list of proceedings was taken out as a file, for a purpose (导出)."""

    title = _("List of proceedings exported")
    purpose: str
    count: int


@dataclass(frozen=True, slots=True)
class OthersTold(Event):
    """A court or a procuratorate was told of an approval, or got a copy (通知、抄送)."""

    title = _("Others told of an approval")
    matter: str
    to: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class DevicePutOn(Event):
    """A positioning device was put on under an order (佩戴电子定位装置)."""

    title = _("Positioning device put on")
    matter: str
    on: date
    apparatus: str


@dataclass(frozen=True, slots=True)
class DeviceAssessed(Event):
    """It was assessed whether a positioning device is still needed (评估)."""

    title = _("Need of a positioning device assessed")
    matter: str
    on: date
    needed: bool


@dataclass(frozen=True, slots=True)
class DeviceTakenOff(Event):
    """A positioning device was taken off; from then on no position is taken (解除)."""

    title = _("Positioning device taken off")
    matter: str
    on: date
    because: str


@dataclass(frozen=True, slots=True)
class ApprovalsExported(Event):
    """A list of approvals was taken out as a file, for a purpose (导出)."""

    title = _("List of approvals exported")
    purpose: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchOpened(Event):
    """Somebody missed a duty and may be out of contact: a search began (失联查找)."""

    title = _("Search opened")
    search: str
    case: str
    missed: date | None
    practised: bool


@dataclass(frozen=True, slots=True)
class AttemptNoted(Event):
    """It was tried to reach somebody who is searched for (查找记录)."""

    title = _("Attempt to reach somebody noted")
    search: str
    way: str
    came: str
    second: int


@dataclass(frozen=True, slots=True)
class SearchTold(Event):
    """Police or procuratorate were told of a search (通报查找)."""

    title = _("Told of a search")
    search: str
    to: str
    about: str


@dataclass(frozen=True, slots=True)
class SearchReceiptNoted(Event):
    """It was noted that a notice about a search was received (通报回执)."""

    title = _("Receipt of a notice about a search noted")
    search: str
    to: str
    on: date


@dataclass(frozen=True, slots=True)
class PersonFound(Event):
    """Somebody who was searched for was found (查找到)."""

    title = _("Person found")
    search: str
    on: date
    how: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class SearchClosed(Event):
    """A search was closed (查找结案)."""

    title = _("Search closed")
    search: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MonthAssessed(Event):
    """An officer said what a month came to; it waits for a leader (月度考核)."""

    title = _("Month assessed")
    case: str
    month: str
    result: str
    proposed: str
    scheme: str
    points: int | None


@dataclass(frozen=True, slots=True)
class MonthConfirmed(Event):
    """A leader confirmed the assessment of a month, and its sheet was issued."""

    title = _("Assessment of a month confirmed")
    case: str
    month: str
    result: str
    paper: str


@dataclass(frozen=True, slots=True)
class MonthTakenBack(Event):
    """The assessment of a month was returned or taken back, with the reason."""

    title = _("Assessment of a month taken back")
    case: str
    month: str
    because: str


@dataclass(frozen=True, slots=True)
class MonthTold(Event):
    """The person was told what a month came to (考核结果告知)."""

    title = _("Person told of a month's assessment")
    case: str
    month: str
    on: date
    how: str


@dataclass(frozen=True, slots=True)
class MonthObjected(Event):
    """Somebody objected to the assessment of a month (异议)."""

    title = _("Objection to a month's assessment")
    case: str
    month: str
    on: date


@dataclass(frozen=True, slots=True)
class MonthObjectionAnswered(Event):
    """The agency answered an objection to the assessment of a month (答复异议)."""

    title = _("Objection to a month's assessment answered")
    case: str
    month: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MonthsPublished(Event):
    """The results of a month were put up, minors left out (定期公示)."""

    title = _("Results of a month published")
    month: str
    lines: int
    left_out: int


@dataclass(frozen=True, slots=True)
class CategorySetBesideScore(Event):
    """A category was set while an advisory score stood on the screen; it decided nothing."""

    title = _("Category set beside an advisory score")
    case: str
    level: str
    version: str
    band: str
    points: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class MeasuresLookedAt(Event):
    """What came of the measures of a plan was noted when it was adjusted (措施效果)."""

    title = _("Measures of a plan looked at")
    case: str
    edition: int
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransferMovedOn(Event):
    """One of the two counties, or the one above them, took a step (执行地变更办理)."""

    title = _("Change of place moved on")
    transfer: str
    act: str
    day: date
    new_county: bool


@dataclass(frozen=True, slots=True)
class TransferProofRead(Event):
    """A proof that went along with a request was read by either county (查阅随函材料)."""

    title = _("Proof of a change of place read")
    transfer: str
    proof: str
    reason: str


@dataclass(frozen=True, slots=True)
class TransferPaperRead(Event):
    """A letter of the other county was read (查阅往来函件)."""

    title = _("Letter of the other county read")
    transfer: str
    paper: str


@dataclass(frozen=True, slots=True)
class OwnerNamed(Event):
    """Somebody was named for a part of a person's package (责任包定人)."""

    title = _("Named for a package")
    case: str
    part: str
    owner: str
    since: date
    because: str


@dataclass(frozen=True, slots=True)
class OwnerReleased(Event):
    """Somebody no longer answers for a part of a person's package, with the reason."""

    title = _("Released from a package")
    case: str
    part: str
    owner: str
    on: date
    because: str


@dataclass(frozen=True, slots=True)
class OwnerTold(Event):
    """Somebody was told for how many people he answers from now on."""

    title = _("Told of packages")
    owner: str
    n: int


@dataclass(frozen=True, slots=True)
class PackagesExported(Event):
    """Somebody took a list of packages out as a file, and for what."""

    title = _("Packages taken out")
    purpose: str
    count: int


@dataclass(frozen=True, slots=True)
class GoalsSet(Event):
    """A plan set goals; those of the plan before that were still open are replaced."""

    title = _("Goals of a plan set")
    case: str
    edition: int
    goals: int
    replaced: int


@dataclass(frozen=True, slots=True)
class GoalReviewed(Event):
    """Somebody looked at a goal of a plan and said what came of it (目标复核)."""

    title = _("Goal of a plan looked at")
    case: str
    edition: int
    number: int
    outcome: str
    next_on: date | None
