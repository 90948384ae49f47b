"""Which sentences the code shows, and which of them have no Chinese yet.

`python -m guihang.doors.ui.sentences` prints what is missing and what nobody uses any more.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from guihang.doors.ui import translations

PACKAGE = Path(__file__).parents[2]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """One sentence the code shows: its context, its English, and where it stands."""

    context: str
    english: str
    file: str

    @property
    def key(self) -> translations.Key:
        """What tells it from another."""
        return (self.context, self.english)


def shown() -> list[Shown]:
    """Return every sentence of the Python files and the templates."""
    if not settings.configured:
        settings.configure()
    found = [one for file in sorted(PACKAGE.rglob("*.py")) for one in _in_python(file)]
    for file in sorted(PACKAGE.glob("doors/*/templates/**/*.html")):
        found += _in_template(file)
    return sorted(set(found))


def missing() -> list[Shown]:
    """Return the sentences that have no Chinese."""
    known = {translations.key(message) for message in _catalogue() if _has_chinese(message)}
    return [one for one in shown() if one.key not in known]


def unused() -> list[translations.Key]:
    """Return the translations whose sentence nobody shows any more."""
    wanted = {one.key for one in shown()}
    own = (file for file in translations.sources() if file != translations.FRAMEWORK)
    known = (translations.key(message) for file in own for message in translations.messages(file))
    return sorted(key for key in known if key not in wanted)


def _catalogue() -> Iterator:
    for file in translations.sources():
        yield from translations.messages(file)


def _has_chinese(message) -> bool:
    text = message.string if isinstance(message.string, str) else message.string[0]
    return bool(text)


def _in_python(file: Path) -> Iterator[Shown]:
    return _extract(file, file.read_bytes())


def _in_template(file: Path) -> Iterator[Shown]:
    code = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    flat = "\n".join(line.strip() for line in code.splitlines())
    return _extract(file, flat.encode())


def _extract(file: Path, code: bytes) -> Iterator[Shown]:
    place = str(file.relative_to(PACKAGE))
    for _line, words, _comments, context in extract("python", io.BytesIO(code), KEYWORDS):
        english = words if isinstance(words, str) else words[0]
        # Chinese in a call is what the law or a person says, not a sentence of ours to translate.
        if english and not CHINESE.fullmatch(english[:1]):
            yield Shown(context or "", english, place)


def _tell() -> None:
    for one in missing():
        print(f"no Chinese: {one.file}: {one.english!r}" + f" ({one.context})" * bool(one.context))
    for words in translations.contradictions(translations.sources()):
        print(f"said twice: {words}")
    for context, english in unused():
        print(f"not used: {english!r}" + f" ({context})" * bool(context))


if __name__ == "__main__":
    _tell()
