"""`guihang import`: bring a register in from an Excel file, or only look what would come in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from guihang.cli.serve import use_home

if TYPE_CHECKING:
    from guihang.cases.register.actions import Found

SHOWN = 50
WRONG_ROWS, NOT_POSSIBLE = 1, 2


def main(arguments: list[str]) -> int:
    """Bring a register in; rows that are wrong stay out, and a report says why."""
    options = _parser().parse_args(arguments)
    use_home(options.home)
    import django

    django.setup()
    from guihang.law.refusals import Refused

    if options.template:
        return _template(options.file)
    try:
        return _bring_in(options)
    except Refused as refused:
        print(f"guihang: {refused.why} {refused.remedy}", file=sys.stderr)
        return NOT_POSSIBLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang import", description=__doc__)
    parser.add_argument("file", type=Path, help="the register (.xlsx)")
    parser.add_argument("--dry-run", action="store_true", help="look into it, write nothing")
    parser.add_argument("--unit", help="code of the county, or of the one office to import")
    parser.add_argument(
        "--steps-open",
        action="store_true",
        help="steps without a day in the register are still to be done",
    )
    parser.add_argument("--report", type=Path, help="where to write the rows that stay out")
    parser.add_argument(
        "--template", action="store_true", help="write an empty register to FILE instead"
    )
    parser.add_argument("--home", type=Path, help="the installation's folder")
    return parser


def _bring_in(options: argparse.Namespace) -> int:
    from guihang.cases.register import actions
    from guihang.doors import clock
    from guihang.dossiers.actions import Upload
    from guihang.ledger.chains import SYSTEM

    try:
        content = options.file.read_bytes()
    except OSError as fault:
        print(f"guihang: {options.file} cannot be read ({fault.strerror}).", file=sys.stderr)
        return NOT_POSSIBLE
    upload = Upload(options.file.name, content)
    wish = _wish(options.unit, steps_done=not options.steps_open)
    if options.dry_run:
        found, run = actions.look_into(upload, wish, on=clock.today(), says=_progress), None
    else:
        found, run = actions.import_file(
            upload=upload, wish=wish, by=SYSTEM, at=clock.now(), says=_progress
        )
    _tell(found, came_in=len(run.numbers) if run else 0, dry=options.dry_run)
    report = options.report or (None if options.dry_run else _beside(options.file))
    _report(found, report)
    return WRONG_ROWS if found.checked.wrong else 0


def _wish(code: str | None, *, steps_done: bool):
    from guihang.agencies.queries.organisation import counties, unit_coded
    from guihang.agencies.vocabulary import UnitKind
    from guihang.cases.register.actions import Wish
    from guihang.law.refusals import Missing

    unit = unit_coded(code) if code else None
    known = counties()
    if unit is None and not code and len(known) == 1:
        unit = known[0]
    if unit is None:
        names = ", ".join(f"{one.code} {one.name}" for one in known)
        raise Missing(
            why=f"There is no unit {code}." if code else "It is not clear whose register this is.",
            ground="house:register",
            remedy=f"Name the county or the office with --unit: {names}.",
        )
    office = unit if unit.kind == UnitKind.OFFICE else None
    return Wish(unit, office, steps_done)


def _progress(done: int, of: int) -> None:
    print(f"guihang: {done} of {of} rows", file=sys.stderr, flush=True)


def _tell(found: Found, *, came_in: int, dry: bool) -> None:
    checked = found.checked
    print(f"Sheet {found.table.sheet}: {len(found.table.lines)} rows.")
    if dry:
        print(f"{len(checked.new)} would come in; nothing was written.")
    elif came_in:
        print(f"{came_in} came in.")
    else:
        print("Nothing changed.")
    if checked.there:
        print(f"{len(checked.there)} were there already.")
    for title, reads in (("wrong, left out", checked.wrong), ("to be looked at", checked.odd)):
        if reads:
            print(f"{len(reads)} {title}:")
        lines = [
            f"  row {read.line.place}: {fault.title} {fault.says}".rstrip()
            for read in reads
            for fault in (read.faults or read.warnings)
        ]
        print("\n".join(lines[:SHOWN]), end="\n" if lines else "")
        if len(lines) > SHOWN:
            print(f"  and {len(lines) - SHOWN} more")
    if found.table.not_read:
        print(f"Columns that were not read: {', '.join(found.table.not_read)}")


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.stem}-未导入.xlsx")


def _report(found: Found, path: Path | None) -> None:
    from guihang.cases.register.sheets import rejects

    if path is None or not found.checked.wrong:
        return
    path.write_bytes(rejects(found.table, found.checked.wrong))
    print(f"The rows that were left out, and why: {path}")


def _template(path: Path) -> int:
    from guihang.cases.register.sheets import template

    path.write_bytes(template(()))
    print(f"An empty register to fill in: {path}")
    return 0
