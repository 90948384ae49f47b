"""What others may ask about the file; everything is scoped by who asks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from guihang.agencies import walls
from guihang.dossiers import apart, drawing, forms, house_rules, rendering, sealing
from guihang.dossiers.forms import Form
from guihang.dossiers.house_rules import Kept
from guihang.dossiers.layout import short_hash
from guihang.dossiers.models import (
    Attachment,
    Dossier,
    Paper,
    PaperNumber,
    Series,
    Subject,
    Volume,
)
from guihang.dossiers.numbers import DOSSIERS, agency_of, day_of, token_in
from guihang.dossiers.vocabulary import Stage
from guihang.law.refusals import NotYours
from guihang.law.texts import Text
from guihang.ledger import vault

WITH_WHO = ("subject", "office", "unit")


class Standing(StrEnum):
    """What the public check says of a paper."""

    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Verification:
    """What anybody may know of a paper: no name, no content."""

    number: str
    day: date
    issuer: str
    digest: str
    standing: Standing

    @property
    def short(self) -> str:
        """The hash as printed on the paper."""
        return short_hash(self.digest)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of a catalogue (卷内目录): a paper or an attachment."""

    order: int
    place: int
    section: Text
    title: Text
    number: str
    day: date
    pages: int | None
    paper: Paper | None
    attachment: Attachment | None


@dataclass(frozen=True, slots=True)
class Bound:
    """One volume with its catalogue."""

    volume: Volume
    leaves: tuple[Leaf, ...]

    @property
    def pages(self) -> int:
        """All pages counted so far."""
        return sum(leaf.pages or 0 for leaf in self.leaves)


def dossiers(by, words: str = "") -> QuerySet[Dossier]:
    """Return the dossiers somebody may see, those found by a name or number."""
    words = " ".join(forms.cleaned(words).split())
    found = _seen(by).about(words) if words else _seen(by)
    issued = Paper.objects.filter(dossier=OuterRef("pk"), stage=Stage.ISSUED).order_by()
    counted = issued.values("dossier").annotate(n=Count("pk")).values("n")
    return found.annotate(issued=Coalesce(Subquery(counted), 0)).order_by("-opened_at", "-id")


def identified(by, number: str) -> QuerySet[Dossier]:
    """Return the dossiers about the person with exactly this identity number or phone."""
    number = "".join(forms.cleaned(number).split())
    return _seen(by).identified(number) if number else Dossier.objects.none()


def subject_identified(number: str) -> Subject | None:
    """Return the person with exactly this identity number, for who enters a case of his."""
    digest = vault.digest("identity", number)
    return Subject.objects.filter(identity_number_digest=digest).first()


def subjects_identified(numbers: Iterable[str]) -> dict[str, Subject]:
    """Return those of many identity numbers that belong to persons already entered."""
    digests = {vault.digest("identity", number): number for number in numbers if number}
    found = Subject.objects.filter(identity_number_digest__in=digests)
    return {digests[subject.identity_number_digest]: subject for subject in found}


def dossier_for(by, name: str | UUID) -> Dossier:
    """Return the one dossier somebody may see under a number or key."""
    known = Q(key=name) if isinstance(name, UUID) else Q(number=forms.cleaned(name))
    found = _seen(by).filter(known).first()
    if found is None:
        raise _nothing()
    return found


def dossier_numbered(number: str) -> Dossier:
    """Return a dossier by its number, for commands on the machine itself."""
    found = Dossier.objects.select_related(*WITH_WHO).filter(number=number).first()
    if found is None:
        raise _nothing()
    return found


def check_picture(paper: Paper) -> str:
    """Return the QR code of the public check of an issued paper, as SVG."""
    return rendering.qr(drawing.address(paper.token)) if paper.token else ""


def paper_for(by, name: str | UUID) -> Paper:
    """Return the one paper somebody may see under a number or key."""
    known = Q(key=name) if isinstance(name, UUID) else Q(number=forms.cleaned(name)) & ~Q(number="")
    seen = Dossier.objects.within(by.reach)
    papers = Paper.objects.filter(known, dossier__in=seen).select_related(
        "dossier__unit", "dossier__subject", "dossier__office", "issued_by", "withdrawn_by",
        "drafted_by",
    )  # fmt: skip
    found = papers.first()
    if found is None or not apart.is_readable(by, found):
        raise _nothing()
    return found


def kept_apart(by, dossier: Dossier) -> frozenset[int]:
    """Return the keys of the papers of a dossier that somebody who sees it may not read."""
    lying = dossier.papers.select_related("dossier")
    return frozenset(one.pk for one in lying if not apart.is_readable(by, one))


def attachment_for(by, key: UUID) -> Attachment:
    """Return the one attachment somebody may see under a key."""
    seen = Dossier.objects.within(by.reach)
    found = Attachment.objects.filter(key=key, dossier__in=seen).select_related("dossier").first()
    if found is None:
        raise _nothing()
    return found


def papers(dossier: Dossier) -> QuerySet[Paper]:
    """Return the papers of a dossier, the newest first."""
    return dossier.papers.select_related("issued_by", "drafted_by", "volume")


