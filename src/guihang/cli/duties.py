"""`guihang duties rebuild`: derive the list of what is owed anew from what has happened."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guihang.cli.serve import use_home


def main(arguments: list[str]) -> int:
    """Rebuild the projection and say how much of it stood differently than it should."""
    parser = argparse.ArgumentParser(prog="guihang duties", description=__doc__)
    parser.add_argument("what", choices=("rebuild",))
    parser.add_argument("--home", type=Path, help="the installation's folder")
    options = parser.parse_args(arguments)
    use_home(options.home)
    import django

    django.setup()
    from guihang.doors import clock
    from guihang.duties.actions import rebuild_all

    done = rebuild_all(on=clock.today())
    print(f"Looked at {done.looked_at}, mended {done.mended}.")
    if done.failed:
        print(f"{done.failed} could not be told; the log says which.", file=sys.stderr)
    return 1 if done.failed else 0
