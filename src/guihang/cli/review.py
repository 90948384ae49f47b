"""`guihang review`: look at every file now and print what does not fit; nothing is changed."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from guihang.cli.serve import use_home


def main(arguments: list[str]) -> int:
    """Print the findings; the exit code says whether there are any."""
    parser = argparse.ArgumentParser(prog="guihang review", description=__doc__)
    parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="only these files")
    parser.add_argument("--json", action="store_true", help="print every finding as JSON")
    parser.add_argument("--home", type=Path, help="the installation's folder")
    options = parser.parse_args(arguments)
    use_home(options.home)
    import django

    django.setup()
    from guihang.bureau.reviews.queries import look
    from guihang.doors import clock

    looked, found = 0, []
    for file, findings in look(options.numbers or None, on=clock.today()):
        looked += 1
        found += [_written(file.number, one, where) for one, where in findings]
    if options.json:
        print(json.dumps({"files": looked, "findings": found}, ensure_ascii=False, indent=1))
    else:
        _tell(looked, found)
    return 1 if found else 0


def _written(number: str, one, where) -> dict[str, str]:
    return {
        "file": number,
        "check": one.code,
        "since": where.day.isoformat(),
        "of": where.of,
        "severity": one.severity.value,
        "ground": one.ground,
        "says": str(one.says),
        "remedy": str(one.remedy),
    }


def _tell(looked: int, found: list[dict[str, str]]) -> None:
    for one in found:
        print(f"{one['file']}  {one['since']}  {one['severity']:<5}  {one['check']}  {one['says']}")
    graves = Counter(one["severity"] for one in found)
    print(
        f"{looked} files, {len(found)} findings: "
        + ", ".join(f"{graves[name]} {name}" for name in ("grave", "fault", "flaw")),
        file=sys.stderr,
    )
