"""The words of positions that pages and tables use too: without the arrays, which cost memory."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Datum(StrEnum):
    """In which system a position came."""

    WGS_84 = "wgs-84"
    GCJ_02 = "gcj-02"
    BD_09 = "bd-09"


class Believed(IntEnum):
    """The verdict on one fix."""

    YES = 0
    LATE = 1
    """Older than what was weighed already."""
    TWICE = 2
    """The same moment again."""
    JUMPED = 3
    """Not to be reached from the last believed place in the time between."""
    NO_PLACE = 4
    """No latitude or longitude on this earth, or one the device itself calls invalid."""
    WRONG_CLOCK = 5
    """Ahead of our clock, or more than a year behind it."""
    MOCKED = 6
    """The device says that the place was made up."""
