"""Tables of inquiries before a decision: the commission, what happened, who looked, what was said.

What third persons said is kept apart from the rest and sealed; nobody outside the office reads it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.cases.models.columns import choices
from guihang.cases.models.orders import Case
from guihang.cases.models.persons import Person
from guihang.cases.vocabulary import AskedAs, Channel, Followed, InquiryState, Outcome
from guihang.law.codes import Kind
from guihang.law.events import Procedure
from guihang.ledger.fields import SealedField


class InquiryQuerySet(models.QuerySet):
    """Inquiries in the office's words."""

    def within(self, reach):
        """Those in the charge of units inside a reach."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(dossier__unit_path__startswith=path)
        return self.filter(inside)

    def whole(self):
        """With everything the law and a page ask about them."""
        return self.select_related(
            "dossier__unit", "dossier__subject", "person__subject", "case__dossier"
        ).prefetch_related("events__paper", "events__noted_by", "investigators__account")


class Inquiry(models.Model):
    """What an organ asks the agency to find out about a person before it decides (调查评估)."""

    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="inquiry")
    person = models.ForeignKey(Person, models.PROTECT, related_name="inquiries")
    commissioner = models.CharField(max_length=20)
    organ_name = models.CharField(max_length=60)
    letter_number = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    procedure = models.CharField(max_length=20, choices=choices(Procedure))
    kind = models.CharField(max_length=20, choices=choices(Kind))
    charge = models.CharField(max_length=100)
    facts = SealedField(blank=True)
    has_victim = models.BooleanField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    state = models.CharField(
        max_length=20, choices=InquiryState.choices, default=InquiryState.RECEIVED
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    due = models.DateField(null=True, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiries", null=True, blank=True)
    followed = models.CharField(max_length=20, choices=Followed.choices, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    joined_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="letter_commissions_once",
                fields=("person", "organ_name", "letter_number"),
                condition=~Q(letter_number=""),
            ),
            models.CheckConstraint(
                name="inquiry_joined_says_whether_followed",
                condition=Q(case__isnull=True, followed="", joined_at__isnull=True)
                | Q(case__isnull=False, joined_at__isnull=False) & ~Q(followed=""),
            ),
        )
        indexes = (models.Index(name="inquiry_by_state", fields=("state", "due")),)

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


class InquiryEvent(models.Model):
    """One dated thing that happened in an inquiry; rows are added, never changed."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="events")
    what = models.CharField(max_length=40)
    day = models.DateField()
    ends = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    to = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=200, blank=True)
    paper = models.ForeignKey(
        "dossiers.Paper", models.PROTECT, related_name="+", null=True, blank=True
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("inquiry", "day", "pk")

    def __str__(self):
        return f"{self.inquiry_id} {self.day} {self.what}"


class Investigator(models.Model):
    """Somebody who looks into it (调查人员)."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="investigators")
    account = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    post = models.CharField(max_length=120)
    since = models.DateField()

    class Meta:
        ordering = ("inquiry", "pk")
        constraints = (
            models.UniqueConstraint(name="investigator_once", fields=("inquiry", "account")),
        )

    def __str__(self):
        return f"{self.inquiry_id} {self.account_id}"


class Statement(models.Model):
    """What one person said, written down by those who asked (调查笔录); who said it is sealed."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="statements")
    asked_as = models.CharField(max_length=20, choices=AskedAs.choices)
    name = SealedField()
    relation = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=100)
    topics = models.JSONField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    words = SealedField()
    signed = models.BooleanField()
    unsigned_because = models.CharField(max_length=200, blank=True)
    asked_by = models.JSONField()
    paper = models.OneToOneField("dossiers.Paper", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    once = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("inquiry", "began_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="statement_sent_once", fields=("noted_by", "once"), condition=~Q(once="")
            ),
            models.CheckConstraint(
                name="statement_ends_after_it_begins", condition=Q(ended_at__gt=F("began_at"))
            ),
            models.CheckConstraint(
                name="unsigned_statement_says_why",
                condition=Q(signed=True, unsigned_because="")
                | Q(signed=False) & ~Q(unsigned_because=""),
            ),
        )

    def __str__(self):
        return f"{self.inquiry_id} {self.asked_as}"


class Assessment(models.Model):
    """What the investigators hold, before anybody decides on the opinion (调查评估表)."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="assessments")
    matter = models.OneToOneField("decisions.Matter", models.PROTECT, related_name="assessment")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    findings = SealedField()
    prohibitions = SealedField(blank=True)
    lacking_because = models.CharField(max_length=200, blank=True)
    sheet = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("inquiry", "-at")

    def __str__(self):
        return f"{self.inquiry_id} {self.outcome}"
