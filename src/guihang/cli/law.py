"""`guihang law`: ask the law. The door adds the day; the law itself reads no clock."""

from __future__ import annotations

import io
import sys
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo

from guihang.law import ask

LOCAL = ZoneInfo("Asia/Shanghai")


def main(arguments: list[str]) -> int:
    """Answer one question; standard output carries the answer and nothing else."""
    today = datetime.now(LOCAL).date()  # noqa: TID251
    streams = (_unicode(sys.stdin), _unicode(sys.stdout), _unicode(sys.stderr))
    return ask.main(arguments, *streams, today=today)


def _unicode(stream: TextIO) -> TextIO:
    """Let a stream carry Chinese whatever the terminal's locale; what cannot be is escaped."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream
