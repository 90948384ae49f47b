"""What this room records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class CaseReceived(Event):
    """Notice or papers of an order came in and its case was begun (收到通知或文书)."""

    title = _("Case received")
    case: str
    kind: str
    channel: str


@dataclass(frozen=True, slots=True)
class CaseEventNoted(Event):
    """Something happened in a case and was noted, by the day it happened (案件事件)."""

    title = _("Event of a case noted")
    case: str
    what: str
    day: date
    of: str
    code: str
    paper: str


@dataclass(frozen=True, slots=True)
class CaseEventCorrected(Event):
    """A noted event was corrected or struck, for a reason (更正)."""

    title = _("Event of a case corrected")
    case: str
    what: str
    day: date
    was: int
    because: str


@dataclass(frozen=True, slots=True)
class CaseChanged(Event):
    """Entries about an order or a person were changed; only their names stand here."""

    title = _("Case entries changed")
    case: str
    entries: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class SideOrderNoted(Event):
    """A prohibition order, additional penalty or occupation ban was noted or set aside."""

    title = _("Order beside the sentence noted")
    case: str
    kind: str
    begins: date | None
    ends: date | None
    because: str


@dataclass(frozen=True, slots=True)
class GroupChanged(Event):
    """Members of a correction group joined or left (矫正小组变动)."""

    title = _("Correction group changed")
    case: str
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class GuarantorChanged(Event):
    """A guarantor was named or lost (保证人变动)."""

    title = _("Guarantor changed")
    case: str
    named: bool


@dataclass(frozen=True, slots=True)
class TravelDocumentMoved(Event):
    """A travel document was taken into custody or given back (证件代管、归还)."""

    title = _("Travel document moved")
    case: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class PersonsMerged(Event):
    """Two records were found to be one person (人员合并)."""

    title = _("Persons merged")
    kept: int
    folded: int
    because: str


@dataclass(frozen=True, slots=True)
class PersonsSplit(Event):
    """Records merged by mistake were taken apart again (人员拆分)."""

    title = _("Persons split")
    kept: int
    folded: int
    because: str


@dataclass(frozen=True, slots=True)
class RegisterHandedIn(Event):
    """Somebody handed in a register as an Excel file (上传登记册)."""

    title = _("Register handed in")
    run: str
    digest: str
    rows: int


@dataclass(frozen=True, slots=True)
class RegisterBroughtIn(Event):
    """The right rows of a register came in as cases (导入登记册)."""

    title = _("Register brought in")
    run: str
    digest: str
    begun: int
    there: int
    rejected: int


@dataclass(frozen=True, slots=True)
class RegisterDropped(Event):
    """A register that was handed in was dropped; nothing of it came in."""

    title = _("Register dropped")
    run: str


@dataclass(frozen=True, slots=True)
class RegisterReportTaken(Event):
    """Somebody took out the rows of a register that did not come in."""

    title = _("Rejected rows taken out")
    run: str
    rows: int


@dataclass(frozen=True, slots=True)
class RegisterTakenOut(Event):
    """A list of persons was taken out as a file, for a purpose (名册导出)."""

    title = _("Register taken out")
    purpose: str
    narrowed: str
    count: int
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CampaignOpened(Event):
    """A campaign began in which every record of a unit is checked (信息核查)."""

    title = _("Campaign of checking records opened")
    campaign: str
    version: str
    ends: date


@dataclass(frozen=True, slots=True)
class CampaignClosed(Event):
    """A campaign was closed; the two numbers of its rate are kept."""

    title = _("Campaign of checking records closed")
    campaign: str
    counted: int
    checked: int


@dataclass(frozen=True, slots=True)
class RecordChecked(Event):
    """Somebody went through entries of a person's record: right, mended, or unclear."""

    title = _("Record checked")
    case: str
    campaign: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CampaignTakenOut(Event):
    """How the records of a campaign stand was taken out as a file, for a purpose."""

    title = _("List of a campaign taken out")
    campaign: str
    purpose: str
    count: int
