"""How long the nightly look at every file takes, and how many statements a thousand files cost.

    python benchmarks/nightly_review.py [--sizes 1000 5000] [--keep FOLDER]

For each size a county is built with `guihang demo --fast` (or reused with --keep) and looked at as
the sweep does it, then undone. The baseline, in the same process and minutes, is to look at the
files one by one, as an officer does with one of them: a sample is looked at, the rest is reckoned.

The clock is that of the process (`time.process_time`), so that waiting for a core does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from desk_pages import BUILT, TODAY, build

SIZES, SAMPLE = (1000, 5000), 100
LIMIT_S, LIMIT_FILES = 60, 5000


def main() -> int:
    """Build and measure each size; exit 1 when the night is too short or statements grow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep", type=Path, help="keep the counties here, and use them again")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured()))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        figures = [_apart(options.keep or Path(folder), size) for size in options.sizes]
    return _report(figures)


def _apart(keep: Path, size: int) -> dict[str, float]:
    home = keep / f"county-{size}"
    if not (home / BUILT).exists():
        build(home, size)
    more = {"GUIHANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "guihang.settings"}
    done = subprocess.run(
        [sys.executable, __file__, "--measure"],
        env=os.environ | more,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def measured() -> dict[str, float]:
    """Return what one night costs in seconds and statements, and what the baseline would."""
    import django

    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from guihang.bureau.reviews import actions, queries
    from guihang.cases import queries as cases
    from guihang.ledger.chains import SYSTEM

    at = datetime.combine(TODAY, datetime.min.time(), ZoneInfo("Asia/Shanghai"))
    numbers = cases.all_numbers()
    sample = numbers[:: max(1, len(numbers) // SAMPLE)]
    began = time.process_time()
    for number in sample:
        for _file, _found in queries.look([number], on=TODAY):
            pass
    alone = (time.process_time() - began) / len(sample) * len(numbers)
    with transaction.atomic():
        began, wall = time.process_time(), time.perf_counter()
        looked = actions.look(by=SYSTEM, at=at)
        taken, passed = time.process_time() - began, time.perf_counter() - wall
        transaction.set_rollback(True)
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        actions.look(by=SYSTEM, at=at)
        transaction.set_rollback(True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "files": looked.files,
        "findings": looked.standing,
        "taken": taken,
        "passed": passed,
        "alone": alone,
        "statements": len(captured),
        "memory": memory,
    }


def _report(figures: list[dict[str, float]]) -> int:
    heads = ("files", "findings", "cpu s", "wall s", "one by one s", "statements", "a thousand")
    print("".join(f"{head:>14}" for head in heads) + f"{'MiB':>8}")
    failed = 0
    for one in figures:
        thousand = one["statements"] / one["files"] * 1000
        is_slow = one["taken"] > LIMIT_S * max(1, one["files"] / LIMIT_FILES)
        failed += is_slow
        print(
            f"{one['files']:14,.0f}{one['findings']:14,.0f}{one['taken']:14.1f}"
            f"{one['passed']:14.1f}{one['alone']:14.1f}{one['statements']:14,.0f}"
            f"{thousand:14.1f}{one['memory']:8.0f}" + ("  OVER the limit" if is_slow else "")
        )
    print(f"limit: {LIMIT_S} s of one core for {LIMIT_FILES:,} files")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
