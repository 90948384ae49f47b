"""The lives of the simulated county: a person, an order, an office, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from guihang.cases.actions import OrderDraft, PersonDraft
from guihang.county.people import ANYBODY, Invented, Wished, identity_number, invent
from guihang.county.places import Township, townships
from guihang.law.calendars import ONE_DAY


@dataclass(slots=True)
class Life:
    """One person under one order; `case` is there once the papers came."""

    number: int
    person: Invented
    township: Township
    village: tuple[str, str]
    address: str
    order: OrderDraft
    effective: date
    level: str = "ordinary"
    account: object | None = None
    case: object | None = None
    registered: date | None = None
    closed: date | None = None
    told: bool = False
    moves: bool = False
    silent: list[tuple[date, date]] = field(default_factory=list)

    @property
    def ends(self) -> date:
        """The last day its paper prints."""
        return self.order.paper_ends

    @property
    def office(self) -> str:
        """The code of the township office in charge."""
        return self.township.code

    def reports_on(self, day: date) -> bool:
        """Whether the person comes to an ordinary reporting day."""
        begun = self.registered is not None and self.registered < day
        over = self.closed is not None and self.closed <= day
        return begun and not over and not any(a <= day <= b for a, b in self.silent)

    def person_draft(self) -> PersonDraft:
        """Return what the papers say of the person."""
        person = self.person
        return PersonDraft(
            name=person.name,
            identity_number=person.identity_number,
            phone=person.phone,
            home=self.address,
            birth=person.birth,
            sex="female" if person.woman else "male",
            nation=person.nation,
            education=person.education,
            marriage=person.marriage,
            work=person.work,
            registered_home=self.address,
            health="一般",
            relatives=f"{person.name[0]}某（亲属），住同址",
            account=self.account,
        )


@dataclass(slots=True)
class Homes:
    """Where people live: townships by their size, villages, house numbers."""

    random: Random
    number: int = 0
    places: tuple[Township, ...] = field(default_factory=townships)
    taken: set[str] = field(default_factory=set)

    def settle(
        self, order: OrderDraft, on: date, *, wished: Wished = ANYBODY, place: int | None = None
    ) -> Life:
        """Return somebody under an order, at home somewhere in the county."""
        self.number += 1
        by_size = [township.drawn for township in self.places]
        drawn = self.random.choices(self.places, by_size)[0]
        township = drawn if place is None else self.places[place]
        village = self.random.choice(township.villages)
        house = self.random.randint(1, 300)
        address = f"{township.county}{township.name}{village[1]}{house}号"
        person = self._unlike_others(invent(self.random, self.number, on=on, wished=wished))
        return Life(self.number, person, township, village, address, order, order.paper_begins)

    def _unlike_others(self, person: Invented) -> Invented:
        """Return somebody born so that no two people have one identity number."""
        while person.identity_number in self.taken:
            birth = person.birth - ONE_DAY
            told = identity_number(birth, self.number, woman=person.woman)
            person = replace(person, birth=birth, identity_number=told)
        self.taken.add(person.identity_number)
        return person
