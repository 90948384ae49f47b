"""What was owed in a case and was met by what was noted today: it is counted until the day ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from django.utils import timezone

from guihang.cases.facts import Row, Rows
from guihang.duties.owing import Discharge
from guihang.law.obligations import Duty

type Owed = Callable[[Sequence[Row]], tuple[Duty, ...]]
type Name = tuple[str, date, str | None]
type Met = dict[Name, tuple[Duty, Discharge]]

TAKEN_BACK = "corrected"


def met_on(rows: Rows, on: date, open_now: Sequence[Duty], owed: Owed) -> Met:
    """Return the duties that acts of a day met or made fall away, and by which event, by name.

    The events are gone through act by act, so that what arose and was done on one day counts too.
    """
    begins, ends = _hours(on)
    today = [row for row in rows if begins <= row.noted_at < ends]
    if not today:
        return {}
    known = [row for row in rows if row.noted_at < begins]
    today.sort(key=lambda row: (row.noted_at, row.seq))
    acts = [tuple(act) for _at, act in groupby(today, key=lambda row: row.noted_at)]
    if len(acts) == 1 and not known:
        return {}
    met: Met = {}
    before = owed(known) if known else ()
    for act in acts:
        known += act
        after = open_now if act is acts[-1] else owed(known)
        still = set(map(name_of, after))
        met |= {name_of(one): (one, _by(act)) for one in before if name_of(one) not in still}
        before = after
    open_again = set(map(name_of, open_now))
    return {name: one for name, one in met.items() if name not in open_again}


@lru_cache(maxsize=4)
def _hours(on: date) -> tuple[datetime, datetime]:
    begins = timezone.make_aware(datetime.combine(on, time.min))
    return begins, begins + timedelta(days=1)


def name_of(duty: Duty) -> Name:
    """Return by what a duty of a case is told from the others."""
    return duty.name, duty.opened, duty.of


def _by(act: Sequence[Row]) -> Discharge:
    return Discharge(act[-1].noted_at, act[-1].what or TAKEN_BACK)
