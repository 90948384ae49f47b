"""`guihang law`: ask the law. The door adds the day; the law itself reads no clock."""

from __future__ import annotations

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from guihang.law import ask

LOCAL = ZoneInfo("Asia/Shanghai")


def main(arguments: list[str]) -> int:
    """Answer one question; standard output carries the answer and nothing else."""
    today = datetime.now(LOCAL).date()  # noqa: TID251
    return ask.main(arguments, sys.stdin, sys.stdout, sys.stderr)
