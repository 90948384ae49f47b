"""What recording costs: one action with its ledger entry beside one bare insert, in one run.

On SQLite in a temporary installation, or on an empty PostgreSQL named by GUIHANG_DATABASE.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from guihang.cli import scratch

scratch.make()

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.transaction import atomic  # noqa: E402

from guihang.ledger import actions, chains, vault  # noqa: E402
from guihang.ledger.events import Event  # noqa: E402
from guihang.ledger.outbox import Message  # noqa: E402
from guihang.ledger.verify import verify  # noqa: E402

TIMES, CHAINS = 500, 50
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LampLit(Event):
    """Somebody lit a lamp."""

    room: str
    ground: str = "house:light"


def insert() -> None:
    """Write one row of an ordinary table."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (words) VALUES (%s)", ["a few words " * 10])


def record(number: int, **also: object) -> None:
    """Record one event."""
    chain = chains.Chain(f"dossier:{number % CHAINS}", "43/4311/431103/")
    actions.record(LampLit("hall"), chain=chain, by=chains.SYSTEM, at=AT, **also)


def one_insert(_number: int) -> None:
    """Write one bare row in a transaction of its own."""
    with atomic():
        insert()


def one_action(number: int) -> None:
    """Write one row and its ledger entry in one transaction."""
    with atomic():
        insert()
        record(number)


def one_action_with_a_notice(number: int) -> None:
    """Write one row, its ledger entry and a message to send in one transaction."""
    with atomic():
        insert()
        record(number, send=[Message("notice:account:1", "lit", {"room": "hall"})])


def median_ms(act: Callable[[int], None]) -> float:
    """Return how long one act takes, in the middle of many."""
    taken = []
    for number in range(TIMES):
        begun = time.perf_counter()
        act(number)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def main() -> None:
    """Measure and print."""
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (words text)")
    for number in range(CHAINS):
        one_action(number)
    for act in (one_insert, one_action, one_action_with_a_notice):
        print(f"{act.__name__.replace('_', ' '):28} {median_ms(act):6.2f} ms")
    begun = time.perf_counter()
    finding = verify(connection, vault.keyring())
    taken = time.perf_counter() - begun
    print(f"verified {finding.entries} entries: {finding.entries / taken:,.0f} a second")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_row")


if __name__ == "__main__":
    main()
