"""`guihang jobs`: run the sweeps of an installation, each at its interval."""

from __future__ import annotations

import argparse
from pathlib import Path

from guihang.cli.serve import use_home


def main(arguments: list[str]) -> int:
    """Run the sweeps until stopped; `--once` runs each of them one time and ends."""
    parser = argparse.ArgumentParser(prog="guihang jobs", description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--once", action="store_true")
    options = parser.parse_args(arguments)
    use_home(options.home)
    import django

    django.setup()
    from guihang.doors.jobs import schedule

    if options.once:
        return schedule.run_all()
    schedule.run()
    return 0
