"""Writing very many events of very many cases, as the same rows and entries as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import CharField, ForeignKey, PositiveIntegerField

from guihang.cases.actions.noting import Besides, columns_of, noted
from guihang.cases.models import Case, CaseEvent
from guihang.dossiers.actions import account_of
from guihang.law.events import Event
from guihang.ledger.actions import Happened

COLUMNS = tuple(field for field in CaseEvent._meta.concrete_fields if not field.primary_key)
AS_THEY_ARE = frozenset(
    field for field in COLUMNS if type(field) in (CharField, PositiveIntegerField, ForeignKey)
)
"""The columns that hold words, numbers and keys just as they are."""


@dataclass(frozen=True, slots=True)
class Place:
    """An event and where it stands: in which case, at which place, with what beside it."""

    case: Case
    seq: int
    event: Event
    besides: Besides


def write_many(places: Sequence[Place], *, by, at: datetime) -> list[Happened]:
    """Write events; return what is to be recorded of them, for the caller to record."""
    common = {"noted_at": at, "noted_by_id": account_of(by), "corrects_id": None, "because": ""}
    quote = connection.ops.quote_name
    statement = (
        f"INSERT INTO {quote(CaseEvent._meta.db_table)} "  # noqa: S608
        f"({', '.join(quote(field.column) for field in COLUMNS)})"
        f" VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_row(one, common) for one in places])
    return [Happened(noted(one.case, one.event, one.besides), one.case.chain, at) for one in places]


def _row(one: Place, common: dict[str, object]) -> list[object]:
    values = {
        "case_id": one.case.pk,
        "seq": one.seq,
        **columns_of(one.event),
        "note": one.besides.note.strip(),
        "channel": one.besides.channel,
        "paper_id": one.besides.paper.pk if one.besides.paper else None,
        "attachment_id": one.besides.attachment.pk if one.besides.attachment else None,
        **common,
    }
    # A model for each of so many thousand rows would take longer than everything else.
    return [
        value
        if not (value := values[field.attname]) or field in AS_THEY_ARE
        else field.get_db_prep_save(value, connection)
        for field in COLUMNS
    ]
