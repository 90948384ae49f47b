"""One approval on its way: a person asks, officers enter, check, decide, tell, carry it out."""

from __future__ import annotations

from datetime import date, timedelta

import cast as the_cast
from guihang.decisions.actions import Note
from guihang.law.events import Event, What
from guihang.supervision.approvals import actions, plans
from guihang.supervision.approvals.wish import Wish
from guihang.supervision.models import Approval
from leaving import LeavePlay, play

TODAY = the_cast.TODAY
SOON = TODAY + timedelta(days=5)
REFUSED = Note(
    reasons="没有材料证明确有需要。",
    ground="house:approvals.proof",
    remedy="补充证明材料后可以重新申请。",
)
PLACES = [{"place": "永州市零陵区", "code": "431102"}, {"place": "永州市祁阳市", "code": "431181"}]
TRIPS = {"places": PLACES, "times": "工作日早出晚归", "frequency": "每周五次"}
MEETING = {
    "whom": "accomplice",
    "order": "nothing",
    "place": "梅湾司法所",
    "begins": SOON.isoformat(),
    "ends": SOON.isoformat(),
}
VISIT = {
    "place": "冷水滩区某网吧",
    "order": "by_approval",
    "begins": SOON.isoformat(),
    "ends": SOON.isoformat(),
}
RELIEF = {
    "activities": "both",
    "cause": "illness",
    "begins": SOON.isoformat(),
    "ends": (SOON + timedelta(days=30)).isoformat(),
}
STATED = {
    plans.TRAVEL: TRIPS,
    plans.CONTACT: MEETING,
    plans.ENTRY: VISIT,
    plans.EXEMPTION: RELIEF,
}
PROVED = {plans.TRAVEL: "劳动合同", plans.EXEMPTION: "诊断证明"}
WENT = Event(What.ABSENT, TODAY - timedelta(days=3))


class ApprovalPlay(LeavePlay):
    """The people of the cast deal with what one person, 唐建平, asks for or must bear."""

    @property
    def approval(self):
        """The approval, as it stands now."""
        return Approval.objects.for_reading().get(matter=self.matter)

    def wish(self, name=plans.TRAVEL, stated=None, **changes):
        """An approval of a kind."""
        made = {"name": name, "words": "在零陵、祁阳两地送货，生活来源。", "files": ()}
        if name in PROVED and "files" not in changes:
            made["files"] = (self.attach(f"{PROVED[name]}{self.at.minute}.pdf"),)
        return Wish(stated={**STATED.get(name, {}), **(stated or {})}, **{**made, **changes})

    def ask(self, name=plans.TRAVEL, stated=None, by="township_officer", **changes):
        """Ask for an approval."""
        self.matter = None
        press = self.press(by)
        self.later()
        self.matter = actions.ask(
            case=self.case,
            wish=self.wish(name, stated, **changes),
            by=self.actor(by),
            at=self.at,
            press=press,
        )
        return self.matter

    def complete(self, stated=None, by="township_officer", **changes):
        """Complete what was returned."""
        self.later()
        self.matter = actions.complete(
            matter=self.matter,
            wish=self.wish(self.matter.kind, stated, **changes),
            by=self.actor(by),
            at=self.at,
            press=self.press(by),
        )
        return self.matter

    def refuse(self, name="squad_leader"):
        return self.act("refuse", name, REFUSED)

    def granted(self, name=plans.TRAVEL, by="squad_leader", checker="squad_officer", **changes):
        """Play an approval up to its grant."""
        self.ask(name, **changes)
        self.check(checker)
        return self.grant(by)

    def told(self, name=plans.TRAVEL, **changes):
        """Play an approval until the person has signed for it."""
        self.granted(name, **changes)
        self.tell()
        self.confirm()
        return self.approval

    def tell_others(self, *to, by="township_officer"):
        return actions.tell_others(
            approval=self.approval, to=to, by=self.actor(by), at=self.later()
        )

    def device(self, days=90, circumstance="absence", proof=None, **changes):
        """What is stated for a device of so many days from tomorrow on."""
        begins = self.at.date() + timedelta(days=1)
        row = self.case.events.filter(what=What.ABSENT).last()
        return {
            "circumstance": circumstance,
            "proof": proof or (f"event:{row.seq}" if row else ""),
            "begins": begins.isoformat(),
            "ends": (begins + timedelta(days=days - 1)).isoformat(),
            **changes,
        }

    def order(self, by="bureau_head", **changes):
        """Play a device order until the person has signed for it."""
        return self.told(plans.DEVICE, stated=self.device(**changes), by=by, files=())

    def put_on(self, day: date | None = None, by="squad_officer", **besides):
        worn = {"apparatus": "wristband", **besides}
        return actions.put_on(
            order=self.approval,
            day=day or self.at.date(),
            by=self.actor(by),
            at=self.later(),
            **worn,
        )

    def assess(self, words="仍有擅自离开的可能。", by="squad_officer", *, is_needed=True):
        return actions.assess(
            order=self.approval, is_needed=is_needed, words=words, by=self.actor(by),
            at=self.later(),
        )  # fmt: skip

    def take_off(self, because="not_needed", day: date | None = None, by="squad_officer"):
        return actions.take_off(
            order=self.approval, day=day or self.at.date(), because=because, by=self.actor(by),
            at=self.later(),
        )  # fmt: skip


def approval_play(cast, *events, **received_as):
    """Begin a play with one person under correction in whose case something happened."""
    began = play(cast, **received_as)
    made = ApprovalPlay(cast)
    made.case = began.case
    if events:
        made.note(*events)
    return made
