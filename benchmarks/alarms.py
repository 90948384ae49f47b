"""False alarms and found exits of the alarm rule, beside simpler rules on the same traces.

Give a folder of traces: `*stationary*.csv[.gz]` of phones at rest, `*trip*.csv[.gz]` of phones
that were carried together (ts, lat, lon, accuracy, run). Without one, traces are made up.

At rest: a straight border at a distance, in sixteen directions, and a circle round the place. On
trips: a circle round the start; true is what the most frequent phone of the same trip says.
"""

import argparse
import csv
import gzip
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from guihang.tracking.gating import Fixes
from guihang.tracking.geometry import Circle
from guihang.tracking.metres import per_degree
from guihang.tracking.replay import Zone, replay

BORDERS = (20, 30, 50, 100, 200, 300, 500, 1000)
DIRECTIONS = 16
RADII = (150, 300, 500, 1000)
LONGEST_GAP = 600.0
"""Seconds: without a fix of the true phone for longer, nothing is known of the truth."""
SURE_EXIT, SURE_METRES = 300.0, 100.0
"""An exit to be found lasts so many seconds and leads so many metres beyond the border."""
CLEAR_Z, CLEAR_APART = 2.61, 120.0
"""Two fixes so many sigma outside, so many seconds apart, are worth the seven points."""
COARSE, CONFIRMED, FINE = 100.0, 3, 30.0


@dataclass(frozen=True)
class Straight:
    """Everything on this side of a straight border."""

    lat: float
    lon: float
    direction: float
    away: float
    radius: float = np.inf

    def signed_distance(self, lat, lon):
        """Return the signed metres, negative on the side of the place."""
        wide, high = per_degree(np.asarray(self.lat))
        east, north = (lon - self.lon) * wide, (lat - self.lat) * high
        return east * np.sin(self.direction) + north * np.cos(self.direction) - self.away


@dataclass(frozen=True)
class Run:
    """One phone on one day."""

    phone: str
    number: str
    fixes: Fixes

    @property
    def hours(self) -> float:
        """From the second fix on: a first one may be days old when it is delivered."""
        at = self.fixes.at
        return float(at[-1] - at[min(1, len(at) - 1)]) / 3600


def ours(fixes: Fixes, zone: Zone) -> list[tuple[float, float]]:
    """The rule of guihang.tracking.evidence."""
    (episodes,) = replay(fixes, [zone]).episodes
    return [(one.raised, one.cleared or np.inf) for one in episodes]


def naive(fixes: Fixes, zone: Zone) -> list[tuple[float, float]]:
    """Alarm on every fix outside."""
    return _stretches(fixes.at, zone.shape.signed_distance(fixes.lat, fixes.lon) > 0)


def cut_off(fixes: Fixes, zone: Zone) -> list[tuple[float, float]]:
    """Alarm on every fix outside that is accurate enough."""
    return naive(fixes.take(np.flatnonzero(fixes.accuracy <= COARSE)), zone)


def in_a_row(fixes: Fixes, zone: Zone) -> list[tuple[float, float]]:
    """Alarm on the third fix outside in a row."""
    out = zone.shape.signed_distance(fixes.lat, fixes.lon) > 0
    row = np.zeros(len(out), int)
    for number, beyond in enumerate(out):
        row[number] = (row[number - 1] + 1 if number else 1) if beyond else 0
    return _stretches(fixes.at, row >= CONFIRMED)


def _stretches(at, on) -> list[tuple[float, float]]:
    starts = np.flatnonzero(on & ~np.concatenate(([False], on[:-1])))
    ends = np.flatnonzero(~on & np.concatenate(([False], on[:-1])))
    return [
        (float(start), float(end)) for start, end in
        itertools.zip_longest(at[starts], at[ends], fillvalue=np.inf)
    ]  # fmt: skip


Judge = Callable[[Fixes, Zone], list[tuple[float, float]]]
RULES: dict[str, Judge] = {
    "naive": naive,
    f"accuracy <= {COARSE:.0f} m": cut_off,
    f"{CONFIRMED} in a row": in_a_row,
    "evidence (ours)": ours,
}


