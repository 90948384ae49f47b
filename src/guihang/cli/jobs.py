"""`guihang jobs`: run the sweeps of an installation, each at its interval."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guihang.cli.serve import use_home
from guihang.cli.supervisor import NEVER_AGAIN


def main(arguments: list[str]) -> int:
    """Run the sweeps until stopped; `--once` runs each of them one time and ends."""
    parser = argparse.ArgumentParser(prog="guihang jobs", description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--once", action="store_true")
    options = parser.parse_args(arguments)
    use_home(options.home)
    import django

    django.setup()
    if fault := cannot_work_here():
        print(f"guihang: {fault}", file=sys.stderr)
        return NEVER_AGAIN
    from guihang.doors.jobs import schedule

    if options.once:
        return schedule.run_all()
    schedule.run()
    return 0


def cannot_work_here() -> str:
    """Say in one sentence why nothing can be done with this database; empty when all is well."""
    from django.db import DatabaseError

    from guihang.ledger import vault
    from guihang.tracking.fixes import queries as positions

    try:
        vault.check_belongs()
        positions.untold(1)
    except vault.WrongKeys as fault:
        return str(fault)
    except DatabaseError as fault:
        return f"the database cannot be used ({fault}). Is it there, and did `guihang migrate` run?"
    return ""
