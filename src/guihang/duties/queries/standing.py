"""Which duties concern somebody, and how he stands to each: one pass over what names him.

Written as SQL, because a docket is counted and read on every page: the database goes through the
parties that name somebody once, however many posts he holds or covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from guihang.agencies.authority import Actor
from guihang.duties.owing import tokens_of

type Tokens = dict[str, tuple[str, ...]]

OWN = 0
MINE = """
WITH named AS (
  SELECT p.duty_id, MIN({rank}) AS rank, MAX(CASE WHEN p.side = 'waits' THEN 1 ELSE 0 END) AS awaits
  FROM duties_party p WHERE {named} GROUP BY p.duty_id
), mine AS (
  SELECT d.id, d.what, d.unit_path, d.place, d.opens_on, d.due,
         CASE WHEN d.ground LIKE 'house:%%' THEN 1 ELSE 0 END AS house, {stand} AS stand
  FROM named CROSS JOIN duties_duty d
  WHERE d.id = named.duty_id AND {where}
)
"""
"""The cross join keeps SQLite, which does not count, from going through all duties first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of SQL with its values."""

    sql: str
    values: tuple[object, ...] = ()


EVERYTHING = Part("1 = 1")


def all_of(parts: Iterable[Part]) -> Part:
    """Return what holds where every part holds."""
    return _joined(" AND ", tuple(parts)) if parts else Part("1 = 1")


def any_of(parts: Iterable[Part]) -> Part:
    """Return what holds where one part holds; nothing where there is none."""
    found = tuple(parts)
    return _joined(" OR ", found) if found else Part("1 = 0")


def _joined(word: str, parts: Sequence[Part]) -> Part:
    values = tuple(value for part in parts for value in part.values)
    return Part(f"({word.join(part.sql for part in parts)})", values)


def one_of(column: str, values: Iterable[object]) -> Part:
    """Return what holds where a column has one of some values."""
    chosen = tuple(values)
    places = ", ".join(["%s"] * len(chosen))
    return Part(f"{column} IN ({places})", chosen) if chosen else Part("1 = 0")


def within(column: str, path: str) -> Part:
    """Return what holds where a unit lies at a path or under it."""
    return Part(f"substr({column}, 1, {len(path)}) = %s", (path,))


def speaks_of(word: str, kinds: Sequence[str]) -> Part:
    """Return what holds where a duty is found by a word, or its kind is."""
    safe = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    found = Part("d.seek LIKE %s ESCAPE '!'", (f"%{safe}%",))
    return any_of((found, one_of("d.what", kinds)))


def open_on(on: date) -> Part:
    """Return what holds of duties that are owed on a day."""
    return Part("d.discharged_at IS NULL AND d.opens_on <= %s", (on,))


@dataclass(slots=True)
class Standing:
    """How somebody stands to duties: his own first, then those he covers, then those he awaits."""

    by: Actor
    own: Tokens = field(init=False)
    covers: dict[str, Tokens] = field(init=False)

    def __post_init__(self) -> None:
        """Gather under which tokens he is a party, himself and for whom he stands in."""
        self.own, self.covers = {f"account:{self.by.account_id}": ()}, {}
        for holding in self.by.holdings:
            deputy_for = holding.deputy_for
            known = self.covers.setdefault(deputy_for, {}) if deputy_for else self.own
            for token, paths in tokens_of(holding).items():
                known[token] = tuple(dict.fromkeys((*known.get(token, ()), *paths)))

    @property
    def waits(self) -> int:
        """The rank of what somebody else owes."""
        return len(self.covers) + 1

    def cover(self, stand: int) -> str:
        """Name whom he stands in for, by the rank of a duty; "" where for nobody."""
        names = ("", *self.covers, "")
        return names[stand]

    def rows(self, where: Part, *, then: Part, among: Part = EVERYTHING) -> Iterator[tuple]:
        """Yield what a statement over his duties finds: the rows of `mine`, taken further.

        `among` narrows the parties (`p`) where only a few duties can be meant.
        """
        if not self.by.reach and not self.by.is_person:
            return
        parts = {
            "rank": self._rank(),
            "named": all_of((among, any_of(map(_party, (self.own, *self.covers.values()))))),
            "stand": self._stand(),
            "where": all_of((self._reach(), self._is_party(), where)),
        }
        written = {name: part.sql for name, part in parts.items()}
        values = [value for part in (*parts.values(), then) for value in part.values]
        with connection.cursor() as cursor:
            cursor.execute(MINE.format(**written) + then.sql, values)
            yield from cursor.fetchall()

    def _reach(self) -> Part:
        """Who works here sees what lies in his reach; a person what names him, wherever it is."""
        if self.by.is_person:
            return Part("d.concerns = %s", (self.by.account_id,))
        return any_of(within("d.unit_path", path) for path in self.by.reach)

    def _rank(self) -> Part:
        """The lowest rank under which he owes; who is no owing party has none."""
        groups = enumerate(map(_party, (self.own, *self.covers.values())), start=OWN)
        cases = [Part(f"WHEN {part.sql} THEN {rank}", part.values) for rank, part in groups]
        values = tuple(value for case in cases for value in case.values)
        owing = f"CASE {' '.join(case.sql for case in cases)} END"
        return Part(f"CASE WHEN p.side = 'owes' THEN {owing} END", values)

    def _stand(self) -> Part:
        """Who is barred from a duty still waits for it where he is a party of that side."""
        return Part(
            f"CASE WHEN rank IS NOT NULL AND d.not_by NOT LIKE %s THEN rank ELSE {self.waits} END",
            (self._barred,),
        )

    def _is_party(self) -> Part:
        owes = Part("rank IS NOT NULL AND d.not_by NOT LIKE %s", (self._barred,))
        return any_of((owes, Part("awaits = 1")))

    @property
    def _barred(self) -> str:
        return f"% {self.by.account_id} %"


def _party(tokens: Tokens) -> Part:
    by_paths: dict[tuple[str, ...], list[str]] = {}
    for token, paths in tokens.items():
        by_paths.setdefault(paths, []).append(token)
    return any_of(_named_within(paths, names) for paths, names in by_paths.items())


def _named_within(paths: tuple[str, ...], names: Sequence[str]) -> Part:
    named = one_of("p.token", names)
    if not paths:
        return named
    return all_of((named, any_of(within("p.unit_path", path) for path in paths)))
