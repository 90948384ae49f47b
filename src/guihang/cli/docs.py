"""`guihang docs`: write docs/reference from the code; with --check, say what is stale."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from guihang.cli import scratch

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `guihang docs` from the code; edits are lost. -->\n\n"
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")


def main(arguments: list[str]) -> int:
    """Write the reference, or compare it with what would be written."""
    parser = argparse.ArgumentParser(prog="guihang docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail when stale")
    options = parser.parse_args(arguments)
    faults = list(_stale(_pages(), write=not options.check))
    faults += _broken_links()
    for fault in faults:
        print(f"guihang docs: {fault}", file=sys.stderr)
    return int(bool(faults))


def _pages() -> dict[str, str]:
    import django

    scratch.make()
    django.setup()
    from django.utils import translation

    from guihang.cli import reference

    with translation.override("en"):
        return {name: NOTE + page() for name, page in reference.PAGES.items()}


def _stale(pages: dict[str, str], *, write: bool) -> Iterator[str]:
    for name, text in pages.items():
        path = REFERENCE / name
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if kept == text:
            continue
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            continue
        yield f"docs/reference/{name} is stale; run `guihang docs`.\n{_difference(kept, text)}"
    for path in sorted(REFERENCE.glob("*.md")):
        if path.name not in pages:
            yield f"docs/reference/{path.name} is written by nothing; delete it."


def _difference(kept: str, text: str) -> str:
    lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm="")
    return "\n".join(list(lines)[:20])


def _broken_links() -> list[str]:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [
        f"{page.relative_to(ROOT)} links to {target}, which is not there."
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
