"""What the people at work do in one case, each act at its hour of a day of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guihang.agencies.actions import AccountDraft
from guihang.agencies.authority import Actor
from guihang.agencies.vocabulary import AccountKind
from guihang.cases import actions as cases
from guihang.cases import queries
from guihang.cases.actions import Besides, Receipt
from guihang.county.diary import Happening, moment
from guihang.county.hands import Hands
from guihang.county.lives import Life
from guihang.county.offices import Offices, open_account
from guihang.county.steps import Step, events_of
from guihang.law.events import Event, What

ENDS = frozenset({What.DISCHARGED, What.TERMINATED, What.MOVED_OUT})


@dataclass(slots=True)
class Acts:
    """The acts of the offices in one case."""

    hands: Hands
    life: Life

    def happening(self, step: Step, do: Callable[[Acts, Step, datetime], None]) -> Happening:
        """Return a step as it happens, done in some way."""
        # The minute is the case's own, so that not everything happens on the stroke of the hour.
        minute = self.life.number * 7 % 60
        return Happening(moment(step.day, step.hour, minute), lambda at: do(self, step, at))

    def have_account(self, username: str, day: date) -> Happening:
        """The person gets an account, to see what is due to him."""

        def do(at: datetime) -> None:
            offices, life = self.hands.offices, self.life
            draft = AccountDraft(username, life.person.name, AccountKind.PERSON)
            life.account = open_account(offices, offices.units[life.office], draft, at)

        return Happening(moment(day, 8), do)

    def begin(self, step: Step, at: datetime) -> None:
        """Take in the papers, or the notice of them."""
        events = events_of(step)
        by = self.hands.of_squad(self.life.office, at)
        self.life.case = cases.receive(receipt=self.receipt(events, "post"), by=by, at=at)
        self.remember(events)

    def receipt(self, events: tuple[Event, ...], channel: str) -> Receipt:
        """Return what came on paper, with what has happened so far."""
        return receipt_of(self.hands.offices, self.life, events, channel)

    def who(self, step: Step, at: datetime) -> Actor:
        """Return who does a step on its day."""
        office = self.life.office
        if step.who == "office":
            return self.hands.of_office(office, at)
        return (
            self.hands.leader(office, at)
            if step.who == "leader"
            else self.hands.of_squad(office, at)
        )

    def remember(self, events: Iterable[Event]) -> None:
        """Keep from when to when the person is in the offices' charge."""
        for event in events:
            if event.what is What.REGISTERED:
                self.life.registered = event.day
            if event.what in ENDS:
                self.life.closed = event.day


def receipt_of(offices: Offices, life: Life, events: tuple[Event, ...], channel: str) -> Receipt:
    """Return what came on paper about somebody, with what has happened so far."""
    return Receipt(
        person=life.person_draft(),
        order=life.order,
        unit=offices.units[life.office],
        area=offices.areas.get(life.village[0]),
        channel=channel,
        events=events,
    )


def take_over(taken: Sequence[tuple[Acts, tuple[Event, ...]]], at: datetime) -> None:
    """Take the register over that stood before, with the history of every case."""
    by = taken[0][0].hands.brigade(at)
    drafts = [acts.receipt(events, "register") for acts, events in taken]
    numbers = cases.admit_many(drafts=drafts, by=by, at=at).numbers
    found = {case.number: case for case in queries.cases(by, on=at.date())}
    for (acts, events), number in zip(taken, numbers, strict=True):
        acts.life.case = found[number]
        acts.remember(events)


def note(acts: Acts, step: Step, at: datetime) -> None:
    """Note what a step brings, in one act."""
    events = events_of(step)
    besides = Besides(note=step.note, channel="counter")
    pairs = tuple((event, besides) for event in events)
    cases.note_all(case=acts.life.case, events=pairs, by=acts.who(step, at), at=at)
    acts.remember(events)
