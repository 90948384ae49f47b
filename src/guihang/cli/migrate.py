"""`guihang migrate`: bring the tables of an installation up to date."""

from __future__ import annotations

import argparse
from pathlib import Path

from guihang.cli.serve import use_home


def main(arguments: list[str]) -> int:
    """Run the migrations that have not run yet."""
    parser = argparse.ArgumentParser(prog="guihang migrate", description=__doc__)
    parser.add_argument("--home", type=Path)
    use_home(parser.parse_args(arguments).home)
    migrate()
    return 0


def migrate() -> None:
    """Migrate both databases of this installation; triggers are set up anew each time."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", "fixes", database="positions", verbosity=0, interactive=False)
