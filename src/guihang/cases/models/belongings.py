"""Tables of what belongs to a case: side orders, group, guarantor, travel documents, plan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.cases.models.columns import LastingQuerySet, choices
from guihang.cases.models.orders import Case
from guihang.cases.vocabulary import DocumentKind, DocumentState, MemberRole, SideKind
from guihang.law.codes import Sex
from guihang.ledger.fields import SealedField


class SideOrderQuerySet(models.QuerySet):
    """Orders beside a sentence, in the office's words."""

    def standing(self, on):
        """Those that hold on a day, its last day included, and were not set aside."""
        return self.filter(
            Q(begins__isnull=True) | Q(begins__lte=on),
            Q(ends__isnull=True) | Q(ends__gte=on),
            set_aside_at__isnull=True,
        )


class SideOrder(models.Model):
    """What the judgment orders beside the sentence, with its own term (禁止令、附加刑等)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="sides")
    kind = models.CharField(max_length=20, choices=SideKind.choices)
    words = models.TextField(blank=True)
    length = models.CharField(max_length=40, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_because = models.CharField(max_length=200, blank=True)

    objects = SideOrderQuerySet.as_manager()

    class Meta:
        ordering = ("case", "kind", "pk")
        constraints = (
            models.CheckConstraint(
                name="side_order_ends_after_it_begins",
                condition=Q(ends__isnull=True) | Q(begins__isnull=True) | Q(ends__gte=F("begins")),
            ),
        )

    def __str__(self):
        return f"{self.case_id} {self.kind}"

    def stands(self, on):
        """Whether it holds on a day, its last day included, and was not set aside."""
        has_begun = self.begins is None or self.begins <= on
        has_ended = self.ends is not None and self.ends < on
        return has_begun and not has_ended and self.set_aside_at is None


class GroupMember(models.Model):
    """Somebody in the correction group of a case, from a day to a day (矫正小组成员)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="members")
    role = models.CharField(max_length=20, choices=MemberRole.choices)
    name = models.CharField(max_length=40)
    sex = models.CharField(max_length=10, choices=choices(Sex), blank=True)
    knows_minors = models.BooleanField(default=False)
    relation = models.CharField(max_length=40, blank=True)
    phone = SealedField(blank=True, mask="phone")
    account = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=200, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        ordering = ("case", "role", "pk")
        constraints = (
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        )

    def __str__(self):
        return self.name


class Guarantor(models.Model):
    """Who vouches for somebody on medical release (保证人)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="guarantors")
    name = models.CharField(max_length=40)
    relation = models.CharField(max_length=40)
    phone = SealedField(blank=True, mask="phone")
    identity_number = SealedField(blank=True, mask="identity")
    facts = models.JSONField(default=dict)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    lost_because = models.CharField(max_length=200, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        ordering = ("case", "pk")

    def __str__(self):
        return self.name


class TravelDocument(models.Model):
    """A paper somebody could leave China with, and where it is (出入境证件)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="travel_documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    number = SealedField(blank=True)
    state = models.CharField(
        max_length=20, choices=DocumentState.choices, default=DocumentState.HELD
    )
    since = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("case", "pk")

    def __str__(self):
        return f"{self.case_id} {self.kind}"


class Plan(models.Model):
    """The individual correction plan in one edition (矫正方案); the newest holds."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    edition = models.PositiveSmallIntegerField()
    paper = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+")
    made_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("case", "-edition")
        constraints = (
            models.UniqueConstraint(name="plan_edition_once", fields=("case", "edition")),
        )

    def __str__(self):
        return f"{self.case_id} {self.edition}"
