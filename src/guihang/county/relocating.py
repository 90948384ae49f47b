"""Changes of place of the simulated county: one written about, one agreed, one taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guihang.county.absences import ABSENCES
from guihang.county.carrying import Carried
from guihang.county.diary import Happening, in_order, moment, workday
from guihang.county.hands import Hands
from guihang.county.lives import Life
from guihang.county.population import Planned
from guihang.decisions import queries as matters
from guihang.decisions.actions import Note
from guihang.dossiers.actions import Upload
from guihang.law.codes import Kind
from guihang.supervision.transfer import actions
from guihang.supervision.transfer.wish import Wish

NEW_OFFICE = "431102001"
NEW_HOMES = (
    "零陵区南津渡街道麻元社区 7 栋",
    "零陵区南津渡街道香零山村 2 组",
    "零陵区南津渡街道张家铺社区",
)
SEEN = Note(opinion="已核实用工证明和租住房屋，建议同意变更。")
AGREED = Note(opinion="同意。")
CHECKED = "已走访拟迁入住所并向所在社区核实，房屋可以居住，具备监管条件。"
PROOF = "用工证明：兹证明该同志受聘于本厂，聘期两年。"
AWAY = frozenset(absence.seat for absence in ABSENCES)
LASTING = timedelta(days=120)
SETTLED = timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Story:
    """A change of place: what was done, each so many days ago, at an hour."""

    acts: tuple[tuple[str, int, int], ...]


ASKED = (("ask", 4, 9), ("check", 4, 15), ("letter", 3, 10), ("arrived", 2, 10))
AGREED_ACTS = (
    ("ask", 16, 9), ("check", 15, 10), ("letter", 14, 10), ("arrived", 13, 10), ("reply", 11, 15),
    ("grant", 9, 10), ("tell", 9, 11), ("confirm_receipt", 9, 12), ("file", 8, 10),
    ("file_arrived", 7, 10), ("receipt", 6, 10),
)  # fmt: skip
WHOLE = (
    ("ask", 18, 9), ("check", 17, 10), ("letter", 16, 10), ("arrived", 15, 10), ("reply", 13, 15),
    ("grant", 6, 14), ("tell", 6, 15), ("confirm_receipt", 6, 16), ("file", 5, 10),
    ("file_arrived", 4, 10), ("receipt", 4, 11), ("came", 1, 17),
)  # fmt: skip
STORIES = (Story(ASKED), Story(AGREED_ACTS), Story(WHOLE))


@dataclass(slots=True)
class Move:
    """One person who moves, carried through by two counties."""

    hands: Hands
    life: Life
    story: Story
    on: date
    turn: int
    carried: Carried = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing asked for."""
        self.carried = Carried(self.hands)

    def happenings(self) -> Iterator[Happening]:
        """Yield what happened so far, each at its hour."""
        yield from in_order(self._happenings())

    def _happenings(self) -> Iterator[Happening]:
        for act, ago, hour in self.story.acts:
            day = workday(self.on - timedelta(days=ago))
            at = moment(day, hour, 50 if act == "came" else self.turn)
            yield Happening(at, lambda at, act=act: ACTS[act](self, act, at), self)

    @property
    def found(self):
        """The change of place as it stands."""
        return matters.matter(self.carried.number).transfer

    @property
    def head(self):
        """The head of the old office."""
        return self.hands.offices.holders[self.life.office, "所长"]

    def ask(self, act: str, at: datetime) -> None:
        """Ask for another place, with proof."""
        by, case = self.hands.actor(self.head, at), self.life.case
        upload = Upload("用工证明.txt", PROOF.encode())
        proof = actions.put_in_proof(case=case, upload=upload, by=by, at=at)
        wish = Wish(
            reason="work",
            words="受聘于零陵区一家工厂，厂方提供住处。",
            new_home=NEW_HOMES[self.turn % len(NEW_HOMES)],
            office=NEW_OFFICE,
            moves=at.date() + timedelta(days=35),
            proofs=(str(proof.key),),
        )
        press = self.carried.press(self.head, at)
        self.carried.number = actions.ask(case=case, wish=wish, by=by, at=at, press=press).number

    def decide(self, act: str, at: datetime) -> None:
        """Take an act of the course of the decision."""
        name = self.life.person.name
        by, note = {
            "check": (self.head, SEEN),
            "grant": (self.hands.offices.holders["brigade", "大队长"], AGREED),
            "tell": (self.head, Note(channel="hand", recipient=name)),
            "confirm_receipt": (self.head, Note(recipient=name)),
        }[act]
        self.carried.take(act, by, note, at)

    def old(self, act: str, at: datetime) -> None:
        """Let the squad of the old county act."""
        by = self.hands.of_squad(self.life.office, at)
        OF_THE_OLD[act](found=self.found, by=by, at=at)

    def new(self, act: str, at: datetime) -> None:
        """Let the agency of the new county act."""
        leader = self.hands.offices.holders["brigade2", "大队长"]
        more: dict[str, object] = {
            "reply": {"agrees": True, "words": CHECKED},
            "came": {"day": at.date()},
        }.get(act, {})
        OF_THE_NEW[act](found=self.found, by=self.hands.actor(leader, at), at=at, **more)


OF_THE_OLD = {"letter": actions.send_letter, "file": actions.send_file}
OF_THE_NEW = {
    "arrived": actions.receive_letter,
    "reply": actions.reply,
    "file_arrived": actions.receive_file,
    "receipt": actions.return_receipt,
    "came": actions.report,
}
ACTS: dict[str, Callable[[Move, str, datetime], None]] = {
    "ask": Move.ask,
    **dict.fromkeys(("check", "grant", "tell", "confirm_receipt"), Move.decide),
    **dict.fromkeys(OF_THE_OLD, Move.old),
    **dict.fromkeys(OF_THE_NEW, Move.new),
}


def happenings(hands: Hands, plans: Sequence[Planned], on: date) -> Iterator[Happening]:
    """Yield the changes of place of people who may move, each another person's."""
    # Who moves is not asked for a leave as well.
    settled = [life for life, _steps, tale in plans if not tale and _may_move(life, on)]
    for turn, story in enumerate(STORIES):
        if settled:
            life = settled.pop()
            life.moves = True
            yield from Move(hands, life, story, on, turn).happenings()


def _may_move(life: Life, on: date) -> bool:
    begun = life.effective < on - SETTLED
    return (
        begun
        and life.ends > on + LASTING
        and life.order.kind == Kind.SUSPENSION
        and not life.silent
    )
