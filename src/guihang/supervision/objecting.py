"""When an objection may go on to the procuratorate: alike for conduct and for months (异议)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.supervision.models import MonthObjection, Objection


def demand_may_go_on(
    objection: Objection | MonthObjection, day: date, *, on: date, ground: str
) -> None:
    """Refuse to note that the person went to the procuratorate before the answer, or twice."""
    if objection.answered_on is None:
        raise TooEarly(
            why=_("The agency has not answered yet; it answers first."),
            ground=ground,
            remedy=_("Answer the objection; who still objects goes to the procuratorate."),
        )
    if objection.referred_on is not None:
        raise AlreadyDone(
            why=_("This was noted already."),
            ground=ground,
            remedy=_("The procuratorate has it."),
        )
    if not objection.answered_on <= day <= on:
        raise BadFacts(
            "day",
            why=_("This day lies before the answer, or has not come."),
            ground=ground,
            remedy=_("Enter the day the person went there."),
        )
