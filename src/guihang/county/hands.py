"""Who does what in the simulated county on a day: whoever is in charge and there, or his deputy."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.agencies.signing_in import Proof
from guihang.county.offices import SQUADS, Offices
from guihang.county.places import townships


@dataclass(slots=True)
class Hands:
    """The people of the county at work; `away` says from when to when who is not there."""

    offices: Offices
    away: dict[int, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    turns: list[date] = field(default_factory=list)
    proofs: dict[int, Proof] = field(default_factory=dict)
    _actors: dict[tuple[int, int], Actor] = field(default_factory=dict)

    def of_office(self, office: str, at: datetime) -> Actor:
        """Return the head of a township office; while he is away, somebody of the squad."""
        head = self.offices.holders[office, "所长"]
        if self._is_away(head, at.date()):
            return self.of_squad(office, at)
        return self.actor(head, at)

    def of_squad(self, office: str, at: datetime, *, turn: int = 0) -> Actor:
        """Return an officer of the squad in charge of a township office."""
        return self.actor(self.at_squad(office, at, turn=turn), at)

    def at_squad(self, office: str, at: datetime, *, turn: int = 0):
        """Return the account of an officer of the squad who is there."""
        members = self.offices.seated[squad_of(office), "队员"]
        there = [one for one in members if not self._is_away(one, at.date())]
        order = townships_order(office) + turn
        return there[order % len(there)]

    def leader(self, office: str, at: datetime) -> Actor:
        """Return the leader of the squad in charge; while he is away, the head of the brigade."""
        leader = self.offices.holders[squad_of(office), "中队长"]
        return self.brigade(at) if self._is_away(leader, at.date()) else self.actor(leader, at)

    def brigade(self, at: datetime) -> Actor:
        """Return who heads the brigade that day."""
        return self.actor(self.at_brigade(at), at)

    def at_brigade(self, at: datetime):
        """Return the account of who heads the brigade that day."""
        first, second = (
            self.offices.seated["brigade", "大队长"] + (self.offices.seated["brigade", "副大队长"])
        )
        return second if self._is_away(first, at.date()) else first

    def heads(self, office: str, at: datetime) -> list:
        """Return the accounts of three heads of brigade and squad who are there, to deliberate."""
        seats = (("brigade", "大队长"), ("brigade", "副大队长"), (squad_of(office), "中队长"))
        return self.there(*seats, ("brigade", "教导员"), at=at)[:3]

    def there(self, *seats: tuple[str, str], at: datetime) -> list:
        """Return the accounts of those in some seats who are there."""
        seated = [one for seat in seats for one in self.offices.seated[seat]]
        return [one for one in seated if not self._is_away(one, at.date())]

    def _is_away(self, account, on: date) -> bool:
        return any(since <= on <= until for since, until in self.away[account.pk])

    def actor(self, account, at: datetime) -> Actor:
        """Return who somebody is; asked anew only when somebody's cover began or ended since."""
        key = account.pk, bisect_right(self.turns, at.date())
        if key not in self._actors:
            self._actors[key] = agencies.actor(account, on=at.date())
        return self._actors[key]


def squad_of(office: str) -> str:
    """Return the squad in charge of a township office."""
    return SQUADS[townships_order(office) % len(SQUADS)]


def townships_order(office: str) -> int:
    """Return the place of a township in the order of their codes."""
    return next(number for number, township in enumerate(townships()) if township.code == office)
