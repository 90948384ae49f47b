"""Inquiries of the simulated county: before a court decides, it asks who somebody is.

Some of those asked about come later, and their inquiry is joined to the case; others never do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guihang.cases.inquiry import actions, queries
from guihang.cases.inquiry.actions import Commission, Findings, StatementDraft
from guihang.cases.vocabulary import AskedAs, Followed, Outcome
from guihang.county import orders
from guihang.county.carrying import Carried
from guihang.county.courses import workday_after
from guihang.county.deliberating import Sitting, deliberate
from guihang.county.diary import Happening, moment, next_workday
from guihang.county.hands import Hands
from guihang.county.lives import Homes, Life
from guihang.county.population import Planned
from guihang.decisions.actions import Note
from guihang.decisions.vocabulary import DiscussionKind
from guihang.law.codes import Kind, Organ
from guihang.law.events import Procedure
from guihang.law.rules.inquiry import AcceptanceFacts, Topic

HOLDS = AcceptanceFacts(
    materials_complete=True, name_true=True, home_true=True, identity_known=True
)
GONE = AcceptanceFacts(name_true=True, home_true=False, identity_known=True)
NOT_HERE = "村（居）委会和派出所均证明其不在本区居住，家庭成员称已迁往外省三年。"
SEEN = Note(opinion="笔录、评估表齐全，调查事项无遗漏。")
AGREED = Note(opinion="同意评估意见。")
FINDINGS = {
    Outcome.SUITABLE: "在本区有固定居所，与家人同住；村（居）委会愿意协助监督；未发现再犯罪危险。",
    Outcome.UNSUITABLE: "无固定居所，家庭成员不愿监督；村（居）委会反映其多次滋事，群众反响强烈。",
}
ASKED: tuple[tuple[AskedAs, str, str, tuple[Topic, ...], str], ...] = (
    (
        AskedAs.PERSON,
        "本人",
        "住处",
        (Topic.HOME, Topic.TIES, Topic.EFFECTS),
        "如实说明了居住、家庭和案件情况，愿意遵守监督管理规定。",
    ),
    (
        AskedAs.COMMITTEE,
        "治保委员",
        "村（居）委会办公室",
        (Topic.COMMITTEE, Topic.COMMUNITY, Topic.DANGER),
        "说明了其平时表现和群众反映。",
    ),
    (
        AskedAs.VICTIM,
        "被害人",
        "司法所",
        (Topic.VICTIM, Topic.PROHIBITION),
        "说明了赔偿情况和对社区矫正的意见。",
    ),
)
COURSE = (
    ("receive", 0, 9),
    ("start", 1, 9),
    ("ask", 2, 10),
    ("assess", 3, 9),
    ("check", 3, 15),
    ("group", 4, 9),
    ("collective", 4, 15),
    ("grant", 5, 9),
    ("send", 5, 15),
    ("copy", 6, 9),
    ("confirm_receipt", 8, 9),
)
"""The acts of an inquiry: how many days of work after the commission, at which hour."""
RETURNED = (("receive", 0, 9), ("send_back", 3, 10))
BEFORE_THE_JUDGMENT, JOINED_AFTER = 24, 2
"""Days from the commission to the judgment; days of work from the papers to the joining."""


@dataclass(frozen=True, slots=True)
class Story:
    """What came of an inquiry, how many days ago it was asked for, and what was unusual."""

    ago: int = 0
    outcome: Outcome | None = Outcome.SUITABLE
    late: int = 0
    lengthened: bool = False
    fast: bool = False
    followed: Followed = Followed.FOLLOWED


OF_THOSE_WHO_CAME = (
    Story(),
    Story(fast=True),
    Story(outcome=Outcome.UNSUITABLE, followed=Followed.NOT),
    Story(),
)
"""The opinion was given before the judgment; the person came."""
OF_OTHERS = (
    Story(5),
    Story(33, None),
    Story(210, late=9),
    Story(18, late=20),
    Story(285, Outcome.UNSUITABLE),
    Story(3, fast=True),
    Story(95, late=8, lengthened=True),
    Story(160, None),
    Story(2),
    Story(60, Outcome.UNSUITABLE),
)
"""Some were answered late, some sent back for who does not live here, some are under way.

