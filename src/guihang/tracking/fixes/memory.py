"""What is known of everybody between two batches: held in arrays, kept as bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from guihang.tracking.evidence import Standing
from guihang.tracking.fixes.kept import Kept
from guihang.tracking.fixes.roster import Roster
from guihang.tracking.gating import Trail
from guihang.tracking.metres import Floats, Ints
from guihang.tracking.pipeline import State

TRAIL = tuple(one.name for one in fields(Trail))
STANDING = tuple(one.name for one in fields(Standing))

type Signs = dict[str, tuple[float, float]]
"""Which signs of a device are on: since when, and when last seen (seconds since 1970)."""


@dataclass
class Piece:
    """The state of some people cut out of the whole; rows in the order of `people`."""

    people: Ints
    """Their numbers in the roster."""
    watches: Ints
    """The numbers of their watches in the roster, person after person."""
    state: State
    signs: list[Signs]
    heard: Floats
    """The last moment anything came of each (seconds); NaN before the first."""


@dataclass
class Memory:
    """The state of everybody in a roster, by the numbers of the roster."""

    roster: Roster
    state: State
    signs: list[Signs]
    heard: Floats
    firsts: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.firsts = _firsts(self.roster)

    def cut(self, people: Ints) -> Piece:
        """Return the state of some people, as a copy."""
        counts = self.firsts[people + 1] - self.firsts[people]
        before = np.repeat(np.cumsum(counts) - counts, counts)
        watches = np.repeat(self.firsts[people], counts) + np.arange(counts.sum()) - before
        state = State(self.state.trail.take(people), self.state.standing.take(watches))
        signs = [dict(self.signs[who]) for who in people.tolist()]
        return Piece(people, watches, state, signs, self.heard[people])

    def put(self, piece: Piece) -> None:
        """Take the state of some people in."""
        self.state.trail.put(piece.people, piece.state.trail)
        self.state.standing.put(piece.watches, piece.state.standing)
        self.heard[piece.people] = piece.heard
        for who, signs in zip(piece.people.tolist(), piece.signs, strict=True):
            self.signs[who] = signs

    def write_down(self, piece: Piece) -> Iterator[Kept]:
        """Yield the state of some people as it is kept."""
        trail = _table(piece.state.trail, TRAIL)
        standing = _table(piece.state.standing, STANDING)
        cases = self.roster.people[piece.people].tolist()
        heard = (np.nan_to_num(piece.heard) * 1000).astype(np.int64).tolist()
        row = 0
        for number, who in enumerate(piece.people.tolist()):
            first, last = int(self.firsts[who]), int(self.firsts[who + 1])
            yield Kept(
                cases[number],
                trail[number].tobytes(),
                "\n".join(self.roster.keys[first:last]),
                standing[row : row + last - first].tobytes(),
                json.dumps(piece.signs[number]) if piece.signs[number] else "",
                heard[number],
            )
            row += last - first


def remember(roster: Roster, kept: Iterable[Kept]) -> Memory:
    """Take up what was written down, for the people and the watches of a roster."""
    people = {case: number for number, case in enumerate(roster.people.tolist())}
    trail = Trail.of_nobody_yet(len(people))
    standing = Standing.of_nobody_yet(len(roster.keys))
    signs: list[Signs] = [{} for _ in people]
    heard, firsts = np.full(len(people), np.nan), _firsts(roster)
    for one in kept:
        if (who := people.get(one.who)) is None:
            continue
        _read(trail, TRAIL, who, np.frombuffer(one.trail))
        heard[who] = one.heard / 1000 if one.heard else np.nan
        signs[who] = {
            name: (on, seen) for name, (on, seen) in json.loads(one.signs or "{}").items()
        }
        old = _rows(one)
        for number in range(int(firsts[who]), int(firsts[who + 1])):
            if (row := old.get(roster.keys[number])) is not None:
                _read(standing, STANDING, number, row)
    return Memory(roster, State(trail, standing), signs, heard)


def _firsts(roster: Roster) -> Ints:
    return np.searchsorted(roster.watches.who, np.arange(len(roster.people) + 1))


def _rows(one: Kept) -> Mapping[str, Floats]:
    keys = one.watches.split("\n") if one.watches else []
    table = np.frombuffer(one.standing).reshape(len(keys), len(STANDING))
    return dict(zip(keys, table, strict=True))


def _table(whole: Trail | Standing, names: tuple[str, ...]) -> Floats:
    """Return the arrays side by side, one row each: (N, names)."""
    return np.stack([np.asarray(getattr(whole, name), np.float64) for name in names], axis=1)


def _read(whole: Trail | Standing, names: tuple[str, ...], row: int, values: Floats) -> None:
    for name, value in zip(names, values, strict=True):
        getattr(whole, name)[row] = value
