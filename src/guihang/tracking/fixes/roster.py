"""Who may be received right now, and where everybody is bound to stay: read often, asked always."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from guihang.tracking import ports
from guihang.tracking.geometry import Circle, Region, Regions
from guihang.tracking.kinds import Datum
from guihang.tracking.metres import Floats, Ints
from guihang.tracking.models import Basis
from guihang.tracking.pipeline import NO_REGION, Watches
from guihang.tracking.ports import Bound
from guihang.tracking.proving import digest

AHEAD, BEHIND = timedelta(days=2), timedelta(days=1)
"""How far around now zones are read; the roster is read anew long before that is over."""


DATUMS = list(Datum)
NO_BASIS, NOT_PROVED = "no_basis", "not_proved"


@dataclass(frozen=True, slots=True)
class Sender:
    """A device with a basis in force: the digest of its secret, and until when it is received."""

    secret: str
    until: float


@dataclass(frozen=True, slots=True)
class Bases:
    """B bases in force, in the order of their devices; every array is (B,)."""

    number: Ints
    """The primary key."""
    device: Ints
    """The number of the device in the roster."""
    who: Ints
    """The number of the person in the roster."""
    begins: Floats
    ends: Floats
    spacing: Floats
    """Seconds between two fixes; 0 is no limit."""
    most: Ints
    """Fixes in all; 0 is no limit."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody with a basis in force, their devices, and the zones that bind them."""

    senders: Mapping[str, Sender]
    numbers: Mapping[str, int]
    """The number of each device, by what it calls itself."""
    devices: Ints
    """The primary key of each device, by its number."""
    shifted: Ints
    """The number of each device's datum among all of them."""
    bases: Bases
    people: Ints
    """The case of each person, by the person's number."""
    watches: Watches
    """In the order of people, so that those of some people are cut out at once."""
    keys: tuple[str, ...]
    """Of each watch, what it is kept under."""
    bounds: tuple[Bound, ...]
    """Of each watch, where it came from."""
    regions: Regions | None

    def admits(self, device: str, *, token: str | None, at: datetime) -> bool:
        """Tell whether anything of a device may be received at a moment."""
        return not self.refuses(device, token=token, at=at)

    def refuses(
        self, device: str, *, token: str | None, at: datetime, vouched: bool = False
    ) -> str:
        """Say in a word why nothing of a device may be received; nothing where it may.

        `vouched`: somebody we trust, such as a broker, has seen the proof of the device already.
        """
        sender = self.senders.get(device)
        if sender is None or at.timestamp() >= sender.until:
            return NO_BASIS
        if vouched or not sender.secret:
            return ""
        is_its_own = hmac.compare_digest(sender.secret, digest(token or ""))
        return "" if is_its_own else NOT_PROVED

    def case_of(self, device: str) -> int | None:
        """Return the case a device is worn in; of several bases, that of the first."""
        number = self.numbers.get(device)
        if number is None:
            return None
        first = int(np.searchsorted(self.bases.device, number, "left"))
        return int(self.people[self.bases.who[first]])


def read(*, at: datetime, shapes: ShapeCache | None = None) -> Roster:
    """Read who may be received at a moment and soon after, and where they are bound to stay."""
    found = list(
        Basis.objects.filter(begins__lte=at + AHEAD, ends__gt=at, ended_at__isnull=True)
        .filter(device__withdrawn_at__isnull=True)
        .select_related("device")
        .order_by("device_id", "begins", "pk")
    )
    cases = sorted({basis.case_id for basis in found})
    bounds = ports.bounds(cases, since=at - BEHIND, until=at + AHEAD)
    return of(found, bounds, shapes or ShapeCache())


class ShapeCache:
    """Regions with their grids, laid once: a county has some thousand corners."""

    def __init__(self) -> None:
        self._numbers: dict[Region, int] = {}
        self._regions: Regions | None = None

    def numbers(self, shapes: Sequence[Circle | Region]) -> list[int]:
        """Return the number of each region, `NO_REGION` of a circle."""
        new = {one for one in shapes if isinstance(one, Region)} - set(self._numbers)
        if new:
            for one in new:
                self._numbers[one] = len(self._numbers)
            self._regions = Regions(list(self._numbers))
        return [self._numbers[one] if isinstance(one, Region) else NO_REGION for one in shapes]

    @property
    def regions(self) -> Regions | None:
        """All of them, by number; None while there is none."""
        return self._regions


def of(found: Sequence[Basis], bounds: Sequence[Bound], shapes: ShapeCache) -> Roster:
    """Lay bases and zones side by side."""
    cases = np.array(sorted({basis.case_id for basis in found}), np.int64)
    who = {case: number for number, case in enumerate(cases.tolist())}
    keys = dict.fromkeys(basis.device.key for basis in found)
    numbers = {key: number for number, key in enumerate(keys)}
    devices = {basis.device.key: basis.device for basis in found}
    ordered = sorted(bounds, key=lambda one: (who[one.case], one.key, one.begins))
    return Roster(
        senders=_senders(found),
        numbers=numbers,
        devices=np.array([devices[key].pk for key in keys], np.int64),
        shifted=np.array([DATUMS.index(Datum(devices[key].datum)) for key in keys], np.intp),
        bases=_bases(found, numbers, who),
        people=cases,
        watches=_watches(ordered, who, shapes),
        keys=tuple(f"{one.key}@{one.begins.timestamp():.0f}" for one in ordered),
        bounds=tuple(ordered),
        regions=shapes.regions,
    )


def _senders(found: Sequence[Basis]) -> dict[str, Sender]:
    senders: dict[str, Sender] = {}
    for basis in found:
        device = basis.device
        known = senders.get(device.key)
        until = max(basis.ends.timestamp(), known.until if known else 0.0)
        senders[device.key] = Sender(device.secret, until)
    return senders


def _bases(found: Sequence[Basis], numbers: Mapping[str, int], who: Mapping[int, int]) -> Bases:
    rows = sorted(found, key=lambda one: (numbers[one.device.key], one.begins))
    return Bases(
        number=np.array([one.pk for one in rows], np.int64),
        device=np.array([numbers[one.device.key] for one in rows], np.intp),
        who=np.array([who[one.case_id] for one in rows], np.intp),
        begins=np.array([one.begins.timestamp() for one in rows], np.float64),
        ends=np.array([one.ends.timestamp() for one in rows], np.float64),
        spacing=np.array([one.spacing for one in rows], np.float64),
        most=np.array([one.most for one in rows], np.intp),
    )


def _watches(ordered: Sequence[Bound], who: Mapping[int, int], shapes: ShapeCache) -> Watches:
    round_ = [one.shape if isinstance(one.shape, Circle) else None for one in ordered]
    return Watches(
        who=np.array([who[one.case] for one in ordered], np.intp),
        region=np.array(shapes.numbers([one.shape for one in ordered]), np.intp),
        lat=np.array([one.lat if one else np.nan for one in round_], np.float64),
        lon=np.array([one.lon if one else np.nan for one in round_], np.float64),
        radius=np.array([one.shape.radius for one in ordered], np.float64),
        keep_out=np.array([one.keep_out for one in ordered], bool),
        border=np.array([one.border for one in ordered], np.float64),
        begins=np.array([one.begins.timestamp() for one in ordered], np.float64),
        ends=np.array([one.ends.timestamp() for one in ordered], np.float64),
    )
