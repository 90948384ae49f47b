"""The person comes to the new county, late or not at all; then case and file change hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases import actions as cases
from guihang.cases.course import spells
from guihang.cases.facts import facts_of
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import Event, Missed, What
from guihang.law.refusals import AlreadyDone, NotYours, TooEarly
from guihang.law.rules.transfer import COMING, Coming
from guihang.law.rules.transfer_steps import PRISON_FILE, RECEPTION
from guihang.ledger.actions import use
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import check_may_receive_transfer, check_may_send_transfer
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import judging
from guihang.supervision.transfer.actions.holding import (
    SOURCE,
    Done,
    across,
    close_records,
    demand_agreed,
    demand_day,
    demand_not_over,
    demand_words,
    done_already,
    held,
    say,
    taken,
)


@dataclass(frozen=True, slots=True)
class Prison:
    """Which prison or detention house took the file over, when, and when it told the county."""

    name: str
    received: date
    told: date


MOVED = "变更执行地，案件移交新执行地"
SHEET = "变更执行地接收登记"


@atomic
@across()
def report(*, found: Transfer, day: date, by: Actor, at: datetime) -> Transfer:
    """Note that the person came; from then on the new county is in charge, once the file is there.

    Who comes before the file is not sent away: the case follows as soon as the file has arrived.
    """
    found, on = held(found), day_of(at)
    check_may_receive_transfer(by, found.to_path)
    demand_not_over(found)
    if found.told is None:
        raise TooEarly(
            why=_("It is not noted that the person received the decision."),
            ground=COMING,
            remedy=_("Ask the old county to tell the decision and note its receipt."),
        )
    if found.reported is not None:
        raise done_already(found.reported, COMING)
    demand_day(day, after=found.told, on=on)
    came = judging.coming(found, on=on, reported=day)
    events = [Event(What.TRANSFER_REPORTED, day, of=found.of)]
    if came is not None and came.status is Coming.LATE and found.missed is None:
        events.insert(0, _missed(found, day))
    if _is_missing(found):
        events.append(Event(What.FOUND, day))
    found.reported = day
    say(found, *events, at=at)
    taken(found, Done("report", day, is_new=True), by=by, at=at)
    return charged(found, by=by, at=at)


@atomic
@across()
def note_not_come(*, found: Transfer, words: str, by: Actor, at: datetime) -> Transfer:
    """Tell the old county at once that the person did not come in time."""
    found, on = held(found), day_of(at)
    check_may_receive_transfer(by, found.to_path)
    demand_not_over(found)
    came = judging.coming(found, on=on)
    if came is None or came.status is not Coming.MISSING:
        raise TooEarly(
            why=_("The person has time to report until %(day)s.")
            % {"day": came.due if came else "—"},
            ground=COMING,
            remedy=_("Wait for that day to pass."),
        )
    if found.missed is not None:
        raise done_already(found.missed, COMING)
    said = demand_words(words, _("Write whom you called, when, and what was said."), COMING)
    found.missed = on
    say(found, _missed(found, on), Event(What.TOLD, on, of=found.of, to=Body.COUNTY), at=at)
    return taken(found, Done("not_come", on, is_new=True, words=said), by=by, at=at)


@atomic
@across()
def search(*, found: Transfer, words: str, by: Actor, at: datetime) -> Transfer:
    """Begin the search for who did not come: it is the old county's (ccl-2019:30)."""
    found, on = held(found), day_of(at)
    check_may_send_transfer(by, found.from_path)
    demand_not_over(found)
    came = judging.coming(found, on=on)
    if came is None or came.status is not Coming.MISSING:
        raise TooEarly(
            why=_("The time to report to the new county is still running, or the person came."),
            ground=COMING,
            remedy=_("Wait for that day to pass."),
        )
    if found.searched is not None:
        raise done_already(found.searched, COMING)
    said = demand_words(words, _("Write where you look and whom you asked."), COMING)
    events = [Event(What.SEARCH_STARTED, on, of=found.of)]
    if not _is_missing(found):
        events.insert(0, Event(What.LOST, on))
    found.searched = on
    say(found, *events, at=at)
    return taken(found, Done("search", on, is_new=False, words=said), by=by, at=at)


