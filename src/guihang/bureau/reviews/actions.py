"""Every write of a case review: the look over all files, and what is done about a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.bureau.access import (
    check_may_answer,
    check_may_assign,
    check_may_close,
    check_may_export,
    check_may_switch,
)
from guihang.bureau.events import (
    CheckSwitched,
    FilesReviewed,
    FindingAnswered,
    FindingAssigned,
    FindingClosed,
    FindingReopened,
    FindingsTakenOut,
)
from guihang.bureau.models import CheckSwitch, Finding, FindingStep
from guihang.bureau.reviews import queries
from guihang.bureau.reviews.check import Check, Found
from guihang.bureau.reviews.file import File
from guihang.bureau.vocabulary import FindingOutcome, FindingState
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, TooLate
from guihang.ledger import chains
from guihang.ledger.actions import record, take_turn
from guihang.ledger.chains import Signatory
from guihang.ledger.events import Event

RULE = "house:review"
SOURCE = "reviews"
LEAST_WORDS = 4
AT_ONCE = 500

type Place = tuple[int, str, date, str]


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at all files."""

    files: int
    found: int
    gone: int
    standing: int


@atomic
def look(*, by: Signatory, at: datetime) -> Looked:
    """Look at every file and keep what is found; what is no longer there is marked as gone.

    Safe to run twice and safe to lose: it only ever compares the files with what is kept.
    """
    known = {_place(row): row for row in Finding.objects.all()}
    places: dict[Place, Finding] = {}
    number = 0
    for file, found in queries.look(on=day_of(at)):
        number += 1
        places |= {_at(file, one, where): _new(file, one, where, at) for one, where in found}
    new = [row for place, row in places.items() if place not in known]
    gone = [row.pk for place, row in known.items() if place not in places and not row.gone_at]
    back = [row.pk for place, row in known.items() if place in places and row.gone_at]
    Finding.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    _mark(gone, at, on=day_of(at))
    _mark(back, None, on=day_of(at))
    if new or gone:
        event = FilesReviewed(files=number, found=len(new), gone=len(gone))
        record(event, chain=chains.HOUSE, by=by, at=at)
    return Looked(number, len(new), len(gone), len(places))


def _mark(keys: Sequence[int], gone_at: datetime | None, *, on: date) -> None:
    for some in batched(keys, AT_ONCE):
        Finding.objects.filter(pk__in=some).update(gone_at=gone_at)
    for key in keys:
        duties.refresh(SOURCE, str(key), on=on)


def _at(file: File, one: Check, where: Found) -> Place:
    return file.key, one.code, where.day, where.of


def _place(row: Finding) -> Place:
    return row.case_id, row.check_code, row.since, row.of


def _new(file: File, one: Check, where: Found, at: datetime) -> Finding:
    return Finding(
        check_code=one.code,
        severity=one.severity,
        rank=queries.ORDER[one.severity],
        case_id=file.key,
        since=where.day,
        of=where.of,
        found_at=at,
    )


@atomic
def assign(*, finding: Finding, to: int, due: date, by: Actor, at: datetime) -> Finding:
    """Give a finding to somebody who works on the case, to answer by a day."""
    held = _held(finding)
    check_may_assign(by, held.case.unit_path)
    _demand_open(held)
    if due < day_of(at):
        raise BadFacts("due", why=_("This day is past."), ground=RULE)
    if to not in queries.answerers(held, on=day_of(at)):
        raise BadFacts(
            "to",
            why=_("This person does not work on the case, or is away."),
            ground=RULE,
            remedy=_("Choose somebody of the office or the squad in charge."),
        )
    held.state, held.assigned_to_id, held.due = FindingState.ASSIGNED, to, due
    event = FindingAssigned(finding=held.pk, check=held.check_code, to=f"account:{to}", due=due)
    return _done(held, event, FindingStep(to_id=to), by=by, at=at)


@atomic
def answer(*, finding: Finding, words: str, by: Actor, at: datetime) -> Finding:
    """Say what was done about a finding, or why the file is right as it is."""
    held = _held(finding)
    check_may_answer(by, held.case.unit_path)
    _demand_open(held)
    held.state = FindingState.ANSWERED
    event = FindingAnswered(finding=held.pk, check=held.check_code)
    return _done(held, event, FindingStep(words=_words(words)), by=by, at=at)


