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
FRAMEWORK = FOLDER / "parts" / "django.po"
COMPILED = FOLDER / "django.mo"
STAMP = FOLDER / "django.mo.stamp"

type Key = tuple[str, str]


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
    """Return one catalogue of all files; of two translations of one sentence the first counts."""
    whole = Catalog(locale="zh_Hans", fuzzy=False)
    for message in (message for file in files for message in messages(file)):
        if whole.get(message.id, message.context) is None:
            whole.add(message.id, _as_kept(message), context=message.context)
    return whole


def contradictions(files: Iterable[Path]) -> list[str]:
    """Return what is said twice and differently; a context (msgctxt) tells the two apart."""
    first: dict[Key, tuple[str, Path]] = {}
    found = []
    for file, message in ((one, message) for one in files for message in messages(one)):
        chinese = _chinese(message)
        kept, where = first.setdefault(key(message), (chinese, file))
        if kept != chinese:
            found.append(f"{key(message)[1]!r}: {kept} ({where.name}), {chinese} ({file.name})")
    return found


def messages(file: Path) -> list[Message]:
    """Return the messages of one file, without its header."""
    with file.open("rb") as words:
        return [message for message in read_po(words, locale="zh_Hans") if message.id]


def key(message: Message) -> Key:
    """Return what tells one message from another: its context and its (singular) English."""
    english = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", english)


def _chinese(message: Message) -> str:
    """Chinese has no plural: the first form is the only one."""
    return message.string if isinstance(message.string, str) else message.string[0]


def _as_kept(message: Message) -> str | tuple[str, ...]:
    return _chinese(message) if isinstance(message.id, str) else (_chinese(message),)
