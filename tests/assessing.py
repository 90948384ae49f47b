"""One month on its way: officers assess it, a leader confirms, the person is told and objects."""

from __future__ import annotations

from datetime import date, datetime

from guihang.cases.actions import Besides, note_all
from guihang.dossiers.actions import set_paper_mark
from guihang.law.events import Event, Missed, What
from guihang.ledger.chains import SYSTEM
from guihang.supervision.assessment import actions, queries
from guihang.supervision.assessment.actions import Given, Telling
from guihang.supervision.assessment.month import Month
from lives import LOCAL, TANG, received, registered
from matters import Play

OCTOBER, NOVEMBER = Month(date(2026, 10, 1)), Month(date(2026, 11, 1))
DECEMBER = datetime(2026, 12, 1, 9, 5, tzinfo=LOCAL)
REPORTS = tuple(Event(What.REPORT_MADE, date(2026, 11, day)) for day in (2, 9, 16))
KEPT = (
    *REPORTS,
    Event(What.TAUGHT, date(2026, 11, 12)),
    Event(What.SERVICE_DONE, date(2026, 11, 13)),
)
MISSED = Event(What.DUTY_MISSED, date(2026, 11, 20), code=Missed.REPORT)
GONE = Event(What.ABSENT, date(2026, 11, 21))
WHY = "因住院治疗不能报告，有医院证明。"


class MonthPlay(Play):
    """The people of the cast deal with one person's November, on the first of December."""

    case = None
    month = NOVEMBER

    def note(self, *events, channel="counter", by="squad_officer"):
        """Note what happened, as it came."""
        rows = tuple((event, Besides(channel=channel)) for event in events)
        note_all(case=self.case, events=rows, by=self.actor(by), at=self.later())

    @property
    def shown(self):
        """The month as its page shows it."""
        return queries.month_of(self.case, self.month)

    @property
    def standing(self):
        """The assessment that stands."""
        return self.shown.standing

    def assess(self, result="passed", reasons="", by="township_officer", seen=None):
        editions = len(self.shown.editions) if seen is None else seen
        return actions.assess(
            case=self.case,
            month=self.month,
            given=Given(result, reasons, editions),
            by=self.actor(by),
            at=self.later(),
        )

    def confirm(self, *those, by="squad_leader"):
        chosen = those or (self.standing,)
        return actions.confirm(assessments=chosen, by=self.actor(by), at=self.later())

    def give_back(self, because="走访记录没有附上，请补齐。", by="squad_leader"):
        return actions.give_back(
            assessment=self.standing, because=because, by=self.actor(by), at=self.later()
        )

    def tell(self, how="counter", day=None, by="township_officer"):
        telling = Telling(day or self.at.date(), how)
        return actions.tell(
            assessments=(self.standing,), telling=telling, by=self.actor(by), at=self.later()
        )

    def told(self, result="good", **given):
        """Play a month up to where the person was told."""
        self.assess(result, **given)
        self.confirm()
        self.tell()
        return self.standing

    def object_to(self, words="我按时报告了，不应扣分。", by="township_officer"):
        return actions.object_to(
            assessment=self.standing,
            day=self.at.date(),
            words=words,
            by=self.actor(by),
            at=self.later(),
        )

    def answer(self, objection, outcome="kept", by="squad_leader", words="经复核，记录属实。"):
        return actions.answer_objection(
            objection=objection, outcome=outcome, words=words, by=self.actor(by), at=self.later()
        )

    def happened(self, *whats):
        """What the case says of these kinds, as it holds."""
        return list(self.case.events.filter(what__in=whats, corrected__isnull=True))


def month_play(cast, *events, person=TANG, at=DECEMBER, **received_as):
    """Begin a play with one person registered in October, in whose November this happened."""
    made = MonthPlay(cast, at=at)
    set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=made.at)
    case = received(cast, person=person, **received_as)
    made.case = registered(cast, case)
    if events:
        made.note(*events)
    return made
