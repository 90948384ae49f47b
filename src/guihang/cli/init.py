"""`guihang init`: a new installation, with its keys, its tables and its first administrator."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from guihang import installation
from guihang.cli.serve import use_home
from guihang.ledger import keyfile

LOCAL = ZoneInfo("Asia/Shanghai")


def main(arguments: list[str]) -> int:
    """Make everything an installation needs and print the administrator's first password."""
    options = _parser().parse_args(arguments)
    home = use_home(options.home or installation.default_home())
    if (home / "keys" / "keyring.json").exists():
        print(f"guihang: there is an installation at {home} already.", file=sys.stderr)
        return 1
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    keyfile.make(home / "keys" / "keyring.json")
    _write_settings(home, options)
    from guihang.cli.migrate import migrate

    migrate()
    password = _first_administrator(options)
    print(
        f"The installation is at {home}.\n"
        f"Its keys are {home / 'keys' / 'keyring.json'}: keep a copy in another safe place; "
        "without them nothing sealed can be read again.\n"
        f"Sign in as {options.administrator} with the password {password}; "
        "it is shown only this once and is changed at the first sign-in.\n"
        f"Start with: guihang serve --home {home}"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang init", description=__doc__)
    parser.add_argument("--home", type=Path, help="the installation's folder")
    parser.add_argument("--database", help="sqlite:///PATH or postgresql://USER@HOST/NAME")
    parser.add_argument("--origin", default="http://localhost:8000", help="address people type")
    parser.add_argument("--unit", default="县司法局", help="name of the topmost unit")
    parser.add_argument("--code", default="000000", help="its code of administrative divisions")
    parser.add_argument(
        "--level", default="county", choices=("ministry", "province", "city", "county")
    )
    parser.add_argument("--administrator", default="administrator", help="a sign-in name")
    return parser


def _write_settings(home: Path, options: argparse.Namespace) -> None:
    from urllib.parse import urlsplit

    host = urlsplit(options.origin).hostname or "localhost"
    hosts = sorted({host, "localhost", "127.0.0.1"})
    lines = [f'origin = "{options.origin}"', f"hosts = {hosts!r}".replace("'", '"')]
    if options.database:
        lines.append(f'database = "{options.database}"')
    (home / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _first_administrator(options: argparse.Namespace) -> str:
    from django.db import transaction

    from guihang.agencies import actions, passwords
    from guihang.agencies.vocabulary import Level, Role, UnitKind
    from guihang.ledger.chains import SYSTEM

    at = datetime.now(LOCAL)  # noqa: TID251
    with transaction.atomic():
        draft = actions.UnitDraft(
            options.code, options.unit, UnitKind.JUSTICE, options.unit, Level(options.level)
        )
        unit = actions.create_unit(draft=draft, parent=None, by=SYSTEM, at=at)
        password = passwords.fresh()
        account = actions.open_account(
            unit=unit,
            draft=actions.AccountDraft(options.administrator, "系统管理员", number="1"),
            password=password,
            by=SYSTEM,
            at=at,
        )
        post = actions.create_post(
            unit=unit,
            draft=actions.PostDraft("系统管理员", Role.ADMINISTRATOR),
            by=SYSTEM,
            at=at,
        )
        actions.appoint(account=account, post=post, since=at.date(), by=SYSTEM, at=at)
    return password
