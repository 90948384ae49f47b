"""Holding a change of place, writing down what was done, telling the case and the other county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies import walls
from guihang.agencies.vocabulary import Role
from guihang.cases.actions import Besides, correct, note_all
from guihang.cases.actions.noting import NOTHING
from guihang.cases.facts import standing
from guihang.dossiers import actions as dossiers
from guihang.duties import actions as duties
from guihang.duties import owing
from guihang.duties import queries as docket
from guihang.duties.owing import Bearer, day_of
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly, TooLate
from guihang.law.rules.transfer import FILES
from guihang.law.rungs import Rung
from guihang.ledger.actions import record, take_turn
from guihang.ledger.chains import SYSTEM
from guihang.ledger.outbox import Message
from guihang.supervision.events import TransferMovedOn
from guihang.supervision.models import Transfer, TransferStep
from guihang.supervision.transfer import house_rules

SOURCE = "transfers"
LEAST = 4
across = walls.everything
"""What one county does shows in the case and the docket of the other, which it does not see."""


@dataclass(frozen=True, slots=True)
class Done:
    """One step: what was done, on which day, by which county, with which words and paper."""

    act: str
    day: date
    is_new: bool
    words: str = ""
    paper: object | None = None


def held(found: Transfer) -> Transfer:
    """Hold a change of place, so that two who act at once act one after the other."""
    # A step of the matter comes from its own record to the case; the other steps go that way too.
    take_turn(found.matter.dossier.chain)
    take_turn(found.case.chain, *([found.dossier.chain] if found.dossier else []))
    Transfer.objects.select_for_update(of=("self",)).get(pk=found.pk)
    return whole(pk=found.pk)


def whole(**wanted: object) -> Transfer:
    """Return a change of place with everything both counties know of it."""
    rows = Transfer.objects.select_related(
        "matter__dossier__unit", "matter__paper", "case__person__subject",
        "case__dossier__unit", "to_office", "dossier__unit",
    )  # fmt: skip
    return rows.prefetch_related("steps", "matter__steps__opinion").get(**wanted)


def taken(found: Transfer, done: Done, *, by, at: datetime) -> Transfer:
    """Keep what was changed, write the step down and let the other county know."""
    found.save()
    TransferStep.objects.create(
        transfer=found,
        act=done.act,
        day=done.day,
        is_new=done.is_new,
        words=done.words.strip(),
        paper=done.paper,
        paper_number=done.paper.number if done.paper else "",
        at=at,
        by_id=_account(by),
    )
    event = TransferMovedOn(
        transfer=found.number, act=done.act, day=done.day, new_county=done.is_new
    )
    dossier = found.dossier if done.is_new and found.dossier else found.matter.dossier
    record(event, chain=dossier.chain, by=by, at=at, send=_messages(found, done, by, at))
    duties.refresh(SOURCE, found.number, on=day_of(at))
    return found


def close_records(found: Transfer, *, at: datetime) -> None:
    """Close what each county kept of it: its own dossier stays readable, and nothing is added."""
    for dossier in (found.matter.dossier, found.dossier):
        if dossier is not None and not dossier.is_closed:
            dossiers.close_dossier(dossier=dossier, ground=FILES, by=SYSTEM, at=at)


def say(found: Transfer, *events: Event, at: datetime, paper=None, note: str = "") -> None:
    """Let the case say what happened; who did it stands with the step."""
    besides = Besides(paper=paper, note=note) if paper or note else NOTHING
    note_all(
        case=found.case,
        events=tuple((event, besides) for event in events),
        by=SYSTEM,
        at=at,
    )


def strike(found: Transfer, *whats: What, because: str, at: datetime) -> None:
    """Strike what the case says of a change of place that did not come to it; the rows stay."""
    for row in standing(found.case.events.all()):
        if row.of == found.of and row.what in whats:
            correct(row=row, event=None, because=because, by=SYSTEM, at=at)


def officers(found: Transfer, *, is_new: bool) -> tuple[Bearer, ...]:
    """Return who sees to it in one of the two counties: the squad, and the head of the agency."""
    path = (found.to_path or found.to_office.path) if is_new else found.from_path
    return (owing.role(Role.SQUAD_OFFICER, path), owing.rung(Rung.AGENCY_HEAD, path))


def _messages(found: Transfer, done: Done, by, at: datetime) -> Iterable[Message]:
    """Tell the other county, once it has been written to; of a dispute, the agency above."""
    if not found.to_path:
        return ()
    told = officers(found, is_new=not done.is_new)
    if done.act == "refer":
        told = (owing.rung(Rung.CITY, found.from_path),)
    elif done.act == "settle":
        told = (*officers(found, is_new=True), *officers(found, is_new=False))
    author = _account(by)
    people = {one.account_id for one in docket.people(told, on=day_of(at))} - {author}
    body = {"transfer": found.number}
    return [
        Message(f"notice:account:{one}", f"transfer.{done.act}", body) for one in sorted(people)
    ]


def _account(by) -> int | None:
    """Return the account of who acts; a step of a matter names the account itself."""
    return getattr(by, "account_id", getattr(by, "pk", None))


def demand_open(found: Transfer) -> None:
    """Refuse a step in a change of place that is over."""
    if found.closed_on is not None:
        raise TooLate(
            why=_("This change of place came to its end on %(day)s.") % {"day": found.closed_on},
            ground=house_rules.RULE,
            remedy=_("Ask for another one if the person still wants to move."),
        )


def demand_before(found: Transfer) -> None:
    """Refuse a letter about what is decided already."""
    demand_open(found)
    if found.decided is not None:
        raise TooLate(
            why=_("It was decided on %(day)s.") % {"day": found.decided},
            ground=house_rules.RULE,
            remedy=_("Letters about a request are written before the decision."),
        )


def demand_agreed(found: Transfer) -> None:
    """Refuse a step of the hand-over before the change was agreed."""
    demand_open(found)
    if not found.agreed:
        raise TooEarly(
            why=_("The change of place has not been agreed."),
            ground="ccl-2019:27.2",
            remedy=_("Nothing is handed over before the decision."),
        )


def demand_not_over(found: Transfer) -> None:
    """Refuse a step of the hand-over that comes after it."""
    demand_agreed(found)
    if found.taken_over_at is not None:
        raise AlreadyDone(
            why=_("The new county has taken the person over already."),
            ground="measures-2020:31.2",
            remedy=_("What happens now is noted in the case, by that county."),
        )


def demand_day(day: date, *, after: date | None, on: date) -> None:
    """Refuse a day that has not come, or lies before what it follows."""
    if day > on or (after is not None and day < after):
        raise BadFacts(
            "day",
            why=_("This day lies before the step it follows, or has not come."),
            ground=house_rules.RULE,
            remedy=_("Enter the day it happened."),
        )


def demand_words(words: str, remedy: object, ground: str = house_rules.RULE) -> str:
    """Return words that were written, or refuse none."""
    said = words.strip()
    if len(said) < LEAST:
        raise BadFacts("words", why=_("It is not said why, or what."), ground=ground, remedy=remedy)
    return said


def done_already(day: date, ground: str) -> AlreadyDone:
    """Say that a step was taken before, and when."""
    return AlreadyDone(
        why=_("This was done already, on %(day)s.") % {"day": day},
        ground=ground,
        remedy=_("Look at what happened so far."),
    )
