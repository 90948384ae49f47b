"""`guihang test`: the gates in order, everything CI runs; the last words are pytest's."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(sys.executable).parent
POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
NO_POSTGRES = (
    "guihang: skipped: the tests on PostgreSQL, because none answers at {url} "
    "(name another with GUIHANG_TEST_POSTGRES)."
)
# Each core has a database and servers of its own, so the tests do not meet each other.
ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")
GATES = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("lint-imports", "--no-logo"),
    ("mypy",),
    ("guihang", "docs", "--check"),
)


def main(arguments: list[str]) -> int:
    """Run every gate; stop at the first that fails."""
    parser = argparse.ArgumentParser(prog="guihang test", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="without journeys and PostgreSQL")
    options, for_pytest = parser.parse_known_args(arguments)
    for gate in GATES:
        if code := _run(HERE / gate[0], *gate[1:]):
            print(f"guihang: this gate is closed: {' '.join(gate)}", file=sys.stderr)
            return code
    if not options.fast and (code := _on_postgres()):
        return code
    only = ("-m", "not journey") if options.fast else ()
    return _pytest(*only, *for_pytest)


def _on_postgres() -> int:
    url = os.environ.get("GUIHANG_TEST_POSTGRES", POSTGRES)
    if not _answers(url):
        print(NO_POSTGRES.format(url=url), file=sys.stderr)
        return int(os.environ.get("GUIHANG_ALL_SERVERS") == "required")
    beside = {"GUIHANG_DATABASE": url, "GUIHANG_POSITIONS": url.rsplit("/", 1)[0] + "/positions"}
    return _pytest("-m", "both_databases", database=beside)


def _pytest(*words: str, database: dict[str, str] | None = None) -> int:
    return _run(sys.executable, "-m", "pytest", *ON_ALL_CORES, *words, database=database)


def _answers(url: str) -> bool:
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def _run(*command: object, database: dict[str, str] | None = None) -> int:
    sys.stdout.flush()
    return subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, **(database or {})},
        check=False,
    ).returncode
