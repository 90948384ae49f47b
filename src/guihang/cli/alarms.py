"""`guihang alarms replay`: hold a track against zones and see what the alarm rule makes of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from guihang.cli import tracks
from guihang.tracking import shapes
from guihang.tracking.geometry import Region
from guihang.tracking.kinds import Believed
from guihang.tracking.replay import Episode, Proof, Replayed, Zone, replay

COMPLAINTS_TOLD = 20
BORDER_MOST = 100_000.0
"""Metres: no border is less certain than that."""
WHY_NOT = {
    Believed.LATE: "late",
    Believed.TWICE: "the same moment again",
    Believed.JUMPED: "not to be reached from the fix before",
}


def main(arguments: list[str]) -> int:
    """Print the episodes of a track; 0 when it could be judged, 2 when not."""
    parser = argparse.ArgumentParser(prog="guihang alarms", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    of = acts.add_parser("replay", help="judge a track by the alarm rule")
    of.add_argument("track", type=Path, metavar="TRACK.csv", help="ts, lat, lon, accuracy; or .gz")
    of.add_argument(
        "--zone", action="append", required=True, metavar="FILE.geojson|circle:lat,lon,r"
    )
    side = of.add_mutually_exclusive_group()
    side.add_argument("--stay-in", action="store_true", help="zones to stay in (as if not said)")
    side.add_argument("--keep-out", action="store_true", help="places not to enter")
    of.add_argument("--boundary-sigma", type=float, default=0.0, metavar="M")
    of.add_argument("--json", action="store_true", help="print the episodes as JSON")
    options = parser.parse_args(arguments)
    if not 0 <= options.boundary_sigma <= BORDER_MOST:
        return _refuse(f"--boundary-sigma is in metres, from 0 to {BORDER_MOST:,.0f}")
    try:
        zones = [_zone(words, options) for words in options.zone]
        track = tracks.read(options.track)
    except (shapes.ShapeError, tracks.TrackError) as why:
        return _refuse(str(why))
    replayed = replay(track.fixes, zones)
    _complain(track, replayed)
    if options.json:
        _as_json(replayed)
    else:
        _in_words(replayed, options.zone)
    return 0


def _refuse(why: str) -> int:
    print(f"guihang: {why}.", file=sys.stderr)
    return 2


def _zone(words: str, options: argparse.Namespace) -> Zone:
    shape = shapes.circle(words) if words.startswith(shapes.CIRCLE) else _from_file(Path(words))
    return Zone(shape, keep_out=options.keep_out, border=options.boundary_sigma)


def _from_file(path: Path) -> Region:
    try:
        return shapes.region(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as why:
        raise shapes.ShapeError(f"the zone {path} cannot be read: {why}") from why
    except (json.JSONDecodeError, RecursionError) as why:
        raise shapes.ShapeError(f"the zone {path} is no JSON: {why}") from why
    except shapes.ShapeError as why:
        raise shapes.ShapeError(f"the zone {path}: {why}") from why


def _complain(track: tracks.Track, replayed: Replayed) -> None:
    for line, why in track.complaints[:COMPLAINTS_TOLD]:
        print(f"guihang: line {line} left out: {why}", file=sys.stderr)
    if len(track.complaints) > COMPLAINTS_TOLD:
        more = len(track.complaints) - COMPLAINTS_TOLD
        print(f"guihang: and {more} more lines left out", file=sys.stderr)
    verdicts = Counter(Believed(int(one)) for one in replayed.believed)
    told = [f"{verdicts[one]} {words}" for one, words in WHY_NOT.items() if verdicts[one]]
    told += [f"{len(track.complaints)} left out"] if track.complaints else []
    believed = f"guihang: {len(track.lines)} fixes read, {verdicts[Believed.YES]} weighed"
    print("; ".join([believed, *told]), file=sys.stderr)


def _as_json(replayed: Replayed) -> None:
    lists = [[_written(one) for one in episodes] for episodes in replayed.episodes]
    print(json.dumps(lists if len(lists) > 1 else lists[0], ensure_ascii=False, allow_nan=False))


def _written(episode: Episode) -> dict[str, object]:
    return {
        "start": episode.start,
        "raised": episode.raised,
        "cleared": episode.cleared,
        "evidence": [_row(proof) for proof in episode.proofs],
    }


def _row(proof: Proof) -> dict[str, object]:
    row = {name: round(value, 7) for name, value in asdict(proof).items() if name != "answer"}
    return {**row, "answer": proof.answer.name.lower().replace("_", " ")}


def _in_words(replayed: Replayed, named: Sequence[str]) -> None:
    for words, episodes in zip(named, replayed.episodes, strict=True):
        print(f"{words}: {_count(len(episodes))}")
        for one in episodes:
            last = one.proofs[-1]
            cleared = f"cleared {_time(one.cleared)}" if one.cleared else "still on at the end"
            print(
                f"  began {_time(one.start)}  raised {_time(one.raised)}  {cleared}  "
                f"{len(one.proofs)} fixes, the last {last.distance:+,.0f} m from the border "
                f"(accuracy {last.accuracy:,.0f} m), {last.total:.1f} points"
            )


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def _count(alarms: int) -> str:
    return {0: "no alarm", 1: "1 alarm"}.get(alarms, f"{alarms} alarms")
