"""`guihang tracker`: keep what gateways put on the stream, one share of the people or all."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from guihang import installation
from guihang.cli.gateway import say, stay
from guihang.cli.jobs import cannot_work_here
from guihang.cli.serve import use_home
from guihang.cli.supervisor import NEVER_AGAIN


def main(arguments: list[str]) -> int:
    """Keep positions until stopped."""
    options = _parser().parse_args(arguments)
    here = installation.read(use_home(options.home))
    if not here.stream:
        print("guihang: the settings name no `stream`; the gateway keeps by itself.")
        return 1
    import django

    django.setup()
    if fault := cannot_work_here():
        print(f"guihang: {fault}", file=sys.stderr)
        return NEVER_AGAIN
    say("tracker")
    asyncio.run(_keep(here.stream, *options.shard))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang tracker", description=__doc__)
    parser.add_argument("--home", type=Path, help="the installation's folder")
    parser.add_argument(
        "--shard",
        type=_share,
        default=(0, 1),
        metavar="I/N",
        help="the share I of N, from 0; each share is kept by one tracker only",
    )
    return parser


def _share(words: str) -> tuple[int, int]:
    from guihang.doors.gateway.stream import SHARDS

    mine, _, of = words.partition("/")
    if not (mine.isdecimal() and of.isdecimal() and int(mine) < int(of) <= SHARDS):
        raise argparse.ArgumentTypeError(f"a share is I/N with I below N, and N at most {SHARDS}")
    return int(mine), int(of)


async def _keep(address: str, mine: int, of: int) -> None:
    from guihang.doors.gateway.opening import make_keeper
    from guihang.doors.gateway.stream import SHARDS, Tracker

    keeper = await asyncio.to_thread(make_keeper)
    try:
        await stay(Tracker(address, keeper.keep, range(mine, SHARDS, of)).run)
    finally:
        await asyncio.to_thread(keeper.close)
