"""One proceeding on its way: officers open it, hear, check, decide, serve, answer what comes."""

from __future__ import annotations

from datetime import date, timedelta

import cast as the_cast
import submitting
from deliberating import FEW, SEVERAL, Deliberation
from guihang.decisions.actions import Note
from guihang.decisions.vocabulary import DiscussionKind
from guihang.law.events import Breach, Event, Missed, What
from guihang.supervision.conduct import actions, queries
from guihang.supervision.conduct.actions import Answer, Heard
from guihang.supervision.conduct.house_rules import DISCUSSED
from guihang.supervision.conduct.plans import PLANS
from guihang.supervision.conduct.wish import Wish
from guihang.supervision.models import Proceeding
from leaving import LeavePlay, play

TODAY = the_cast.TODAY
SEEN = Note(opinion="已核对事实、证据和笔录，程序齐全。")
AGREED = Note(opinion="同意。")
FACTS = "2026年11月9日应到司法所报告，未到，经电话联系后于次日补报。"
LIGHT = {"breach": "report", "severity": "light", "good_reason": False}
GRAVE = {"breach": "report", "severity": "rather_serious", "good_reason": False}
NO_REPORT = Event(What.DUTY_MISSED, TODAY - timedelta(days=14), code=Missed.REPORT)
REFUSED_AGAIN = Event(What.RULE_BROKEN, TODAY, code=Breach.REFUSAL)
REFUSAL = Event(What.RULE_BROKEN, TODAY - timedelta(days=5), code=Breach.REFUSAL)


class ConductPlay(LeavePlay):
    """The people of the cast deal with the conduct of one person, 唐建平."""

    @property
    def proceeding(self):
        """The proceeding, as it stands now."""
        return Proceeding.objects.for_reading().get(matter=self.matter)

    def wish(self, name="admonition", stated=LIGHT, **changes):
        """A measure on the breaches that stand in the case."""
        made = {
            "name": name,
            "words": FACTS,
            "stated": stated,
            "second": self.cast.account("second_township_officer").pk,
            "events": tuple(row.seq for row in self.breaches()),
        }
        return Wish(**{**made, **changes})

    def counted(self):
        """How often the case saw each measure."""
        return queries.counters(self.proceeding.case, on=self.at.date()).outcome

    def breaches(self):
        """The rows of the case that say what was done, as they stand."""
        noted = (
            What.GREAT_MERIT,
            What.DUTY_MISSED,
            What.RULE_BROKEN,
            What.ABSENT,
            What.LOST,
            What.ORDER_BROKEN,
        )
        return self.case.events.filter(what__in=noted, corrected__isnull=True)

    def open(self, measure="admonition", stated=LIGHT, by="township_officer", **changes):
        """Open a proceeding."""
        self.matter = None
        press = self.press(by)
        self.later()
        self.matter = actions.open_proceeding(
            case=self.case,
            wish=self.wish(measure, stated, **changes),
            by=self.actor(by),
            at=self.at,
            press=press,
        )
        return self.matter

    def hear(self, outcome="signed", by="township_officer", **changes):
        """Hear the person."""
        made = {
            "day": self.at.date(),
            "second": self.cast.account("second_township_officer").pk,
            "outcome": outcome,
            "words": "承认未按时报告，当天加班忘记。",
        }
        return actions.hear_person(
            proceeding=self.proceeding,
            heard=Heard(**{**made, **changes}),
            by=self.actor(by),
            at=self.later(),
        )

    def deliberate(self, kind=DiscussionKind.GROUP, members=FEW):
        """Let the people who must deliberate do so, all of one mind."""
        Deliberation(self, kind, members).through()

    def check(self, name="squad_officer", **press):
        return self.act("check", name, SEEN, **press)

    def grant(self, name="squad_leader", **press):
        return self.act("grant", name, AGREED, **press)

    def serve(self, name="township_officer", to="唐建平", **press):
        return self.act("tell", name, Note(channel="hand", recipient=to), **press)

    def confirm(self, name="township_officer", **press):
        return self.act("confirm_receipt", name, Note(recipient="唐建平"), **press)

    def leave(self, name="township_officer", **press):
        note = Note(reasons="本人在家拒绝签收，决定书留置其住处。", witness="清桥社区 张大姐")
        return self.act("leave_with_witness", name, note, **press)

    def served(
        self,
        measure="admonition",
        stated=LIGHT,
        by="squad_leader",
        checker="squad_officer",
        **changes,
    ):
        """Play a proceeding from the facts to the service."""
        self.open(measure, stated, **changes)
        if measure in {"admonition", "warning"}:
            self.hear()
        if measure in DISCUSSED:
            kind = DISCUSSED[measure]
            self.deliberate(kind, FEW if kind == DiscussionKind.GROUP else SEVERAL)
        self.check(checker)
        self.grant(by)
        if PLANS[measure].is_proposal:
            self.judgment()
            submitting.put_together(self)
        self.serve()
        self.confirm()
        return self.proceeding

    def judgment(self):
        """Have the judgment in the dossier."""
        dossier = self.case.dossier
        if not dossier.attachments.filter(name="刑事判决书.pdf").exists():
            self.later()
            self.attach("刑事判决书.pdf")

    def copy(self, *to, by="township_officer"):
        return actions.send_copies(
            proceeding=self.proceeding, to=to, by=self.actor(by), at=self.later()
        )

    def object_to(self, words="当天加班有证明，不应训诫。", by="township_officer", day=None):
        return actions.object_to(
            proceeding=self.proceeding,
            day=day or self.at.date(),
            words=words,
            by=self.actor(by),
            at=self.later(),
        )

    def answer(self, objection, outcome="kept", by="squad_leader", words="经复核，事实清楚。"):
        return actions.answer_objection(
            objection=objection, outcome=outcome, words=words, by=self.actor(by), at=self.later()
        )

    def take_back(self, by="squad_leader"):
        return self.act("end", by, Note(reasons="复核发现当日确有加班证明，处理不当。"))

    def answered(
        self, answer="granted", number="（2026）湘1103刑更3号", by="squad_officer", **more
    ):
        given = Answer(day=more.pop("day", self.at.date()), answer=answer, number=number, **more)
        return actions.note_answer(
            proceeding=self.proceeding, given=given, by=self.actor(by), at=self.later()
        )

    def delivered(self, day: date | None = None, by="squad_officer"):
        return actions.note_delivery(
            proceeding=self.proceeding,
            day=day or self.at.date(),
            by=self.actor(by),
            at=self.later(),
        )


def conduct_play(cast, *events, **received_as):
    """Begin a play with one person under correction in whose case something happened."""
    began = play(cast, **received_as)
    made = ConductPlay(cast)
    made.case = began.case
    if events:
        made.note(*events)
    return made


def ready(cast, *events, **received_as):
    """A play with a missed report in the case, unless told otherwise."""
    return conduct_play(cast, *(events or (NO_REPORT,)), **received_as)
