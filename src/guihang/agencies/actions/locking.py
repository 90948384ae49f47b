"""Rows held still while something is decided about them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.models import Unit
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
