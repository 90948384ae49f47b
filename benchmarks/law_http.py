"""Server time of one question to the law over HTTP, beside the same question asked in Python."""

import json
import os
import statistics
import tempfile
import time
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="guihang-benchmark-"))
(HOME / "settings.toml").write_text("demo = true\n", encoding="utf-8")
os.environ["GUIHANG_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "guihang.settings"

ROUNDS = 400
LIMIT_MS = 5.0
QUESTIONS = {
    "leave.who_decides": {
        "leaves": "2026-11-24",
        "returns": "2026-12-10",
        "office_entrusted": True,
        "earlier": [{"leaves": "2026-10-01", "returns": "2026-10-20"}],
    },
    "terms.suspension": {"effective": "2026-11-23", "probation": "2 years"},
    "closing.of_case": {
        "kind": "suspension",
        "probation": "1 year",
        "events": [{"what": "effective", "day": "2025-11-23"}]
        + [{"what": "report_made", "day": f"2026-{month:02}-05"} for month in range(1, 11)],
    },
    "copies.recipients": {"writ": "warning"},
}


def milliseconds(ask, rounds: int = ROUNDS) -> list[float]:
    """Return how long each of many rounds took, after ten to warm up."""
    for _ in range(10):
        ask()
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def main() -> None:
    """Measure each question both ways."""
    from guihang.ledger import keyfile

    keyfile.make(HOME / "keys" / "keyring.json")
    import django

    django.setup()
    from django.test import Client

    from guihang.doors.api import limits
    from guihang.law import ask
    from guihang.law.rules import load

    limits.too_many.__defaults__ = (10**9,)
    load()
    web = Client(SERVER_NAME="localhost")
    print(f"{'question':24}{'python':>10}{'http':>10}{'http p95':>10}   ms, median of {ROUNDS}")
    slowest = 0.0
    for rule, facts in QUESTIONS.items():
        body = json.dumps({"facts": facts, "on": "2026-11-23"})

        def by_http(rule=rule, body=body):
            address = f"/api/law/rules/{rule}"
            answer = web.post(address, body, content_type="application/json")
            assert answer.status_code == 200, answer.status_code

        def by_python(rule=rule, facts=facts):
            ask.ask(rule, facts, ask.law_of("2026-11-23", ""))

        base, over = milliseconds(by_python), milliseconds(by_http)
        p95 = statistics.quantiles(over, n=20)[-1]
        slowest = max(slowest, statistics.median(over))
        print(f"{rule:24}{statistics.median(base):10.3f}{statistics.median(over):10.3f}{p95:10.3f}")
    verdict = "under" if slowest < LIMIT_MS else "OVER"
    print(f"slowest median {slowest:.2f} ms: {verdict} the limit of {LIMIT_MS} ms")


if __name__ == "__main__":
    main()
