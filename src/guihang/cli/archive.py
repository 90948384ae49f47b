"""`guihang archive`: take a dossier out as a bundle, or verify one."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from guihang.cli.serve import use_home
from guihang.dossiers.archive import verify

NOT_POSSIBLE = 2


def main(arguments: list[str]) -> int:
    """Run one of the two; verifying needs no installation."""
    if arguments[:1] == ["verify"]:
        return verify.main(arguments[1:])
    options = _parser().parse_args(arguments)
    use_home(options.home)
    import django

    django.setup()
    from guihang.law.refusals import Refused

    try:
        return _export(options)
    except Refused as refused:
        print(f"guihang: {refused.why} {refused.remedy}", file=sys.stderr)
        return NOT_POSSIBLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang archive", description=__doc__)
    commands = parser.add_subparsers(required=True)
    commands.add_parser("verify", help="verify a bundle: the same as verify.py in the bundle")
    exporting = commands.add_parser("export", help="write a dossier into one file")
    exporting.add_argument("dossier", help="its number")
    exporting.add_argument("file", type=Path, help="the file to write; it must not exist yet")
    exporting.add_argument("--purpose", required=True, help="what for: court, prosecution …")
    exporting.add_argument("--reason", required=True, help="why, in words; it is recorded")
    exporting.add_argument("--home", type=Path, help="the installation's folder")
    return parser


def _export(options: argparse.Namespace) -> int:
    from guihang.agencies import walls
    from guihang.doors import clock
    from guihang.dossiers.archive import actions
    from guihang.dossiers.queries import dossier_numbered
    from guihang.ledger.chains import SYSTEM

    if options.file.exists():
        print(f"guihang: {options.file} is there already.", file=sys.stderr)
        return NOT_POSSIBLE
    with walls.everything():
        made = actions.take_bundle(
            dossier=dossier_numbered(options.dossier),
            purpose=options.purpose,
            reason=options.reason,
            by=SYSTEM,
            at=clock.now(),
        )
    with options.file.open("xb") as file:
        shutil.copyfileobj(made.content, file)
    print(f"SHA-256 {made.digest}\nanchor  {made.anchor}")
    return 0
