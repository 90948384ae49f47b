"""One parent that starts the parts, restarts what falls, and stops all of it together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

PARENT_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG
GRACE_SECONDS = 10
TOO_SOON_SECONDS = 5
FALLS_IN_A_ROW = 3
NEVER_AGAIN = 78
"""The exit code of a part that said why it cannot work here; starting it again is no use."""


@dataclass
class Part:
    """One process of the installation."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = field(default=0)

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches only the parent."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    @property
    def has_fallen(self) -> bool:
        """Whether the process ended by itself."""
        return self.process is not None and self.process.poll() is not None

    @property
    def ended_for_good(self) -> bool:
        """Whether it said itself that it cannot work here."""
        return self.process is not None and self.process.poll() == NEVER_AGAIN


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def run(parts: Sequence[Part], *, when_started: Callable[[], None]) -> int:
    """Run the parts until asked to stop; return 0, or 1 when a part cannot stay up."""
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    for part in parts:
        part.start()
    threading.Thread(target=when_started, daemon=True).start()
    lost = _watch(parts, stop)
    _stop(parts)
    if lost is not None:
        print(f"guihang: {lost.name} cannot stay up; its words stand above.", file=sys.stderr)
    return int(lost is not None)


def _watch(parts: Sequence[Part], stop: threading.Event) -> Part | None:
    while not stop.wait(0.3):
        for part in parts:
            if part.has_fallen and not _restart(part):
                return part
    return None


def _restart(part: Part) -> bool:
    soon = time.monotonic() - part.started < TOO_SOON_SECONDS
    part.falls = part.falls + 1 if soon else 1
    if part.falls >= FALLS_IN_A_ROW or part.ended_for_good:
        return False
    print(f"guihang: {part.name} stopped unasked and is started again.", file=sys.stderr)
    part.start()
    return True


def _stop(parts: Sequence[Part]) -> None:
    running = [part.process for part in parts if part.process and part.process.poll() is None]
    for process in running:
        process.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for process in running:
        try:
            process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
