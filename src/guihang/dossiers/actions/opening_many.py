"""Opening the dossiers of many persons at once, as a whole register comes in (批量建档)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.transaction import atomic

from guihang.dossiers.access import check_may_open_dossier
from guihang.dossiers.actions.numbering import next_serial, series_for
from guihang.dossiers.actions.opening import SubjectDraft, account_of, subject_of
from guihang.dossiers.events import DossierOpened
from guihang.dossiers.models import Dossier, Series, Subject
from guihang.dossiers.numbers import DOSSIERS, day_of, dossier_number
from guihang.dossiers.vocabulary import About
from guihang.ledger.actions import Happened, record_many


@dataclass(frozen=True, slots=True)
class DossierDraft:
    """A dossier to open: about whom, in whose charge, when."""

    subject: Subject
    unit: object
    at: datetime


def enter_subjects(*, drafts: Sequence[SubjectDraft]) -> list[Subject]:
    """Enter many persons whom dossiers will be about, with what identifies them sealed."""
    return Subject.objects.bulk_create([subject_of(draft) for draft in drafts])


@atomic
def open_dossiers(*, drafts: Sequence[DossierDraft], by) -> list[Dossier]:
    """Open the dossiers of many persons, numbered in the order given."""
    units = {draft.unit.pk: draft.unit for draft in drafts}
    for unit in units.values():
        check_may_open_dossier(by, unit.path)
    series = {pk: series_for(unit, DOSSIERS) for pk, unit in units.items()}
    numbers = _numbered(drafts, series)
    made = Dossier.objects.bulk_create(
        Dossier(
            number=number,
            kind=About.PERSON,
            subject=draft.subject,
            unit=draft.unit,
            unit_path=draft.unit.path,
            opened_at=draft.at,
            opened_by_id=account_of(by),
        )
        for draft, number in zip(drafts, numbers, strict=True)
    )
    record_many(
        (
            Happened(DossierOpened(dossier=one.number, kind=one.kind), one.chain, one.opened_at)
            for one in made
        ),
        by=by,
    )
    return made


def _numbered(drafts: Sequence[DossierDraft], series: Mapping[int, Series]) -> list[str]:
    """Return a number for each draft; every agency and year counts by itself."""
    found = [""] * len(drafts)
    places = {
        place: (series[draft.unit.pk].pk, day_of(draft.at).year)
        for place, draft in enumerate(drafts)
    }
    known = {one.pk: one for one in series.values()}
    for (key, year), group in groupby(sorted(places, key=places.__getitem__), places.__getitem__):
        many, own = list(group), known[key]
        first = next_serial(own, year, count=len(many))
        for serial, place in enumerate(many, start=first):
            found[place] = dossier_number(year=year, code=own.mark, serial=serial)
    return found
