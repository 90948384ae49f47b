"""Rows held still while something is decided about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.models import Area, Unit
from guihang.law.refusals import BadFacts


def open_unit(unit: Unit, field: str = "unit") -> Unit:
    """Return a unit as it stands now, held until the transaction ends; a closed one is refused."""
    present = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if present.closed_on:
        raise BadFacts(
            field,
            why=_("%(unit)s is closed.") % {"unit": present.name},
            remedy=_("Choose another unit that is open."),
        )
    return present


def held[Row: (Unit, Area)](row: Row) -> Row:
    """Return a row as it stands now, held until the transaction ends.

    Whoever decides what follows a row of history holds what the history is of: a second hand
    waits here, and then sees what the first has added.
    """
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)


@contextmanager
def taken_once(field: str, why: object) -> Iterator[None]:
    """Refuse at its field what another hand entered in the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise BadFacts(field, why=why) from None
