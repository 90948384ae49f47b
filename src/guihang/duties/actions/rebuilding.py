"""Deriving what is owed: about one thing when it changes, about all things as days pass."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.db import transaction

from guihang.duties import ports
from guihang.duties.actions.settling import settle
from guihang.duties.models import Duty

AT_ONCE = 500
"""How many things are held in memory, and how long others wait for a row, at once."""

log = logging.getLogger(__name__)

type Waiting = dict[tuple[str, str], date]
_gathering: ContextVar[Waiting | None] = ContextVar("gathering", default=None)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many things were looked at, how many stood wrongly, and how many could not be told."""

    looked_at: int = 0
    mended: int = 0
    failed: int = 0

    def __add__(self, other: Rebuilt) -> Rebuilt:
        """Return both together."""
        return Rebuilt(
            self.looked_at + other.looked_at,
            self.mended + other.mended,
            self.failed + other.failed,
        )


def refresh(source: str, of: str, *, on: date) -> bool:
    """Bring what is owed about one thing up to date; return whether anything changed."""
    waiting = _gathering.get()
    if waiting is not None:
        waiting[source, of] = on
        return False
    return bool(_settled(ports.source(source), (of,), on))


@contextmanager
def gathered() -> Iterator[None]:
    """Bring what many acts touch up to date once, when the last of them is through.

    Each thing is derived as of the day of the last act about it. Where an act fails, nothing is
    derived: the transaction around them all is expected to undo what they did.
    """
    if _gathering.get() is not None:
        yield
        return
    waiting: Waiting = {}
    token = _gathering.set(waiting)
    try:
        yield
    finally:
        _gathering.reset(token)
    _settle_gathered(waiting)


def _settle_gathered(waiting: Waiting) -> None:
    together: dict[tuple[str, date], list[str]] = defaultdict(list)
    for (source, of), on in waiting.items():
        together[source, on].append(of)
    for (source, on), keys in together.items():
        for portion in batched(sorted(keys), AT_ONCE):
            _settled(ports.source(source), portion, on)


def rebuild(source: str, *, on: date) -> Rebuilt:
    """Derive anew what one source hands in, as of a day; only rows that differ are written."""
    known = ports.source(source)
    keys = set(known.all_keys())
    mended = _remove_strays(source, keys)
    done = (_portion(known, portion, on) for portion in batched(sorted(keys), AT_ONCE))
    return sum(done, Rebuilt(mended=mended))


def rebuild_all(*, on: date) -> Rebuilt:
    """Derive the whole projection anew from its sources; what nobody hands in any more goes."""
    names = [source.name for source in ports.sources()]
    orphans = Duty.objects.exclude(source__in=names)
    mended = orphans.values("source", "of").distinct().count()
    orphans.delete()
    return sum((rebuild(name, on=on) for name in names), Rebuilt(mended=mended))


def _portion(source: ports.Source, keys: Sequence[str], on: date) -> Rebuilt:
    try:
        return Rebuilt(len(keys), len(_settled(source, keys, on)))
    except Exception:
        if len(keys) == 1:
            log.exception("What is owed about %s of %s cannot be told.", keys[0], source.name)
            return Rebuilt(looked_at=1, failed=1)
    # One thing that cannot be told, or that somebody changes just now, must not hold up the rest.
    return sum((_portion(source, (key,), on) for key in keys), Rebuilt())


@transaction.atomic
def _settled(source: ports.Source, keys: Sequence[str], on: date) -> set[str]:
    return settle(source, keys, on=on)


def _remove_strays(source: str, keys: set[str]) -> int:
    gone = [of for of in _stored_keys(source) if of not in keys]
    for portion in batched(gone, AT_ONCE):
        Duty.objects.filter(source=source, of__in=portion).delete()
    return len(gone)


def _stored_keys(source: str) -> Iterator[str]:
    stored: Iterable[str] = Duty.objects.filter(source=source).order_by("of")
    yield from stored.values_list("of", flat=True).distinct().iterator()
