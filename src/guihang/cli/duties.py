"""`guihang duties rebuild`: derive the list of what is owed anew from what has happened."""

from __future__ import annotations

import argparse
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
    from guihang.duties.actions import rebuild

    done = rebuild()
    print(f"Looked at {done.looked_at}, mended {done.mended}.")
    return 0
