"""What the rooms above know of a dossier: each hands its part in as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from django.db.models import Model

from guihang.law.wire import Json
from guihang.ledger.actions import use
from guihang.ledger.chains import Signatory
from guihang.ledger.fields import SealedField

if TYPE_CHECKING:
    from guihang.dossiers.models import Dossier


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes a dossier out, for what and when: every sealed entry he takes is recorded."""

    dossier: Dossier
    purpose: str
    by: Signatory
    at: datetime

    def row(self, row: Model, *besides: str) -> dict[str, Json]:
        """Return the filled columns of a row as plain values, without its keys and `besides`."""
        return {
            field.name: value
            for field in row._meta.concrete_fields
            if not (field.primary_key or field.is_relation or field.generated)
            and field.name not in besides
            and getattr(row, field.name) not in (None, "")
            and (value := self._plain(row, field.name, field)) != ""
        }

    def _plain(self, row: Model, name: str, field: object) -> Json:
        value = getattr(row, name)
        if isinstance(field, SealedField):
            return self._opened(row, name) if value else ""
        if isinstance(value, date):
            return value.isoformat()
        return value if isinstance(value, bool | int | list | dict) else str(value)

    def _opened(self, row: Model, name: str) -> str:
        chain = self.dossier.chain
        return use(row, name, purpose=self.purpose, chain=chain, by=self.by, at=self.at)


class Part(Protocol):
    """What one room knows of a dossier, under names of its own."""

    def __call__(self, taking: Taking) -> Mapping[str, Json]:
        """Return it; nothing where the room knows nothing of this dossier."""


class Happenings(Protocol):
    """What happened in the case of a dossier, in the law's words."""

    def __call__(self, dossier: Dossier) -> Iterable[tuple[str, date]]:
        """Return each event that holds, with its day."""


_parts: list[Part] = []
_happenings: list[Happenings] = []


def bind(parts: Sequence[Part], happenings: Sequence[Happenings]) -> None:
    """Say which rooms hand in what they know, and what happened."""
    _parts[:] = parts
    _happenings[:] = happenings


def all_happenings(dossier: Dossier) -> tuple[tuple[str, date], ...]:
    """Return what happened in a dossier, as far as any room knows."""
    return tuple(told for happenings in _happenings for told in happenings(dossier))


def all_parts(taking: Taking) -> dict[str, Json]:
    """Return what all rooms know of a dossier."""
    return {name: told for part in _parts for name, told in part(taking).items()}
