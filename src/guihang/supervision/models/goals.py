"""Tables of the goals of a plan: what is to be reached, and what came of each look at it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class PlanGoalQuerySet(models.QuerySet):
    """Goals in the office's words."""

    def open(self):
        """Those that are to be looked at again."""
        return self.filter(closed_on__isnull=True)


class PlanGoal(models.Model):
    """A goal of a plan, the measures that serve it, and when it is looked at again (矫正目标)."""

    plan = models.ForeignKey("cases.Plan", models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=100)
    measures = models.JSONField(default=list)
    review_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_as = models.CharField(max_length=20, blank=True)

    objects = PlanGoalQuerySet.as_manager()

    class Meta:
        ordering = ("plan", "number")
        constraints = (
            models.UniqueConstraint(name="goal_numbered_once_in_a_plan", fields=("plan", "number")),
            models.CheckConstraint(
                name="goal_closed_as_something",
                condition=Q(closed_on__isnull=True, closed_as="")
                | Q(closed_on__isnull=False) & ~Q(closed_as=""),
            ),
        )
        indexes = (
            models.Index(
                name="goal_to_review", fields=("review_on",), condition=Q(closed_on__isnull=True)
            ),
        )

    def __str__(self):
        return f"{self.plan_id} {self.number}"


class GoalReview(models.Model):
    """What came of a goal when somebody looked at it (目标复核); rows are added."""

    goal = models.ForeignKey(PlanGoal, models.PROTECT, related_name="reviews")
    day = models.DateField()
    due = models.DateField()
    outcome = models.CharField(max_length=20)
    remark = models.CharField(max_length=200)
    next_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("goal", "pk")
        constraints = (
            models.CheckConstraint(
                name="goal_is_looked_at_again_later",
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("day")),
            ),
            models.CheckConstraint(name="goal_review_says_what_was_seen", condition=~Q(remark="")),
        )

    def __str__(self):
        return f"{self.goal_id} {self.day} {self.outcome}"
