"""`guihang gateway`: receive from devices until stopped; `status` tells what came."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guihang import installation
from guihang.cli import decoding
from guihang.cli.jobs import cannot_work_here
from guihang.cli.serve import use_home
from guihang.cli.supervisor import NEVER_AGAIN

QUIET_FOR = timedelta(minutes=3)
ENDS_WITHIN = 7
"""Seconds; the parent kills after ten."""


def main(arguments: list[str]) -> int:
    """Receive, decode recorded messages, or tell what came."""
    if arguments[:1] == ["decode"]:
        return decoding.main(arguments[1:])
    options = _parser().parse_args(arguments)
    here = installation.read(use_home(options.home))
    if options.what == "status":
        return _tell(here)
    if not here.receives:
        print("guihang: every port of the gateway is closed in the settings.", file=sys.stderr)
        return 0
    import django

    django.setup()
    if fault := cannot_work_here():
        print(f"guihang: {fault}", file=sys.stderr)
        return NEVER_AGAIN
    say("gateway")
    asyncio.run(_receive(here, options))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang gateway", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("receive", "status"), default="receive")
    parser.add_argument("--home", type=Path, help="the installation's folder")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--certificate", type=Path, help="of phones over HTTPS (PEM)")
    parser.add_argument("--key", type=Path, help="its key (PEM)")
    return parser


async def _receive(here: installation.Installation, options: argparse.Namespace) -> None:
    from guihang.doors.gateway import opening

    wanted = opening.Wanted(
        host=options.host,
        ports=here.gateway,
        counts=here.home / installation.COUNTS,
        mqtt=here.mqtt,
        stream=here.stream,
        strict_checksum=here.strict_checksum,
        certificate=(options.certificate, options.key) if options.certificate else None,
    )
    await stay(lambda stop: opening.receive(wanted, stop=stop))


async def stay(work: Callable[[asyncio.Event], Coroutine[None, None, None]]) -> None:
    """Work until asked to stop; what still waits for another server then is left."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    working, stopping = asyncio.create_task(work(stop)), asyncio.create_task(stop.wait())
    await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    if not (await asyncio.wait([working], timeout=ENDS_WITHIN))[0]:
        working.cancel()
    with suppress(asyncio.CancelledError):
        await working


def say(part: str) -> None:
    """Let a part say in the log what it does, and not only what goes wrong."""
    logging.basicConfig(force=True, format=f"guihang: {part}: %(message)s")
    logging.getLogger("guihang").setLevel(logging.INFO)


def _tell(here: installation.Installation) -> int:
    """Print the counts the gateway wrote last, and how old they are."""
    try:
        said = json.loads((here.home / installation.COUNTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        print("The gateway has not been started here.")
        return 1
    age = datetime.now(UTC) - datetime.fromisoformat(said["at"])  # noqa: TID251
    for name, counts in said["counts"].items():
        told = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in counts.items())
        print(f"{name:<10}{told or 'nothing came'}")
    print(f"as of {said['at']}" + (": it does not run" if age > QUIET_FOR else ""))
    return int(age > QUIET_FOR)
