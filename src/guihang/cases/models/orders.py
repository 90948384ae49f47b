"""Tables of cases: one person under one order, and what follows from its events."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.cases.models.columns import LastingQuerySet, choices
from guihang.cases.models.persons import Person
from guihang.cases.vocabulary import Channel, OverlayKind, State
from guihang.law.codes import Kind, Organ, OutsideGround, Penalty
from guihang.ledger.fields import SealedField


class CaseQuerySet(models.QuerySet):
    """Cases in the office's words."""

    def within(self, reach):
        """Those in the charge of a unit inside a reach; a sealed file exists for nobody."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(unit_path__startswith=path)
        return self.filter(inside, dossier__filing__sealed_at__isnull=True)

    def for_work(self):
        """With the person and the file, as whoever acts in them needs."""
        return self.select_related("person__subject", "dossier__unit")

    def for_facts(self):
        """With everything the law asks about them."""
        return self.for_work().prefetch_related("events", "sides")

    def for_duties(self):
        """With what the law asks about them but their events, which come by the thousand."""
        return self.select_related("person__subject", "dossier").prefetch_related("sides")


class Case(models.Model):
    """One person under one order (社区矫正对象一案)."""

    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="case")
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    unit_path = models.CharField(max_length=200)
    area = models.ForeignKey(
        "agencies.Area", models.PROTECT, related_name="+", null=True, blank=True
    )
    post = models.ForeignKey(
        "agencies.Post", models.PROTECT, related_name="+", null=True, blank=True
    )

    kind = models.CharField(max_length=20, choices=choices(Kind))
    organ = models.CharField(max_length=20, choices=choices(Organ))
    organ_name = models.CharField(max_length=60)
    organ_elsewhere = models.BooleanField(null=True)
    organ_other_province = models.BooleanField(null=True)
    judgment_number = models.CharField(max_length=60, blank=True)
    execution_number = models.CharField(max_length=60, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    crime = models.CharField(max_length=100, blank=True)
    crime_class = models.CharField(max_length=30, blank=True)
    crime_facts = SealedField(blank=True)
    penalty = models.CharField(max_length=20, choices=choices(Penalty), blank=True)
    sentence = models.CharField(max_length=40, blank=True)
    probation = models.CharField(max_length=40, blank=True)
    several_crimes = models.BooleanField(default=False)
    sentence_begins = models.DateField(null=True, blank=True)
    sentence_ends = models.DateField(null=True, blank=True)
    paper_begins = models.DateField(null=True, blank=True)
    paper_ends = models.DateField(null=True, blank=True)
    minor_at_crime = models.BooleanField(null=True)
    schooling_done = models.BooleanField(null=True)
    repeat_offender = models.BooleanField(null=True)
    ringleader = models.BooleanField(null=True)
    outside_ground = models.CharField(max_length=20, choices=choices(OutsideGround), blank=True)
    custody_place = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    edition = models.PositiveIntegerField(default=1)

    # What follows from the events, kept so that a list of thousands can be filtered and sorted.
    state = models.CharField(max_length=20, choices=State.choices, default=State.AWAITED)
    term_begins = models.DateField(null=True, blank=True)
    term_ends = models.DateField(null=True, blank=True)
    computed_ends = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="person_once_under_one_judgment",
                fields=("person", "judgment_number"),
                condition=~Q(judgment_number=""),
            ),
            models.CheckConstraint(
                name="paper_ends_after_it_begins",
                condition=Q(paper_ends__isnull=True)
                | Q(paper_begins__isnull=True)
                | Q(paper_ends__gte=F("paper_begins")),
            ),
            models.CheckConstraint(
                name="term_ends_after_it_begins",
                condition=Q(term_ends__isnull=True)
                | Q(term_begins__isnull=True)
                | Q(term_ends__gte=F("term_begins")),
            ),
        )
        indexes = (
            models.Index(
                name="case_within", fields=("unit_path",), opclasses=("varchar_pattern_ops",)
            ),
            models.Index(name="case_by_end", fields=("state", "term_ends")),
            models.Index(name="case_by_receipt", fields=("received_at",)),
            # The register counts its choices from this alone, without reading the wide rows.
            models.Index(
                name="case_counted",
                fields=(
                    "unit_path",
                    "state",
                    "kind",
                    "level",
                    "person",
                    "dossier",
                    "term_begins",
                    "term_ends",
                    "paper_begins",
                ),
            ),
        )

    def __str__(self):
        return self.number

    @property
    def number(self):
        """The number of its dossier."""
        return self.dossier.number

    @property
    def chain(self):
        """Where its history stands in the ledger."""
        return self.dossier.chain


class Standing(models.Model):
    """Where a case stood from a day on; rows are added, never changed (状态)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="standings")
    state = models.CharField(max_length=20, choices=State.choices)
    since = models.DateField()
    by_event = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("case", "pk")

    def __str__(self):
        return f"{self.case_id} {self.state} {self.since}"


class Overlay(models.Model):
    """What lay over a case from a day to a day; follows from its events (叠加状态)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="overlays")
    name = models.CharField(max_length=20, choices=OverlayKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    of = models.CharField(max_length=40, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        ordering = ("case", "since", "pk")
        indexes = (models.Index(name="overlay_by_day", fields=("name", "since", "until")),)

    def __str__(self):
        return f"{self.case_id} {self.name} {self.since}"

    def holds(self, on):
        """Whether it lies over the case on a day; what ended that day holds no longer."""
        return self.since <= on and (self.until is None or self.until > on)


class Derivation(models.Model):
    """How a term was derived, step by step, at one time; every one is kept (期限推算)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="derivations")
    at = models.DateTimeField()
    law_on = models.DateField()
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    agrees = models.BooleanField(null=True)
    answer = models.JSONField()

    class Meta:
        ordering = ("case", "pk")

    def __str__(self):
        return f"{self.case_id} {self.begins}/{self.ends}"
