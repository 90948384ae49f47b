"""Approvals of the simulated county besides leave: travelling, meeting, a device that is worn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guihang.agencies import queries as agencies
from guihang.cases import actions as cases
from guihang.county import sanctioning
from guihang.county.carrying import Carried
from guihang.county.diary import Happening, moment, next_workday
from guihang.county.hands import Hands
from guihang.county.lives import Life
from guihang.county.population import Planned
from guihang.decisions import queries as matters
from guihang.decisions.actions import Note
from guihang.dossiers.actions import Upload
from guihang.law.codes import Kind
from guihang.law.events import Event, What
from guihang.law.rungs import Rung
from guihang.law.wire import Json
from guihang.supervision.approvals import actions, plans, proving
from guihang.supervision.approvals.wish import Wish
from guihang.supervision.leave.actions import put_in_proof
from guihang.tracking import actions as tracking
from guihang.tracking.actions import Enrolment
from guihang.tracking.vocabulary import DeviceSort

SEEN = Note(opinion="已核对理由和证明材料，情况属实。")
AGREED = Note(opinion="同意。")
REFUSED = Note(
    reasons="所述人员与本案有关，会面没有必要，可由家人代为转达。",
    ground="ccl-2019:23",
    remedy="确有必要的，补充说明后可以重新申请。",
)
ORDINARY = ("ask", "check", "grant", "tell", "confirm_receipt")
FIRST_BAND = 13_900_000_000
"""Terminal numbers of the demo begin here."""
WORN = (*ORDINARY, "put_on", "copy")
REASONS = {
    plans.TRAVEL: "在相邻县区送货，是家庭主要收入来源。",
    plans.CONTACT: "协商退赔事宜，由司法所工作人员在场。",
    plans.DEVICE: "无正当理由，未经批准离开居住的区，经教育后仍有再次离开的可能。",
}
TRIPS: dict[str, Json] = {
    "places": [{"place": "永州市祁阳市", "code": "431181"}],
    "times": "工作日，当日往返",
    "frequency": "每周三次",
}
MEETING: dict[str, Json] = {"whom": "accomplice", "order": "nothing", "place": "司法所"}
SETTLED_DAYS = 40
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Story:
    """An approval: its kind, how many days ago it was asked for, and what was done."""

    kind: str
    ago: int
    acts: tuple[str, ...] = ORDINARY


STORIES = (
    Story(plans.DEVICE, 40, WORN),
    Story(plans.TRAVEL, 60),
    Story(plans.CONTACT, 9),
    Story(plans.TRAVEL, 3, ORDINARY[:2]),
    Story(plans.CONTACT, 6, ("ask", "check", "refuse", "tell", "confirm_receipt")),
    Story(plans.TRAVEL, 150),
)
"""The more people there are, the more of them happen."""


@dataclass(slots=True)
class Approving:
    """One approval of one person, carried through by the offices in charge."""

    hands: Hands
    life: Life
    story: Story
    on: date
    carried: Carried = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing asked for."""
        self.carried = Carried(self.hands)

    def happenings(self) -> Iterator[Happening]:
        """Yield what happened so far, each at its hour; two acts fit into a day."""
        day = next_workday(self.on - timedelta(days=self.story.ago))
        for order, act in enumerate(self.story.acts):
            day = next_workday(day + timedelta(days=1 if order and order % 2 == 0 else 0))
            if day >= self.on:
                return
            yield self._at(day, 9 + order % 2 * 5, ACTS.get(act, Approving.take), act)

    def _at(self, day: date, hour: int, do, act: str) -> Happening:
        minute = self.life.number * 7 % 50
        return Happening(moment(day, hour, minute), lambda at: do(self, act, at))

    @property
    def head(self):
        """The account of the head of the office."""
        return self.hands.offices.holders[self.life.office, "所长"]

    @property
    def approval(self):
        """The approval, as it stands."""
        return matters.matter(self.carried.number).approval

    def ask(self, act: str, at: datetime) -> None:
        """Enter what the person asks for; a device on what the case says."""
        by, case = self.hands.actor(self.head, at), self.life.case
        kind, on = self.story.kind, at.date()
        files: tuple[str, ...] = ()
        if kind == plans.TRAVEL:
            scan = Upload("送货合同.pdf", SCAN + f"%{case.number}\n".encode())
            files = (str(put_in_proof(case=case, upload=scan, by=by, at=at).key),)
        if kind == plans.DEVICE:
            cases.note(case=case, event=Event(What.ABSENT, on), by=by, at=at)
        wish = Wish(kind, REASONS[kind], self._stated(on), files=files)
        press = self.carried.press(self.head, at)
        matter = actions.ask(case=case, wish=wish, by=by, at=at, press=press)
        self.carried.number = matter.number

    def _stated(self, on: date) -> Mapping[str, Json]:
        if self.story.kind == plans.TRAVEL:
            return TRIPS
        first = next_workday(on + timedelta(days=4))
        if self.story.kind == plans.CONTACT:
            return {**MEETING, "begins": first.isoformat(), "ends": first.isoformat()}
        shown = proving.shown(type(self.life.case).objects.get(pk=self.life.case.pk), on=on)
        begins = on + timedelta(days=1)
        return {
            "circumstance": "absence",
            "proof": shown[0].key,
            "begins": next_workday(begins).isoformat(),
            "ends": (begins + timedelta(days=80)).isoformat(),
        }

    def take(self, act: str, at: datetime) -> None:
        """Take an act of the course."""
        holders, name = self.hands.offices.holders, self.life.person.name
        rung = matters.route(matters.matter(self.carried.number)).rung
        head = ("county", "局长") if rung is Rung.BUREAU_HEAD else ("brigade", "大队长")
        by, note = {
            "check": (self.hands.at_squad(self.life.office, at), SEEN),
            "grant": (holders[head], AGREED),
            "refuse": (holders[head], REFUSED),
            "tell": (self.head, Note(channel="hand", recipient=name)),
            "confirm_receipt": (self.head, Note(recipient=name)),
        }[act]
        self.carried.take(act, by, note, at)

    def put_on(self, act: str, at: datetime) -> None:
        """Put a device on that was made known before, once the first day has come."""
        approval, by = self.approval, self.hands.of_squad(self.life.office, at)
        band = Enrolment(f"{FIRST_BAND + approval.pk:012d}", DeviceSort.WORN, "jt808")
        unit = agencies.unit_at(by.unit_path)
        device, _secret = tracking.enrol(device=band, unit=unit, by=by, at=at)
        worn = {"day": at.date(), "apparatus": "wristband", "device": device}
        actions.put_on(order=approval, **worn, by=by, at=at)

    def copy(self, act: str, at: datetime) -> None:
        """Send the copy to the procuratorate."""
        by = self.hands.of_squad(self.life.office, at)
        actions.tell_others(approval=self.approval, to=("procuratorate",), by=by, at=at)


ACTS = {"ask": Approving.ask, "put_on": Approving.put_on, "copy": Approving.copy}


def happenings(hands: Hands, plans_: Sequence[Planned], on: date) -> Iterator[Happening]:
    """Yield the approvals of people who are settled, each another person's."""
    # From the end of the list, so that they are not those who are on leave.
    settled = [life for life, _steps, tale in reversed(plans_) if not tale and _settled(life, on)]
    for story in STORIES:
        asked = on - timedelta(days=story.ago)
        life = next((one for one in settled if _is_free(one, asked)), None)
        if life is not None:
            settled.remove(life)
            yield from Approving(hands, life, story, on).happenings()
            if story.kind == plans.DEVICE:
                opened = next_workday(asked + timedelta(days=3))
                yield from sanctioning.of_absence(hands, life, opened, on)


def _settled(life: Life, on: date) -> bool:
    return life.order.kind == Kind.SUSPENSION and life.ends > on + timedelta(days=60)


def _is_free(life: Life, asked: date) -> bool:
    """Whether somebody had been there a while by then, and was not away from then on."""
    there = life.effective < asked - timedelta(days=SETTLED_DAYS)
    return there and not any(last >= asked for _first, last in life.silent)
