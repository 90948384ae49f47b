"""Every write of a register: handed in, looked through, brought in whole, or dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.queries.organisation import units
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.access import check_may_import
from guihang.cases.actions.admitting import admit_many
from guihang.cases.events import (
    RegisterBroughtIn,
    RegisterDropped,
    RegisterHandedIn,
    RegisterReportTaken,
)
from guihang.cases.models import ImportRun
from guihang.cases.register.checking import Checked, checked
from guihang.cases.register.drafting import Wishes
from guihang.cases.register.opening import GROUND, Table, opened
from guihang.cases.register.reading import Fault, Read, rows
from guihang.cases.vocabulary import RunState
from guihang.dossiers import contents
from guihang.dossiers.actions import Upload, account_of
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, Missing
from guihang.law.texts import Text
from guihang.ledger import vault
from guihang.ledger.actions import hold, record

SAID_EVERY = 100
type Says = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a register is to come in: under which unit, to which office rows without one go."""

    unit: object
    office: object | None = None
    steps_done: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A register that was read: the table, and its rows as they would come in."""

    table: Table
    checked: Checked


def look_into(upload: Upload, wish: Wish, *, on: date, says: Says | None = None) -> Found:
    """Read a register and tell what of it would come in; nothing is written."""
    table = opened(upload.name, upload.content)
    wishes = Wishes(offices_of(wish, on=on), wish.office, wish.steps_done)
    return Found(table, checked(_told(rows(table, wishes, on=on), len(table.lines), says)))


def offices_of(wish: Wish, *, on: date) -> dict[str, object]:
    """Return the offices a register may name, by what they are called."""
    found = {}
    for unit in units((wish.unit.county_path or wish.unit.path,), on=on, kinds=(UnitKind.OFFICE,)):
        for called in (unit.short_name, unit.code, unit.name):
            found[called] = unit
            found[called.removesuffix("司法所")] = unit
    return found


def _told(reads: Iterable[Read], count: int, says: Says | None) -> list[Read]:
    found = []
    for place, read in enumerate(reads, start=1):
        found.append(read)
        if says and (place % SAID_EVERY == 0 or place == count):
            says(place, count)
    return found


@atomic
def hand_in(*, upload: Upload, wish: Wish, by, at: datetime) -> ImportRun:
    """Hand in a register; one at a time, and only a file that can be opened."""
    check_may_import(by, wish.unit.path)
    return _handed_in(upload, opened(upload.name, upload.content), wish, by, at)


def _handed_in(upload: Upload, table: Table, wish: Wish, by, at: datetime) -> ImportRun:
    run = ImportRun(
        unit=wish.unit,
        unit_path=wish.unit.path,
        office=wish.office,
        steps_done=wish.steps_done,
        name=contents.bare_name(upload.name),
        digest=hashlib.sha256(upload.content).hexdigest(),
        rows=len(table.lines),
        handed_in_at=at,
        handed_in_by_id=account_of(by),
    )
    hold(run.chain, by=by, at=at)
    run.content = _sealed(run, "content", upload.content)
    try:
        with atomic():
            run.save(force_insert=True)
    except IntegrityError:
        raise AlreadyDone(
            why=_("A register of this unit was handed in and is not brought in yet."),
            ground=GROUND,
            remedy=_("Bring that one in or drop it first."),
        ) from None
    handed_in = RegisterHandedIn(run=str(run.key), digest=run.digest, rows=run.rows)
    record(handed_in, chain=run.chain, by=by, at=at)
    return run


def look_through(*, run: ImportRun, by, at: datetime, says: Says | None = None) -> ImportRun:
    """Read a register that was handed in, and keep what would come in and what not."""
    found = _looked_into(run, by, at, says)
    with atomic():
        run = _locked(run, by)
        _keep(run, found)
        run.begun, run.there = len(found.checked.new), len(found.checked.there)
        run.state = RunState.LOOKED_THROUGH
        run.save()
    return run


def bring_in(*, run: ImportRun, by, at: datetime, says: Says | None = None) -> ImportRun:
    """Bring in every right row of a register, all of them or none; the file itself is not kept."""
    # Reading takes the longest and needs nobody to wait; what is there already by the time the
    # rows are written is told apart then.
    found = _looked_into(run, by, at)
    with atomic():
        return _brought_in(_locked(run, by), found, by, at, says)


def import_file(
    *, upload: Upload, wish: Wish, by, at: datetime, says: Says | None = None
) -> tuple[Found, ImportRun | None]:
    """Bring a register in at one go, as a command does; where nothing is new, nothing is done."""
    check_may_import(by, wish.unit.path)
    found = look_into(upload, wish, on=day_of(at), says=says)
    if not found.checked.new:
        return found, None
    with atomic():
        run = _handed_in(upload, found.table, wish, by, at)
        return found, _brought_in(run, found, by, at, says)


def _looked_into(run: ImportRun, by, at: datetime, says: Says | None = None) -> Found:
    check_may_import(by, run.unit_path)
    _demand_open(run)
    upload = Upload(run.name, _content(run))
    return look_into(upload, _wish(run), on=day_of(at), says=says)


@atomic
def drop(*, run: ImportRun, by, at: datetime) -> ImportRun:
    """Drop a register that was handed in; nothing of it comes in, its file is gone."""
    run = _locked(run, by)
    run.content, run.report, run.faults, run.warnings = b"", b"", [], []
    record(RegisterDropped(run=str(run.key)), chain=run.chain, by=by, at=at)
    run.ended_at, run.ended_by_id, run.state = at, account_of(by), RunState.DROPPED
    run.save()
    return run


def take_report(*, run: ImportRun, by, at: datetime) -> bytes:
    """Return the rows that did not come in, as a workbook; taking it out is recorded."""
    check_may_import(by, run.unit_path)
    if not run.report:
        raise Missing(
            why=_("Every row of this register came in; there is no report."),
            ground=GROUND,
            remedy=_("Nothing more is needed."),
        )
    with atomic():
        taken = RegisterReportTaken(run=str(run.key), rows=run.rejected)
        record(taken, chain=run.chain, by=by, at=at)
    return vault.chain_cipher(run.chain.key).open(bytes(run.report), about=_about(run, "report"))


def _brought_in(run: ImportRun, found: Found, by, at: datetime, says: Says | None) -> ImportRun:
    _keep(run, found)
    drafts = [read.receipt for read in found.checked.new if read.receipt]
    done = admit_many(
        drafts=drafts,
        by=by,
        at=at,
        says=(lambda count: says(count, len(drafts))) if says else None,
    )
    run.numbers = [number for number in done.numbers if number]
    run.begun, run.there = done.begun, run.rows - done.begun - run.rejected
    run.content, run.state = b"", RunState.BROUGHT_IN
    run.ended_at, run.ended_by_id = at, account_of(by)
    run.save()
    brought_in = RegisterBroughtIn(
        run=str(run.key),
        digest=run.digest,
        begun=run.begun,
        there=run.there,
        rejected=run.rejected,
    )
    record(brought_in, chain=run.chain, by=by, at=at)
    return run


def _keep(run: ImportRun, found: Found) -> None:
    """Keep what is wrong or odd, by row and column, without what the cells say."""
    wrong = found.checked.wrong
    run.rejected = len(wrong)
    run.faults = [_line(read, fault) for read in wrong for fault in read.faults]
    run.warnings = [_line(read, odd) for read in found.checked.odd for odd in read.warnings]
    run.not_read = list(found.table.not_read)
    run.report = _report(run, found, wrong) if wrong else b""


def _report(run: ImportRun, found: Found, wrong: Sequence[Read]) -> bytes:
    """Return the rows that are wrong as a sealed workbook to mend and hand in again."""
    from guihang.cases.register.sheets import rejects

    return _sealed(run, "report", rejects(found.table, wrong))


def _line(read: Read, fault: Fault) -> dict[str, object]:
    says = fault.says
    both = {"zh": says.zh, "en": says.en} if isinstance(says, Text) else {"zh": str(says)}
    return {"row": read.line.place, "key": fault.key, "column": fault.title, **both}


def _locked(run: ImportRun, by) -> ImportRun:
    """Hold a run that still waits, so that two who press at once bring it in once."""
    held = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("unit", "office")
        .get(pk=run.pk)
    )
    check_may_import(by, held.unit_path)
    _demand_open(held)
    return held


def _demand_open(run: ImportRun) -> None:
    if not run.is_open:
        raise AlreadyDone(
            why=_("This register was brought in or dropped already."),
            ground=GROUND,
            remedy=_("Its page says when, by whom, and what came in."),
        )


def _wish(run: ImportRun) -> Wish:
    return Wish(run.unit, run.office, run.steps_done)


def _content(run: ImportRun) -> bytes:
    cipher = vault.chain_cipher(run.chain.key)
    return cipher.open(bytes(run.content), about=_about(run, "content"))


def _sealed(run: ImportRun, part: str, plain: bytes) -> bytes:
    return vault.chain_cipher(run.chain.key).seal(plain, about=_about(run, part))


def _about(run: ImportRun, part: str) -> bytes:
    return f"import:{run.key}:{part}".encode()
