"""The people on the register of the demo county: an account and a dossier each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from guihang.agencies.actions import AccountDraft
from guihang.agencies.vocabulary import AccountKind, Role
from guihang.county.diary import Happening, moment
from guihang.county.offices import Offices, open_account
from guihang.county.people import Invented, invent
from guihang.county.places import Township, townships
from guihang.dossiers import actions as dossiers
from guihang.ledger.chains import SYSTEM

LONGEST_TERM_DAYS = 730


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who reported on a day, and where he lives."""

    number: int
    at: datetime
    person: Invented
    township: Township
    address: str


def happenings(offices: Offices, people: int, random: Random, *, on: date) -> Iterator[Happening]:
    """Yield the arrivals of everybody on the register, over as long as a long term lasts."""
    for arrival in _arrivals(people, random, on=on):
        yield Happening(arrival.at, _receiving(offices, arrival))
        if arrival.number == 1:
            offices.sign_ins[Role.PERSON] = _sign_in(arrival)


def _receiving(offices: Offices, arrival: Arrival) -> Callable[[datetime], object]:
    return lambda at: _receive(offices, arrival, at)


def _arrivals(people: int, random: Random, *, on: date) -> list[Arrival]:
    reported = sorted(random.randrange(LONGEST_TERM_DAYS) for _ in range(people))
    by_size = [len(township.villages) for township in townships()]
    return [
        _arrival(number, on - timedelta(days=before), by_size, random, on)
        for number, before in enumerate(reversed(reported), start=1)
    ]


def _arrival(number: int, day: date, by_size: list[int], random: Random, on: date) -> Arrival:
    township = random.choices(townships(), by_size)[0]
    _code, village = random.choice(township.villages)
    at = moment(day, 9, random.randrange(60))
    address = f"冷水滩区{township.name}{village}{random.randint(1, 300)}号"
    return Arrival(number, at, invent(random, number, on=on), township, address)


def _sign_in(arrival: Arrival) -> str:
    return "person" if arrival.number == 1 else f"person-{arrival.number:04d}"


def _receive(offices: Offices, arrival: Arrival, at: datetime) -> None:
    person, office = arrival.person, offices.units[arrival.township.code]
    draft = AccountDraft(_sign_in(arrival), person.name, AccountKind.PERSON)
    account = open_account(offices, office, draft, at)
    dossiers.open_dossier(
        kind="person",
        unit=office,
        subject=dossiers.SubjectDraft(
            person.name, person.identity_number, person.phone, arrival.address, account
        ),
        by=SYSTEM,
        at=at,
    )
