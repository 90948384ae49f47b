"""Server time and queries of the pages an officer has open all day, with few people and with many.

    python benchmarks/desk_pages.py [--sizes 350 5000] [--rounds 60] [--keep FOLDER]

For each size a county is built in a process of its own (or reused with --keep) and every page is
asked for in that process, without a network. The baseline is a page that reads nothing. Prints
median and 95th percentile beside the limit, and whether the number of queries stays the same.

The clock is that of the process (`time.process_time`), so that waiting for a core does not count;
what passed on the wall stands beside it. A busy neighbour still slows caches: compare with the
baseline of the same minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LIMIT_MS, ROUNDS, SIZES = 100, 60, (350, 5000)
TODAY, FOUNDERS = date(2026, 11, 23), 24
WARM_UP = 3
OFFICERS = ("squad.officer", "squad.leader", "brigade.leader")
SURNAMES, GIVEN = "王李张刘陈杨唐蒋邓何周吕秦段罗彭盘文", "安平和顺康宁福禄建国志明晓兰海波立新桂英"
PAGES = {
    "docket": "/",
    "docket, by person": "/?view=people",
    "docket, a name": "/?words=王安",
    "docket, later": "/?tab=later",
    "docket, page 2": "/?page=2",
    "register": "/cases/",
    "register, a name": "/cases/?words=王安",
    "person page": "/cases/{case}/",
    "dossiers": "/dossiers/",
}
BASELINE = ("empty page", "/keys/")


def main() -> int:
    """Build and measure each size; exit 1 when a page is over its limit or costs more queries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keep", type=Path, help="keep the counties here, and use them again")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure is not None:
        print(json.dumps(measured(options.keep, options.measure, options.rounds)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        keep = options.keep or Path(folder)
        figures = {size: _apart(keep, size, options.rounds) for size in options.sizes}
    return _report(figures)


def _apart(keep: Path, size: int, rounds: int) -> dict[str, dict[str, float]]:
    home = keep / f"county-{size}"
    words = [sys.executable, __file__, "--keep", str(home)]
    words += ["--measure", str(size), "--rounds", str(rounds)]
    environment = os.environ | {
        "GUIHANG_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "guihang.settings",
    }
    if not (home / "filled").exists():
        build(home, size)
    done = subprocess.run(words, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def build(home: Path, size: int) -> None:
    """Make a county: its offices and staff as in the demo, then a register of any size."""
    words = [sys.executable, "-m", "guihang", "demo", "--no-start", "--home", str(home)]
    subprocess.run(
        [*words, "--today", str(TODAY), "--people", str(FOUNDERS)], check=True, capture_output=True
    )


def measured(home: Path, size: int, rounds: int) -> dict[str, dict[str, float]]:
    """Return median, 95th percentile and queries of every page, for the busiest of some people."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    if not (home / "filled").exists():
        admit(size)
        (home / "filled").touch()
    settings.GUIHANG_TODAY = TODAY
    settings.ALLOWED_HOSTS = ["testserver"]
    password = json.loads((home / "sign-ins.json").read_text())["password"]
    found: dict[str, dict[str, float]] = {}
    for officer in OFFICERS:
        client = Client()
        client.post("/sign-in/", {"username": officer, "password": password})
        for name, address in (BASELINE, *PAGES.items()):
            figures = _page(client, address.format(case=_case(officer)), rounds)
            known = found.get(name)
            if figures and (known is None or figures["p95"] > known["p95"]):
                found[name] = figures
    return found


def admit(size: int) -> None:
    """Take a register of some size in, at every stage of a case."""
    from guihang.cases.actions import admit_many
    from guihang.ledger.chains import SYSTEM

    at = datetime(2026, 11, 23, 7, tzinfo=ZoneInfo("Asia/Shanghai"))
    admit_many(drafts=_receipts(size), by=SYSTEM, at=at)


def _receipts(size: int) -> Iterator[object]:
    from guihang.agencies import queries as agencies
    from guihang.agencies.vocabulary import UnitKind
    from guihang.cases.actions import OrderDraft, PersonDraft, Receipt
    from guihang.law.events import Event

    offices = tuple(agencies.units(("",), on=TODAY, kinds=(UnitKind.OFFICE,)))
    dice = random.Random(size)
    for number in range(size):
        effective = TODAY - timedelta(days=dice.randrange(3, 700))
        ends = effective + timedelta(days=729)
        order = OrderDraft(
            kind="suspension",
            organ="court",
            organ_name="冷水滩区人民法院",
            judgment_number=f"（{effective.year}）湘1103刑初{number}号",
            judged_on=effective - timedelta(days=11),
            organ_elsewhere=False,
            organ_other_province=False,
            crime="盗窃罪",
            penalty="prison",
            sentence="1 year",
            probation="2 years",
            paper_begins=effective,
            paper_ends=ends,
        )
        name = dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)
        born = date(1960, 1, 1) + timedelta(days=dice.randrange(15_000))
        person = PersonDraft(name=name, birth=born, sex="male", home="演示县演示街道 1 号")
        events = tuple(Event(what, day) for what, day in _steps(effective, dice))
        yield Receipt(person, order, offices[number % len(offices)], events=events)


def _steps(effective: date, dice: random.Random) -> Iterator[tuple[object, date]]:
    """Yield what has happened by today; now and then something was left undone."""
    from guihang.law.events import What

    course = (
        (What.EFFECTIVE, 0),
        (What.NOTICE_RECEIVED, 6),
        (What.DOCUMENTS_RECEIVED, 8),
        (What.REPORTED, 9),
        (What.REGISTERED, 9),
        (What.RECEIPT_RETURNED, 12),
        (What.GROUP_FORMED, 18),
        (What.DECLARED, 18),
        (What.PLAN_MADE, 25),
    )
    for what, after in course:
        day = effective + timedelta(days=after)
        if day > TODAY:
            return
        if after < 12 or dice.random() < 0.97:
            yield what, day


def _case(officer: str) -> str:
    from guihang.agencies import queries as agencies
    from guihang.agencies.models import Account
    from guihang.cases import queries as cases
    from guihang.cases.queries import Search

    actor = agencies.actor(Account.objects.get(username=officer), on=TODAY)
    return cases.cases(actor, Search(), on=TODAY).first().number


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
    taken, passed = [], []
    for _ in range(rounds):
        began, wall = time.process_time(), time.perf_counter()
        client.get(address)
        taken.append((time.process_time() - began) * 1000)
        passed.append((time.perf_counter() - wall) * 1000)
    p95, of_wall = (statistics.quantiles(one, n=20)[-1] for one in (taken, passed))
    median = statistics.median(taken)
    return {"median": median, "p95": p95, "wall": of_wall, "queries": len(captured)}


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