A county of this size has many more in a year; these show each way they go.
"""
PEOPLE_OF_ALL = 350


@dataclass(slots=True)
class Inquired:
    """One inquiry about one person, carried through by the offices in charge."""

    hands: Hands
    life: Life
    story: Story
    on: date
    carried: Carried = field(init=False)
    number: str = ""
    pair: Sequence = ()

    def __post_init__(self) -> None:
        """Begin with nothing received."""
        self.carried = Carried(self.hands)

    def happenings(self, asked: date) -> Iterator[Happening]:
        """Yield what happened so far, each at its hour."""
        asked = next_workday(asked)
        if self.story.lengthened:
            yield self._at(workday_after(asked, 6), 15, Inquired.lengthen)
        for act, after, hour in COURSE if self.story.outcome else RETURNED:
            waits = self.story.late if act not in {"receive", "start", "ask"} else 0
            day = workday_after(asked, after + waits)
            if day < self.on:
                yield self._at(day, hour, ACTS.get(act, Inquired.take), act)

    def joining(self, came: date) -> Iterator[Happening]:
        """Yield the joining to the case, once its papers came."""
        day = workday_after(came, JOINED_AFTER)
        if day < self.on:
            yield self._at(day, 16, Inquired.join)

    def _at(self, day: date, hour: int, do: Callable, act: str = "") -> Happening:
        minute = 20 + self.life.number * 7 % 30
        return Happening(moment(day, hour, minute), lambda at: do(self, act, at), self)

    def _inquiry(self, at: datetime):
        by = self.hands.of_squad(self.life.office, at)
        return {"inquiry": queries.inquiry_for(by, self.number), "by": by, "at": at}

    def receive(self, act: str, at: datetime) -> None:
        """Take the commission in, and tell the procuratorate."""
        by, order = self.hands.of_squad(self.life.office, at), self.life.order
        commission = Commission(
            person=self.life.person_draft(),
            unit=self.hands.offices.units[self.life.office],
            commissioner=Organ.COURT,
            organ_name=order.organ_name,
            kind=order.kind,
            charge=order.crime,
            has_victim=True,
            commissioned_on=at.date(),
            materials_on=at.date(),
            procedure=Procedure.FAST_TRACK if self.story.fast else Procedure.ORDINARY,
            letter_number=f"（{at:%Y}）委评{self.life.number}号",
            contact="刑庭承办法官",
        )
        inquiry = actions.receive(commission=commission, by=by, at=at)
        self.number = inquiry.number
        actions.tell_procuratorate(inquiry=inquiry, day=at.date(), by=by, at=at)

    def start(self, act: str, at: datetime) -> None:
        """Accept it: an officer of the squad and one of the office, or two of the squad."""
        office = self.life.office
        first = self.hands.at_squad(office, at)
        head = self.hands.there((office, "所长"), at=at)
        self.pair = (first, *(head or [self.hands.at_squad(office, at, turn=1)]))
        people = tuple(one.pk for one in self.pair)
        actions.start(checked=HOLDS, people=people, **self._inquiry(at))

    def send_back(self, act: str, at: datetime) -> None:
        """Send the commission back: the person does not live here."""
        actions.send_back(checked=GONE, words=NOT_HERE, **self._inquiry(at))

    def lengthen(self, act: str, at: datetime) -> None:
        """Note that the organ agreed to a later day."""
        until = workday_after(at.date(), 12)
        actions.lengthen(until=until, agreed_with="刑庭承办法官", **self._inquiry(at))

    def ask(self, act: str, at: datetime) -> None:
        """Ask the person, the committee and the victim, one after the other."""
        by, told = self.hands.actor(self.pair[0], at), self._inquiry(at)
        for order, (asked_as, relation, place, topics, words) in enumerate(ASKED):
            began = at - timedelta(minutes=60 - 20 * order)
            draft = StatementDraft(
                asked_as=asked_as,
                name=self._name(asked_as),
                place=place,
                began_at=began,
                ended_at=began + timedelta(minutes=15),
                words=words,
                topics=topics,
                together_with=(self.pair[1].pk,),
                relation=relation,
            )
            actions.take_statement(draft=draft, **told | {"by": by})

    def _name(self, asked_as: AskedAs) -> str:
        name = self.life.person.name
        return {AskedAs.PERSON: name, AskedAs.COMMITTEE: "村（居）治保委员"}.get(asked_as, "李某")

    def assess(self, act: str, at: datetime) -> None:
        """Write the assessment, and propose the opinion."""
        by, outcome = self.hands.actor(self.pair[0], at), self.story.outcome
        found = Findings(outcome=outcome, findings=FINDINGS[outcome])
        press = self.carried.press(self.pair[0], at)
        told = self._inquiry(at) | {"by": by}
        self.carried.number = actions.assess(found=found, press=press, **told).number

    def group(self, act: str, at: datetime) -> None:
        """Let those who looked into it deliberate."""
        self._sit(DiscussionKind.GROUP, self.pair, at)

    def collective(self, act: str, at: datetime) -> None:
        """Let the heads of brigade and squad review it together."""
        self._sit(DiscussionKind.COLLECTIVE, self.hands.heads(self.life.office, at), at)

    def _sit(self, kind: DiscussionKind, members: Sequence, at: datetime) -> None:
        sitting = Sitting(
            kind=kind,
            topic=f"对{self.life.person.name}的调查评估意见",
            proposal=self.story.outcome.label,
            members=members,
            place="大队会议室",
            opinion="调查事项齐全，同意。",
            report="调查人员汇报了走访和询问情况，成员逐一发表意见。",
        )
        deliberate(self.carried, sitting, at)

    def take(self, act: str, at: datetime) -> None:
        """Take an act of the course."""
        office = self.life.office
        organ = self.life.order.organ_name
        by, act, note = {
            "check": (self.hands.at_squad(office, at, turn=2), "check", SEEN),
            "grant": (self.hands.at_brigade(at), "grant", AGREED),
            "send": (
                self.hands.at_squad(office, at),
                "tell",
                Note(channel="post", recipient=organ),
            ),
            "confirm_receipt": (self.hands.at_squad(office, at), act, Note(recipient=organ)),
        }[act]
        self.carried.take(act, by, note, at)

    def copy(self, act: str, at: datetime) -> None:
        """Copy the opinion to the procuratorate."""
        actions.copy_opinion(day=at.date(), **self._inquiry(at))

    def join(self, act: str, at: datetime) -> None:
        """Join the inquiry to the case that followed."""
        case = self.life.case
        actions.join(case=case, followed=self.story.followed, **self._inquiry(at))


ACTS = {
    "receive": Inquired.receive,
    "start": Inquired.start,
    "send_back": Inquired.send_back,
    "ask": Inquired.ask,
    "assess": Inquired.assess,
    "group": Inquired.group,
    "collective": Inquired.collective,
    "copy": Inquired.copy,
}


def happenings(
    hands: Hands, homes: Homes, plans: Sequence[Planned], *, opening: date, on: date
) -> Iterator[Happening]:
    """Yield the inquiries of the year: of some who came later, and of others who did not."""
    share = min(1, len(plans) / PEOPLE_OF_ALL)
    came = [one for one in plans if not one.tale and _was_asked_about(one, opening)]
    stories = OF_THOSE_WHO_CAME[: round(len(OF_THOSE_WHO_CAME) * share) or 1]
    for place, story in enumerate(stories):
        if not came:
            break
        chosen = came.pop(len(came) * place // len(stories))
        inquired = Inquired(hands, chosen.life, story, on)
        asked = chosen.life.order.judged_on - timedelta(days=BEFORE_THE_JUDGMENT)
        yield from inquired.happenings(asked)
        yield from inquired.joining(_received(chosen))
    for story in OF_OTHERS[: max(4, round(len(OF_OTHERS) * share))]:
        asked = on - timedelta(days=story.ago)
        order = orders.suspension(
            homes.random,
            homes.number + 1,
            asked,
            orders.draw_suspension(homes.random, standing=False),
        )
        life = homes.settle(order, asked)
        yield from Inquired(hands, life, story, on).happenings(asked)


def _was_asked_about(one: Planned, opening: date) -> bool:
    """Whether a court of the county asked about somebody within the year, and the case came."""
    order = one.life.order
    early = order.judged_on - timedelta(days=BEFORE_THE_JUDGMENT)
    suspended = order.kind == Kind.SUSPENSION and order.organ == Organ.COURT
    return suspended and early > opening and _received(one) is not None


def _received(one: Planned) -> date | None:
    return next((step.day for step in one.steps if step.act == "receive"), None)
