"""What this room records: opened, drafted, issued, withdrawn, attached, read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class DossierOpened(Event):
    """A dossier was opened (建档)."""

    title = _("Dossier opened")
    dossier: str
    kind: str


@dataclass(frozen=True, slots=True)
class DossierClosed(Event):
    """A dossier was closed; nothing more goes into it (封卷)."""

    title = _("Dossier closed")
    dossier: str
    ground: str


@dataclass(frozen=True, slots=True)
class DossierMoved(Event):
    """A dossier was handed to another unit of the agency (移交)."""

    title = _("Dossier handed on")
    dossier: str
    unit: str
    because: str


@dataclass(frozen=True, slots=True)
class PaperMarkSet(Event):
    """An agency's mark was set, under which its papers are numbered (文号代字)."""

    title = _("Mark of papers set")
    unit: str
    mark: str


@dataclass(frozen=True, slots=True)
class PaperDrafted(Event):
    """A paper was drafted."""

    title = _("Paper drafted")
    paper: str
    form: str


@dataclass(frozen=True, slots=True)
class DraftChanged(Event):
    """The draft of a paper was changed."""

    title = _("Draft changed")
    paper: str
    edition: int


@dataclass(frozen=True, slots=True)
class PaperIssued(Event):
    """A paper was issued under a number (签发)."""

    title = _("Paper issued")
    paper: str
    form: str
    number: str
    day: date
    digest: str
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperWithdrawn(Event):
    """A paper was withdrawn; it keeps its number (撤回)."""

    title = _("Paper withdrawn")
    paper: str
    number: str
    because: str


@dataclass(frozen=True, slots=True)
class PaperRendered(Event):
    """A paper was drawn for its first reading; codes of characters no font has stand beside it."""

    title = _("Paper drawn")
    paper: str
    digest: str
    pages: int
    undrawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperRedrawn(Event):
    """The stored paper was gone or altered, and was drawn again from its sealed fields."""

    title = _("Stored paper restored")
    paper: str
    was: str
    digest: str


@dataclass(frozen=True, slots=True)
class PaperRead(Event):
    """Somebody opened a paper (阅卷)."""

    title = _("Paper read")
    paper: str
    number: str
    on: str


@dataclass(frozen=True, slots=True)
class AttachmentAdded(Event):
    """A file was put into a dossier."""

    title = _("Attachment added")
    attachment: str
    media: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class AttachmentRead(Event):
    """Somebody opened an attachment, and why."""

    title = _("Attachment read")
    attachment: str
    reason: str


@dataclass(frozen=True, slots=True)
class AttachmentSetAside(Event):
    """A file was put into a dossier by mistake; it is no longer opened, the entry stays."""

    title = _("Attachment set aside")
    attachment: str
    because: str


@dataclass(frozen=True, slots=True)
class BundleTaken(Event):
    """A dossier was taken out as a bundle; `contents` is the digest over its files (导出档案包)."""

    title = _("Dossier taken out as a bundle")
    purpose: str
    reason: str
    files: int
    contents: str


@dataclass(frozen=True, slots=True)
class BundleFinished(Event):
    """A bundle was finished: what is to be written down elsewhere to know it again."""

    title = _("Bundle finished")
    purpose: str
    digest: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ArchiveListTaken(Event):
    """The list of the files in the archive was taken out, for a purpose (移交清单)."""

    title = _("List of the archive exported")
    purpose: str
    count: int


@dataclass(frozen=True, slots=True)
class DossierArchived(Event):
    """A dossier was put into the archive (归档); `lacks` are events whose papers are not there."""

    title = _("Dossier archived")
    dossier: str
    retention: str
    kept_until: date | None
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierSealed(Event):
    """A closed dossier was sealed: for others it no longer exists (封存)."""

    title = _("Dossier sealed")
    dossier: str
    ground: str


@dataclass(frozen=True, slots=True)
class DossierDestroyed(Event):
    """What a dossier held was destroyed under an approval; its entries stay (销毁)."""

    title = _("Dossier destroyed")
    dossier: str
    approval: str


@dataclass(frozen=True, slots=True)
class LendingAsked(Event):
    """Somebody asked to borrow a file (申请借阅)."""

    title = _("File asked for")
    lending: int
    purpose: str


@dataclass(frozen=True, slots=True)
class FileLent(Event):
    """A file was lent until a day (准予借阅)."""

    title = _("File lent")
    lending: int
    due: date


@dataclass(frozen=True, slots=True)
class LendingRefused(Event):
    """A file was not lent, and why (不予借阅)."""

    title = _("File not lent")
    lending: int
    because: str


@dataclass(frozen=True, slots=True)
class FileReturned(Event):
    """A file came back (归还)."""

    title = _("File returned")
    lending: int
    late: int


@dataclass(frozen=True, slots=True)
class FileTakenOver(Event):
    """An archive took a file over, by its receipt (移交接收)."""

    title = _("File taken over by an archive")
    handover: int
    archive: str
    receipt: str


@dataclass(frozen=True, slots=True)
class FileNotTakenOver(Event):
    """An archive did not take a file over, and why (不予接收)."""

    title = _("File not taken over by an archive")
    handover: int
    archive: str
    receipt: str
    because: str
