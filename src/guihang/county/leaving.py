"""Leaves of the simulated county: asked for, decided on every rung, running, late, refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from guihang.cases import actions as cases
from guihang.county.absences import ABSENCES
from guihang.county.carrying import Carried
from guihang.county.diary import Happening, moment, workday
from guihang.county.hands import Hands
from guihang.county.lives import Life
from guihang.county.places import townships
from guihang.county.population import Planned
from guihang.county.tales import Now
from guihang.decisions import queries as matters
from guihang.decisions.actions import Note
from guihang.law.codes import Body, Kind
from guihang.law.events import Event, What
from guihang.law.rules.leave import Reason
from guihang.law.rungs import Rung
from guihang.supervision.leave import actions as leaves
from guihang.supervision.leave import queries as trips
from guihang.supervision.leave.actions import Return
from guihang.supervision.leave.wish import Destination, Wish

ORDINARY = (("ask", 4), ("check", 3), ("grant", 2), ("tell", 1), ("confirm_receipt", 1))
"""How many days of work before the departure each act is done."""
REFUSED = Note(
    reasons="所述事由没有证明，且可以由家人代为办理。",
    ground="ccl-2019:27.1",
    remedy="补充证明材料后可以重新申请。",
)
SETTLED_DAYS = 55
"""How long somebody has been under correction before he asks for his first leave."""
AWAY = frozenset(absence.seat for absence in ABSENCES)
SEEN = "已电话核对家属、目的地和返回日期。"
DONGGUAN = Destination("广东省东莞市长安镇", "4419", "表兄", "10000000001")
CHANGSHA = Destination("湖南省长沙市雨花区", "4301", "女儿", "10000000002")
QIYANG = Destination("永州市祁阳市白水镇", "431181", "岳父", "10000000003")
GUILIN = Destination("广西桂林市全州县", "450324", "供货商", "10000000004")
REASONS = (
    (Reason.FAMILY, "母亲住院，前往陪护。", CHANGSHA),
    (Reason.FAMILY, "岳父去世，奔丧料理后事。", QIYANG),
    (Reason.WORK, "工厂结算工资并办理离职。", DONGGUAN),
    (Reason.MEDICAL, "预约手术前检查。", CHANGSHA),
    (Reason.OTHER, "参加子女婚礼。", GUILIN),
)
RUNGS = {
    Rung.AGENCY: ("brigade", "大队长"),
    Rung.AGENCY_HEAD: ("brigade", "大队长"),
    Rung.CITY: ("city", "社区矫正管理科科长"),
}


@dataclass(frozen=True, slots=True)
class Story:
    """A leave: when it begins, counted from today, how long it is, what was done, who came back.

    With `longer` the person asked, while away, for so many days more.
    """

    begins: int
    days: int
    acts: tuple[tuple[str, int], ...] = ORDINARY
    back: int | None = None
    late_because: str = ""
    place: int | None = None
    longer: int = 0


@dataclass(slots=True)
class Leave:
    """One leave of one person, or a longer one, carried through by the offices in charge."""

    hands: Hands
    life: Life
    story: Story
    now: Now
    turn: int
    of: Leave | None = None
    carried: Carried = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing asked for."""
        self.carried = Carried(self.hands)

    @property
    def leaves(self) -> date:
        """The first day away."""
        return self.now.on + timedelta(days=self.story.begins)

    @property
    def returns(self) -> date:
        """The last day by which to be back."""
        return self.leaves + timedelta(days=self.story.days - 1)

    def happenings(self) -> Iterator[Happening]:
        """Yield what happened so far, each at its hour."""
        before = Now(self.of.returns if self.of else self.leaves)
        for order, (act, ahead) in enumerate(self.story.acts):
            # What is still to come was asked for and looked at on the last day of work at least.
            day = min(before.back(ahead), self.now.back(1))
            yield self._at(day, 9 + order, lambda at, act=act: self._act(act, at))
        if self.story.longer:
            yield from self._lengthened().happenings()
        if self.story.back is not None:
            day = workday(self.now.ago(self.story.back))
            yield self._at(day, 15, self._report_back)

    def _lengthened(self) -> Leave:
        """Return the longer leave that is asked for on the way."""
        begins = self.story.begins + self.story.days
        story = Story(begins, self.story.longer)
        return replace(self, story=story, of=self)

    @property
    def last(self) -> date:
        """The last day away, with what it may be lengthened by."""
        return self.returns + timedelta(days=self.story.longer)

    def _at(self, day: date, hour: int, do) -> Happening:
        return Happening(moment(day, hour, self.life.number * 7 % 60), do)

    def _act(self, act: str, at: datetime) -> None:
        office = self.life.office
        if act == "ask":
            self._ask(at)
            return
        if act in {"grant", "refuse"}:
            rung = matters.route(matters.matter(self.carried.number)).rung
            account = self.hands.offices.holders[RUNGS.get(rung, (office, "所长"))]
            note = REFUSED if act == "refuse" else Note(opinion="同意外出，按时销假。")
        else:
            account = self.hands.at_squad(office, at) if act == "check" else self._head(office)
            note = Note(opinion=SEEN)
            if act == "tell":
                note = Note(channel="hand", recipient=self.life.person.name)
        self.carried.take(act, account, note, at)
        if act == "tell":
            self._tell_procuratorate(at)

    def _tell_procuratorate(self, at: datetime) -> None:
        """Tell the procuratorate of a leave that went to the upper level, as the law asks."""
        matter = matters.matter(self.carried.number)
        if matters.route(matter).rung is not Rung.CITY:
            return
        told = Event(What.TOLD, at.date(), of=matter.ref, to=Body.PROCURATORATE)
        by = self.hands.of_squad(self.life.office, at)
        cases.note(case=self.life.case, event=told, by=by, at=at)

    def _head(self, office: str):
        return self.hands.offices.holders[office, "所长"]

    def _ask(self, at: datetime) -> None:
        reason, words, where = REASONS[self.turn % len(REASONS)]
        wish = Wish(
            reason=reason,
            words=words,
            destinations=(where,),
            leaves=self.leaves,
            returns=self.returns,
            transport="火车",
            is_urgent=reason in {Reason.WORK, Reason.MEDICAL},
            extends=matters.matter(self.of.carried.number).ref if self.of else "",
        )
        account = self._head(self.life.office)
        by, press = self.hands.actor(account, at), self.carried.press(account, at)
        matter = leaves.ask(case=self.life.case, wish=wish, by=by, at=at, press=press)
        self.carried.number = matter.number

    def _report_back(self, at: datetime) -> None:
        by = self.hands.actor(self._head(self.life.office), at)
        trip = trips.trip_for(by, self.carried.number)
        late = at.date() > trip.returns
        back = Return(
            day=at.date(),
            how="counter",
            told_in_time=False if late else None,
            because=self.story.late_because if late else "",
            is_told=late,
        )
        leaves.report_back(trip=trip, back=back, by=by, at=at)