def read(path: Path) -> Iterator[Run]:
    """Yield the runs of one file, each in order of time."""
    raw = path.read_bytes()
    words = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    runs = defaultdict(list)
    for row in csv.DictReader(words.splitlines()):
        place = [float(row[name]) for name in ("ts", "lat", "lon", "accuracy")]
        runs[row.get("run", "")].append(place)
    for number, rows in runs.items():
        columns = np.array(sorted(rows)).T
        yield Run(path.name.split("__")[0], number, Fixes(np.zeros(len(rows), int), *columns))


def thinned(fixes: Fixes, seconds: float) -> Fixes:
    """Return a track with at least so many seconds between fixes."""
    kept, last = [], -np.inf
    for number, at in enumerate(fixes.at):
        if at - last >= seconds:
            kept.append(number)
            last = at
    return fixes.take(np.array(kept, int))


def noisy(fixes: Fixes, share: float, dice) -> Fixes:
    """Return a track with errors added that grow with the accuracy each fix claims."""
    wide, high = per_degree(fixes.lat)
    size = share * fixes.accuracy
    return Fixes(
        fixes.who,
        fixes.at,
        fixes.lat + dice.normal(0, 1, len(size)) * size / high,
        fixes.lon + dice.normal(0, 1, len(size)) * size / wide,
        fixes.accuracy,
    )


def places(runs: list[Run]) -> dict[str, tuple[float, float]]:
    """Return where the phones lay that day: the middle of what each of them says at its best.

    One vote a phone: a phone that errs the same way a hundred times does not outvote the others.
    """
    days = defaultdict(list)
    for run in runs:
        days[round(int(run.number.split("_")[0] or 0) / 10_800)].append(run)
    found = {}
    for together in days.values():
        fine = [_middle(run.fixes) for run in together if _is_fine(run)]
        if fine:
            lat, lon = np.median(fine, axis=0)
            found |= {run.phone + run.number: (lat, lon) for run in together}
    return found


def _is_fine(run: Run) -> bool:
    return bool((run.fixes.accuracy <= FINE).any())


def _middle(fixes: Fixes) -> tuple[float, float]:
    fine = fixes.accuracy <= FINE
    return float(np.median(fixes.lat[fine])), float(np.median(fixes.lon[fine]))


def at_rest(
    runs: list[Run], where: dict[str, tuple[float, float]], change: Callable[[Fixes], Fixes]
) -> dict[str, dict[str, list[int]]]:
    """Return false alarms by rule and kind of border, one number for each distance."""
    counted: dict[str, dict[str, list[int]]] = {
        rule: {"straight": [0] * len(BORDERS), "circle": [0] * len(BORDERS)} for rule in RULES
    }
    for run in runs:
        fixes, place = change(run.fixes), where[run.phone + run.number]
        for number, away in enumerate(BORDERS):
            angles = np.arange(DIRECTIONS) * 2 * np.pi / DIRECTIONS
            straight = [Zone(Straight(*place, angle, away)) for angle in angles]
            circle = [Zone(Circle(*place, away))]
            for rule, judge in RULES.items():
                for kind, zones in (("straight", straight), ("circle", circle)):
                    counted[rule][kind][number] += alarms(judge, fixes, zones)
    return counted


def alarms(judge: Judge, fixes: Fixes, zones: list[Zone]) -> int:
    """Count the alarms of all zones."""
    if judge is ours:
        return sum(len(one) for one in replay(fixes, zones).episodes)
    return sum(len(judge(fixes, zone)) for zone in zones)


@dataclass
class Found:
    """What a rule made of the exits of all trips."""

    exits: int = 0
    clear: int = 0
    hit: int = 0
    hit_clear: int = 0
    false: int = 0
    hours: float = 0.0
    delays: list[float] | None = None