def attachments(dossier: Dossier) -> QuerySet[Attachment]:
    """Return the files put into a dossier, those set aside included."""
    return dossier.attachments.select_related("added_by", "volume")


def identical(dossier: Dossier, content: bytes) -> Attachment | None:
    """Return the file of a dossier that has this very content, unless it was set aside."""
    digest = hashlib.sha256(content).hexdigest()
    return attachments(dossier).filter(digest=digest, set_aside_at__isnull=True).first()


def register(by) -> QuerySet[Paper]:
    """Return every number given out in one's reach, withdrawn ones included (文号登记簿)."""
    seen = Dossier.objects.within(by.reach)
    return (
        Paper.objects.numbered()
        .filter(dossier__in=seen)
        .select_related("dossier__subject", "dossier__office", "issued_by")
        .order_by("-year", "series__mark", "series__kind", "-serial")
    )


def series(by) -> QuerySet[PaperNumber]:
    """Return how far the numbers of each series have come, where one sees the organisation."""
    inside = Q(pk__in=())
    for path in by.domain:
        inside |= Q(series__unit__path__startswith=path)
    return (
        PaperNumber.objects.filter(inside)
        .exclude(series__kind=DOSSIERS)
        .select_related("series__unit")
        .order_by("series__unit__path", "series__kind", "-year")
    )


def mark_of(unit) -> str:
    """Return the mark under which an agency numbers its papers; empty when it has none yet."""
    own = Series.objects.filter(unit=agency_of(unit)).exclude(kind=DOSSIERS)
    return own.values_list("mark", flat=True).first() or ""


def catalogue(dossier: Dossier) -> tuple[Bound, ...]:
    """Return the volumes of a dossier, each with what lies in it, by section and then by day."""
    lying = sorted(
        (*_issued(dossier), *_added(dossier)),
        key=lambda leaf: (leaf.place, leaf.day, leaf.title.zh),
    )
    return tuple(
        Bound(volume, tuple(_ordered(leaf for leaf in lying if _volume(leaf) == volume.pk)))
        for volume in dossier.volumes.all()
    )


def form_of(paper: Paper) -> Form:
    """Return the form of a paper in the version it was drawn up on."""
    return sealing.form_of(paper)


def forms_by_hand(about: str) -> tuple[Form, ...]:
    """Return the forms one may draw up and issue without a decision."""
    return tuple(form for form in forms.all_forms() if form.about == about and not form.by_decision)


def picture(by, paper: Paper, page: int) -> bytes:
    """Return one page of a paper as a picture; the reading was recorded when it was opened."""
    paper = paper_for(by, paper.key)
    drawn = drawing.pictures(paper, sealing.unseal(paper))
    if not 1 <= page <= len(drawn):
        raise _nothing()
    return drawn[page - 1]


def check_address(paper: Paper) -> str:
    """Return the address under which anybody can check a paper."""
    return drawing.address(paper.token)


def public_verification(token: str) -> Verification | None:
    """Answer anybody who holds a paper: number, day, issuer, hash, and how it stands now."""
    # Whoever holds the paper has no reach of his own; he is told four facts and no more.
    with walls.everything():
        known = Paper.objects.numbered().filter(token=token_in(token))
        paper = known.select_related("dossier").first()
        standing = _standing(paper) if paper else None
    if paper is None:
        return None
    return Verification(
        number=paper.number,
        day=paper.issued_on,
        issuer=paper.sealed_by,
        digest=paper.digest,
        standing=standing,
    )


def _seen(by) -> QuerySet[Dossier]:
    return Dossier.objects.within(by.reach).select_related(*WITH_WHO)


def _standing(paper: Paper) -> Standing:
    try:
        unaltered = sealing.is_unaltered(paper)
    except vault.Destroyed:
        # After retention the content is gone; that the paper was issued stays on record.
        unaltered = True
    if not unaltered:
        return Standing.ALTERED
    return Standing.WITHDRAWN if paper.stage == Stage.WITHDRAWN else Standing.ISSUED


def _issued(dossier: Dossier) -> Iterable[Leaf]:
    for paper in dossier.papers.numbered().select_related("volume"):
        title = sealing.form_of(paper).title
        where = house_rules.section_of(paper.volume.kind, Kept(form=paper.form))
        yield Leaf(0, *where, title, paper.number, paper.issued_on, paper.pages, paper, None)


def _added(dossier: Dossier) -> Iterable[Leaf]:
    for file in attachments(dossier).filter(set_aside_at__isnull=True):
        title = Text(file.name, file.name)
        where = house_rules.section_of(file.volume.kind, Kept(name=file.name))
        yield Leaf(0, *where, title, "", day_of(file.added_at), file.pages, None, file)


def _volume(leaf: Leaf) -> int:
    return (leaf.paper or leaf.attachment).volume_id


def _ordered(leaves: Iterable[Leaf]) -> Iterable[Leaf]:
    for order, leaf in enumerate(leaves, 1):
        yield replace(leaf, order=order)


def _nothing() -> NotYours:
    return NotYours(
        why=_("There is no such dossier or paper in your charge."),
        ground="house:jurisdiction",
        remedy=_("Look it up in the list of dossiers."),
    )
