"""One change of place on its way: the old county asks, the new one answers, the person moves."""

from __future__ import annotations

from datetime import timedelta

import cast as the_cast
from guihang.decisions.actions import Note
from guihang.dossiers.actions import set_paper_mark
from guihang.ledger.chains import SYSTEM
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import actions
from guihang.supervision.transfer.wish import Wish
from leaving import LeavePlay, under_correction
from lives import SUSPENDED, another

TODAY = the_cast.TODAY
NEW_HOME = "零陵区南津渡街道麻元社区 7 栋 302"
REFUSED = Note(
    reasons="新执行地核实拟迁入房屋无法居住。",
    ground="measures-2020:30.2",
    remedy="落实住处后可以重新申请。",
)


class MovePlay(LeavePlay):
    """The people of two counties deal with one person who moves from one to the other."""

    @property
    def transfer(self):
        """The change of place, as it stands now."""
        return Transfer.objects.get(number=self.matter.number)

    def wish(self, **changes):
        made = {
            "reason": "work",
            "words": "受聘于零陵区一家家具厂。",
            "new_home": NEW_HOME,
            "office": self.cast.unit("next_office").code,
            "moves": self.at.date() + timedelta(days=40),
            "proofs": (self.proof,),
        }
        return Wish(**{**made, **changes})

    def ask(self, name="township_officer", once=None, **changes):
        self.matter = None
        press = self.press(name, once)
        self.later()
        press = self._at_once(press, name)
        self.matter = actions.ask(
            case=self.case, wish=self.wish(**changes), by=self.actor(name), at=self.at, press=press
        )
        return self.matter

    def complete(self, name="township_officer", **changes):
        """Complete a request that was returned."""
        at = self.later()
        self.matter = actions.complete(
            matter=self.matter,
            wish=self.wish(**changes),
            by=self.actor(name),
            at=at,
            press=self.press(name),
        )
        return self.matter

    def check(self, name="second_township_officer", **press):
        note = Note(opinion="已核实用工合同和租房合同，建议同意。")
        return self.act("check", name, note, **press)

    def do(self, step, name="squad_officer", days=0, **more):
        """Take one step between the counties."""
        at = self.later(days=days)
        found = getattr(actions, step)(found=self.transfer, by=self.actor(name), at=at, **more)
        self.matter.refresh_from_db()
        return found

    def new(self, step, days=0, **more):
        """Take one step in the new county."""
        return self.do(step, "next_brigade_leader", days, **more)

    def asked_the_other(self):
        self.ask()
        self.check()
        self.do("send_letter")
        return self.new("receive_letter", days=1)

    def replied(self, agrees=True, words="已走访拟迁入住所，房屋可以居住。"):
        self.asked_the_other()
        return self.new("reply", days=2, agrees=agrees, words=words)

    def grant(self, name="squad_leader", **press):
        return self.act("grant", name, Note(opinion="同意。"), **press)

    def told(self):
        self.replied()
        self.grant()
        self.tell()
        return self.confirm()

    def sent(self):
        self.told()
        return self.do("send_file", days=1)

    def arrived(self):
        self.sent()
        self.new("receive_file", days=1)
        return self.comes(days=1)

    def comes(self, days=0):
        """Let the person come to the new county."""
        return self.new("report", days=days, day=self.at.date() + timedelta(days=days))

    def taken_over(self):
        self.arrived()
        self.new("return_receipt")
        return self.new("register")


def play(cast, **received_as):
    """Begin a play with one person under correction who has a proof in the dossier."""
    set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=the_cast.NOW)
    set_paper_mark(unit=cast.unit("next_brigade"), mark="零矫", by=SYSTEM, at=the_cast.NOW)
    made = MovePlay(cast)
    received_as.setdefault("order", another(SUSPENDED, crime_facts="入户盗窃现金三千元。"))
    made.case = under_correction(cast, **received_as)
    made.proof = made.attach("用工合同.pdf")
    return made
