"""Reading what is sealed: only with a reason, and never without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, QuerySet
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import Missing
from guihang.ledger import events, vault
from guihang.ledger.actions.recording import record
from guihang.ledger.chains import Chain, Signatory
from guihang.ledger.fields import Sealed
from guihang.ledger.models import Entry
from guihang.ledger.queries import Search

LEAST_REASON = 4
_BATCH = 2000


def reveal(  # noqa: PLR0913 - who, what, why and when of a reading are all asked for
    owner: Model, field: str, *, reason: str, chain: Chain, by: Signatory, at: datetime
) -> str:
    """Show a sensitive field to somebody who gave a reason; the reading is recorded (查阅)."""
    sealed = _sealed(owner, field)
    reading = events.SensitiveRead(field=sealed.about, of=_name(owner), reason=_grounded(reason))
    with atomic():
        record(reading, chain=chain, by=by, at=at)
    return vault.open(sealed)


def use(  # noqa: PLR0913 - as reveal
    owner: Model, field: str, *, purpose: str, chain: Chain, by: Signatory, at: datetime
) -> str:
    """Return a sensitive field for the system's own use, a paper or a letter; recorded too."""
    sealed = _sealed(owner, field)
    used = events.SensitiveUse(field=sealed.about, of=_name(owner), purpose=_grounded(purpose))
    with atomic():
        record(used, chain=chain, by=by, at=at)
    return vault.open(sealed)


def open_entry(
    entry: Entry, *, reason: str, by: Signatory, at: datetime
) -> dict[str, events.Value]:
    """Show what an entry holds to somebody who gave a reason; that too is recorded."""
    chain = Chain(entry.chain, entry.unit_path)
    with atomic():
        record(
            events.EntryOpened(entry=entry.pk, reason=_grounded(reason)), chain=chain, by=by, at=at
        )
    cipher = vault.chain_cipher(entry.chain)
    return events.decode(cipher.open(bytes(entry.payload), about=entry.line().context()))


def export(
    found: QuerySet[Entry], search: Search, *, chain: Chain, by: Signatory, at: datetime
) -> Iterator[tuple[object, ...]]:
    """Yield a list of entries to take away, without what they hold; the taking is recorded."""
    with atomic():
        taken = events.LedgerExported(search=search.words(), count=found.count())
        entry = record(taken, chain=chain, by=by, at=at)
    rows = found.filter(id__lt=entry.pk).order_by("id")
    for row in rows.iterator(chunk_size=_BATCH):
        yield row.pk, row.at, row.by, row.event, row.unit_path, row.chain, row.seq, _hex(row)


def _hex(row: Entry) -> str:
    return bytes(row.hash).hex()


def _sealed(owner: Model, field: str) -> Sealed:
    sealed = getattr(owner, field)
    if not isinstance(sealed, Sealed):
        raise TypeError(f"{type(owner).__name__}.{field} is not a sealed field")
    return sealed


def _name(owner: Model) -> str:
    return f"{owner._meta.label_lower}:{owner.pk}"


def _grounded(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < LEAST_REASON:
        raise Missing(
            why=_("A sensitive entry is shown only to who says why."),
            ground="pipl-2021:28",
            remedy=_("Give the reason in at least four characters."),
        )
    return words
