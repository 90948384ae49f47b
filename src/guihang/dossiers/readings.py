"""Who read what of a dossier, and why (谁看过), as the ledger tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.dossiers.models import Attachment, Dossier, Paper, Subject
from guihang.ledger import queries as ledger
from guihang.ledger.events import SensitiveRead, SensitiveUse

LATEST = 100
THE_SYSTEM = _("the system itself")
NAMED = (
    "PaperRead",
    "AttachmentRead",
    "PositionsRead",
    SensitiveRead.__name__,
    SensitiveUse.__name__,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: when, by whom, of what, and why."""

    at: datetime
    by: object
    of: object
    why: object


def readings(dossier: Dossier) -> tuple[Reading, ...]:
    """Return the latest readings of a dossier, the newest first; none once it was destroyed."""
    if ledger.is_destroyed(dossier.chain.key):
        return ()
    told = ledger.history(dossier.chain.key, named=NAMED)[-LATEST:]
    readers = {key: agencies.account_keyed(key) for key in {one.by for one in told}}
    titles = _titles(dossier)
    return tuple(
        Reading(one.at, readers[one.by] or THE_SYSTEM, *_what(one.event, one.values, titles))
        for one in reversed(told)
    )


def _titles(dossier: Dossier) -> dict[str, object]:
    papers = Paper.objects.filter(dossier=dossier).exclude(number="")
    files = Attachment.objects.filter(dossier=dossier)
    fields = (field for field in Subject._meta.fields if hasattr(field, "about"))
    return {
        **{str(key): number for key, number in papers.values_list("key", "number")},
        **{str(key): name for key, name in files.values_list("key", "name")},
        **{field.about: field.verbose_name for field in fields},
    }


def _what(event: str, values: Mapping, titles: Mapping) -> tuple[object, object]:
    if event == "PaperRead":
        how = _("as a file") if values["on"] == "pdf" else _("on the screen")
        return titles.get(values["paper"], _("a draft")), how
    if event == "AttachmentRead":
        return titles.get(values["attachment"], _("an attachment")), values["reason"]
    if event == "PositionsRead":
        return _("Positions"), values["reason"]
    return titles.get(values["field"], values["field"]), values.get("reason", values.get("purpose"))
