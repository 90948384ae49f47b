"""Write src/guihang/law/quotes.toml: the words of every official article law and papers rest on.

    python tools/law_quotes.py FOLDER

FOLDER holds the official texts under the names instruments.toml gives (`text`), an article a
line that begins with 第…条, its further paragraphs and items on lines of their own.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path

from guihang.dossiers import forms
from guihang.law import articles, obligations, statutes
from guihang.law.articles import Article, Status, article, chinese
from guihang.law.rules import load

ROOT = Path(__file__).resolve().parents[1]
QUOTES = ROOT / "src" / "guihang" / "law" / "quotes.toml"
GOLDEN = ROOT / "tests" / "law" / "golden"
BEGINS = re.compile(r"第([零一二三四五六七八九十百]+)条(?:之([一二三四五六七八九十]+))?[\s　]*(.*)")
ITEM = re.compile(r"（[一二三四五六七八九十]+）")
CITED = re.compile(r'"([a-z]+-\d{4}:[0-9.()\-]+)"')
HEAD = """# The words of official articles, as their texts have them (tools/law_quotes.py).
"""


@cache
def articles_of(path: Path) -> dict[tuple[str, str | None], list[list[str]]]:
    """Return the articles of a text as paragraphs, each with its items."""
    found: dict[tuple[str, str | None], list[list[str]]] = {}
    paragraphs: list[list[str]] = []
    for line in map(str.strip, path.read_text("utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        begins = BEGINS.match(line)
        if begins:
            paragraphs = found[begins[1], begins[2]] = [[begins[3]]] if begins[3] else []
        elif ITEM.match(line) and paragraphs:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return found


def words_of(one: Article, folder: Path) -> str | None:
    """Return the words of an article, paragraph or item; None where the text has no such place."""
    written = re.fullmatch(r"(\d+)(?:-(\d+))?(?:\.(\d+))?(?:\((\d+)\))?", one.place)
    if written is None or not (folder / one.instrument.text).is_file():
        return None
    number, inserted, paragraph, item = (part and int(part) for part in written.groups())
    key = chinese(number or 0), chinese(inserted) if inserted else None
    paragraphs = articles_of(folder / one.instrument.text).get(key, [])
    chosen = paragraphs[paragraph - 1 : paragraph] if paragraph else paragraphs
    lines = [line for each in chosen for line in each]
    if item:
        lines = [line for line in lines if line.startswith(f"（{chinese(item)}）")][:1]
    return "\n".join(lines) or None


def cited() -> set[str]:
    """Return every article the rules, obligations, values, golden tables and forms name."""
    names = {name for entry in load().values() for name in entry.articles}
    for owed in obligations.REGISTER.obligations.values():
        names.update(owed.articles)
    names.update(value.by for values in statutes.parameters().values() for value in values)
    for path in (*(ROOT / "src" / "guihang" / "law").rglob("*.py"), *GOLDEN.glob("*.toml")):
        names.update(CITED.findall(path.read_text("utf-8")))
    names.update(one.name for form in forms.all_forms() for one in form.articles)
    return {name for name in names if name.split(":")[0] in articles.instruments()}


def main(arguments: list[str]) -> int:
    """Write the quotes and say which could not be found."""
    folder, lines, missing = Path(arguments[0]), [HEAD], []
    for name in sorted(cited()):
        one = article(name)
        if one.status is not Status.OFFICIAL or not one.instrument.text:
            continue
        words = words_of(one, folder)
        if words is None:
            missing.append(name)
        else:
            lines.append(f"{json.dumps(name)} = {json.dumps(words, ensure_ascii=False)}")
    QUOTES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} quotes; not found: {', '.join(missing) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
