"""Refusals this room gives more than once, and the day of a moment."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import BadFacts, NotYours


def day_of(at: datetime) -> date:
    """Return the day of a moment where the office stands."""
    return timezone.localtime(at).date()


def demand_text(field: str, words: str, *, most: int) -> str:
    """Return words without spaces around them; none, or too many, are refused at their field."""
    words = words.strip()
    if not words:
        raise BadFacts(field, why=_("This must not be empty."), remedy=_("Fill it in."))
    if len(words) > most:
        raise BadFacts(
            field,
            why=_("This is longer than %(most)d characters.") % {"most": most},
            remedy=_("Shorten it."),
        )
    return words


def demand_order(since: date, until: date | None, field: str = "until") -> None:
    """Refuse a stretch whose last day lies before its first."""
    if until is not None and until < since:
        raise BadFacts(
            field,
            why=_("The last day lies before the first."),
            remedy=_("Give a last day on or after %(since)s.") % {"since": since},
        )


def unknown() -> NotYours:
    """Return the refusal for what is not there, or is not for who asks: the two look the same."""
    return NotYours(
        why=_("There is nothing at this address."),
        ground="house:authority",
        remedy=_("Go back, or look for it by name."),
    )
