"""The additional items of a position in JT/T 808: number, length, value.

`ITEMS` is where a dialect is added: the item's number, and what reads its value into what was
noted so far. A value of another length than the item has is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from struct import Struct

from guihang.tracking.protocols.readings import Cell, Wifi, mac_address

CELL_2G, CELL_4G, CELL_SHORT = Struct(">HBHHB"), Struct(">HBHIB"), Struct(">HHB")
WIFI = Struct(">6sB")
FULL = 100


class Notes:
    """What the items of one position said."""

    __slots__ = ("alarms", "battery", "cells", "charging", "satellites", "wifi")

    def __init__(self) -> None:
        self.battery: int | None = None
        self.charging: bool | None = None
        self.satellites: int | None = None
        self.alarms: list[str] = []
        self.cells: list[Cell] = []
        self.wifi: list[Wifi] = []


def read(body: bytes, start: int) -> Notes:
    """Read the items from `start` to the end; an item that reaches beyond the end is the last."""
    notes = Notes()
    end = len(body)
    while start + 2 <= end:
        stop = start + 2 + body[start + 1]
        if stop > end:
            break
        reader = ITEMS.get(body[start])
        if reader is not None:
            reader(body[start + 2 : stop], notes)
        start = stop
    return notes


def _satellites(value: bytes, notes: Notes) -> None:
    if len(value) == 1:
        notes.satellites = value[0]


def _area(value: bytes, notes: Notes) -> None:
    """Entering or leaving an area or a route the device watches by itself."""
    if len(value) == 6:
        notes.alarms.append("geofence_exit" if value[5] else "geofence_enter")


def _battery(value: bytes, notes: Notes) -> None:
    """A wearable's battery: a level of 0 to 10, then per cent, which not every device fills in."""
    if len(value) == 2 and 0 < value[1] <= FULL:
        notes.battery = value[1]
    elif value and value[0] <= 10:
        notes.battery = value[0] * 10


def _per_cent(value: bytes, notes: Notes) -> None:
    if len(value) == 1 and value[0] <= FULL:
        notes.battery = value[0]


def _charger(value: bytes, notes: Notes) -> None:
    """Whether it charges (0: it does), then per cent."""
    if len(value) == 2:
        notes.charging = value[0] == 0
        _per_cent(value[1:], notes)


def _mode(value: bytes, notes: Notes) -> None:
    """A wearable's mode of work; the last byte says whether it hangs on the charger."""
    if len(value) == 4:
        notes.charging = bool(value[3] & 1)


def _cells_2g(value: bytes, notes: Notes) -> None:
    _counted(value, notes, CELL_2G)


def _cells_4g(value: bytes, notes: Notes) -> None:
    _counted(value, notes, CELL_4G)


def _counted(value: bytes, notes: Notes, shape: Struct) -> None:
    if value and len(value) == 1 + value[0] * shape.size:
        notes.cells += [Cell(*cell) for cell in shape.iter_unpack(value[1:])]


def _wifi(value: bytes, notes: Notes) -> None:
    if value and len(value) == 1 + value[0] * WIFI.size:
        notes.wifi += [Wifi(mac_address(mac), rssi) for mac, rssi in WIFI.iter_unpack(value[1:])]


def _cells_of_one_network(value: bytes, notes: Notes) -> None:
    """Network once, then cells of five bytes; what begins below 200 is another vendor's item."""
    if len(value) < 8 or (len(value) - 3) % CELL_SHORT.size or value[0] << 8 | value[1] <= 200:
        return
    mcc, mnc = value[0] << 8 | value[1], value[2]
    notes.cells += [Cell(mcc, mnc, *cell) for cell in CELL_SHORT.iter_unpack(value[3:])]


ITEMS: dict[int, Callable[[bytes, Notes], None]] = {
    0x12: _area,
    0x31: _satellites,
    0x53: _cells_2g,
    0x54: _wifi,
    0x56: _battery,
    0x5D: _cells_4g,
    0xD4: _per_cent,
    0xE4: _charger,
    0xEB: _cells_of_one_network,
    0xF6: _mode,
}
