"""The township offices are entrusted with their work, each by a real matter with its paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guihang.bureau.entrustment import actions as entrustment
from guihang.bureau.entrustment.wish import Wish
from guihang.county.carrying import Carried
from guihang.county.diary import Happening, moment
from guihang.county.hands import Hands
from guihang.county.offices import SQUADS
from guihang.county.places import townships
from guihang.decisions import actions as decisions
from guihang.decisions.actions import Note

EVERYDAY = ("induction", "plan", "daily", "education", "help", "opinions", "work_file")
ACTS = ("ask", "check", "grant", "tell", "confirm_receipt")
ACTIONS = {"acknowledge": "confirm_receipt"}
"""A refusal is received by who asked, a grant by the office."""
OPINION = "已到所核对人员和场所；需要两人到场的工作由中队派员会同。"
REFUSED = Note(
    reasons="该所只有一名国家工作人员，暂不具备审批条件。",
    ground="house:entrustment.two_officers",
    remedy="增配一名国家工作人员后可以重新申请。",
)
DECIDING = frozenset(townships()[place].code for place in (3, 5, 8, 9, 16, 17))
"""The offices that decide short leaves by themselves."""
RUNS_OUT_IN_DAYS = (24, 75, 140)
"""In how many days the entrustments end, squad by squad: the first are due for review."""


@dataclass(slots=True)
class Course:
    """One entrustment on its way: who does which act on which day."""

    hands: Hands
    office: str
    squad: str
    powers: tuple[str, ...]
    since: date
    until: date
    carried: Carried = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing asked for."""
        self.carried = Carried(self.hands)

    def happenings(self, *acts: tuple[str, date]) -> Iterator[Happening]:
        """Yield the acts, each at its hour of its day."""
        for order, (act, day) in enumerate(acts):
            yield Happening(moment(day, 9 + 2 * order, 10 + hash_of(self.office)), self._doing(act))

    def _doing(self, act: str) -> Callable[[datetime], object]:
        return lambda at: self._do(act, at)

    def _do(self, act: str, at: datetime) -> None:
        account = self.hands.offices.holders[ACTING[act](self)]
        if act == "ask":
            by, press = self.hands.actor(account, at), self.carried.press(account, at)
            self.carried.number = entrustment.ask(
                wish=self._wish(), by=by, at=at, press=press
            ).number
            return
        self.carried.take(ACTIONS.get(act, act), account, self._note(act), at)

    def _wish(self) -> Wish:
        head = self.hands.offices.holders[self.office, "所长"]
        code = self.hands.offices.units[self.office].code
        return Wish(code, self.powers, self.since, self.until, head.pk)

    def _note(self, act: str) -> Note:
        if act == "refuse":
            return REFUSED
        if act == "tell":
            return Note(channel="desk", recipient=self.hands.offices.units[self.office].name)
        return Note(opinion=OPINION)


ACTING: dict[str, Callable[[Course], tuple[str, str]]] = {
    "ask": lambda course: (course.squad, "中队长"),
    "check": lambda course: (course.squad, "队员"),
    "grant": lambda course: ("brigade", "大队长"),
    "refuse": lambda course: ("brigade", "大队长"),
    "tell": lambda course: (course.squad, "队员"),
    "confirm_receipt": lambda course: (course.office, "所长"),
    "acknowledge": lambda course: (course.squad, "中队长"),
}
"""Who acts: the unit and the title of his post."""


def hash_of(office: str) -> int:
    """Return a small number that differs from office to office, for the minute of an act."""
    return int(office) % 40


def happenings(hands: Hands, *, on: date) -> Iterator[Happening]:
    """Yield a year of entrustments up to a day: most in force, some on their way."""
    for number, township in enumerate(townships()):
        squad = SQUADS[number % len(SQUADS)]
        yield from _in_force(hands, township.code, squad, on)
    yield from _on_their_way(hands, on)


def _in_force(hands: Hands, office: str, squad: str, on: date) -> Iterator[Happening]:
    until = on + timedelta(days=RUNS_OUT_IN_DAYS[SQUADS.index(squad)])
    since = until - timedelta(days=364)
    asked = since - timedelta(days=14)
    days = (asked, *(asked + timedelta(days=n) for n in (1, 3, 4, 5)))
    powers = EVERYDAY + (("short_leave",) if office in DECIDING else ())
    course = Course(hands, office, squad, powers, since, until)
    yield from course.happenings(*zip(ACTS, days, strict=True))
    yield Happening(moment(since, 8), lambda at: decisions.move_with_the_days(at=at))


def _on_their_way(hands: Hands, on: date) -> Iterator[Happening]:
    """Yield requests to decide short leave: refused, overdue, waiting, told and unconfirmed."""
    stories = (
        (0, (("ask", 9), ("check", 8), ("grant", 5), ("tell", 1))),
        (1, (("ask", 6), ("check", 4))),
        (4, (("ask", 1),)),
        (7, (("ask", 8),)),
        (10, (("ask", 6), ("check", 4), ("grant", 1))),
        (13, (("ask", 40), ("check", 38), ("refuse", 36), ("tell", 34), ("acknowledge", 33))),
        (2, (("ask", 2), ("check", 1))),
    )
    for place, acts in stories:
        office = townships()[place].code
        squad = SQUADS[place % len(SQUADS)]
        since = on + timedelta(days=8)
        course = Course(hands, office, squad, ("short_leave",), since, since + timedelta(days=179))
        yield from course.happenings(*((act, on - timedelta(days=ago)) for act, ago in acts))
