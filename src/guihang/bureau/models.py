"""Tables of the office's own work: reviews of entrustments, findings of case reviews."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guihang.bureau.vocabulary import FindingOutcome, FindingState


class EntrustmentReview(models.Model):
    """Somebody looked before an entrustment ends whether it is still needed (到期评估)."""

    matter = models.OneToOneField(
        "decisions.Matter", models.PROTECT, related_name="entrustment_review"
    )
    outcome = models.CharField(max_length=10, choices=[("renew", "renew"), ("lapse", "lapse")])
    reasons = models.TextField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="review_says_why", condition=~Q(reasons="")),)

    def __str__(self):
        return f"{self.matter_id} {self.outcome}"


class CheckSwitch(models.Model):
    """A check on a named local rule was switched off, or on again; the newest row holds."""

    check_code = models.CharField(max_length=60)
    unit_path = models.CharField(max_length=200)
    is_off = models.BooleanField()
    because = models.CharField(max_length=200)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("check_code", "-pk")

    def __str__(self):
        return f"{self.check_code} {'off' if self.is_off else 'on'}"


class FindingQuerySet(models.QuerySet):
    """Findings in the office's words."""

    def within(self, reach):
        """Those about cases in the charge of units inside a reach."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(case__unit_path__startswith=path)
        return self.filter(inside)


class Finding(models.Model):
    """One place in one file where it does not fit (评查发现); `since` and `of` name the place."""

    check_code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    rank = models.PositiveSmallIntegerField()
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    since = models.DateField()
    of = models.CharField(max_length=40, blank=True)
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.OPEN)
    outcome = models.CharField(max_length=10, choices=FindingOutcome.choices, blank=True)
    assigned_to = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    due = models.DateField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("-since", "pk")
        constraints = (
            models.UniqueConstraint(
                name="place_found_once", fields=("case", "check_code", "since", "of")
            ),
            models.CheckConstraint(
                name="closed_finding_says_what_came_of_it",
                condition=Q(state=FindingState.CLOSED.value, outcome__gt="")
                | ~Q(state=FindingState.CLOSED.value) & Q(outcome=""),
            ),
            models.CheckConstraint(
                name="assigned_finding_has_a_day",
                condition=Q(assigned_to__isnull=True) | Q(due__isnull=False),
            ),
        )
        indexes = (models.Index(name="finding_by_state", fields=("state", "gone_at")),)

    def __str__(self):
        return f"{self.check_code} {self.case_id} {self.since}"


class FindingStep(models.Model):
    """One thing done about a finding; rows are added, never changed."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=FindingState.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    to = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("finding", "pk")

    def __str__(self):
        return f"{self.finding_id} {self.state}"
