"""Registers that were handed in, for who may import."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.access import check_may_import
from guihang.cases.models import Case, ImportRun
from guihang.law.refusals import NotYours


def runs(by: Actor) -> QuerySet[ImportRun]:
    """Return the registers handed in under units somebody sees, the newest first."""
    inside = Q(pk__in=())
    for path in by.reach:
        inside |= Q(unit_path__startswith=path)
    return (
        ImportRun.objects.filter(inside)
        .defer("content", "report")
        .select_related("unit", "office", "handed_in_by", "ended_by")
    )


def run_for(by: Actor, key: UUID) -> ImportRun:
    """Return the one register somebody may bring in or look at."""
    run = runs(by).filter(key=key).first()
    if run is None:
        raise NotYours(
            why=_("There is no such register in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look at the list of registers."),
        )
    check_may_import(by, run.unit_path)
    return run


def came_in(by: Actor, run: ImportRun) -> QuerySet[Case]:
    """Return the cases a register brought in, as far as somebody sees them."""
    found = Case.objects.within(by.reach).filter(dossier__number__in=run.numbers)
    return found.select_related("person__subject", "dossier__unit").order_by("dossier__number")
