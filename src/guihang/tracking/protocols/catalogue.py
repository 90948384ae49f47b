"""Every protocol by its name, and how one recorded message of it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from guihang.tracking.protocols import mobile, osmand, owntracks, watch
from guihang.tracking.protocols.gt06.stream import Stream as Gt06Stream
from guihang.tracking.protocols.jt808 import location
from guihang.tracking.protocols.jt808.stream import Stream as Jt808Stream
from guihang.tracking.protocols.readings import Heard


class Settings(NamedTuple):
    """What an operator can say about devices.

    ahead: how far their clocks are ahead of UTC; None for what the protocol has them be.
    speed_unit: of queries of OsmAnd: kn, kmh or mps.
    """

    strict_checksum: bool = False
    ahead: timedelta | None = None
    speed_unit: str = "kn"


type Reader = Callable[[bytes, datetime], Sequence[Heard]]


class Protocol(NamedTuple):
    """One protocol: whether its messages are bytes, and what makes a reader of recorded ones."""

    in_bytes: bool
    reader: Callable[[Settings], Reader]


def _jt808(settings: Settings) -> Reader:
    ahead = location.BEIJING if settings.ahead is None else settings.ahead
    stream = Jt808Stream(strict_checksum=settings.strict_checksum, ahead=ahead)
    return lambda frame, at: stream.recorded(frame, at=at)


def _gt06(settings: Settings) -> Reader:
    ahead = settings.ahead or timedelta(0)
    stream = Gt06Stream(strict_checksum=settings.strict_checksum, ahead=ahead)
    return lambda frame, at: stream.recorded(frame, at=at)


def _watch(settings: Settings) -> Reader:
    stream = watch.Stream(ahead=settings.ahead or timedelta(0))
    return lambda frame, at: stream.recorded(frame, at=at)


PROTOCOLS = {
    "jt808": Protocol(True, _jt808),
    "gt06": Protocol(True, _gt06),
    "watch": Protocol(True, _watch),
    "osmand": Protocol(
        False, lambda said: lambda text, at: osmand.decode(text, speed_unit=said.speed_unit)
    ),
    "owntracks": Protocol(False, lambda said: lambda text, at: owntracks.decode(text)),
    "mobile": Protocol(False, lambda said: lambda text, at: mobile.decode(text)),
}
