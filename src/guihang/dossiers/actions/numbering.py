"""Numbers without gaps and without repeats, taken in the transaction that uses them."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.dossiers import forms
from guihang.dossiers.access import check_may_set_paper_mark
from guihang.dossiers.events import PaperMarkSet
from guihang.dossiers.models import PaperNumber, Series
from guihang.dossiers.numbers import DOSSIERS, agency_of
from guihang.law.refusals import AlreadyDone, BadFacts, Missing
from guihang.ledger import chains
from guihang.ledger.actions import record

LONGEST_MARK = 10


@atomic
def set_paper_mark(*, unit, mark: str, by, at: datetime) -> None:
    """Set the mark under which an agency numbers its papers from now on (冷矫)."""
    agency = agency_of(unit)
    check_may_set_paper_mark(by, agency.path)
    mark = _checked(mark)
    try:
        with atomic():
            for kind in sorted({form.kind for form in forms.all_forms()}):
                Series.objects.update_or_create(unit=agency, kind=kind, defaults={"mark": mark})
    except IntegrityError:
        raise AlreadyDone(
            why=_("Another agency already numbers its papers under “%(mark)s”.") % {"mark": mark},
            ground="house:numbering",
            remedy=_("Choose a mark no other agency uses."),
        ) from None
    record(
        PaperMarkSet(unit=agency.code, mark=mark),
        chain=chains.unit(agency.code, agency.path),
        by=by,
        at=at,
    )


def series_for(unit, kind: str) -> Series:
    """Return the series of a kind of paper; without the agency's mark there is no number."""
    agency = agency_of(unit)
    own = {series.kind: series for series in Series.objects.filter(unit=agency)}
    if kind in own:
        return own[kind]
    if kind == DOSSIERS:
        series, _made = Series.objects.get_or_create(
            unit=agency, kind=DOSSIERS, defaults={"mark": agency.code}
        )
        return series
    marked = next((series for name, series in own.items() if name != DOSSIERS), None)
    if marked is None:
        raise Missing(
            why=_("%(agency)s has no mark yet under which its papers are numbered.")
            % {"agency": agency.name},
            ground="house:numbering",
            remedy=_("Its administrator or its head sets the mark under Paper numbers."),
        )
    series, _made = Series.objects.get_or_create(
        unit=agency, kind=kind, defaults={"mark": marked.mark}
    )
    return series


def next_serial(series: Series, year: int, *, count: int = 1) -> int:
    """Take the next numbers of a series, return the first; a failed transaction returns them."""
    numbers, _made = PaperNumber.objects.select_for_update().get_or_create(series=series, year=year)
    serial = numbers.next
    numbers.next = serial + count
    numbers.save(update_fields=["next"])
    return serial


def _checked(mark: str) -> str:
    mark = "".join(forms.cleaned(mark).split())
    if not mark or len(mark) > LONGEST_MARK:
        raise BadFacts(
            "mark",
            why=_("The mark has one to ten characters, like 冷矫."),
            ground="house:numbering",
        )
    return mark
