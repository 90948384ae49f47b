"""Keys: everything sealed anew under another key, and a chain's key destroyed for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import AlreadyDone, Missing
from guihang.ledger import chains, events, heads, keyfile, vault
from guihang.ledger.actions.recording import locked, record
from guihang.ledger.chains import Chain, Signatory
from guihang.ledger.fields import SealedField
from guihang.ledger.models import ChainHead

_BATCH = 500
_ROUNDS = 3

type Row = tuple[object, str]


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation did: which key is active, whether it is new, what was sealed anew."""

    number: str
    new: bool
    chains: int
    fields: int
    left: int


@atomic
def destroy_key(chain: Chain, *, by: Signatory, at: datetime, ground: str) -> None:
    """Destroy the key of a chain after its time (销毁); its entries still verify."""
    if not ground.strip():
        raise Missing(
            why=_("A key is destroyed for ever; that needs a ground."),
            ground="pipl-2021:47",
            remedy=_("Name the article or the approved list under which it is destroyed."),
        )
    head = heads.held(chain.key)
    if head is None or head.destroyed_at is not None:
        raise AlreadyDone(
            why=_("There is no key of %(chain)s to destroy.") % {"chain": chain.key},
            ground="pipl-2021:47",
            remedy=_("That it was destroyed, when and by whom is in the ledger."),
        )
    destroyed = events.KeyDestroyed(chain=chain.key, ground=ground)
    record(destroyed, chain=chain, by=by, at=at)
    # The chain's own entry can no longer be opened afterwards; this one can.
    record(destroyed, chain=chains.HOUSE, by=by, at=at)
    heads.rewrap(locked(chain, by=by, at=at), wrapped="", destroyed_at=at)


def rotate_keys(*, by: Signatory, at: datetime) -> Rotation:
    """Seal everything anew under a new key; one that was interrupted is finished first.

    Safe to stop and to run again, and while others work: each batch is one transaction, and
    what somebody else changes meanwhile is left to the next round.
    """
    new = not _left()
    ring = keyfile.add_sealing_key(Path(settings.GUIHANG_KEYRING)) if new else vault.keyring()
    vault.imprint()
    wrapped = sealed = 0
    for _round in range(_ROUNDS):
        wrapped += sum(_rewrapped(key) for key in list(_old_heads()))
        sealed += sum(
            _reseal(model, field, batch)
            for model, field in sealed_fields()
            for batch in _old_rows(model, field)
        )
        if not (left := _left()):
            break
    with atomic():
        record(events.KeysRotated(number=ring.active), chain=chains.HOUSE, by=by, at=at)
    return Rotation(ring.active, new, wrapped, sealed, left)


def sealed_fields() -> Iterator[tuple[type[Model], SealedField]]:
    """Yield every sealed column of every room."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedField):
                yield model, field


def _left() -> int:
    """Count what is not sealed under the active key."""
    columns = sum(
        len(batch) for model, field in sealed_fields() for batch in _old_rows(model, field)
    )
    return columns + sum(1 for _key in _old_heads())


def _is_old(token: str) -> bool:
    return bool(token) and vault.number_of(token) != vault.keyring().active


def _old_heads() -> Iterator[str]:
    for key, wrapped in ChainHead.objects.order_by("pk").values_list("pk", "wrapped").iterator():
        if _is_old(wrapped):
            yield key


@atomic
def _rewrapped(key: str) -> bool:
    head = ChainHead.objects.select_for_update().get(pk=key)
    if not _is_old(head.wrapped):
        return False
    heads.rewrap(head, wrapped=vault.resealed(head.wrapped, about=vault.chain_key_about(key)))
    return True


def _old_rows(model: type[Model], field: SealedField) -> Iterator[list[Row]]:
    """Yield, a batch at a time, the rows whose column is not sealed under the active key."""
    rows = model._base_manager.order_by("pk").values_list("pk", field.attname)
    batch = list(rows[:_BATCH])
    while batch:
        yield [(key, sealed.token) for key, sealed in batch if _is_old(sealed.token)]
        batch = list(rows.filter(pk__gt=batch[-1][0])[:_BATCH])


@atomic
def _reseal(model: type[Model], field: SealedField, batch: list[Row]) -> int:
    meta, quote = model._meta, connection.ops.quote_name
    table, column, key = quote(meta.db_table), quote(field.column), quote(meta.pk.column)
    # Only where it still says what was read: a newer value is never overwritten.
    statement = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608
    done = 0
    with connection.cursor() as cursor:
        for row, token in batch:
            resealed = vault.resealed(token, about=field.about)
            cursor.execute(statement, [resealed, meta.pk.get_db_prep_value(row, connection), token])
            done += cursor.rowcount
    return done