@atomic
def close(*, finding: Finding, outcome: str, words: str, by: Actor, at: datetime) -> Finding:
    """Close a finding: mended, explained in the file, or the check was mistaken."""
    held = _held(finding)
    check_may_close(by, held.case.unit_path)
    if held.state == FindingState.CLOSED:
        raise AlreadyDone(
            why=_("This finding is closed already."),
            ground=RULE,
            remedy=_("Open it again if it was closed by mistake."),
        )
    if outcome not in FindingOutcome.values:
        raise BadFacts("outcome", why=_("Say what came of it."), ground=RULE)
    if outcome == FindingOutcome.MENDED and held.gone_at is None:
        raise BadFacts(
            "outcome",
            why=_("The file still shows it, so it is not mended."),
            ground=RULE,
            remedy=_("Mend the file and look again, or close it as explained."),
        )
    held.state, held.outcome = FindingState.CLOSED, outcome
    event = FindingClosed(finding=held.pk, check=held.check_code, outcome=outcome)
    return _done(held, event, FindingStep(words=_words(words)), by=by, at=at)


@atomic
def reopen(*, finding: Finding, words: str, by: Actor, at: datetime) -> Finding:
    """Open a closed finding again."""
    held = _held(finding)
    check_may_close(by, held.case.unit_path)
    if held.state != FindingState.CLOSED:
        raise TooLate(why=_("This finding is open."), ground=RULE, remedy=_("Assign or answer it."))
    held.state, held.outcome = FindingState.OPEN, ""
    event = FindingReopened(finding=held.pk, check=held.check_code)
    return _done(held, event, FindingStep(words=_words(words)), by=by, at=at)


@atomic
def look_again(*, finding: Finding, by: Actor, at: datetime) -> Finding:
    """Look at one file again now, so that what was mended need not wait for the night."""
    held = _held(finding)
    check_may_answer(by, held.case.unit_path)
    places = {
        (one.code, where.day, where.of)
        for _file, found in queries.look([held.case.number], on=day_of(at))
        for one, where in found
    }
    is_there = (held.check_code, held.since, held.of) in places
    if is_there != (held.gone_at is None):
        held.gone_at = None if is_there else at
        held.save(update_fields=("gone_at",))
        duties.refresh(SOURCE, str(held.pk), on=day_of(at))
    return held


@atomic
def switch(*, code: str, off: bool, because: str, by: Actor, at: datetime) -> CheckSwitch:
    """Switch a check on a named local rule off for one's own unit, or on again, with a reason."""
    check_may_switch(by, by.unit_path)
    known = queries.by_code().get(code)
    if known is None or not known.is_local:
        raise BadFacts(
            "code",
            why=_("This check stands on an article; only local rules can be switched off."),
            ground=known.ground if known else RULE,
            remedy=_("Close a finding as explained where the file says why."),
        )
    row = CheckSwitch.objects.create(
        check_code=code,
        unit_path=queries.county_of(by),
        is_off=off,
        because=_words(because, "because"),
        by_id=by.account_id,
        at=at,
    )
    event = CheckSwitched(check=code, unit_path=row.unit_path, off=off)
    record(event, chain=chains.account(by.account_id, by.home_path), by=by, at=at)
    return row


@atomic
def take_out(*, wanted: queries.Wanted, purpose: str, by: Actor, at: datetime):
    """Return the findings somebody takes out as a file, once his purpose is on the record."""
    check_may_export(by, by.unit_path)
    rows = tuple(queries.findings(by, wanted))
    event = FindingsTakenOut(number=len(rows), purpose=_words(purpose, "purpose"))
    record(event, chain=chains.account(by.account_id, by.home_path), by=by, at=at)
    return rows


def _held(finding: Finding) -> Finding:
    take_turn(finding.case.chain)
    rows = Finding.objects.select_for_update(of=("self",)).select_related("case__dossier")
    return rows.get(pk=finding.pk)


def _demand_open(finding: Finding) -> None:
    if finding.state == FindingState.CLOSED:
        raise TooLate(
            why=_("This finding is closed."),
            ground=RULE,
            remedy=_("Open it again if it was closed by mistake."),
        )


def _words(words: str, field: str = "words") -> str:
    told = " ".join(words.split())
    if len(told) < LEAST_WORDS:
        raise BadFacts(
            field,
            why=_("Say it in at least four characters."),
            ground=RULE,
            remedy=_("Whoever reads the file later must understand it."),
        )
    return told


def _done(held: Finding, event: Event, step: FindingStep, *, by: Actor, at: datetime) -> Finding:
    held.save()
    step.finding, step.state, step.by_id, step.at = held, held.state, by.account_id, at
    step.save()
    record(event, chain=held.case.chain, by=by, at=at)
    duties.refresh(SOURCE, str(held.pk), on=day_of(at))
    return held
