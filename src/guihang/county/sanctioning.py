"""Rewards and sanctions of the simulated county: praised, admonished, warned, revoked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from guihang.county import volumes
from guihang.county.carrying import Carried
from guihang.county.courses import workday_after
from guihang.county.deliberating import Sitting, deliberate
from guihang.county.diary import Happening, moment, workdays_before
from guihang.county.hands import Hands
from guihang.county.lives import Life
from guihang.county.population import Planned
from guihang.decisions import queries as matters
from guihang.decisions.actions import Note
from guihang.decisions.vocabulary import DiscussionKind
from guihang.law.wire import Json
from guihang.supervision.conduct import actions, queries
from guihang.supervision.conduct.actions import Answer, Heard
from guihang.supervision.conduct.house_rules import DISCUSSED
from guihang.supervision.conduct.wish import Wish

SEEN = Note(opinion="事实清楚，证据和笔录齐全，建议按拟采取措施办理。")
AGREED = Note(opinion="同意。")
REVOCATION = "revocation_proposal"
STATED: Mapping[str, dict[str, Json]] = {
    "commendation": dict.fromkeys(("repents", "obeys_law", "obeys_rules", "takes_part"), True),
    "admonition": {"breach": "leave", "severity": "light", "good_reason": False},
    "warning": {"breach": "report", "severity": "rather_serious", "good_reason": False},
    REVOCATION: {"breach": "refusal", "severity": "serious", "good_reason": False},
}
WORDS = {
    "commendation": "接受社区矫正以来认罪悔罪，按时报告，积极参加教育学习和公益活动，表现突出。",
    "admonition": "外出逾期两日销假，经批评教育后说明情况，无正当理由。",
    "warning": "未按规定报告，经通知仍拖延不报，无正当理由，情节较重。",
    REVOCATION: "受到两次警告后仍不改正，拒不服从监督管理，情节严重。",
}
SAID = "承认违反规定，表示以后遵守。"
ORDINARY = ("open", "hear", "deliberate", "check", "grant", "tell", "confirm_receipt", "copy")
UNSERVED = ORDINARY[:5]
OBJECTED = (*ORDINARY, "object", "answer_objection", "refer")
REVOKED = (*ORDINARY, "answer", "deliver")
WAITS = {"object": 2, "answer_objection": 1, "refer": 2, "answer": 15, "deliver": 3}
"""How many days of work more somebody waits before an act."""
COPIES = {REVOCATION: ("procuratorate", "police")}
RULING = "缓刑裁定"
OBJECTION = "外出期间曾托家人转告逾期原因，认为不应训诫。"
ANSWERED = "经复核，未按规定事先报告，训诫决定事实清楚，予以维持。"


@dataclass(frozen=True, slots=True)
class Story:
    """A measure: how many days of work ago it began, and what was done, a day or so apart."""

    measure: str
    ago: int = 0
    acts: tuple[str, ...] = ORDINARY
    words: str = ""


@dataclass(slots=True)
class Sanction:
    """One measure for one person, carried through by the offices in charge."""

    hands: Hands
    life: Life
    story: Story
    on: date
    opened: date | None = None
    carried: Carried = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing opened."""
        self.carried = Carried(self.hands)

    def happenings(self) -> Iterator[Happening]:
        """Yield what happened so far, each at its hour."""
        story, day = self.story, self.opened or workdays_before(self.on, self.story.ago)
        wanted = [act for act in story.acts if self._is_due(act)]
        for order, act in enumerate(wanted):
            day = workday_after(day, (order > 0 and order % 2 == 0) + WAITS.get(act, 0))
            if day >= self.on:
                return
            hour = 10 + order % 2 * 4
            yield self._at(day, hour, lambda at, act=act: ACTS[act](self, act, at))

    def _is_due(self, act: str) -> bool:
        measure = self.story.measure
        if act == "hear":
            return measure in {"admonition", "warning"}
        return act != "deliberate" or measure in DISCUSSED

    def _at(self, day: date, hour: int, do) -> Happening:
        return Happening(moment(day, hour, self.life.number * 7 % 50), do, self)

    def head(self, at: datetime):
        """Return the head of the office, as he acts."""
        return self.hands.actor(self.head_account, at)

    @property
    def head_account(self):
        """Return the account of the head of the office."""
        return self.hands.offices.holders[self.life.office, "所长"]

    @property
    def proceeding(self):
        """The proceeding, as the brigade sees it."""
        matter = matters.matter(self.carried.number)
        return matter.proceeding

    def open(self, act: str, at: datetime) -> None:
        """Open it on what the case says."""
        measure = self.story.measure
        rows = queries.proofs(self.life.case)
        shown = [row.seq for row, is_bad in rows if is_bad or measure == "commendation"]
        wish = Wish(
            name=measure,
            words=self.story.words or WORDS[measure],
            stated=STATED[measure],
            second=self.hands.at_squad(self.life.office, at).pk,
            events=tuple(shown if measure == REVOCATION else shown[:2]),
            reasons="" if measure != "admonition" else "系初次违规，经教育已改正。",
            to=self.life.order.organ_name if measure == REVOCATION else "",
        )
        press = self.carried.press(self.head_account, at)
        matter = actions.open_proceeding(
            case=self.life.case, wish=wish, by=self.head(at), at=at, press=press
        )
        self.carried.number = matter.number

    def hear(self, act: str, at: datetime) -> None:
        """Hear the person."""
        second = self.hands.at_squad(self.life.office, at).pk
        actions.hear_person(
            proceeding=self.proceeding,
            heard=Heard(at.date(), second, "signed", SAID),
            by=self.head(at),
            at=at,
        )

    def deliberate(self, act: str, at: datetime) -> None:
        """Let two of the squad deliberate; a revocation, the heads of brigade and squad."""
        hands, office, measure = self.hands, self.life.office, self.story.measure
        together = DISCUSSED[measure] is DiscussionKind.COLLECTIVE
        few = [hands.at_squad(office, at, turn=turn) for turn in (0, 1)]
        sitting = Sitting(
            kind=DISCUSSED[measure],
            topic=f"是否对{self.life.person.name}{PROPOSED[measure]}",
            proposal=f"{PROPOSED[measure]}。",
            members=hands.heads(office, at) if together else few,
            place="大队会议室" if together else "中队办公室",
            opinion="事实清楚，同意。",
            report="调查人汇报了事实、证据和陈述申辩情况。",
        )
        deliberate(self.carried, sitting, at)

    def send(self, act: str, at: datetime) -> None:
        """Serve the decision; a proposal goes with its volume."""
        if self.story.measure == REVOCATION:
            volumes.put_together(self.proceeding, by=self.head(at), at=at)
        self.take(act, at)

    def take(self, act: str, at: datetime) -> None:
        """Take an act of the course."""
        brigade = self.hands.offices.holders["brigade", "大队长"]
        proposed = self.story.measure == REVOCATION
        name = self.life.order.organ_name if proposed else self.life.person.name
        by, note = {
            "check": (self.hands.at_squad(self.life.office, at, turn=1), SEEN),
            "grant": (brigade, AGREED),
            "tell": (self.head_account, Note(channel="hand", recipient=name)),
            "confirm_receipt": (self.head_account, Note(recipient=name)),
        }[act]
        self.carried.take(act, by, note, at)

    def copy(self, act: str, at: datetime) -> None:
        """Send the copy to the procuratorate."""
        actions.send_copies(
            proceeding=self.proceeding,
            to=COPIES.get(self.story.measure, ("procuratorate",)),
            by=self.head(at),
            at=at,
        )

    def object(self, act: str, at: datetime) -> None:
        """Take down what the person has against it."""
        actions.object_to(
            proceeding=self.proceeding, day=at.date(), words=OBJECTION, by=self.head(at), at=at
        )

    def answer_objection(self, act: str, at: datetime) -> None:
        """Answer that the decision stands."""
        by = self.hands.leader(self.life.office, at)
        actions.answer_objection(
            objection=self._objection, outcome="kept", words=ANSWERED, by=by, at=at
        )

    def refer(self, act: str, at: datetime) -> None:
        """Note that the person went to the procuratorate all the same."""
        actions.refer(objection=self._objection, day=at.date(), by=self.head(at), at=at)

    @property
    def _objection(self):
        return self.proceeding.objections.get()

    def answer(self, act: str, at: datetime) -> None:
        """Note that the court followed the proposal."""
        number = f"{self.life.order.judgment_number.removesuffix('号')}{RULING}"
        given = Answer(at.date(), "granted", number)
        by = self.hands.of_squad(self.life.office, at)
        actions.note_answer(proceeding=self.proceeding, given=given, by=by, at=at)

    def deliver(self, act: str, at: datetime) -> None:
        """Note that the person was delivered to the prison."""
        by = self.hands.of_squad(self.life.office, at)
        actions.note_delivery(proceeding=self.proceeding, day=at.date(), by=by, at=at)


