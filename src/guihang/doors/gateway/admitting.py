"""Who may send: asked of the roster, which is read anew every few seconds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from guihang.doors import clock
from guihang.doors.gateway.ports import Shown
from guihang.tracking.fixes import roster
from guihang.tracking.fixes.keeper import FRESH
from guihang.tracking.fixes.roster import Roster

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Admits:
    """The port `Admission` on a roster."""

    roster: Callable[[], Roster]

    async def __call__(self, device: str, shown: Shown, *, protocol: str, at: datetime) -> str:
        """Say in a word why nothing may be received from this device; nothing where it may."""
        return self.roster().refuses(device, token=shown.token, vouched=shown.vouched, at=at)


class Following:
    """A roster kept fresh where nothing else in the process reads it."""

    roster: Roster

    async def __aenter__(self) -> Following:
        self.roster = await asyncio.to_thread(_read)
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_ended: object) -> None:
        self._task.cancel()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(FRESH)
            try:
                self.roster = await asyncio.to_thread(_read)
            except Exception:
                # The bases as they were read last stand until the database answers again.
                log.exception("bases could not be read anew")


def _read() -> Roster:
    try:
        return roster.read(at=clock.now())
    finally:
        connections.close_all()
