"""Who may put off a duty: only who owes it, and only as far as its ground lets him."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard
from guihang.agencies.vocabulary import SEES_FILES, SIGNING_ROLES
from guihang.duties.queries.items import Item
from guihang.law.refusals import BadFacts, NotYours, TooLate

PUT_OFF_RULE = "house:docket.put_off_within"
PUT_OFF_DAYS = 3
"""House rule: a duty is put off for at most this many days in all."""


@guard(
    "put_off_duty",
    dict.fromkeys(sorted(SIGNING_ROLES), HERE),
    says=_("Only who owes this may put it off."),
)
def check_may_put_off(by: Actor, unit_path: str, item: Item) -> None:
    """Put off something on one's own docket, with a reason."""
    if not item.is_owed:
        raise NotYours(
            why=_("You wait for this; it is somebody else's to do."),
            ground=PUT_OFF_RULE,
            remedy=_("Ask whoever owes it."),
        )


@guard(
    "take_out_docket",
    dict.fromkeys(sorted(SEES_FILES), HERE),
    says=_("Only who works on cases takes a list of what is owed out."),
)
def check_may_take_out(by: Actor, unit_path: str) -> None:
    """Take one's docket out as a file, for a purpose that is recorded."""


@guard(
    "keep_feed",
    {},
    says=_("Only the owner of an account gives its calendar an address."),
    oneself=True,
)
def check_may_keep_feed(by: Actor, unit_path: str) -> None:
    """Make, renew and end the secret address under which one's calendar reads one's duties."""


def latest_day(item: Item, first_put_off_on: date) -> date:
    """Return the last day something may be put off to: three days, and never past the law's day."""
    within_rule = first_put_off_on + timedelta(days=PUT_OFF_DAYS)
    if item.due is None or item.is_house_rule:
        return within_rule
    return min(within_rule, item.due)


def check_day(item: Item, *, until: date, on: date, first_put_off_on: date) -> None:
    """Refuse a day that is past or lies beyond what is allowed."""
    if until <= on:
        raise BadFacts(
            "until",
            why=_("This day is not in the future."),
            ground=PUT_OFF_RULE,
            remedy=_("Choose a day from tomorrow on."),
        )
    latest = latest_day(item, first_put_off_on)
    if until > latest:
        raise TooLate(
            why=_("This cannot be put off to %(until)s; the last possible day is %(latest)s.")
            % {"until": until, "latest": latest},
            ground=PUT_OFF_RULE if item.is_house_rule else item.ground,
            remedy=_("Do it now, choose an earlier day, or ask whoever stands in for you."),
        )
