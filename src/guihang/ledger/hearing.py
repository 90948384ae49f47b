"""Who hears what was recorded: wiring binds the one table, the ledger calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from guihang.ledger.chains import Chain, Signatory
from guihang.ledger.events import Event

type Listener = Callable[..., object]
type Table = Mapping[type[Event], Sequence[Listener]]

_bound: Table = {}


def bind(table: Table) -> Table:
    """Let a table of listeners hear everything from now on; return the one bound before."""
    global _bound
    before, _bound = _bound, table
    return before


def hear(event: Event, *, chain: Chain, by: Signatory, at: datetime) -> None:
    """Tell the listeners of an event, inside the transaction that records it."""
    for listener in _bound.get(type(event), ()):
        listener(event, chain=chain, by=by, at=at)
