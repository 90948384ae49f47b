"""Facts and answers as JSON: decoded strictly by type hints, described by a schema, encoded back.

A fault names the field it is in (`events[3].day`). Free text has no place among facts: a word
is a code of a closed list, or fits the `Pattern` its type states.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Protocol,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    runtime_checkable,
)

from guihang.law.codes import Code
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.texts import Text

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None

YEARS = range(1900, 2101)
COUNTS = range(100_001)
LONGEST = Span(years=200)
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SPAN_PATTERN = "^[0-9一二两三四五六七八九十半].*$"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The form a word must have, as a regular expression."""

    form: str


@dataclass(frozen=True, slots=True)
class AnyUnit:
    """Marks a length that may be in hours or working days; others are years, months and days."""


@runtime_checkable
class Checked(Protocol):
    """Facts that can contradict each other and refuse to."""

    def check(self) -> None:
        """Raise `BadFacts` naming the field."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One field's type taken apart: what it is, whether it may be left out, how it is called."""

    kind: object
    optional: bool
    says: Text | None
    form: str | None
    any_unit: bool = False


@lru_cache(maxsize=1024)
def _hint(annotation: object) -> Hint:
    """Take `Annotated[X | None, Text(...)]` apart."""
    says, form, optional, any_unit = None, None, False, False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *marks = get_args(annotation)
            says = next((mark for mark in marks if isinstance(mark, Text)), says)
            form = next((mark.form for mark in marks if isinstance(mark, Pattern)), form)
            any_unit = any(isinstance(mark, AnyUnit) for mark in marks)
        elif get_origin(annotation) in (Union, UnionType):
            (annotation,) = [part for part in get_args(annotation) if part is not NoneType]
            optional = True
        else:
            return Hint(annotation, optional, says, form, any_unit)


@lru_cache(maxsize=512)
def hints(of: type) -> Mapping[str, Hint]:
    """Return the public fields of a facts class with their types, in order."""
    annotations = get_type_hints(of, include_extras=True)
    return {entry.name: _hint(annotations[entry.name]) for entry in _public(of)}


def _public(of: type) -> list[Field[object]]:
    if not is_dataclass(of):
        raise TypeError(f"{of.__name__} is not a dataclass")
    return [entry for entry in fields(of) if entry.init]


def decode[T](into: type[T], written: Json, path: str = "") -> T:
    """Build facts from JSON; refuse what is missing, unknown or not of its type, by field."""
    if not isinstance(written, dict):
        raise _bad(path or "facts", "应为对象", "is not an object")
    kind: type = into
    known = hints(kind)
    for name in written:
        if name not in known:
            raise _bad(_at(path, name) or "facts", "没有这一项", "is not a field of these facts")
    given = {entry.name: _field(known[entry.name], entry, written, path) for entry in _public(into)}
    build: Callable[..., T] = into
    built = build(**given)
    _check(built, path)
    return built


def _check(built: object, path: str) -> None:
    if not isinstance(built, Checked):
        return
    try:
        built.check()
    except BadFacts as fault:
        fault.field = _at(path, fault.field)
        raise


def _field(hint: Hint, entry: Field[object], written: dict[str, Json], path: str) -> object:
    where = _at(path, entry.name)
    if written.get(entry.name) is not None:
        return _read(hint, written[entry.name], where)
    if entry.default is not MISSING:
        return entry.default
    raise _bad(where, "缺少该项", "is missing")


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _read(hint: Hint, written: Json, path: str) -> object:
    kind = hint.kind
    if get_origin(kind) is tuple:
        return _read_list(_hint(get_args(kind)[0]), written, path)
    if not isinstance(kind, type):
        raise TypeError(f"{path}: facts cannot hold {kind}")
    if is_dataclass(kind) and kind is not Span:
        return decode(kind, written, path)
    if issubclass(kind, Code):
        return _read_code(kind, written, path)
    if kind is bool or kind is int:
        return _read_number(kind, written, path)
    if not isinstance(written, str):
        raise _bad(path, "应为文字", "is not a string")
    if kind is Span:
        return _read_span(written, path, any_unit=hint.any_unit)
    return _read_word(kind, hint.form, written, path)


def _read_list(item: Hint, written: Json, path: str) -> tuple[object, ...]:
    if not isinstance(written, list):
        raise _bad(path, "应为列表", "is not a list")
    return tuple(_read(item, part, f"{path}[{at}]") for at, part in enumerate(written))


def _read_code(kind: type[Code], written: Json, path: str) -> Code:
    for code in kind:
        if code.value == written:
            return code
    listed = ", ".join(kind) if len(kind) < 20 else "see the schema"
    raise _bad(path, f"未知代码，应为：{listed}", f"is an unknown code; known: {listed}")