ACTS = {
    "open": Sanction.open,
    "hear": Sanction.hear,
    "deliberate": Sanction.deliberate,
    "check": Sanction.take,
    "grant": Sanction.take,
    "tell": Sanction.send,
    "confirm_receipt": Sanction.take,
    "copy": Sanction.copy,
    "object": Sanction.object,
    "answer_objection": Sanction.answer_objection,
    "refer": Sanction.refer,
    "answer": Sanction.answer,
    "deliver": Sanction.deliver,
}
PROPOSED = {"warning": "给予警告", REVOCATION: "提请撤销缓刑"}
OF_TALES = {
    "admonition": Story("admonition", 28, OBJECTED),
    "warning": Story("warning", 3, UNSERVED),
    "commendation": Story("commendation", 12),
    "revocation": Story(REVOCATION, 57, REVOKED),
}
"""The measures of the tales: each on what its tale noted before."""


def of_absence(hands: Hands, life: Life, opened: date, on: date) -> Iterator[Happening]:
    """Yield the admonition of somebody who left without approval, whatever else follows from it."""
    words = "未经批准离开居住的区，当日返回，经批评教育后承认错误，无正当理由。"
    yield from Sanction(hands, life, Story("admonition", words=words), on, opened).happenings()


def happenings(hands: Hands, plans: Sequence[Planned], on: date) -> Iterator[Happening]:
    """Yield the measures of the tales that speak of one."""
    for life, _steps, tale in plans:
        if tale and tale.conduct:
            yield from Sanction(hands, life, OF_TALES[tale.conduct], on).happenings()
