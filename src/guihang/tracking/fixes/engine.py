"""From what devices sent to where the evidence stands, one batch after the other.

A batch is weighed against the state as it was kept last; fixes, new state and alarms are kept in
one commit, and only then is the state in memory moved. So whatever stops the process, what was
answered is kept, and what is sent again is known already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np

from guihang.tracking import pipeline
from guihang.tracking.datums import to_wgs84
from guihang.tracking.fixes import actions, limits, queries, signs
from guihang.tracking.fixes.actions import Turn
from guihang.tracking.fixes.columns import Columns, Placed, columns
from guihang.tracking.fixes.limits import Refusals
from guihang.tracking.fixes.memory import Memory, Piece, remember
from guihang.tracking.fixes.parts import A_DAY
from guihang.tracking.fixes.roster import DATUMS, Roster
from guihang.tracking.gating import Fixes
from guihang.tracking.kinds import Datum
from guihang.tracking.metres import Floats, Ints
from guihang.tracking.pipeline import Ground, Watches
from guihang.tracking.protocols.readings import Batch


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of some batches: fixes kept, readings refused, alarms turned on or off."""

    kept: int
    refused: int
    turns: int


class Engine:
    """Weighs and keeps; one for each shard of people, one batch at a time."""

    def __init__(self, roster: Roster) -> None:
        self.follow(roster)

    @property
    def roster(self) -> Roster:
        """Whom it takes from."""
        return self._memory.roster

    @property
    def memory(self) -> Memory:
        """Where everybody stands."""
        return self._memory

    def follow(self, roster: Roster) -> None:
        """Go on with a roster, from what is kept."""
        self._memory = remember(roster, queries.states_of(roster.people.tolist()))

    def take(self, batches: Sequence[Batch]) -> Taken:
        """Weigh batches and keep what they brought; returns once all of it is on the disk."""
        roster = self.roster
        came = columns(batches, roster.numbers)
        basis, refused = limits.based(came, roster)
        rows = limits.within_limits(came, basis, roster, refused)
        if refused:
            _count(refused, batches)
        turns = self._weigh(came.take(rows), basis[rows]) if len(rows) else 0
        return Taken(len(rows), sum(map(len, refused.values())), turns)

    def _weigh(self, came: Columns, basis: Ints) -> int:
        roster, memory = self.roster, self._memory
        people, who = np.unique(roster.bases.who[basis], return_inverse=True)
        piece = memory.cut(people)
        lat, lon = _in_wgs84(came, roster)
        placed = Placed(
            came,
            Fixes(who, came.at, lat, lon, came.accuracy),
            basis=roster.bases.number[basis],
            case=roster.people[people[who]],
        )
        begun = pipeline.begin(
            placed.fixes,
            received=came.received,
            mocked=came.mock,
            based=np.ones(len(basis), bool),
        )
        zones = _zones_of(roster, piece)
        piece.state, done = pipeline.run(piece.state, begun, Ground(zones, roster.regions))
        np.fmax.at(piece.heard, who, came.received)
        turns = [
            *_crossed(done, roster, piece, placed),
            *signs.turned(piece, placed, done.believed),
        ]
        days = np.unique(came.at * 1000 // A_DAY).astype(int).tolist()
        rows = list(_rows(placed, done.believed, roster))
        actions.keep(rows, memory.write_down(piece), turns, days)
        memory.put(piece)
        return len(turns)


def _count(refused: Refusals, batches: Sequence[Batch]) -> None:
    names = [
        message.device or ""
        for batch in batches
        for message in batch.messages
        for _reading in message.readings
    ]
    counts = Counter((names[row], why) for why, rows in refused.items() for row in rows)
    actions.count_refused(batches[0].received.date(), counts)


def _in_wgs84(came: Columns, roster: Roster) -> tuple[Floats, Floats]:
    lat, lon = came.lat.copy(), came.lon.copy()
    shifted = roster.shifted[came.device]
    for number, datum in enumerate(DATUMS):
        rows = np.flatnonzero(shifted == number)
        if datum is not Datum.WGS_84 and rows.size:
            lat[rows], lon[rows] = to_wgs84(lat[rows], lon[rows], datum)
    return lat, lon


def _zones_of(roster: Roster, piece: Piece) -> Watches:
    """Return the watches of the people of a piece, who are numbered as in the piece."""
    cut = {one.name: getattr(roster.watches, one.name)[piece.watches] for one in fields(Watches)}
    return Watches(**{**cut, "who": np.searchsorted(piece.people, cut["who"])})


def _crossed(done: pipeline.Batch, roster: Roster, piece: Piece, placed: Placed) -> Iterator[Turn]:
    """Yield the zones whose alarm went on or off, in the order of time."""
    weighed = done.weighed
    if weighed is None:
        return
    rows = np.flatnonzero(weighed.raised | weighed.cleared)
    at = placed.came.at[done.fix[rows]]
    for row in rows[np.argsort(at, kind="stable")].tolist():
        fix = int(done.fix[row])
        number = int(piece.watches[done.watch[row]])
        bound, moment = roster.bounds[number], int(placed.came.at[fix] * 1000)
        is_on = bool(weighed.raised[row])
        since = int(weighed.since[row] * 1000) if is_on else moment
        yield Turn(
            bound.case,
            int(placed.basis[fix]),
            str(bound.sign),
            roster.keys[number],
            since,
            moment,
            is_on,
        )


def _rows(placed: Placed, believed: Ints, roster: Roster) -> Iterator[tuple]:
    """Yield the fixes in the order of the columns of their table; what is no number is nothing."""
    came, fixes = placed.came, placed.fixes
    moved = roster.shifted[came.device] != DATUMS.index(Datum.WGS_84)
    return zip(
        roster.devices[came.device].tolist(),
        (came.at * 1000).astype(np.int64).tolist(),
        came.sequence.tolist(),
        placed.basis.tolist(),
        _told(fixes.lat),
        _told(fixes.lon),
        _told(np.where(moved, came.lat, np.nan)),
        _told(np.where(moved, came.lon, np.nan)),
        _told(fixes.accuracy),
        _told(came.speed),
        _told(came.battery),
        came.mock.tolist(),
        came.archive.tolist(),
        believed.tolist(),
        (came.received * 1000).astype(np.int64).tolist(),
        strict=True,
    )


def _told(values: Floats) -> list[float | None]:
    if not np.isnan(values).any():
        return values.tolist()
    return [None if value != value else value for value in values.tolist()]
