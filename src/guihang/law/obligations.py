"""All that is owed in a case on a day: by agency, officer, partner and person.

A subject declares its obligations once. Those that one event opens and another discharges are
entered with `register`; those that need more thought have a provider (`@provides`). Due days
are computed from the event list and nothing else, so they can be computed again at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from guihang.law import periods
from guihang.law.articles import article
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.periods import Counted
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Ground
from guihang.law.wire import Json, encode


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing the law makes somebody owe (义务): opened by, within, discharged by, or else.

    `within` names the parameter that holds its time; without one it is owed at once (及时、立即).
    `told` is who must have been told where `TOLD` or `COPIED` discharges it. `once` means that
    the discharging event counts even if it came first. `lives_on` means that it outlives the case.
    `untimed` means that the law sets no time at all: it is owed, and never overdue. `freely` means
    that it is discharged whichever matter the discharging event belongs to.
    """

    name: str
    says: Text
    by: Body
    to: tuple[Body, ...]
    opened_by: tuple[What, ...]
    discharged_by: tuple[What, ...]
    articles: tuple[str, ...]
    within: str = ""
    kinds: frozenset[Kind] = frozenset(Kind)
    told: Body | None = None
    consequence: Text | None = None
    once: bool = False
    lives_on: bool = False
    untimed: bool = False
    freely: bool = False

    def __post_init__(self) -> None:
        """Refuse an obligation without an article, or with one that does not exist."""
        if not self.articles:
            raise ValueError(f"{self.name} stands on no article")
        for name in self.articles:
            article(name)


