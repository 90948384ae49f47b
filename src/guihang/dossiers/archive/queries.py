"""What others may ask about the archive; everything is scoped by who asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.dossiers import house_rules
from guihang.dossiers.archive import ports
from guihang.dossiers.events import BundleFinished
from guihang.dossiers.house_rules import Kept, Lack
from guihang.dossiers.models import Dossier, Filing, Handover, Lending
from guihang.dossiers.vocabulary import About, Stage
from guihang.law.refusals import NotYours
from guihang.ledger import queries as ledger


@dataclass(frozen=True, slots=True)
class Taken:
    """A bundle that was taken: when, by whom, what for, and what was to be written down."""

    at: datetime
    by: object
    purpose: str
    digest: str
    anchor: str


WITH_WHO = ("dossier__subject", "dossier__office", "dossier__unit")


def lacks_of(dossier: Dossier) -> tuple[Lack, ...]:
    """Return what a dossier should hold by what happened, and does not."""
    return house_rules.lacking(ports.all_happenings(dossier), kept_in(dossier))


def kept_in(dossier: Dossier) -> tuple[Kept, ...]:
    """Return what lies in a dossier: papers that stand, and files not set aside."""
    issued = dossier.papers.filter(stage=Stage.ISSUED).values_list("form", flat=True)
    names = dossier.attachments.filter(set_aside_at__isnull=True).values_list("name", flat=True)
    return (*(Kept(form=one) for one in issued), *(Kept(name=one) for one in names))


def filing_of(dossier: Dossier) -> Filing | None:
    """Return how a dossier was put away; none while it is not."""
    return _with_taking(Filing.objects.select_related("by")).filter(dossier=dossier).first()


def archived(by, words: str = "") -> QuerySet[Filing]:
    """Return the files in the archive within somebody's reach, without sealed ones."""
    return _filings(by, words).filter(sealed_at__isnull=True)


def archived_of(by, *, year: int | None, unit_path: str, words: str = "") -> QuerySet[Filing]:
    """Return the files in the archive that were archived in a year, kept by a unit."""
    found = archived(by, words)
    if year is not None:
        found = found.filter(at__year=year)
    return found.filter(dossier__unit_path__startswith=unit_path) if unit_path else found


def years_of(by) -> tuple[int, ...]:
    """Return the years in which files were archived, the latest first."""
    return tuple(one.year for one in archived(by).order_by().datetimes("at", "year", order="DESC"))


def sealed(by, words: str = "") -> QuerySet[Filing]:
    """Return the sealed files of an agency by number, for who may open them; others never ask."""
    seen = Dossier.objects.inside(by.reach).filter(number__icontains=words)
    found = Filing.objects.filter(dossier__in=seen, sealed_at__isnull=False)
    return _with_taking(found.select_related(*WITH_WHO))


def sealed_for(by, number: str) -> Dossier:
    """Return one sealed dossier of an agency by its number."""
    found = sealed(by).filter(dossier__number=number).first()
    if found is None:
        raise _nothing()
    return found.dossier


def bundles_of(dossier: Dossier) -> tuple[Taken, ...]:
    """Return the bundles taken of a dossier, the latest first, with what tells them again."""
    if ledger.is_destroyed(dossier.chain.key):
        return ()
    told = ledger.history(dossier.chain.key, named=(BundleFinished.__name__,))
    return tuple(
        Taken(one.at, agencies.account_keyed(one.by), **one.values) for one in reversed(told)
    )


def due_for_destruction(by, *, on: date, words: str = "") -> QuerySet[Filing]:
    """Return the files whose time of keeping is over and which are still there."""
    return (
        _filings(by, words)
        .filter(kept_until__lt=on, destroyed_at__isnull=True, is_taken_over=False)
        .order_by("kept_until")
    )


def lendings(by, words: str = "") -> QuerySet[Lending]:
    """Return the lendings within somebody's reach: asked for, out, back, refused."""
    seen = Dossier.objects.within(by.reach)
    found = Lending.objects.filter(dossier__in=seen.about(words) if words else seen)
    return found.select_related(*WITH_WHO, "asked_by", "decided_by", "returned_to")


def lending_for(by, number: int) -> Lending:
    """Return one lending within somebody's reach."""
    found = lendings(by).filter(pk=number).first()
    if found is None:
        raise _nothing()
    return found


def lending_numbered(number: int) -> Lending | None:
    """Return a lending by its number, for what is owed about it."""
    return Lending.objects.select_related("dossier", "asked_by").filter(pk=number).first()


def lending_numbers() -> tuple[str, ...]:
    """Return the number of every lending."""
    return tuple(str(number) for number in Lending.objects.values_list("pk", flat=True))


def filings_numbered(numbers: Iterable[str], unit_path: str) -> dict[str, Filing]:
    """Return the files in the archive of a unit by the numbers of their dossiers."""
    found = Filing.objects.select_related("dossier__unit").filter(
        dossier__number__in=tuple(numbers), dossier__unit_path__startswith=unit_path
    )
    return {one.dossier.number: one for one in found}


def lendings_of(dossier: Dossier) -> QuerySet[Lending]:
    """Return who asked for a file, the latest first."""
    return dossier.lendings.select_related("asked_by", "decided_by", "returned_to")


def filings_chosen(by, keys: Iterable[str]) -> tuple[Filing, ...]:
    """Return the files in the archive somebody ticked, as far as they are within his reach."""
    chosen = [int(one) for one in keys if one.isdigit()]
    return tuple(archived(by).filter(pk__in=chosen).order_by("dossier__number"))


def handovers(by, words: str = "") -> QuerySet[Handover]:
    """Return what archives answered for the files within somebody's reach, the latest first."""
    seen = Dossier.objects.within(by.reach)
    found = Handover.objects.filter(dossier__in=seen.about(words) if words else seen)
    return found.select_related(*WITH_WHO, "by")


def handovers_of(dossier: Dossier) -> QuerySet[Handover]:
    """Return what archives answered for one file, the latest first."""
    return dossier.handovers.select_related("by")


def to_archive(by, ended: QuerySet, words: str = "") -> QuerySet[Dossier]:
    """Return the dossiers within somebody's reach that are to be archived: those of `ended`."""
    seen = Dossier.objects.within(by.reach).filter(kind=About.PERSON)
    found = (seen.about(words) if words else seen).select_related("subject", "unit")
    filed = Filing.objects.filter(dossier=OuterRef("pk"))
    return found.filter(~Exists(filed), pk__in=ended).order_by("opened_at", "pk")


def _filings(by, words: str = "") -> QuerySet[Filing]:
    seen = Dossier.objects.within(by.reach)
    found = Filing.objects.filter(dossier__in=seen.about(words) if words else seen)
    return _with_taking(found.select_related(*WITH_WHO, "by"))


def _with_taking(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """Let each file say as `is_taken_over` whether an archive took it over."""
    taken = Handover.objects.filter(dossier=OuterRef("dossier"), refused_because="")
    return filings.annotate(is_taken_over=Exists(taken))


def _nothing() -> NotYours:
    return NotYours(
        why=_("There is no such dossier or paper in your charge."),
        ground="house:jurisdiction",
        remedy=_("Look it up in the list of dossiers."),
    )
