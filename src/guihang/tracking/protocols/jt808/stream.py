"""One connection of a JT/T 808 device: bytes in, what was said out."""

from __future__ import annotations

from datetime import datetime, timedelta

from guihang.tracking.protocols.jt808 import frames, location, messages
from guihang.tracking.protocols.jt808.parts import Bounds, Parts
from guihang.tracking.protocols.readings import Fault, Heard


class Stream:
    """What one device says on one connection.

    strict_checksum: refuse frames whose checksum or declared length is wrong; otherwise they are
    read and marked as not intact, because a tenth of the devices in the field send such frames.
    ahead: how far the device's clock is ahead of UTC; eight hours by the standard.
    """

    def __init__(
        self,
        *,
        strict_checksum: bool = False,
        ahead: timedelta = location.BEIJING,
        bounds: Bounds | None = None,
    ) -> None:
        self._splitter = frames.Splitter()
        self._parts = Parts(bounds or Bounds())
        self._strict = strict_checksum
        self._ahead = ahead

    def hear(self, chunk: bytes, *, at: datetime) -> list[Heard]:
        """Return the messages and faults a chunk of any size completes."""
        heard: list[Heard] = []
        for piece in self._splitter.feed(chunk):
            if isinstance(piece, Fault):
                heard.append(piece)
            else:
                heard += self._read(piece, at)
        return heard

    def recorded(self, frame: bytes, *, at: datetime) -> list[Heard]:
        """Return what one recorded frame says; its escapes may have been undone already."""
        inner = frame.strip(frames.DELIMITER)
        opened = frames.open_frame(inner) if len(inner) <= frames.LONGEST else frames.OVERLONG
        if isinstance(opened, frames.Frame) and opened.fits:
            return list(self._read(inner, at))
        heard = self.hear(frame + frames.DELIMITER, at=at)
        return heard or [Fault("empty", "no frame of JT/T 808 in this line")]

    def _read(self, raw: bytes, at: datetime) -> tuple[Heard, ...]:
        frame = frames.open_frame(raw)
        if isinstance(frame, Fault):
            return (frame,)
        if self._strict and not frame.intact:
            return (Fault("checksum", f"0x{frame.code:04X}: wrong checksum or length"),)
        clock = messages.Clock(at, self._ahead)
        if frame.part is None:
            return messages.decode(frame, clock)
        return self._read_part(frame, clock)

    def _read_part(self, frame: frames.Frame, clock: messages.Clock) -> tuple[Heard, ...]:
        """Answer every part; the whole, once there, is answered as its last part."""
        answered = messages.message(frame, "part", messages.reply_to(frame))
        if frame.code not in messages.READERS or frame.encrypted:
            return messages.decode(frame, clock)
        whole = self._parts.add(frame, at=clock.at)
        if whole is None:
            return (answered,)
        if isinstance(whole, Fault):
            return (answered, whole)
        return messages.decode(whole, clock)
