"""The command `guihang`: one line a subcommand, each loaded only when asked for."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import NamedTuple

from guihang import __version__

OBJECTS_BETWEEN_LOOKS = 100_000
"""Rows come and go by the thousand: looking for circles every 700 objects costs a sixth of it."""


class Command(NamedTuple):
    """A subcommand: the module whose `main(arguments)` runs it, and what it is for."""

    module: str
    says: str


COMMANDS = {
    "demo": Command("guihang.cli.demo", "make the demo county when there is none, and start it"),
    "serve": Command("guihang.cli.serve", "start everything on one port"),
    "jobs": Command("guihang.cli.jobs", "run the sweeps (part of serve)"),
    "init": Command("guihang.cli.init", "make an installation: keys, tables, first administrator"),
    "tls": Command("guihang.cli.tls", "make certificates for a local network"),
    "backup": Command("guihang.cli.backup", "write everything into one file"),
    "restore": Command("guihang.cli.restore", "make an installation from such a file"),
    "migrate": Command("guihang.cli.migrate", "bring the tables up to date"),
    "ledger": Command("guihang.cli.ledger", "verify the ledger, take an anchor"),
    "keys": Command("guihang.cli.keys", "rotate the sealing keys"),
    "duties": Command("guihang.cli.duties", "rebuild the list of what is owed"),
    "archive": Command("guihang.cli.archive", "take a dossier out as a bundle, or verify one"),
    "review": Command("guihang.cli.review", "look at every file for what does not fit"),
    "import": Command("guihang.cli.importing", "bring a register in from an Excel file"),
    "alarms": Command("guihang.cli.alarms", "judge a track by the alarm rule"),
    "law": Command("guihang.cli.law", "ask the law"),
    "gateway": Command("guihang.cli.gateway", "receive from devices (part of serve), or decode"),
    "tracker": Command("guihang.cli.tracker", "keep what gateways put on the stream, by shard"),
    "docs": Command("guihang.cli.docs", "write the generated reference, or check it"),
    "test": Command("guihang.cli.test", "everything CI runs"),
    "lock": Command("guihang.cli.lock", "write the lock files anew"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"help", "-h", "--help"}:
        print(overview())
        return 0
    if words[0] == "--version":
        print(__version__)
        return 0
    command = COMMANDS.get(words[0])
    if command is None:
        print(f"guihang: there is no command {words[0]!r}.\n\n{overview()}", file=sys.stderr)
        return 2
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
    try:
        return importlib.import_module(command.module).main(words[1:]) or 0
    except KeyboardInterrupt:
        return 130


def overview() -> str:
    """Return the list of commands."""
    lines = [f"  {name:<10}{command.says}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: guihang COMMAND [--help]", "", *lines])
