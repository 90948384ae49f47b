"""`guihang demo`: the demo county on this machine, made when there is none, and started."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from guihang import installation
from guihang.cli import serve
from guihang.ledger import keyfile

LOCAL = ZoneInfo("Asia/Shanghai")
PEOPLE, SEED = 350, 2023
SIGN_INS = "sign-ins.json"
WHOLE = "built"


def main(arguments: list[str]) -> int:
    """Make the demo county when there is none, then start everything."""
    options = _parser().parse_args(arguments)
    home = serve.use_home(options.home)
    if options.fresh or not (home / WHOLE).exists():
        _make(home, options)
    if options.no_start:
        return 0
    return serve.start(
        options.host, options.port, tls=None, says=lambda address: _tell(address, home)
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang demo", description=__doc__)
    parser.add_argument(
        "--home", type=Path, default=installation.demo_home(), help=argparse.SUPPRESS
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fresh", action="store_true", help="throw the old demo county away first")
    parser.add_argument("--people", type=int, default=PEOPLE, help="people on the register")
    parser.add_argument("--fast", type=int, metavar="N", help="N people for measuring, all at once")
    parser.add_argument("--today", type=date.fromisoformat, help="the demo's day (YYYY-MM-DD)")
    parser.add_argument("--no-start", action="store_true", help="make the county, start nothing")
    parser.add_argument(
        "--plant-faults",
        type=Path,
        metavar="FILE",
        help="plant faults that a review must find, and write to FILE which",
    )
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, other people")
    return parser


def _make(home: Path, options: argparse.Namespace) -> None:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, mode=0o700)
    keyfile.make(home / "keys" / "keyring.json")
    today = options.today or datetime.now(LOCAL).date()  # noqa: TID251
    origin = f"http://localhost:{options.port}"
    settings = f'demo = true\ntoday = "{today}"\norigin = "{origin}"\n'
    (home / "settings.toml").write_text(settings, encoding="utf-8")
    from guihang.cli.migrate import migrate

    migrate()
    password = f"gui-hang-{secrets.randbelow(9000) + 1000}"
    from guihang.county import actions as county

    people = options.fast or options.people
    faults = options.plant_faults is not None
    wanted = county.Wanted(today, people, options.seed, password, faults)
    built = (county.crowd if options.fast else county.build)(wanted, says=_say)
    if faults:
        planted = [{"file": one.file, "check": one.check} for one in built.planted]
        options.plant_faults.write_text(json.dumps(planted, indent=1), encoding="utf-8")
    from guihang.doors.jobs import statistics

    statistics.gather()
    for refused in built.refused:
        _say(f"a tale ended early: {refused}")
    kept = {"password": password, "sign_ins": built.sign_ins}
    _write_private(home / SIGN_INS, json.dumps(kept))
    (home / WHOLE).touch()


def _say(sentence: str) -> None:
    print(f"guihang: building {sentence}", file=sys.stderr, flush=True)


def _write_private(path: Path, content: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)


def _tell(address: str, home: Path) -> None:
    kept = json.loads((home / SIGN_INS).read_text(encoding="utf-8"))
    lines = ["", f"Guihang answers at {address}  (Ctrl-C stops it)", ""]
    lines += [f"  {role:<30}{name}" for role, name in kept["sign_ins"].items()]
    lines += ["", f"  password for all of them      {kept['password']}", ""]
    print("\n".join(lines), flush=True)
