"""Taking a docket out as a file: for a purpose, and on the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.duties.access import check_may_take_out
from guihang.duties.actions.putting_off import is_said
from guihang.duties.events import DocketTakenOut
from guihang.duties.owing import day_of
from guihang.duties.queries import Item, Wanted, page
from guihang.law.refusals import BadFacts
from guihang.ledger import chains
from guihang.ledger.actions import record

TAKE_OUT_RULE = "house:exports"


@transaction.atomic
def take_out(
    *, wanted: Wanted, narrowed: str, purpose: str, by: Actor, at: datetime
) -> tuple[Item, ...]:
    """Return what of a docket somebody takes out, once his purpose is on the record."""
    check_may_take_out(by, by.unit_path)
    words = " ".join(purpose.split())
    if not is_said(words):
        raise BadFacts(
            "purpose",
            why=_("A list is taken out for a purpose of at least four characters."),
            ground=TAKE_OUT_RULE,
            remedy=_("Say in a few words what it is for."),
        )
    found = page(by, wanted, on=day_of(at))
    record(
        DocketTakenOut(purpose=words, narrowed=narrowed, count=len(found)),
        chain=chains.account(by.account_id, by.home_path),
        by=by,
        at=at,
    )
    return found
