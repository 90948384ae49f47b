"""Tables of daily assessment and of the advisory score: months, objections, what was seen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.law.codes import MonthResult
from guihang.ledger.fields import SealedField


class MonthlyAssessmentQuerySet(models.QuerySet):
    """Monthly assessments in the office's words."""

    def within(self, reach):
        """Those in the charge of units inside a reach; a sealed file exists for nobody."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(case__unit_path__startswith=path)
        return self.filter(inside, case__dossier__filing__sealed_at__isnull=True)

    def standing(self):
        """Those that were not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def for_reading(self):
        """With everything a page shows of them."""
        whole = self.select_related(
            "case__person__subject", "case__dossier__unit", "paper", "by", "confirmed_by"
        )
        return whole.prefetch_related("objections__by")


class MonthlyAssessment(models.Model):
    """What an officer made of one month of a person, and who confirmed it (月度考核).

    `lines` is what the points scheme counted, as it was shown; it explains and decides nothing.
    A row that was taken back stays, with the reason; the month is then assessed anew.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="monthly_assessments")
    month = models.DateField()
    edition = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=20)
    reasons = models.CharField(max_length=200, blank=True)
    scheme = models.CharField(max_length=20, blank=True)
    points = models.SmallIntegerField(null=True)
    proposed = models.CharField(max_length=20, blank=True)
    lines = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")

    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True
    )
    paper = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=20, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True
    )
    taken_back_because = models.CharField(max_length=200, blank=True)

    objects = MonthlyAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("-month", "-edition")
        constraints = (
            models.UniqueConstraint(name="month_edition_once", fields=("case", "month", "edition")),
            models.UniqueConstraint(
                name="month_stands_once",
                fields=("case", "month"),
                condition=Q(taken_back_at__isnull=True),
            ),
            models.CheckConstraint(
                name="month_confirmed_by_somebody_else",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("by")),
            ),
            models.CheckConstraint(
                name="month_told_only_when_confirmed",
                condition=Q(told_on__isnull=True) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="month_taken_back_says_why",
                condition=Q(taken_back_at__isnull=True, taken_back_because="")
                | Q(taken_back_at__isnull=False) & ~Q(taken_back_because=""),
            ),
        )
        indexes = (models.Index(name="assessed_by_month", fields=("month", "confirmed_at")),)

    def __str__(self):
        return f"{self.case_id} {self.month:%Y-%m}"

    @property
    def result_says(self):
        """The result in the law's list of words."""
        return MonthResult(self.result).says

    @property
    def of(self):
        """What the events of the case that belong to it are marked with."""
        return f"month.{self.pk}"


class MonthObjection(models.Model):
    """What the person has against the assessment of a month, and what came of it (异议)."""

    assessment = models.ForeignKey(MonthlyAssessment, models.PROTECT, related_name="objections")
    day = models.DateField()
    words = SealedField()
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, blank=True)
    answered_on = models.DateField(null=True)
    answer = SealedField(blank=True)
    referred_on = models.DateField(null=True)

    class Meta:
        ordering = ("day", "pk")
        constraints = (
            models.CheckConstraint(
                name="answer_about_a_month_is_whole",
                condition=Q(outcome="", answered_on__isnull=True)
                | ~Q(outcome="") & Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="month_referred_only_after_the_answer",
                condition=Q(referred_on__isnull=True) | Q(answered_on__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.assessment_id} {self.day}"


class ScoreSeen(models.Model):
    """Which advisory score stood on the screen when an officer set a category (风险提示留痕).

    A record of what was seen. No action reads it.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="scores_seen")
    event = models.ForeignKey("cases.CaseEvent", models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    shown_on = models.DateField()
    points = models.SmallIntegerField()
    band = models.CharField(max_length=20)
    provisional = models.BooleanField()
    factors = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.case_id} {self.version} {self.points}"


class PlanMeasure(models.Model):
    """A measure a plan took from the library, and what came of it when it was looked at (矫正措施).

    What a plan says in words of its own stands in its paper alone.
    """

    plan = models.ForeignKey("cases.Plan", models.PROTECT, related_name="chosen_measures")
    code = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20, blank=True)
    outcome_on = models.DateField(null=True)
    outcome_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("plan", "pk")
        constraints = (
            models.UniqueConstraint(name="measure_once_in_a_plan", fields=("plan", "code")),
            models.CheckConstraint(
                name="outcome_of_a_measure_is_whole",
                condition=Q(outcome="", outcome_on__isnull=True, outcome_by__isnull=True)
                | ~Q(outcome="") & Q(outcome_on__isnull=False, outcome_by__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.plan_id} {self.code}"
