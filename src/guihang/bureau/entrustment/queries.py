"""What there is to choose from when an entrustment is asked for, and what came of its review."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor, may
from guihang.agencies.vocabulary import UnitKind
from guihang.bureau.access import check_may_ask_entrustment
from guihang.bureau.entrustment import house_rules, powers
from guihang.bureau.entrustment.kind import QUOTE
from guihang.bureau.entrustment.wish import ACT, officers
from guihang.bureau.models import EntrustmentReview
from guihang.decisions import queries as decisions
from guihang.decisions.course import Stage
from guihang.law.refusals import NotYours
from guihang.law.texts import Text

IN_FORCE = frozenset({Stage.TOLD, Stage.EFFECTIVE})


def offices(by: Actor, *, on: date) -> tuple:
    """Return the open offices somebody may ask to entrust."""
    found = agencies.units(by.domain, on=on, kinds=[UnitKind.OFFICE])
    return tuple(office for office in found if may(check_may_ask_entrustment, by, office.path))


def office_for(by: Actor, code: str, *, on: date):
    """Return the one office somebody may ask to entrust, under its code."""
    for office in offices(by, on=on):
        if office.code == code:
            return office
    raise NotYours(
        why=_("There is no such office in your charge."),
        ground="house:jurisdiction",
        remedy=_("Choose one from the list."),
    )


def candidates(offices, *, on: date) -> dict[str, dict[int, str]]:
    """Return who works at each office, by its code."""
    return {office.code: officers(office, on=on) for office in offices}


def all_powers() -> dict[str, Text]:
    """Return everything an office can be entrusted with."""
    return dict(powers.POWERS)


def basis() -> tuple[str, str]:
    """Return the words of the law an entrustment rests on, and their article."""
    return QUOTE, ACT


def is_to_be_reviewed(matter, *, on: date) -> bool:
    """Whether the time has come to settle what happens when an entrustment ends."""
    standing = decisions.standing(matter, on=on)
    return standing in IN_FORCE and on >= house_rules.review_from(matter.ends)


def review_of(matter) -> EntrustmentReview | None:
    """Return what came of reviewing an entrustment."""
    return EntrustmentReview.objects.select_related("by").filter(matter=matter).first()
