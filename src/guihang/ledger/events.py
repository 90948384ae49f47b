"""What can be recorded: frozen facts in the past tense, known by their class name.

A room declares its own beside its actions:

    @dataclass(frozen=True, slots=True)
    class CaseAdmitted(Event):
        \"\"\"A person reported and was admitted (入矫).\"\"\"

        title = _("Person admitted")
        case: str
        ground: str

Values are keys, numbers, days and short words, never a name, a phone or an address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, type[Event]] = {}

type Value = str | int | bool | date | datetime | tuple[Value, ...] | None


class Event:
    """Something that happened; a frozen slots dataclass whose class name is its name for ever."""

    __slots__ = ()
    title: object = ""

    def __init_subclass__(cls) -> None:
        """Enter the event under its name; no two events share one."""
        other = EVENTS.get(cls.__name__)
        # A dataclass with slots is made twice: the second replaces the first.
        if other is not None and (other.__module__, other.__qualname__) != (
            cls.__module__,
            cls.__qualname__,
        ):
            raise TypeError(f"two events are named {cls.__name__}: {other.__module__}")
        EVENTS[cls.__name__] = cls


@dataclass(frozen=True, slots=True)
class ChainOpened(Event):
    """A chain of entries was opened; kept in the house chain, so that none can vanish whole."""

    title = _("Chain opened")
    chain: str
    unit_path: str


@dataclass(frozen=True, slots=True)
class SensitiveRead(Event):
    """Somebody read a sensitive field, and why (查阅敏感信息)."""

    title = _("Sensitive entry read")
    field: str
    of: str
    reason: str


@dataclass(frozen=True, slots=True)
class SensitiveUse(Event):
    """The system itself used a sensitive field for somebody's act, and for what."""

    title = _("Sensitive entry used")
    field: str
    of: str
    purpose: str


@dataclass(frozen=True, slots=True)
class EntryOpened(Event):
    """Somebody opened the sealed payload of an entry."""

    title = _("Ledger entry opened")
    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerExported(Event):
    """Somebody took a list of entries out of the system."""

    title = _("Ledger exported")
    search: str
    count: int


@dataclass(frozen=True, slots=True)
class KeyDestroyed(Event):
    """The key of a chain was destroyed: its payloads can never be read again (销毁)."""

    title = _("Key destroyed")
    chain: str
    ground: str


@dataclass(frozen=True, slots=True)
class KeysRotated(Event):
    """Everything sealed by the installation's key was sealed anew with another one."""

    title = _("Keys rotated")
    number: str


def encode(event: Event) -> bytes:
    """Return an event as the bytes that are sealed into its entry."""
    if not isinstance(event, Event) or not is_dataclass(event):
        raise TypeError(f"not an event declared as a frozen dataclass: {type(event).__name__}")
    content = {
        field.name: _plain(getattr(event, field.name), f"{type(event).__name__}.{field.name}")
        for field in fields(event)
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def decode(payload: bytes) -> dict[str, Value]:
    """Return the values of an event as they were recorded."""
    return {name: _value(plain) for name, plain in json.loads(payload).items()}


def _plain(value: object, place: str) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple):
        return [_plain(part, place) for part in value]
    raise TypeError(f"{place} cannot be recorded: a {type(value).__name__} is not a plain value")


def _value(plain: object) -> Value:
    if isinstance(plain, list):
        return tuple(_value(part) for part in plain)
    if isinstance(plain, dict):
        (kind, words), *_rest = plain.items()
        return datetime.fromisoformat(words) if kind == "moment" else date.fromisoformat(words)
    return plain  # type: ignore[return-value]
