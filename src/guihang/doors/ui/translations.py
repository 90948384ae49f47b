"""Translations: the main catalogue and one part a topic, merged and compiled without gettext.

The English sentence is the key; Chinese is what users see first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[2] / "locale" / "zh_Hans" / "LC_MESSAGES"
COMPILED = FOLDER / "django.mo"
STAMP = FOLDER / "django.mo.stamp"

type Key = tuple[str, str]


class ContradictionError(Exception):
    """One English sentence was given two Chinese ones."""


def sources() -> list[Path]:
    """Return the main catalogue and the parts, in order."""
    return [FOLDER / "django.po", *sorted((FOLDER / "parts").glob("*.po"))]


def build() -> bool:
    """Compile the catalogue if a source changed; return whether it did."""
    wanted = hashlib.sha256(b"\0".join(file.read_bytes() for file in sources())).hexdigest()
    if COMPILED.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return False
    fresh = COMPILED.with_suffix(".fresh")
    with fresh.open("wb") as out:
        write_mo(out, merged(sources()))
    fresh.rename(COMPILED)
    STAMP.write_text(wanted)
    return True


def merged(files: Iterable[Path]) -> Catalog:
    """Return one catalogue of all files; refuse two translations of one sentence."""
    whole = Catalog(locale="zh_Hans", fuzzy=False)
    seen: dict[Key, Path] = {}
    for file in files:
        for message in messages(file):
            _add(whole, message, file, seen)
    return whole


def messages(file: Path) -> list[Message]:
    """Return the messages of one file, without its header."""
    with file.open("rb") as words:
        return [message for message in read_po(words, locale="zh_Hans") if message.id]


def key(message: Message) -> Key:
    """Return what tells one message from another: its context and its (singular) English."""
    english = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", english)


def _add(whole: Catalog, message: Message, file: Path, seen: dict[Key, Path]) -> None:
    found = whole.get(message.id, message.context)
    if found is not None and _chinese(found) != _chinese(message):
        raise ContradictionError(
            f"{key(message)[1]!r} reads {found.string!r} in {seen[key(message)].name}"
            f" and {message.string!r} in {file.name}"
        )
    if found is None:
        whole.add(message.id, _as_kept(message), context=message.context)
        seen[key(message)] = file


def _chinese(message: Message) -> str:
    """Chinese has no plural: the first form is the only one."""
    return message.string if isinstance(message.string, str) else message.string[0]


def _as_kept(message: Message) -> str | tuple[str, ...]:
    return _chinese(message) if isinstance(message.id, str) else (_chinese(message),)