ASKED = ORDINARY[:1]
CHECKED = ORDINARY[:2]
UNTOLD = ORDINARY[:3]
LONG = (("ask", 12), ("check", 11), ("grant", 8), ("tell", 6), ("confirm_receipt", 6))
REFUSED_ACTS = (("ask", 6), ("check", 5), ("refuse", 4), ("tell", 4), ("confirm_receipt", 3))
STORIES = (
    Story(-6, 12),
    Story(-12, 8, back=3, late_because="返程车票售罄，未提前告知。", place=4),
    Story(-8, 6, place=1),
    Story(5, 4, ASKED, place=0),
    Story(4, 10, CHECKED, place=1),
    Story(3, 14, UNTOLD, place=0),
    Story(-7, 5, longer=6),
    Story(1, 7, REFUSED_ACTS),
    Story(9, 40, CHECKED, place=4),
    Story(-4, 36, LONG),
    Story(2, 5, place=0),
    Story(6, 6, ASKED, place=1),
    Story(-3, 6),
    Story(-2, 9),
    Story(-20, 5, back=16),
    Story(-33, 15, back=19),
    Story(-48, 6, back=38, longer=5),
    Story(-61, 6, back=56),
    Story(-95, 9, back=87),
    Story(-140, 5, back=136),
    Story(-200, 12, back=189),
    Story(-260, 7, back=254),
)
"""The first is of who signs in as a person; the more there are people, the more of them happen."""


def happenings(hands: Hands, plans: Sequence[Planned], on: date) -> Iterator[Happening]:
    """Yield the leaves of people who may leave, each another person's."""
    now = Now(on)
    signing_in = [life for life, _steps, tale in plans if tale and tale.username]
    others = [life for life, _steps, tale in plans if not tale and _may_leave(life, on)]
    for turn, story in enumerate(STORIES):
        life = signing_in.pop() if signing_in else _taken(others, story, on)
        if life is None:
            continue
        leave = Leave(hands, life, story, now, turn)
        life.silent.append((leave.leaves, leave.last + timedelta(days=3)))
        yield from leave.happenings()


def _taken(lives: list[Life], story: Story, on: date) -> Life | None:
    """Take somebody out of a list who was settled by then, of one office where there is one."""
    begins = on + timedelta(days=story.begins - SETTLED_DAYS)
    settled = [life for life in lives if life.effective < begins]
    if not settled:
        return None
    wanted = townships()[story.place].code if story.place is not None else ""
    life = next((one for one in settled if one.office == wanted), settled[0])
    lives.remove(life)
    return life


def _may_leave(life: Life, on: date) -> bool:
    lasting = life.ends > on + timedelta(days=60)
    there = life.office not in {seat[0] for seat in AWAY} and not life.moves
    return life.order.kind == Kind.SUSPENSION and lasting and there