def on_trips(runs: list[Run], change: Callable[[Fixes], Fixes]) -> dict[str, Found]:
    """Return what each rule found of the exits the true phone made."""
    found = {rule: Found(delays=[]) for rule in RULES}
    for true, together in _together(runs):
        start = float(np.median(true.fixes.lat[:5])), float(np.median(true.fixes.lon[:5]))
        for run, radius in itertools.product(together, RADII):
            zone = Zone(Circle(*start, radius))
            window = (run.fixes.at >= true.fixes.at[0]) & (run.fixes.at <= true.fixes.at[-1])
            fixes = change(run.fixes.take(np.flatnonzero(window)))
            if len(fixes.at) > 1:
                for rule, judge in RULES.items():
                    _score(found[rule], judge(fixes, zone), fixes, zone, true.fixes)
    return found


def _together(runs: list[Run]) -> Iterator[tuple[Run, list[Run]]]:
    days = defaultdict(list)
    for run in runs:
        days[round(int(run.number.split("_")[0] or 0) / 3600)].append(run)
    for together in days.values():
        true = max(together, key=lambda run: len(run.fixes.at))
        yield true, together


def _score(found: Found, raised, fixes: Fixes, zone: Zone, true: Fixes) -> None:
    distance = zone.shape.signed_distance(true.lat, true.lon)
    known = np.flatnonzero(true.accuracy <= COARSE)
    at, distance = true.at[known], distance[known]
    z = zone.shape.signed_distance(fixes.lat, fixes.lon) / np.maximum(fixes.accuracy, 3.0)
    found.hours += float(fixes.at[-1] - fixes.at[0]) / 3600
    outs = [(begun, min(end, float(at[-1]))) for begun, end in _stretches(at, distance > 0)]
    for begun, end in outs:
        during = (at >= begun) & (at <= end)
        gaps = np.diff(at[during])
        if end - begun < SURE_EXIT or distance[during].max() < SURE_METRES:
            continue
        if gaps.size and gaps.max() > LONGEST_GAP:
            continue
        clear = fixes.at[(fixes.at >= begun) & (fixes.at <= end) & (z >= CLEAR_Z)]
        is_clear = bool(len(clear)) and clear[-1] - clear[0] >= CLEAR_APART
        hits = [on - begun for on, off in raised if on <= end and off >= begun]
        found.exits += 1
        found.clear += is_clear
        found.hit += bool(hits)
        found.hit_clear += bool(hits) and is_clear
        if hits:
            found.delays.append(max(0.0, min(hits)))
    found.false += sum(
        not any(begun - 60 <= on <= end + 180 for begun, end in outs) for on, _off in raised
    )


def made_up() -> tuple[list[Run], list[Run]]:
    """Return traces at rest and on trips, made from dice: noise, drift, cells that come back."""
    dice = np.random.default_rng(20261123)
    rest = [_made_at_rest(dice, number) for number in range(24)]
    return rest, [_made_trip(dice, number) for number in range(24)]


