"""A discussion held for one act: its row locked, looked at afresh, recorded in the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guihang.decisions.discussion import house_rules
from guihang.decisions.models import Discussion
from guihang.decisions.vocabulary import DiscussionState
from guihang.dossiers.forms import cleaned
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.ledger.actions import record, take_turn
from guihang.ledger.chains import Signatory
from guihang.ledger.events import Event
from guihang.ledger.outbox import Message

SOURCE = "discussions"
CALLED, TO_SIGN, CANCELLED = "discussion.called", "discussion.to_sign", "discussion.cancelled"


def held(discussion: Discussion) -> Discussion:
    """Hold a discussion for this transaction and return it as it stands now."""
    take_turn(discussion.dossier.chain)
    Discussion.objects.select_for_update().get(pk=discussion.pk)
    return Discussion.objects.whole().get(pk=discussion.pk)


def demand_called(discussion: Discussion) -> None:
    """Refuse to act on a discussion that came to its end."""
    if discussion.state != DiscussionState.CALLED:
        raise AlreadyDone(
            why=_("This discussion is over (%(state)s).") % {"state": discussion.state.label},
            ground=house_rules.RULE,
            remedy=_("Look at it as it stands now; another one can be called."),
        )


def kept(
    discussion: Discussion,
    event: Event,
    *,
    by: Signatory,
    at: datetime,
    send: Iterable[Message] = (),
) -> Discussion:
    """Bring its duties up to date, record the one entry, and return it afresh."""
    duties.refresh(SOURCE, discussion.number, on=day_of(at))
    record(event, chain=discussion.dossier.chain, by=by, at=at, send=send)
    return Discussion.objects.whole().get(pk=discussion.pk)


def messages(discussion: Discussion, kind: str, accounts: Iterable[int]) -> list[Message]:
    """Return a notice to each of these members: a number, never the content."""
    body = {"discussion": discussion.number}
    return [Message(f"notice:account:{account}", kind, body) for account in accounts]


def written(field: str, words: str, *, most: int) -> str:
    """Return what somebody wrote, or refuse nothing and too much."""
    plain = cleaned(words).strip()
    if not plain or len(plain) > most:
        raise BadFacts(
            field,
            why=_("This must not be empty, nor longer than %(most)d characters.") % {"most": most},
            ground=house_rules.RULE,
            remedy=_("Write it in your own words."),
        )
    return plain
