"""Tables of the office's own work: for now what came of reviewing an entrustment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


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