class Duty(NamedTuple):
    """One obligation in one case: open since a day, due by a day, perhaps done."""

    obligation: Obligation
    opened: date
    due: date
    of: str | None = None
    done: date | None = None
    by: str | None = None
    counted: Counted | None = None

    @property
    def name(self) -> str:
        """The obligation's name."""
        return self.obligation.name

    @property
    def firm(self) -> bool:
        """False where the due day lies in a year whose rest days are not published."""
        return self.counted is None or self.counted.firm

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The articles it rests on: that of its time first, by the law of the day it opened."""
        names = dict.fromkeys(
            (self.by, *self.obligation.articles) if self.by else self.obligation.articles
        )
        return tuple(Ground(name, self.obligation.says) for name in names)

    def is_overdue(self, on: date) -> bool:
        """Tell whether it should have been done by now."""
        return self.done is None and self.due < on and not self.obligation.untimed


type Provider = Callable[[CaseFacts, date, Statutes], Iterable[Duty]]


@dataclass(slots=True)
class Shelf:
    """The obligations that can be owed in cases of one kind, open ones or closed ones.

    A provider stands with the events that open what it finds; with none, it is always asked.
    """

    opened_by: dict[What, list[Obligation]] = field(default_factory=dict)
    providers: dict[Provider, frozenset[What]] = field(default_factory=dict)


class Register:
    """The obligations the law knows, and the providers that find them in a case."""

    def __init__(self) -> None:
        """Start with none."""
        self.obligations: dict[str, Obligation] = {}
        self._shelves = {(kind, closed): Shelf() for kind in Kind for closed in (False, True)}

    def register(self, *obligations: Obligation) -> None:
        """Enter obligations that one event opens and another discharges."""
        for obligation in obligations:
            self._enter(obligation)
            for shelf in self._shelved(obligation):
                for what in obligation.opened_by:
                    shelf.opened_by.setdefault(what, []).append(obligation)

    def provides(self, *obligations: Obligation) -> Callable[[Provider], Provider]:
        """Enter obligations which a function of the case, the day and the law finds.

        It is asked only about a case in which something happened that opens one of them.
        """
        for obligation in obligations:
            self._enter(obligation)
        opening = _opening(obligations)

        def enter(provider: Provider) -> Provider:
            for obligation in obligations:
                for shelf in self._shelved(obligation):
                    shelf.providers[provider] = opening
            return provider

        return enter

    def _enter(self, obligation: Obligation) -> None:
        if obligation.name in self.obligations:
            raise ValueError(f"{obligation.name} is declared twice")
        self.obligations[obligation.name] = obligation

    def _shelved(self, obligation: Obligation) -> list[Shelf]:
        """Return where an obligation stands: with its kinds, with closed cases if it outlives."""
        return [
            shelf
            for (kind, closed), shelf in self._shelves.items()
            if kind in obligation.kinds and (obligation.lives_on or not closed)
        ]

    def find(
        self, case: CaseFacts, on: date, law: Statutes, *, is_open: bool = False
    ) -> Iterator[Duty]:
        """Yield every duty of the case in no order; with `is_open`, only what may still be owed."""
        shelf = self._shelves[case.kind, is_open and case.closed_on is not None]
        opened_by = shelf.opened_by
        for event in case.events:
            for obligation in opened_by.get(event.what, ()):
                done = discharged(obligation, event, case)
                if done is None or not is_open:
                    yield _counted(obligation, event, law, done)
        happened = case.happened
        for provider, opening in shelf.providers.items():
            if not opening or not happened.isdisjoint(opening):
                yield from provider(case, on, law)


def _opening(obligations: tuple[Obligation, ...]) -> frozenset[What]:
    """Return the events that open any of these; none where the calendar alone opens one."""
    if not all(obligation.opened_by for obligation in obligations):
        return frozenset()
    return frozenset(what for obligation in obligations for what in obligation.opened_by)


REGISTER = Register()
register = REGISTER.register
provides = REGISTER.provides


def opened(obligation: Obligation, event: Event, case: CaseFacts, law: Statutes) -> Duty:
    """Return the duty an event opens, counted by the law of that day."""
    return _counted(obligation, event, law, discharged(obligation, event, case))


def _counted(obligation: Obligation, event: Event, law: Statutes, done: date | None) -> Duty:
    if not obligation.within:
        return Duty(obligation, event.day, event.day, event.of, done)
    try:
        value = law.at(event.day)[obligation.within]
    except NotInForce:
        return Duty(obligation, event.day, event.day, event.of, done)
    counted = periods.period(event.day, value.span, law.calendar)
    return Duty(obligation, event.day, counted.last, event.of, done, value.by, counted)


def discharged(obligation: Obligation, event: Event, case: CaseFacts) -> date | None:
    """Return the day the duty an event opened was done, if it was."""
    for what in obligation.discharged_by:
        for candidate in case.of_kind(what):
            if _answers(candidate, event, obligation):
                return candidate.day
    return None


def _answers(candidate: Event, event: Event, obligation: Obligation) -> bool:
    if event.of is not None and candidate.of != event.of and not obligation.freely:
        return False
    if obligation.told is not None and candidate.to is not obligation.told:
        return False
    return obligation.once or candidate.day >= event.day


def duties(
    facts: CaseFacts, on: date, law: Statutes, *, known: Register = REGISTER
) -> tuple[Duty, ...]:
    """Return all that is owed in a case on a day, what is due first standing first."""
    case = facts.until(on)
    closed = case.closed_on
    owed = [
        duty
        for duty in known.find(case, on, law, is_open=True)
        if duty.done is None and duty.opened <= on and (closed is None or duty.obligation.lives_on)
    ]
    owed.sort(key=_by_due)
    return tuple(owed)


def _by_due(duty: Duty) -> tuple[date, str]:
    return duty.due, duty.obligation.name


def almost_due(
    facts: CaseFacts, on: date, law: Statutes, *, ahead: Span, known: Register = REGISTER
) -> tuple[Duty, ...]:
    """Return what is not overdue yet but will be due within a span from the day."""
    last = periods.shift(on, ahead)
    return tuple(duty for duty in duties(facts, on, law, known=known) if on <= duty.due <= last)


class Why(Code):
    """Why something is owed or is not (应否履行)."""

    OWED = "owed", "应当履行", "it is owed"
    DONE = "done", "已经履行", "it has been done"
    CLOSED = "closed", "社区矫正已经解除、终止或者转出", "correction has ended here"
    OTHER_KIND = "other_kind", "不适用于该矫正类别", "it is not for this kind of correction"
    NOT_OPENED = "not_opened", "引起该义务的事件尚未发生", "nothing has opened it yet"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why one obligation is or is not owed on a day, and since or until when."""

    why: Why
    obligation: Obligation
    days: tuple[date, ...] = ()

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The articles of the obligation, applied."""
        return tuple(Ground(name, self.why.says) for name in self.obligation.articles)


def why_not_due(
    name: str, facts: CaseFacts, on: date, law: Statutes, *, known: Register = REGISTER
) -> WhyNot:
    """Explain why an obligation is not owed on a day, or that it is."""
    obligation = known.obligations.get(name)
    if obligation is None:
        raise BadFacts(
            "name", why=Text(f"没有义务“{name}”。", f"There is no obligation called {name}.")
        )
    case = facts.until(on)
    if case.kind not in obligation.kinds:
        return WhyNot(Why.OTHER_KIND, obligation)
    found = [duty for duty in known.find(case, on, law) if duty.name == name]
    is_open = [duty.opened for duty in found if duty.done is None and duty.opened <= on]
    if is_open and case.closed_on and not obligation.lives_on:
        return WhyNot(Why.CLOSED, obligation, (case.closed_on,))
    if is_open:
        return WhyNot(Why.OWED, obligation, tuple(is_open))
    done = tuple(duty.done for duty in found if duty.done)
    return WhyNot(Why.DONE, obligation, done) if done else WhyNot(Why.NOT_OPENED, obligation)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is owed now, what would be owed, and the difference."""

    now: tuple[Duty, ...]
    then: tuple[Duty, ...]

    @property
    def added(self) -> tuple[Duty, ...]:
        """What would be owed on top."""
        return tuple(duty for duty in self.then if duty not in self.now)

    @property
    def gone(self) -> tuple[Duty, ...]:
        """What would no longer be owed."""
        return tuple(duty for duty in self.now if duty not in self.then)


def what_if(
    facts: CaseFacts,
    on: date,
    law: Statutes,
    *,
    day: date | None = None,
    events: tuple[Event, ...] = (),
) -> WhatIf:
    """Return what another day, or further events, would change: the same call twice."""
    then = day or on
    now = duties(facts, on, law)
    return WhatIf(now, duties(facts.with_events(*events), then, law.at(then)))


def written_duty(duty: Duty, on: date) -> dict[str, Json]:
    """Write a duty as JSON, without its grounds."""
    obligation = duty.obligation
    return {
        "name": obligation.name,
        "says": encode(obligation.says),
        "by": obligation.by.value,
        "to": encode(obligation.to),
        "opened": encode(duty.opened),
        "due": encode(duty.due),
        "at_once": not (obligation.within or obligation.untimed or duty.counted),
        "untimed": obligation.untimed,
        "firm": duty.firm,
        "overdue": duty.is_overdue(on),
        "of": duty.of,
        "opened_by": encode(obligation.opened_by),
        "discharged_by": encode(obligation.discharged_by),
        "consequence": encode(obligation.consequence),
    }
