"""One entrustment on its way through people, for tests of everything it touches."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from uuid import uuid4

import cast as the_cast
from guihang.agencies import actions as agencies
from guihang.agencies.signing_in import Proof
from guihang.bureau.entrustment import actions as entrustment
from guihang.bureau.entrustment.wish import Wish
from guihang.decisions import actions, queries
from guihang.decisions.actions import Note, Press
from guihang.dossiers.actions import set_paper_mark
from guihang.dossiers.numbers import agency_of
from guihang.ledger.chains import SYSTEM

SINCE, UNTIL = date(2026, 12, 1), date(2027, 11, 30)
REFUSAL = Note(
    reasons="该所目前只有一名工作人员。",
    ground="house:entrustment.two_officers",
    remedy="增配一名国家工作人员后可以重新申请。",
)


class Play:
    """The people of the cast act one after the other; each act takes a minute."""

    def __init__(self, cast, at=the_cast.NOW):
        self.cast, self.at = cast, at
        self.matter = None
        self._once = (str(uuid4()) for _ in count())

    def later(self, days=0, minutes=1):
        self.at += timedelta(days=days, minutes=minutes)
        return self.at

    def actor(self, name):
        return self.cast.actor(name, on=self.at.date())

    def press(self, name, once=None, version=None):
        present = queries.matter(self.matter.number) if self.matter else None
        seen = present.version if present else 0
        return Press(
            once=next(self._once) if once is None else once,
            version=seen if version is None else version,
            proof=Proof(self.cast.account(name).pk, "password", self.at),
        )

    def wish(self, office="office", **changes):
        made = {
            "office": self.cast.unit(office).code,
            "powers": ("daily", "education"),
            "since": SINCE,
            "until": UNTIL,
            "responsible": self.cast.account(
                {"office": "township_officer", "second_office": "near_officer"}.get(
                    office, "far_officer"
                )
            ).pk,
            "conditions": "",
        }
        return Wish(**{**made, **changes})

    def ask(self, name="squad_leader", once=None, **changes):
        self.later()
        self.matter = entrustment.ask(
            wish=self.wish(**changes),
            by=self.actor(name),
            at=self.at,
            press=self.press(name, once) if self.matter is None else self._fresh(name, once),
        )
        return self.matter

    def _fresh(self, name, once):
        self.matter = None
        return self.press(name, once)

    def act(self, verb, name, note=None, **press):
        self.later()
        asked = {
            "matter": self.matter,
            "by": self.actor(name),
            "at": self.at,
            "press": self.press(name, **press),
        }
        if note is not None:
            asked["note"] = note
        self.matter = getattr(actions, verb)(**asked)
        return self.matter

    def check(self, name="squad_officer", **press):
        return self.act("check", name, Note(opinion="已与该所核对人员和场所。"), **press)

    def grant(self, name="brigade_leader", **press):
        return self.act("grant", name, Note(), **press)

    def refuse(self, name="brigade_leader", **press):
        return self.act("refuse", name, REFUSAL, **press)

    def send_back(self, name="squad_officer", **press):
        return self.act("return_matter", name, Note(reasons="请补充委托条件。"), **press)

    def resubmit(self, name="squad_leader", **changes):
        self.later()
        self.matter = actions.resubmit(
            matter=self.matter,
            fields=self.wish(**changes).fields(),
            by=self.actor(name),
            at=self.at,
            press=self.press(name),
        )
        return self.matter

    def withdraw(self, name="squad_leader", **press):
        return self.act("withdraw", name, Note(reasons="不再需要。"), **press)

    def tell(self, name="squad_officer", **press):
        return self.act("tell", name, Note(channel="desk", recipient="梅湾司法所"), **press)

    def confirm(self, name="township_officer", **press):
        return self.act("confirm_receipt", name, Note(), **press)

    def leave(self, name="squad_officer", **press):
        note = Note(reasons="所长拒绝签收，文书留在值班室。", witness="清桥社区 张大姐")
        return self.act("leave_with_witness", name, note, **press)

    def end(self, name="brigade_leader", **press):
        return self.act("end", name, Note(reasons="该所撤并，提前终止委托。"), **press)

    def sweep(self):
        return actions.move_with_the_days(at=self.at)

    def up_to(self, verb):
        """Play the ordinary course up to and with one verb."""
        for step in ("ask", "check", "grant", "tell", "confirm"):
            getattr(self, step)()
            if step == verb:
                return self.matter
        raise ValueError(verb)

    def cover(self, holder, deputy, days=10):
        """Name a deputy for somebody's post from today on."""
        agencies.name_deputy(
            cover=agencies.Cover(
                post=self.cast.post(holder),
                holder=self.cast.account(holder),
                deputy=self.cast.account(deputy),
                since=self.at.date(),
                until=self.at.date() + timedelta(days=days),
                reason="公出",
            ),
            by=self.cast.actor("administrator"),
            at=self.at,
        )

    def stage(self):
        return queries.matter(self.matter.number).stage


def play(cast):
    """Begin a play, with the agency's papers numbered under a mark."""
    set_paper_mark(unit=agency_of(cast.unit("office")), mark="冷矫", by=SYSTEM, at=the_cast.NOW)
    return Play(cast)
