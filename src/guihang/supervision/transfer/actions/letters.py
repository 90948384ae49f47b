"""The letters: to the new county, back from it, and from above where the two do not agree."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions.course import Stage
from guihang.decisions.kinds import Signing
from guihang.dossiers import actions as dossiers
from guihang.dossiers.vocabulary import About
from guihang.duties.owing import day_of
from guihang.law.events import Event, Reply, What
from guihang.law.refusals import TooEarly
from guihang.law.rules.transfer import ASKING, LETTERS
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import (
    check_may_answer_transfer,
    check_may_receive_transfer,
    check_may_send_transfer,
    check_may_settle_transfer,
)
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import papers
from guihang.supervision.transfer.actions.holding import (
    Done,
    across,
    demand_before,
    demand_words,
    done_already,
    held,
    say,
    strike,
    taken,
)


@atomic
@across()
def send_letter(*, found: Transfer, by: Actor, at: datetime) -> Transfer:
    """Write to the new county once the office has given its opinion (征求意见函)."""
    found, on = held(found), day_of(at)
    check_may_send_transfer(by, found.from_path)
    demand_before(found)
    if found.letter_sent is not None:
        raise done_already(found.letter_sent, LETTERS)
    if found.matter.stage not in {Stage.CHECKED, Stage.OPINIONS}:
        raise TooEarly(
            why=_("The office has not given its opinion on the request."),
            ground=ASKING,
            remedy=_("Have the request checked first; the opinion goes along with the letter."),
        )
    signing = Signing(by, at)
    paper = papers.issued(
        papers.LETTER,
        papers.letter(found, on=on, signing=signing),
        dossier=found.matter.dossier,
        signer=by,
        at=at,
    )
    found.letter_sent, found.to_path = on, found.to_office.path
    say(found, Event(What.TRANSFER_LETTER_SENT, on, of=found.of), at=at, paper=paper)
    return taken(found, Done("send_letter", on, is_new=False, paper=paper), by=by, at=at)


@atomic
@across()
def receive_letter(*, found: Transfer, by: Actor, at: datetime) -> Transfer:
    """Note that the letter arrived: the new county's time runs, and its own record is opened."""
    found, on = _of_new_county(found, by), day_of(at)
    if found.letter_received is not None:
        raise done_already(found.letter_received, LETTERS)
    if found.dossier is None:
        found.dossier = dossiers.open_dossier(
            kind=About.TRANSFER,
            unit=found.to_office,
            subject=found.case.person.subject,
            by=SYSTEM,
            at=at,
        )
    found.letter_received = on
    say(found, Event(What.TRANSFER_LETTER_RECEIVED, on, of=found.of), at=at)
    return taken(found, Done("receive_letter", on, is_new=True), by=by, at=at)


@atomic
@across()
def return_letter(*, found: Transfer, words: str, by: Actor, at: datetime) -> Transfer:
    """Send a letter back that is not complete, or for another county; it can be written anew."""
    found, on = _of_new_county(found, by), day_of(at)
    if found.replied is not None:
        raise done_already(found.replied, LETTERS)
    said = demand_words(words, _("Write what is missing, or which county it is for."))
    found.letter_sent = found.letter_received = None
    gone = (What.TRANSFER_LETTER_SENT, What.TRANSFER_LETTER_RECEIVED)
    strike(found, *gone, because="新执行地退回征求意见函", at=at)
    return taken(found, Done("return_letter", on, is_new=True, words=said), by=by, at=at)


@atomic
@across()
def reply(*, found: Transfer, agrees: bool, words: str, by: Actor, at: datetime) -> Transfer:
    """Reply whether the new county takes the person over, with what was checked (复函)."""
    found, on = held(found), day_of(at)
    check_may_answer_transfer(by, found.to_path)
    demand_before(found)
    if found.letter_received is None:
        raise TooEarly(
            why=_("It is not noted that the letter arrived."),
            ground=LETTERS,
            remedy=_("Note the arrival first: the time to reply runs from then."),
        )
    if found.replied is not None:
        raise done_already(found.replied, LETTERS)
    said = demand_words(
        words, _("Write what was checked; where you do not agree, why not."), LETTERS
    )
    found.reply, found.replied = Reply.AGREES if agrees else Reply.OBJECTS, on
    paper = papers.issued(
        papers.REPLY,
        papers.reply(found, said, _letter_number(found), signing=Signing(by, at)),
        dossier=found.dossier,
        signer=by,
        at=at,
    )
    event = Event(What.TRANSFER_REPLIED, on, code=Reply(found.reply), of=found.of)
    say(found, event, at=at)
    return taken(found, Done("reply", on, is_new=True, words=said, paper=paper), by=by, at=at)


@atomic
@across()
def refer(*, found: Transfer, words: str, by: Actor, at: datetime) -> Transfer:
    """Refer a reply the old county disputes to the agency above both (协调)."""
    found, on = held(found), day_of(at)
    check_may_send_transfer(by, found.from_path)
    demand_before(found)
    if found.reply != Reply.OBJECTS:
        raise TooEarly(
            why=_("There is no reply that could be disputed."),
            ground=LETTERS,
            remedy=_("What the new county agrees to is decided; without a reply, wait for it."),
        )
    if found.referred is not None:
        raise done_already(found.referred, LETTERS)
    said = demand_words(words, _("Write why the reply is not right."), LETTERS)
    found.referred = on
    events = (What.TRANSFER_REFERRED, What.REPORTED_UP)
    say(found, *(Event(what, on, of=found.of) for what in events), at=at)
    return taken(found, Done("refer", on, is_new=False, words=said), by=by, at=at)


@atomic
@across()
def settle(*, found: Transfer, agrees: bool, words: str, by: Actor, at: datetime) -> Transfer:
    """Settle a dispute from above both counties; the old county then decides by it."""
    found, on = held(found), day_of(at)
    check_may_settle_transfer(by, found.from_path)
    check_may_settle_transfer(by, found.to_path)
    demand_before(found)
    if found.referred is None:
        raise TooEarly(
            why=_("Nobody has referred this to the upper level."),
            ground=LETTERS,
            remedy=_("The old county refers a reply it disputes."),
        )
    if found.settled is not None:
        raise done_already(found.settled, LETTERS)
    said = demand_words(words, _("Write how it was settled and why."), LETTERS)
    found.settlement, found.settled = Reply.AGREES if agrees else Reply.OBJECTS, on
    return taken(found, Done("settle", on, is_new=False, words=said), by=by, at=at)


def _of_new_county(found: Transfer, by: Actor) -> Transfer:
    found = held(found)
    check_may_receive_transfer(by, found.to_path)
    demand_before(found)
    if found.letter_sent is None:
        raise TooEarly(
            why=_("No letter is under way."),
            ground=LETTERS,
            remedy=_("Wait until the old county has written again."),
        )
    return found


def _letter_number(found: Transfer) -> str:
    return next(
        (step.paper_number for step in reversed(found.steps.all()) if step.act == "send_letter"), ""
    )
