"""Who hears of a step, and in which words: a number and a kind, never the content of a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions import people
from guihang.decisions.course import Act, Stage
from guihang.decisions.models import Matter
from guihang.duties import queries as duties
from guihang.duties.owing import Bearer
from guihang.ledger.chains import Signatory
from guihang.ledger.outbox import Message

TO_CHECK, TO_DECIDE, TO_TELL = "matter.to_check", "matter.to_decide", "matter.to_tell"
RETURNED, REFUSED, GRANTED = "matter.returned", "matter.refused", "matter.granted"
TOLD, RECEIVED, LEFT = "matter.told", "matter.received", "matter.left"
IN_FORCE, LAPSED, ENDED = "matter.in_force", "matter.lapsed", "matter.ended"
OPINION, WITHDRAWN = "matter.opinion", "matter.withdrawn"

WORDS: dict[str, object] = {
    TO_CHECK: _("%(number)s waits for somebody to check it."),
    TO_DECIDE: _("%(number)s waits for a decision."),
    TO_TELL: _("%(number)s has been decided and must be told."),
    RETURNED: _("%(number)s was returned to you to be completed."),
    REFUSED: _("%(number)s was refused; the reasons stand with it."),
    GRANTED: _("%(number)s was granted."),
    TOLD: _("You were told a decision, %(number)s; please confirm the receipt."),
    RECEIVED: _("The receipt of %(number)s was confirmed."),
    LEFT: _("%(number)s was left before a witness, because the receipt was refused."),
    IN_FORCE: _("%(number)s is in force from today."),
    LAPSED: _("%(number)s has lapsed; its last day is over."),
    ENDED: _("%(number)s was ended before its last day."),
    OPINION: _("An opinion on %(number)s was given."),
    WITHDRAWN: _("%(number)s was withdrawn by who asked for it."),
}


def messages(matter: Matter, act: Act, *, by: Signatory, on: date) -> list[Message]:
    """Return what is sent with a step; nobody is told what he did himself."""
    author = by.account_id if isinstance(by, Actor) else 0
    body = {"number": matter.number, "kind": matter.kind}
    sent: dict[int, Message] = {}
    for kind, bearers in _audience(matter, act):
        for account in _accounts(bearers, on):
            if account != author:
                sent.setdefault(account, Message(f"notice:account:{account}", kind, body))
    return list(sent.values())


def _audience(matter: Matter, act: Act) -> Iterable[tuple[str, tuple[Bearer, ...]]]:
    asker = people.asker(matter)
    deciding = people.bearers(matter, Act.GRANT)
    telling = people.bearers(matter, Act.TELL)
    receiving = people.receivers(matter)
    table: dict[Act, tuple[tuple[str, tuple[Bearer, ...]], ...]] = {
        Act.ASK: ((TO_CHECK, people.bearers(matter, Act.CHECK)),),
        Act.RESUBMIT: ((TO_CHECK, people.bearers(matter, Act.CHECK)),),
        Act.CHECK: ((TO_DECIDE, deciding),),
        Act.GIVE_OPINION: ((OPINION, deciding),),
        Act.RETURN: ((RETURNED, asker),),
        Act.GRANT: ((GRANTED, asker), (TO_TELL, telling)),
        Act.REFUSE: ((REFUSED, asker), (TO_TELL, telling)),
        Act.WITHDRAW: ((WITHDRAWN, _at_work(matter, deciding)),),
        Act.TELL: ((TOLD, receiving),),
        Act.CONFIRM_RECEIPT: ((RECEIVED, telling), (RECEIVED, asker)),
        Act.LEAVE_WITH_WITNESS: ((LEFT, asker),),
        Act.TAKE_EFFECT: ((IN_FORCE, receiving), (IN_FORCE, asker)),
        Act.LAPSE: ((LAPSED, receiving), (LAPSED, asker)),
        Act.END: ((ENDED, receiving), (ENDED, asker)),
    }
    return table[act]


def _at_work(matter: Matter, deciding: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
    """A withdrawn request interests who was about to decide it, if it had come so far."""
    stages = {Stage(step.stage) for step in matter.steps.all()}
    return deciding if stages & {Stage.CHECKED, Stage.OPINIONS} else ()


def _accounts(bearers: tuple[Bearer, ...], on: date) -> list[int]:
    named = [
        int(bearer.token.removeprefix("account:"))
        for bearer in bearers
        if bearer.token.startswith("account:")
    ]
    return named + [person.account_id for person in duties.people(bearers, on=on)]
