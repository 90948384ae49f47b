"""One connection of a GT06 device: bytes in, what was said out."""

from __future__ import annotations

from datetime import datetime, timedelta

from guihang.tracking.protocols.gt06 import frames, messages
from guihang.tracking.protocols.readings import Fault, Heard, Message


class Stream:
    """What one device says on one connection. Only its login says which device it is.

    strict_checksum: refuse frames with a wrong checksum. ahead: how far the clock of the device
    is ahead of UTC. follow_login: take that from the login, where it says so; off, because many
    devices name their zone there and go on in UTC.
    """

    def __init__(
        self,
        *,
        strict_checksum: bool = False,
        ahead: timedelta = messages.ZERO,
        follow_login: bool = False,
    ) -> None:
        self._splitter = frames.Splitter()
        self._strict = strict_checksum
        self._ahead = ahead
        self._follow_login = follow_login
        self.device: str | None = None

    def hear(self, chunk: bytes, *, at: datetime) -> list[Heard]:
        """Return the messages and faults a chunk of any size completes."""
        heard: list[Heard] = []
        for piece in self._splitter.feed(chunk):
            heard += (piece,) if isinstance(piece, Fault) else self._read(piece, at)
        return heard

    def recorded(self, frame: bytes, *, at: datetime) -> list[Heard]:
        """Return what one recorded frame says, whatever came before it."""
        self._splitter = frames.Splitter()
        return self.hear(frame, at=at) or [Fault("empty", "no frame of GT06 in this line")]

    def _read(self, raw: bytes, at: datetime) -> tuple[Heard, ...]:
        frame = frames.open_frame(raw)
        if isinstance(frame, Fault):
            return (frame,)
        if self._strict and not frame.intact and frame.kind not in (0x17, 0x69):
            return (Fault("checksum", f"0x{frame.kind:02X}: wrong checksum or length"),)
        if frame.kind != messages.LOGIN:
            return messages.decode(frame, self.device, self._ahead, at)
        login = messages.login(frame)
        if isinstance(login, Message):
            self.device = login.device
            if self._follow_login:
                self._ahead = messages.zone_in_login(frame)
        return (login,)