def _read_number(kind: type, written: Json, path: str) -> int:
    if type(written) is not kind or not isinstance(written, int):
        raise _bad(path, "类型不符", f"is not {'true or false' if kind is bool else 'a number'}")
    if written not in COUNTS:
        raise _bad(path, "数值超出范围", "is out of range")
    return written


def _read_word(kind: type, form: str | None, written: str, path: str) -> object:
    if kind is date:
        return read_date(written, path)
    if kind is datetime:
        return _read_instant(written, path)
    if kind is not str or form is None:
        raise TypeError(f"{path}: facts cannot hold {kind} without a pattern")
    if re.fullmatch(form, written) is None:
        raise _bad(path, "格式不符", f"does not fit {form}")
    return written


def read_date(written: Json, path: str) -> date:
    """Read a day, or refuse what is none, by field."""
    if not isinstance(written, str) or _DAY.fullmatch(written) is None:
        raise _bad(path, "应为年-月-日", "is not a day written as year-month-day")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise _bad(path, f"没有这一天：{written}", f"is not a day: {written}") from None
    if day.year not in YEARS:
        raise _bad(path, "年份超出范围", "lies in a year out of range")
    return day


def _read_instant(written: str, path: str) -> datetime:
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        raise _bad(path, "时刻有误", "is not an instant") from None
    if instant.year not in YEARS:
        raise _bad(path, "年份超出范围", "lies in a year out of range")
    return instant.replace(tzinfo=BEIJING) if instant.tzinfo is None else instant


def _read_span(written: str, path: str, *, any_unit: bool) -> Span:
    try:
        span = Span.parse(written)
    except ValueError:
        raise _bad(path, "期限有误", "is not a length of time") from None
    parts = (span.days, span.working_days, span.hours)
    if span.in_months > LONGEST.in_months or max(parts) not in COUNTS:
        raise _bad(path, "期限过长", "is too long")
    if not any_unit and (span.working_days or span.hours):
        raise _bad(path, "应以年、月、日计算", "is counted in years, months and days")
    return span


def _bad(path: str, zh: str, en: str) -> BadFacts:
    return BadFacts(path, why=Text(f"{path}：{zh}。", f"{path} {en}."))


def schema(of: type) -> dict[str, Json]:
    """Describe a facts class as a JSON schema (draft 2020-12), legal terms as titles."""
    required: list[Json] = [entry.name for entry in _public(of) if entry.default is MISSING]
    return {
        "type": "object",
        "description": (of.__doc__ or "").strip().splitlines()[0],
        "properties": {
            name: _described(hint) if name in required else _or_null(_described(hint))
            for name, hint in hints(of).items()
        },
        "required": required,
        "additionalProperties": False,
    }


def _described(hint: Hint) -> dict[str, Json]:
    says: dict[str, Json] = {}
    if hint.says:
        says = {"title": hint.says.zh, "description": hint.says.en}
    return {**_shape(hint), **says}


def _or_null(described: dict[str, Json]) -> dict[str, Json]:
    """Let a fact that may be left out be null as well: both mean that it is not known."""
    kind, codes = described.get("type"), described.get("oneOf")
    if isinstance(codes, list):
        return described | {"oneOf": [*codes, {"type": "null"}]}
    return described | {"type": [kind, "null"]}


def _shape(hint: Hint) -> dict[str, Json]:
    kind = hint.kind
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _described(_hint(get_args(kind)[0]))}
    if not isinstance(kind, type):
        raise TypeError(f"facts cannot hold {kind}")
    if issubclass(kind, Code):
        return {"oneOf": [_const(code) for code in kind]}
    plain = _PLAIN.get(kind)
    if plain is not None:
        return dict(plain)
    return (
        schema(kind) if is_dataclass(kind) else {"type": "string", "pattern": f"^(?:{hint.form})$"}
    )


_PLAIN: Mapping[type, Mapping[str, Json]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0, "maximum": COUNTS[-1]},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Span: {"type": "string", "pattern": SPAN_PATTERN, "examples": ["3 months", "一年六个月"]},
}


def _const(code: Code) -> dict[str, Json]:
    return {"const": code.value, "title": code.says.zh, "description": code.says.en}


def encode(value: object) -> Json:
    """Write an answer as JSON: days in ISO, codes as words, lengths as they are parsed."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Span):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [encode(part) for part in value]
    if isinstance(value, frozenset):
        return [encode(part) for part in sorted(value, key=str)]
    if is_dataclass(value) and not isinstance(value, type):
        return {entry.name: encode(getattr(value, entry.name)) for entry in _public(type(value))}
    raise TypeError(f"an answer cannot hold {type(value).__name__}")
