"""The forms of papers as frozen values, read from form.toml; pure, no Django.

A field says what may be written into it; an article says whether its text was read, for only
then may its number be printed.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from guihang.dossiers import plans
from guihang.dossiers.plans import Part, ReceiptPlan, StubPlan, Table
from guihang.law.refusals import BadFacts, Missing
from guihang.law.texts import Text

type Entry = str | tuple[str, ...]
type Entries = Mapping[str, Entry]

ITEMS_MOST = 30
LONGEST = 400
SIZE = 14
BETWEEN = "｜"
SHARED = files("guihang.dossiers") / "templates" / "fields.toml"
KEPT_INVISIBLE = frozenset("\n")
_folders: list[Traversable] = [files("guihang.dossiers") / "templates"]


class Kind(StrEnum):
    """What may be written into a field."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    ITEMS = "items"


class Wording(StrEnum):
    """Whose words a form prints."""

    OFFICIAL = "official"
    OWN = "own"


class Frame(StrEnum):
    """How a paper begins and ends: as a letter under the seal, or as a sheet filled in."""

    LETTER = "letter"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Field:
    """One place of a form to be filled in."""

    name: str
    kind: Kind
    label: Text
    required: bool
    longest: int
    choices: tuple[str, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article a form rests on, and whether its text was read."""

    name: str
    law: str
    place: str
    quote: str
    read: bool

    @property
    def cited(self) -> str:
        """The article as printed: without its number as long as nobody read the text."""
        return f"{self.law}{self.place}" if self.read else f"{self.law}有关条款"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of paper (文书格式)."""

    code: str
    version: int
    title: Text
    about: str
    kind: str
    volume: str
    by_decision: bool
    wording: Wording
    frame: Frame
    size: int
    seal: str
    copies: tuple[str, ...]
    articles: tuple[Article, ...]
    fields: tuple[Field, ...]
    stub: StubPlan | None
    body: tuple[Part, ...]
    receipt: ReceiptPlan | None

    def field(self, name: str) -> Field:
        """Return a field by its name."""
        return next(field for field in self.fields if field.name == name)

    def article(self, name: str) -> Article:
        """Return an article by its name (`ccl-2019:9.2`)."""
        return next(article for article in self.articles if article.name == name)


def look_also_in(folder: Path) -> None:
    """Take in the forms an installation adds in a folder of its own; packaged ones come first."""
    if folder not in _folders:
        _folders.append(folder)


def form(code: str, version: int = 0) -> Form:
    """Return a form by its code: the current one, or the version a paper was issued on."""
    current = _read(code, "form.toml")
    if current and version in {0, current.version}:
        return current
    earlier = _read(code, f"form.{version}.toml")
    if earlier is None:
        raise Missing(
            why=Text(f"没有“{code}”这种文书格式。", f"There is no form called {code}."),
            ground="house:forms",
            remedy=Text("请选择现有的文书格式。", "Choose one of the existing forms."),
        )
    return earlier


def all_forms() -> tuple[Form, ...]:
    """Return every current form there is, by code."""
    codes = {folder.name for place in _folders for folder in _inside(place)}
    return tuple(found for code in sorted(codes) if (found := _read(code, "form.toml")))


def _inside(place: Traversable) -> Iterable[Traversable]:
    return place.iterdir() if place.is_dir() else ()


def _read(code: str, name: str) -> Form | None:
    if not code.isidentifier():
        return None
    files_named = (place / code / name for place in _folders)
    found = next((file for file in files_named if file.is_file()), None)
    return _parsed(found.read_text(encoding="utf-8")) if found else None


@cache
def _parsed(text: str) -> Form:
    return _form(tomllib.loads(text))


def filled(form: Form, entries: Mapping[str, object]) -> dict[str, Entry]:
    """A paper carries exactly the fields of its form, each filled in as its kind asks."""
    for name in entries:
        if name not in {field.name for field in form.fields}:
            raise BadFacts(
                name,
                why=Text(
                    f"“{form.title.zh}”没有“{name}”这一栏。",
                    f"{form.title.en} has no field called {name}.",
                ),
                ground="house:forms",
            )
    return {field.name: _filled(field, entries.get(field.name)) for field in form.fields}


def missing(form: Form, entries: Entries) -> tuple[Field, ...]:
    """Return the required fields that are still empty."""
    return tuple(field for field in form.fields if field.required and not entries[field.name])


def columns(*cells: str) -> str:
    """Return one item of a field whose items have columns (姓名｜身份｜职责)."""
    return BETWEEN.join(cell.replace(BETWEEN, "/").strip() for cell in cells)


def cleaned(text: str) -> str:
    """Return a text as it will be printed: one kind of line end, nothing that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "\u3000")
    kept = (sign for sign in text if sign in KEPT_INVISIBLE or not _is_invisible(sign))
    return "\n".join(line.rstrip() for line in "".join(kept).split("\n")).strip("\n ")


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _filled(field: Field, entry: object) -> Entry:
    if field.kind is Kind.ITEMS:
        return _items(field, entry)
    text = cleaned(_text(field, entry))
    if field.kind is Kind.LINE:
        text = " ".join(text.split("\n"))
    if field.kind is Kind.DAY and text:
        _check_day(field, text)
    _check_choice(field, text)
    _check_length(field, text)
    return text


def _text(field: Field, entry: object) -> str:
    if entry is None:
        return ""
    if isinstance(entry, date):
        return entry.isoformat()
    if isinstance(entry, str):
        return entry
    raise _bad(field, Text("须填写文字。", "This must be text."))


def _items(field: Field, entry: object) -> tuple[str, ...]:
    if entry is None:
        return ()
    each = entry.split("\n") if isinstance(entry, str) else entry
    if not isinstance(each, list | tuple) or not all(isinstance(one, str) for one in each):
        raise _bad(field, Text("须逐项填写。", "Write one item a line."))
    items = tuple(line for line in (" ".join(cleaned(one).split("\n")) for one in each) if line)
    if len(items) > ITEMS_MOST:
        raise _bad(
            field,
            Text(f"最多填写 {ITEMS_MOST} 项。", f"There is room for {ITEMS_MOST} items."),
        )
    for item in items:
        _check_length(field, item)
    return items


def _check_day(field: Field, text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise _bad(
            field,
            Text("日期须写成 2026-11-23 的样子。", "Write the day like 2026-11-23."),
        ) from None


def _check_choice(field: Field, text: str) -> None:
    if text and field.choices and text not in field.choices:
        either = "、".join(field.choices)
        raise _bad(field, Text(f"须从中选择：{either}。", f"Choose one of: {either}."))


def _check_length(field: Field, text: str) -> None:
    if len(text) > field.longest:
        raise _bad(
            field,
            Text(
                f"最多 {field.longest} 字，现有 {len(text)} 字。",
                f"There is room for {field.longest} characters; this has {len(text)}.",
            ),
        )


def _bad(field: Field, says: Text) -> BadFacts:
    return BadFacts(
        field.name,
        why=Text(f"{field.label.zh}：{says.zh}", f"{field.label.en}: {says.en}"),
        ground="house:forms",
    )


def _form(read: Table) -> Form:
    return Form(
        code=plans.string(read, "code"),
        version=plans.whole(read, "version", 1),
        title=plans.label(read, "title"),
        about=plans.string(read, "about"),
        kind=plans.string(read, "kind"),
        volume=plans.string(read, "volume"),
        by_decision=bool(read.get("by_decision", False)),
        wording=Wording(plans.string(read, "wording")),
        frame=Frame(plans.string(read, "frame") or Frame.LETTER),
        size=plans.whole(read, "size", SIZE),
        seal=plans.string(read, "seal"),
        copies=plans.strings(read, "copies"),
        articles=tuple(_article(one) for one in plans.tables(read, "articles")),
        fields=tuple(_field(one) for one in plans.tables(read, "fields")),
        stub=plans.stub(plans.table(read, "stub")) if "stub" in read else None,
        body=tuple(plans.part(one) for one in plans.tables(read, "body")),
        receipt=plans.receipt(plans.table(read, "receipt")) if "receipt" in read else None,
    )


def _article(read: Table) -> Article:
    return Article(
        name=plans.string(read, "name"),
        law=plans.string(read, "law"),
        place=plans.string(read, "place"),
        quote=plans.string(read, "quote"),
        read=bool(read["read"]),
    )


def _field(own: Table) -> Field:
    """What the form says of a field goes before what all forms say of it."""
    name = plans.string(own, "name")
    read = {**plans.table(_shared(), name), **own}
    return Field(
        name=name,
        kind=Kind(plans.string(read, "kind")),
        label=plans.label(read, "label"),
        required=bool(read.get("required", False)),
        longest=plans.whole(read, "longest", LONGEST),
        choices=plans.strings(read, "choices"),
        empty=plans.string(own, "empty"),
    )


@cache
def _shared() -> Table:
    return tomllib.loads(SHARED.read_text(encoding="utf-8"))