def _made_at_rest(dice, number: int) -> Run:
    count = 700
    at = 1.7e9 + number * 1e6 + np.cumsum(dice.uniform(20, 100, count))
    accuracy = dice.choice([8.0, 15.0, 30.0, 65.0], count)
    drift = np.zeros((count, 2))
    for row in range(1, count):
        drift[row] = 0.97 * drift[row - 1] + 0.24 * dice.normal(0, 1, 2)
    error = drift * accuracy[:, None] * 0.5
    cell = (np.arange(count) // 60) % 4 == 3
    accuracy[cell] = 900.0
    error[cell] = dice.normal(0, 500, 2)
    return _made("rest", number, at, error, accuracy)


def _made_trip(dice, number: int) -> Run:
    at = 1.7e9 + number * 1e6 + np.arange(0, 5400, 5.0)
    way = 1.4 * np.clip(np.minimum(at - at[0] - 600, at[-1] - 600 - at), 0, 2000)
    accuracy = dice.choice([5.0, 10.0, 20.0], len(at))
    error = dice.normal(0, 1, (len(at), 2)) * accuracy[:, None] / 1.5
    error[:, 0] += way
    return _made("trip", number, at, error, accuracy)


def _made(phone: str, number: int, at, metres, accuracy) -> Run:
    wide, high = per_degree(np.asarray(26.42))
    lat, lon = 26.42 + metres[:, 1] / high, 111.61 + metres[:, 0] / wide
    run = f"{int(at[0])}_{int(at[-1])}"
    return Run(f"{phone}{number}", run, Fixes(np.zeros(len(at), int), at, lat, lon, accuracy))


def tell_rest(
    runs: list[Run], words: str, change: Callable[[Fixes], Fixes], phone: str = ""
) -> None:
    """Print the false alarms of all phones, or of one; where they lay, all of them say."""
    where = places(runs)
    runs = [run for run in runs if run.phone + run.number in where and phone in run.phone]
    hours = sum(run.hours for run in runs)
    counted = at_rest(runs, where, change)
    print(f"\nAt rest, {words}: {len(runs)} runs, {hours:,.0f} device-hours.")
    print("False alarms in all 16 directions / of a circle round the place, border at (m):")
    print("| rule | " + " | ".join(str(away) for away in BORDERS) + " |")
    print("|---" * (len(BORDERS) + 1) + "|")
    for rule, kinds in counted.items():
        cells = [f"{a} / {b}" for a, b in zip(kinds["straight"], kinds["circle"], strict=True)]
        print(f"| {rule} | " + " | ".join(cells) + " |")


def tell_trips(runs: list[Run], words: str, change: Callable[[Fixes], Fixes]) -> None:
    """Print what was found of the exits."""
    found = on_trips(runs, change)
    print(f"\nTrips, {words}; circles of {', '.join(map(str, RADII))} m round the start.")
    print("| rule | exits found | of those with two clear fixes | delay p50, p90 s | false, in h |")
    print("|---" * 5 + "|")
    for rule, one in found.items():
        delays = one.delays or [np.nan]
        print(
            f"| {rule} | {one.hit}/{one.exits} | {one.hit_clear}/{one.clear} | "
            f"{np.median(delays):.0f}, {np.percentile(delays, 90):.0f} | "
            f"{one.false} in {one.hours:.0f} |"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("traces", nargs="?", type=Path, metavar="TRACES_FOLDER")
    parser.add_argument("--hard", action="store_true", help="thinner, noisier, phone by phone")
    options = parser.parse_args()
    rest, trips = made_up()
    if options.traces:
        files = sorted(options.traces.glob("*.csv*"))
        rest = [run for one in files if "stationary" in one.name for run in read(one)]
        trips = [run for one in files if "trip" in one.name for run in read(one)]
    tell_rest(rest, "as recorded", lambda fixes: fixes)
    tell_trips(trips, "as recorded", lambda fixes: fixes)
    tell_trips(trips, "one fix a minute", lambda fixes: thinned(fixes, 60))
    if options.hard:
        hard(rest, trips)


def hard(rest: list[Run], trips: list[Run]) -> None:
    """Try to break the rule: other rates, more noise, each phone alone."""
    dice = np.random.default_rng(7)
    for seconds in (30, 60, 120, 300):
        tell_rest(rest, f"a fix every {seconds} s", lambda fixes, by=seconds: thinned(fixes, by))
    for share in (0.25, 0.5, 1.0):
        words = f"noise of {share} of the accuracy added"
        tell_rest(rest, words, lambda fixes, by=share: noisy(fixes, by, dice))
    for phone in sorted({run.phone for run in rest}):
        tell_rest(rest, f"{phone} alone", lambda fixes: fixes, phone)
    for seconds in (30, 120, 300):
        tell_trips(trips, f"a fix every {seconds} s", lambda fixes, by=seconds: thinned(fixes, by))
    tell_trips(trips, "a minute, noise added", lambda fixes: noisy(thinned(fixes, 60), 0.5, dice))


if __name__ == "__main__":
    main()
