"""Who hears what was recorded: wiring binds the one table, the ledger calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from guihang.ledger.chains import Chain, Signatory
from guihang.ledger.events import Event

type Listener = Callable[..., object]
type Table = Mapping[type[Event], Sequence[Listener | Together]]

_bound: Table = {}


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened: in whose history, when."""

    event: Event
    chain: Chain
    at: datetime


@dataclass(frozen=True, slots=True)
class Together:
    """A listener that can hear what was recorded at once in one call, for all of it."""

    one: Listener
    many: Callable[[Sequence[Happened]], object]


def bind(table: Table) -> Table:
    """Let a table of listeners hear everything from now on; return the one bound before."""
    global _bound
    before, _bound = _bound, table
    return before


def hear(event: Event, *, chain: Chain, by: Signatory, at: datetime) -> None:
    """Tell the listeners of an event, inside the transaction that records it."""
    for listener in _bound.get(type(event), ()):
        tell = listener.one if isinstance(listener, Together) else listener
        tell(event, chain=chain, by=by, at=at)


def hear_many(happened: Iterable[Happened], *, by: Signatory) -> None:
    """Tell the listeners of what was recorded at once; some of them hear it in one call."""
    by_type: dict[type[Event], list[Happened]] = {}
    for one in happened:
        by_type.setdefault(type(one.event), []).append(one)
    for kind, many in by_type.items():
        for listener in _bound.get(kind, ()):
            if isinstance(listener, Together):
                listener.many(many)
                continue
            for one in many:
                listener(one.event, chain=one.chain, by=by, at=one.at)
