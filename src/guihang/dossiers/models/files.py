"""Tables of the file: subjects, dossiers, volumes, papers and their numbers, attachments."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guihang.dossiers.forms import form
from guihang.dossiers.vocabulary import About, Stage, VolumeKind
from guihang.ledger import chains, vault
from guihang.ledger.fields import SealedField


class Subject(models.Model):
    """The person a dossier is about (社区矫正对象), with what identifies him, sealed."""

    name = models.CharField(max_length=60, db_index=True)
    identity_number = SealedField(_("identity number"), blank=True, search=True, mask="identity")
    phone = SealedField(_("phone"), blank=True, search=True, mask="phone")
    address = SealedField(_("address"), blank=True, mask="address")
    account = models.OneToOneField(
        "agencies.Account", models.PROTECT, related_name="subject", null=True, blank=True
    )

    def __str__(self):
        return self.name


class DossierQuerySet(models.QuerySet):
    """Dossiers in the office's words."""

    def inside(self, reach):
        """Those in the charge of a unit inside a reach, sealed ones as well."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(unit_path__startswith=path)
        return self.filter(inside)

    def within(self, reach):
        """Those somebody sees there: a sealed file exists for nobody."""
        return self.inside(reach).filter(filing__sealed_at__isnull=True)

    def about(self, words):
        """Those whose number, person or office contains the words; two characters are enough."""
        return self.filter(
            Q(number__icontains=words)
            | Q(subject__name__icontains=words)
            | Q(office__name__icontains=words)
        )

    def identified(self, number):
        """Those about the person with exactly this identity number or phone."""
        return self.filter(
            Q(subject__identity_number_digest=vault.digest("identity", number))
            | Q(subject__phone_digest=vault.digest("phone", number))
        )


class Dossier(models.Model):
    """The file of one person under one order, or of one office (档案)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=About.choices)
    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="dossiers", null=True, blank=True
    )
    office = models.ForeignKey(
        "agencies.Unit", models.PROTECT, related_name="+", null=True, blank=True
    )
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="dossiers")
    unit_path = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="dossier_is_about_a_person_or_an_office",
                condition=Q(kind__in=(About.PERSON, About.INQUIRY, About.TRANSFER))
                & Q(subject__isnull=False, office__isnull=True)
                | Q(kind=About.OFFICE, subject__isnull=True, office__isnull=False),
            ),
            models.UniqueConstraint(
                name="office_has_one_dossier", fields=("office",), condition=Q(kind=About.OFFICE)
            ),
        )
        indexes = (
            models.Index(
                name="dossier_within", fields=("unit_path",), opclasses=("varchar_pattern_ops",)
            ),
        )

    def __str__(self):
        return self.number

    @property
    def title(self):
        """Whom it is about, as a list shows it."""
        return str(self.office if self.kind == About.OFFICE else self.subject)

    @property
    def chain(self):
        """Where its history stands in the ledger."""
        return chains.dossier(self.key, self.unit_path)

    @property
    def is_closed(self):
        """Whether nothing more may be put into it."""
        return self.closed_at is not None


class Volume(models.Model):
    """One volume of a dossier (卷)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="volumes")
    kind = models.CharField(max_length=10, choices=VolumeKind.choices)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("kind", "number")
        constraints = (
            models.UniqueConstraint(
                name="volume_once_in_a_dossier", fields=("dossier", "kind", "number")
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"


class Series(models.Model):
    """The numbers of one kind of paper of one agency, under its mark (文号: 冷矫 + 委)."""

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="series")
    kind = models.CharField(max_length=10)
    mark = models.CharField(max_length=30)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="series_once_for_a_unit", fields=("unit", "kind")),
            models.UniqueConstraint(name="mark_belongs_to_one_unit", fields=("mark", "kind")),
        )

    def __str__(self):
        return f"{self.mark}{self.kind}字"


class PaperNumber(models.Model):
    """The next number of a series in a year; taken under a row lock, so never twice."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    next = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="numbers_once_a_year", fields=("series", "year")),
            models.CheckConstraint(name="numbers_begin_at_one", condition=Q(next__gte=1)),
        )

    def __str__(self):
        return f"{self.year} {self.series}: {self.next}"


NUMBERED = Q(
    number__gt="",
    series__isnull=False,
    serial__isnull=False,
    issued_at__isnull=False,
    token__isnull=False,
)
UNNUMBERED = Q(
    number="",
    series__isnull=True,
    serial__isnull=True,
    issued_at__isnull=True,
    token__isnull=True,
)


class PaperQuerySet(models.QuerySet):
    """Papers in the office's words."""

    def numbered(self):
        """Those that were given a number, withdrawn ones included."""
        return self.exclude(number="")


class Paper(models.Model):
    """One paper of a dossier (文书): a draft, then issued under a number, perhaps withdrawn."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    volume = models.ForeignKey(Volume, models.PROTECT, related_name="papers")
    form = models.CharField(max_length=40)
    form_version = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    edition = models.PositiveIntegerField(default=1)
    sealed_fields = models.BinaryField()
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    number = models.CharField(max_length=80, blank=True, default="", db_index=True)
    series = models.ForeignKey(Series, models.PROTECT, related_name="papers", null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    sealed_by = models.CharField(max_length=60, blank=True, default="")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    signers = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    token = models.CharField(max_length=32, unique=True, null=True, blank=True)

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_because = models.CharField(max_length=200, blank=True, default="")

    rendered_digest = models.CharField(max_length=64, blank=True, default="")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    undrawn = models.CharField(max_length=200, blank=True, default="")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "-id")
        constraints = (
            models.UniqueConstraint(
                name="paper_number_given_once", fields=("series", "year", "serial")
            ),
            models.CheckConstraint(
                name="paper_is_numbered_when_issued",
                condition=(Q(stage=Stage.DRAFT) & UNNUMBERED)
                | (Q(stage=Stage.ISSUED) & NUMBERED)
                | (Q(stage=Stage.WITHDRAWN) & (NUMBERED | UNNUMBERED)),
            ),
            models.CheckConstraint(
                name="paper_withdrawn_for_a_reason",
                condition=Q(stage=Stage.WITHDRAWN, withdrawn_at__isnull=False)
                & ~Q(withdrawn_because="")
                | ~Q(stage=Stage.WITHDRAWN) & Q(withdrawn_at__isnull=True, withdrawn_because=""),
            ),
        )

    def __str__(self):
        return self.number or f"{self.form} {self.key}"

    @property
    def title(self):
        """What its form is called, in both languages."""
        return form(self.form, self.form_version).title

    @property
    def is_draft(self):
        """Whether it may still be changed."""
        return self.stage == Stage.DRAFT

    @property
    def was_issued(self):
        """Whether it has a number, withdrawn or not."""
        return bool(self.number)

    @property
    def about(self):
        """What its sealed fields are bound to."""
        return f"paper:{self.key}".encode()


class Attachment(models.Model):
    """A file put into a dossier (附件), sealed on the disk under the dossier's own key."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="attachments")
    volume = models.ForeignKey(Volume, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=120)
    media = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_because = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="attachment_once_in_a_dossier",
                fields=("dossier", "digest"),
                condition=Q(set_aside_at__isnull=True),
            ),
            models.CheckConstraint(
                name="attachment_set_aside_for_a_reason",
                condition=Q(set_aside_at__isnull=True, set_aside_because="")
                | Q(set_aside_at__isnull=False) & ~Q(set_aside_because=""),
            ),
        )

    def __str__(self):
        return self.name
