"""`guihang ledger` and `guihang keys`: verify, anchor, rotate, on one installation."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from guihang import installation
from guihang.cli import scratch
from guihang.cli.serve import use_home

LOCAL = ZoneInfo("Asia/Shanghai")


def main(arguments: list[str]) -> int:
    """Hand `ledger …` over to the room; another database needs no installation here."""
    return run("ledger", arguments)


def run(what: str, arguments: list[str]) -> int:
    """Run a command of the ledger's room on the installation that is meant."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--home", type=Path)
    options, rest = parser.parse_known_args(arguments)
    home = use_home(options.home)
    if "--database" in " ".join(rest) and not (home / installation.KEYRING).exists():
        scratch.make()
    import django

    django.setup()
    from guihang.ledger import command

    return command.main([what, *rest], at=datetime.now(LOCAL))  # noqa: TID251
