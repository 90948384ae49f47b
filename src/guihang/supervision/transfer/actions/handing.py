"""The hand-over of documents and file: sent, counted, found incomplete, receipted."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, TooEarly
from guihang.law.rules.transfer import COMING, FILES
from guihang.supervision.access import check_may_receive_transfer, check_may_send_transfer
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import papers
from guihang.supervision.transfer.actions.coming import charged
from guihang.supervision.transfer.actions.holding import (
    Done,
    across,
    close_records,
    demand_agreed,
    demand_not_over,
    demand_words,
    done_already,
    held,
    say,
    strike,
    taken,
)

LOST = "移交材料在途遗失，重新移交"
SENT_BEFORE = (What.TRANSFER_FILE_SENT, What.COPIED, What.TOLD)


@atomic
@across()
def send_file(*, found: Transfer, by: Actor, at: datetime) -> Transfer:
    """Send documents and file to the new county, with copies to organ, procuratorate and police.

    What was lost on the way is sent anew, once it was noted that the hand-over failed.
    """
    found, on = held(found), day_of(at)
    check_may_send_transfer(by, found.from_path)
    demand_not_over(found)
    if found.file_sent is not None:
        if found.failed is None or found.file_received is not None:
            raise done_already(found.file_sent, FILES)
        strike(found, *SENT_BEFORE, because=LOST, at=at)
    fields = papers.sent(found, on=on, signer=by)
    paper = papers.issued(papers.FILES, fields, dossier=found.matter.dossier, signer=by, at=at)
    found.file_sent = on
    told = (Body.ORGAN, Body.NEW_COUNTY)
    copied = (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)
    say(
        found,
        Event(What.TRANSFER_FILE_SENT, on, of=found.of),
        *(Event(What.TOLD, on, of=found.of, to=body) for body in told),
        *(Event(What.COPIED, on, of=found.of, to=body) for body in copied),
        at=at,
        paper=paper,
    )
    return taken(found, Done("send_file", on, is_new=False, paper=paper), by=by, at=at)


@atomic
@across()
def receive_file(*, found: Transfer, by: Actor, at: datetime) -> Transfer:
    """Note that documents and file arrived whole; who came already is then taken over."""
    found, on = _on_its_way(found, by), day_of(at)
    found.file_received = on
    say(found, Event(What.TRANSFER_FILE_RECEIVED, on, of=found.of), at=at)
    taken(found, Done("receive_file", on, is_new=True), by=by, at=at)
    return charged(found, by=by, at=at)


@atomic
@across()
def return_file(*, found: Transfer, words: str, by: Actor, at: datetime) -> Transfer:
    """Note that documents are missing: the hand-over has failed, and they are sent anew."""
    found, on = _on_its_way(found, by), day_of(at)
    said = demand_words(words, _("Name each document that is missing or wrong."), FILES)
    found.file_sent, found.failed = None, on
    strike(found, *SENT_BEFORE, because="移交材料不全，新执行地要求补齐", at=at)
    return taken(found, Done("return_file", on, is_new=True, words=said), by=by, at=at)


@atomic
@across()
def return_receipt(*, found: Transfer, by: Actor, at: datetime) -> Transfer:
    """Return the receipt, and pass copies on to procuratorate and police of the new place."""
    found, on = held(found), day_of(at)
    check_may_receive_transfer(by, found.to_path)
    demand_agreed(found)
    if found.file_received is None:
        raise TooEarly(
            why=_("Documents and file have not arrived."),
            ground=FILES,
            remedy=_("Note their arrival first, or what is missing."),
        )
    if found.receipt_sent is not None:
        raise done_already(found.receipt_sent, FILES)
    fields = papers.receipt(found, found.matter.paper.number, signer=by)
    paper = papers.issued(papers.RECEIPT, fields, dossier=found.dossier, signer=by, at=at)
    found.receipt_sent = on
    copied = (Body.NEW_PROCURATORATE, Body.NEW_POLICE)
    say(
        found,
        Event(What.TRANSFER_RECEIPT_SENT, on, of=found.of),
        *(Event(What.COPIED, on, of=found.of, to=body) for body in copied),
        at=at,
    )
    taken(found, Done("receipt", on, is_new=True, paper=paper), by=by, at=at)
    return charged(found, by=by, at=at)


@atomic
@across()
def fail(*, found: Transfer, words: str, by: Actor, at: datetime) -> Transfer:
    """Note that the hand-over failed: until it is taken up again both counties deal with it."""
    found, on, is_new = _either(found, by, at)
    if found.failed is not None:
        raise done_already(found.failed, COMING)
    said = demand_words(words, _("Write what went wrong, and who does what now."), COMING)
    found.failed = on
    return taken(found, Done("fail", on, is_new=is_new, words=said), by=by, at=at)


@atomic
@across()
def take_up(*, found: Transfer, words: str, by: Actor, at: datetime) -> Transfer:
    """Take a failed hand-over up again, with what the two counties agreed on."""
    found, on, is_new = _either(found, by, at)
    if found.failed is None:
        raise AlreadyDone(
            why=_("The hand-over has not failed."),
            ground=COMING,
            remedy=_("Go on with the next step."),
        )
    said = demand_words(words, _("Write what was agreed between the two counties."), COMING)
    found.failed = None
    return taken(found, Done("take_up", on, is_new=is_new, words=said), by=by, at=at)


@atomic
@across()
def tell_taken_back(*, found: Transfer, by: Actor, at: datetime) -> Transfer:
    """Note that the person was told in writing that the agreed change was taken back."""
    found, on = held(found), day_of(at)
    check_may_send_transfer(by, found.from_path)
    acts = {step.act for step in found.steps.all()}
    if "end" not in acts:
        raise TooEarly(
            why=_("This change of place was not taken back."),
            ground=FILES,
            remedy=_("A decision is told on the page of the matter."),
        )
    if "tell_back" in acts:
        raise done_already(found.closed_on or on, FILES)
    say(found, Event(What.TRANSFER_TOLD, on, of=found.of), at=at)
    taken(found, Done("tell_back", on, is_new=False), by=by, at=at)
    close_records(found, at=at)
    return found


def _either(found: Transfer, by: Actor, at: datetime) -> tuple[Transfer, object, bool]:
    """Return whose step it is, where either county may take it."""
    found = held(found)
    is_new = not by.sees(found.from_path)
    if is_new:
        check_may_receive_transfer(by, found.to_path)
    else:
        check_may_send_transfer(by, found.from_path)
    demand_not_over(found)
    return found, day_of(at), is_new


def _on_its_way(found: Transfer, by: Actor) -> Transfer:
    found = held(found)
    check_may_receive_transfer(by, found.to_path)
    demand_agreed(found)
    if found.file_received is not None:
        raise done_already(found.file_received, FILES)
    if found.file_sent is None:
        raise TooEarly(
            why=_("Documents and file have not been sent."),
            ground=FILES,
            remedy=_("Ask the old county for them; if they do not come, the hand-over has failed."),
        )
    return found
