"""Refusals several acts share: done already, too early, before another day, not to be said."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guihang.cases.models import CaseEvent
from guihang.cases.words import spoken
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooEarly
from guihang.law.verdicts import Answer, Verdict

RULE = "house:events"


def demand_not_yet(row: CaseEvent | None) -> None:
    """Refuse what was done before, perhaps a moment ago: say who noted it, when, for which day."""
    if row is None:
        return
    raise AlreadyDone(
        why=_("“%(what)s” of %(day)s was noted already, by %(who)s at %(moment)s.")
        % {
            "what": spoken(What(row.what).says),
            "day": row.day,
            "who": row.noted_by.name if row.noted_by else _("the system"),
            "moment": f"{timezone.localtime(row.noted_at):%Y-%m-%d %H:%M}",
        },
        ground=RULE,
        remedy=_("Look at the case as it is now; have that entry corrected if it is wrong."),
    )


def demand_order(field: str, day: date, *, after: date | None, what: What, ground: str) -> None:
    """Refuse a day that lies before another on which it depends; the field is named."""
    if after is None or day >= after:
        return
    raise BadFacts(
        field,
        why=_("%(day)s lies before %(after)s, the day of “%(what)s”.")
        % {"day": day, "after": after, "what": spoken(what.says)},
        ground=ground,
        remedy=_("Correct this day, or have the other one corrected if that one is wrong."),
    )


def demand_done(row: CaseEvent | None, what: What, *, ground: str, remedy: object) -> CaseEvent:
    """Return what must have happened first, or refuse because it has not."""
    if row is not None:
        return row
    raise TooEarly(
        why=_("“%(what)s” comes first, and has not happened yet.") % {"what": spoken(what.says)},
        ground=ground,
        remedy=remedy,
    )


def answered[T](answer: Answer[T], *, ground: str) -> Verdict[T]:
    """Return the law's verdict, or refuse because it lacks a fact to say anything."""
    if isinstance(answer, Verdict):
        return answer
    raise Missing(
        why=spoken(answer.because),
        ground=answer.grounds[0].article if answer.grounds else ground,
        remedy=_("Enter what is missing first; nobody guesses it."),
    )
