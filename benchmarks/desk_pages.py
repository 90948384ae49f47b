"""Server time and queries of the pages an officer has open all day, with few people and with many.

    python benchmarks/desk_pages.py [--sizes 350 5000] [--rounds 60] [--keep FOLDER] [--lived]

For each size a county is built with `guihang demo --fast`, with --lived day by day, with papers and
matters (17 minutes for 5,000), or reused with --keep. Every page is asked for in a process of its
own, without a network. The baseline is a page that reads nothing.
Prints median and 95th percentile beside the limit, and whether the number of queries stays the
same. On PostgreSQL with GUIHANG_DATABASE naming an empty database, for one size at a time.

The clock is that of the process (`time.process_time`), so that waiting for a core does not count;
what passed on the wall stands beside it. A busy neighbour still slows caches: compare with the
baseline of the same minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

LIMIT_MS, ROUNDS, SIZES = 100, 60, (350, 5000)
TODAY = date(2026, 11, 23)
WARM_UP = 3
OFFICERS = ("squad.officer", "squad.leader", "brigade.leader")
BUILT = "built"
PAGES = {
    "docket": "/",
    "docket, by person": "/?view=people",
    "docket, a name": "/?words={name}",
    "docket, later": "/?tab=later",
    "docket, page 2": "/?page=2",
    "register": "/cases/",
    "register, a name": "/cases/?q={name}",
    "register, pinyin": "/cases/?q={pinyin}",
    "register, page 2": "/cases/?page=2",
    "person page": "/cases/{case}/",
    "dossiers": "/dossiers/",
    "papers": "/papers/",
    "matters": "/matters/",
    "leaves": "/leave/",
    "notices": "/notices/",
}
BASELINE = ("empty page", "/keys/")


def main() -> int:
    """Build and measure each size; exit 1 when a page is over its limit or costs more queries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keep", type=Path, help="keep the counties here, and use them again")
    parser.add_argument("--lived", action="store_true", help="let the county live its year")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.keep, options.rounds)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        keep = options.keep or Path(folder)
        figures = {size: _apart(keep, size, options) for size in options.sizes}
    return _report(figures)


def _apart(keep: Path, size: int, options) -> dict[str, dict[str, float]]:
    home = keep / f"{'lived' if options.lived else 'county'}-{size}"
    words = [sys.executable, __file__, "--keep", str(home)]
    words += ["--measure", "--rounds", str(options.rounds)]
    environment = os.environ | {
        "GUIHANG_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "guihang.settings",
    }
    if not (home / BUILT).exists():
        build(home, size, "--people" if options.lived else "--fast")
    done = subprocess.run(words, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def build(home: Path, size: int, how: str = "--fast") -> None:
    """Make a county with so many people, and say how long that took."""
    words = [sys.executable, "-m", "guihang", "demo", "--no-start", "--home", str(home)]
    began = time.monotonic()
    subprocess.run([*words, "--today", str(TODAY), how, str(size)], check=True, capture_output=True)
    print(f"a county of {size:,} built in {time.monotonic() - began:.0f} s", flush=True)


def measured(home: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Return median, 95th percentile and queries of every page, the worst of some people."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    import guihang.asgi  # noqa: F401 - what the server settles before its first page

    settings.GUIHANG_TODAY = TODAY
    settings.ALLOWED_HOSTS = ["testserver"]
    password = json.loads((home / "sign-ins.json").read_text())["password"]
    found: dict[str, dict[str, float]] = {}
    for officer in OFFICERS:
        client = Client()
        client.post("/sign-in/", {"username": officer, "password": password})
        named = _named(officer)
        for name, address in (BASELINE, *PAGES.items()):
            figures = _page(client, address.format(**named), rounds)
            known = found.get(name)
            if not figures:
                continue
            queries = max(figures["queries"], known["queries"] if known else 0)
            slowest = figures if known is None or figures["p95"] > known["p95"] else known
            found[name] = slowest | {"queries": queries}
    return found


def _named(officer: str) -> dict[str, str]:
    """Return somebody an officer finds: his case, two characters of his name, its pinyin."""
    from guihang.agencies import queries as agencies
    from guihang.agencies.models import Account
    from guihang.cases import queries as cases
    from guihang.cases.queries import Search

    actor = agencies.actor(Account.objects.get(username=officer), on=TODAY)
    case = cases.cases(actor, Search(), on=TODAY).first()
    return {"case": case.number, "name": case.person.name[:2], "pinyin": case.person.pinyin[:5]}


def _page(client, address: str, rounds: int) -> dict[str, float]:
    """Return the figures of one page; nothing for a page that is not there (yet)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(address)
    if answer.status_code == 404:
        return {}
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}")
    for _ in range(WARM_UP):
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    # The next request forgets what was captured.
    queries = len(captured)
    taken, passed = [], []
    for _ in range(rounds):
        began, wall = time.process_time(), time.perf_counter()
        client.get(address)
        taken.append((time.process_time() - began) * 1000)
        passed.append((time.perf_counter() - wall) * 1000)
    p95, of_wall = (statistics.quantiles(one, n=20)[-1] for one in (taken, passed))
    median = statistics.median(taken)
    return {"median": median, "p95": p95, "wall": of_wall, "queries": queries}


def _report(figures: dict[int, dict[str, dict[str, float]]]) -> int:
    sizes = list(figures)
    print("ms of server time, the slowest of three roles; limit: p95 under", LIMIT_MS)
    heads = "".join(
        f"{f'{size:,}: median':>16}{'p95':>8}{'wall':>8}{'queries':>9}" for size in sizes
    )
    print(f"{'page':24}{heads}")
    failed = 0
    for name in (BASELINE[0], *PAGES):
        rows = [figures[size].get(name) for size in sizes]
        if not all(rows):
            print(f"{name:24}  is not there")
            continue
        cells = "".join(
            f"{row['median']:16.1f}{row['p95']:8.1f}{row['wall']:8.1f}{row['queries']:9.0f}"
            for row in rows
        )
        grows = len({row["queries"] for row in rows}) > 1
        is_slow = rows[-1]["p95"] >= LIMIT_MS
        failed += grows or is_slow
        says = ("  OVER the limit" if is_slow else "") + ("  QUERIES GROW" if grows else "")
        print(f"{name:24}{cells}{says}")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