@atomic
@across()
def register(*, found: Transfer, by: Actor, at: datetime) -> Transfer:
    """Register who was taken over: the new basic sheet is made out and goes to the police."""
    found, on = held(found), day_of(at)
    check_may_receive_transfer(by, found.to_path)
    demand_agreed(found)
    if found.taken_over_at is None:
        raise TooEarly(
            why=_("The person has not been taken over yet."),
            ground=RECEPTION,
            remedy=_("That is when the person came and the file is there."),
        )
    if found.registered is not None:
        raise done_already(found.registered, RECEPTION)
    found.registered = on
    paper = cases.fill_basic_sheet(case=found.case, purpose=SHEET, by=by, at=at)
    say(
        found,
        Event(What.REGISTERED, on, of=found.of),
        Event(What.IDENTITY_CHECKED, on, of=found.of),
        Event(What.FILE_OPENED, on, of=found.of),
        Event(What.COPIED, on, of=found.of, to=Body.NEW_POLICE),
        at=at,
        paper=paper,
    )
    shown = paper if paper.number else None
    taken(found, Done("register", on, is_new=True, paper=shown), by=by, at=at)
    return charged(found, by=by, at=at)


@atomic
@across()
def note_prison(*, found: Transfer, prison: Prison, by: Actor, at: datetime) -> Transfer:
    """Note which prison of the new place took the file over, and when it told the new county."""
    found, on = held(found), day_of(at)
    check_may_receive_transfer(by, found.to_path)
    demand_agreed(found)
    organs = {Organ.PRISON_BUREAU, Organ.POLICE}
    if found.case.kind != Kind.OUTSIDE or found.case.organ not in organs:
        raise NotYours(
            why=_("No prison or detention house keeps a file about this person."),
            ground=PRISON_FILE,
            remedy=_("This is for who serves outside prison by decision of prison or police."),
        )
    if found.prison_told is not None:
        raise AlreadyDone(
            why=_("This was noted already."), ground=PRISON_FILE, remedy=_("Go on with the rest.")
        )
    demand_day(prison.received, after=found.decided, on=on)
    demand_day(prison.told, after=prison.received, on=on)
    said = demand_words(prison.name, _("Name the prison or detention house."), PRISON_FILE)
    found.prison_file_received, found.prison_told = prison.received, prison.told
    return taken(found, Done("prison", prison.told, is_new=True, words=said), by=by, at=at)


def charged(found: Transfer, *, by, at: datetime) -> Transfer:
    """Let the case change hands once person and file are there; close what is finished."""
    on = day_of(at)
    if found.taken_over_at is None and found.reported and found.file_received:
        found.taken_over_at, found.failed = at, None
        found.save(update_fields=["taken_over_at", "failed"])
        chain = found.dossier.chain
        home = use(found, "new_home", purpose=SHEET, chain=chain, by=by, at=at)
        place = cases.Place(found.to_office, home)
        cases.hand_to_county(case=found.case, to=place, because=MOVED, by=SYSTEM, at=at)
        found = held(found)
        taken(found, Done("take_over", on, is_new=True), by=by, at=at)
    if found.taken_over_at and found.receipt_sent and found.registered and not found.closed_on:
        found.closed_on = on
        found.save(update_fields=["closed_on"])
        close_records(found, at=at)
        duties.refresh(SOURCE, found.number, on=on)
    return found


def _missed(found: Transfer, day: date) -> Event:
    return Event(What.DUTY_MISSED, day, code=Missed.TRANSFER_REPORT, of=found.of)


def _is_missing(found: Transfer) -> bool:
    return any(
        spell.name == "missing" and spell.until is None for spell in spells(facts_of(found.case))
    )
