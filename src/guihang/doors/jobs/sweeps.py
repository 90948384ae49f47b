"""What is looked at from time to time: each sweep looks at state, may be lost, may run twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from guihang.agencies import signing_in
from guihang.bureau.reviews import actions as reviews
from guihang.decisions import actions as decisions
from guihang.doors.jobs import statistics
from guihang.dossiers import actions as dossiers
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.exchange import actions as exchange
from guihang.ledger import actions as ledger
from guihang.ledger.chains import SYSTEM
from guihang.supervision.positions import actions as positions
from guihang.supervision.search import actions as search
from guihang.tracking import actions as tracking

EVERY_HOUR, EVERY_DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Sweep:
    """One thing to look at, and how often."""

    name: str
    every_minutes: int
    run: Callable[[datetime], object]


SWEEPS = (
    Sweep("notices", 1, lambda at: exchange.deliver_notices(at=at)),
    Sweep("sessions", 5, lambda at: signing_in.sweep(at=at)),
    Sweep("days of matters", 10, lambda at: decisions.move_with_the_days(at=at)),
    Sweep("searches", EVERY_HOUR, lambda at: search.sweep(at=at)),
    Sweep("bases of positions", 1, lambda at: positions.sweep(at=at)),
    Sweep("alarms", 1, lambda at: tracking.tell(at=at)),
    Sweep("old positions", EVERY_DAY, lambda at: tracking.erase(at=at)),
    Sweep("duties", EVERY_DAY, lambda at: duties.rebuild_all(on=day_of(at))),
    Sweep("files", EVERY_DAY, lambda at: reviews.look(by=SYSTEM, at=at)),
    Sweep("statistics", EVERY_DAY, lambda at: statistics.gather()),
    Sweep("anchor", EVERY_HOUR, lambda at: ledger.anchor(at=at)),
    Sweep("ledger", EVERY_DAY, lambda at: ledger.verify(at=at)),
    Sweep("orphaned files", EVERY_HOUR, lambda at: dossiers.sweep_orphans()),
)
