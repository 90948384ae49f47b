"""Every reading of the ledger others may use; the payloads stay sealed unless asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import NotYours
from guihang.ledger import canon, events, vault
from guihang.ledger.models import Anchor, ChainHead, Entry, OutboxMessage, Verification

READINGS = (events.SensitiveRead.__name__, events.SensitiveUse.__name__)


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for in the ledger; what is empty is not asked."""

    event: str = ""
    by: tuple[str, ...] = ()
    chain: str = ""
    since: date | None = None
    until: date | None = None

    def words(self) -> str:
        """Return the search in short, as it is recorded with an export."""
        asked = {name: getattr(self, name) for name in Search.__slots__}
        asked["by"] = ",".join(self.by)
        return " ".join(f"{name}={value}" for name, value in asked.items() if value) or "*"


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first, and where the older ones go on."""

    entries: tuple[Entry, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with what it holds."""

    id: int
    at: datetime
    by: str
    event: str
    values: dict[str, events.Value]


def entries(
    reach: Collection[str], search: Search | None = None, *, house: bool = False
) -> QuerySet[Entry]:
    """Return the entries within somebody's reach, newest first; the house's own only if named."""
    within = Q(chain="house") if house else Q(pk__in=())
    for path in filter(None, reach):
        within |= Q(unit_path__startswith=path)
    found = Entry.objects.filter(within).defer("payload").order_by("-id")
    return _narrowed(found, search or Search())


def _narrowed(found: QuerySet[Entry], search: Search) -> QuerySet[Entry]:
    named = {"event": search.event, "by__in": search.by, "chain": search.chain}
    found = found.filter(**{name: value for name, value in named.items() if value})
    if search.since:
        found = found.filter(at__gte=_midnight(search.since))
    if search.until:
        found = found.filter(at__lt=_midnight(search.until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def page(found: QuerySet[Entry], *, before: int | None = None, size: int = 50) -> Page:
    """Return one page of entries: one query, whichever page it is."""
    rows = list((found.filter(id__lt=before) if before else found)[: size + 1])
    shown = tuple(rows[:size])
    return Page(shown, shown[-1].id if len(rows) > size else None)


def entry_for(reach: Collection[str], number: int, *, house: bool = False) -> Entry:
    """Return the one entry somebody may see under this number."""
    entry = entries(reach, house=house).filter(pk=number).first()
    if entry is None:
        raise NotYours(
            why=_("There is no entry with this number in your charge."),
            ground="house:jurisdiction",
            remedy=_("Ask the agency in charge."),
        )
    return entry


def fits(entry: Entry) -> bool:
    """Tell whether an entry by itself is what was written; the whole ledger says more."""
    digest = canon.sha256(bytes(entry.payload))
    made = entry.line().hash(digest, bytes(entry.previous))
    return (digest, made) == (bytes(entry.digest), bytes(entry.hash))


def anchor_over(entry: Entry) -> Anchor | None:
    """Return the anchor that was taken over an entry, once there is one."""
    return Anchor.objects.filter(upto__gte=entry.pk).order_by("seq").first()


def last_verification() -> Verification | None:
    """Return what the last verification of the whole ledger found."""
    return Verification.objects.last()


def titles() -> dict[str, object]:
    """Return what all known events are called for people."""
    return {name: title(name) for name in sorted(events.EVENTS)}


def title(event: str) -> object:
    """Return what an event is called for people; an event no longer known, by its name."""
    known = events.EVENTS.get(event)
    return (known and known.title) or event


def history(chain: str, *, named: Collection[str] = ()) -> tuple[Told, ...]:
    """Return what happened in a chain, oldest first, with what the entries hold.

    For the room whose chain it is; it shows them to whom it may.
    """
    found = Entry.objects.filter(chain=chain).order_by("seq")
    return tuple(_told(found.filter(event__in=named) if named else found, chain))


def readings(chain: str) -> tuple[Told, ...]:
    """Return who read sensitive entries of a chain, and why (谁看过我的信息)."""
    return history(chain, named=READINGS)


def _told(found: QuerySet[Entry], chain: str) -> Iterator[Told]:
    rows = list(found)
    if not rows:
        return
    cipher = vault.chain_cipher(chain)
    for row in rows:
        values = events.decode(cipher.open(bytes(row.payload), about=row.line().context()))
        yield Told(row.id, row.at, row.by, row.event, values)


def is_destroyed(chain: str) -> bool:
    """Tell whether the key of a chain was destroyed (已销毁)."""
    return ChainHead.objects.filter(pk=chain, destroyed_at__isnull=False).exists()


def undelivered(to: str = "") -> int:
    """Count the messages that wait in the outbox for addresses beginning with `to`."""
    return OutboxMessage.objects.filter(delivered_at__isnull=True, to__startswith=to).count()
