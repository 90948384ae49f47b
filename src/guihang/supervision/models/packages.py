"""The table of responsibility packages: who answers for a part, from a day to a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.ledger.fields import SealedField


class OwnerQuerySet(models.QuerySet):
    """Owners in the office's words."""

    def standing(self):
        """Those that nobody has followed, and that were not released."""
        return self.filter(until__isnull=True)


class Owner(models.Model):
    """Somebody who answers for one part of a person's package (责任人); rows are added.

    Either an account, or somebody outside by name and body. Who is followed or released keeps
    his row, with the day and the reason.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="owners")
    part = models.CharField(max_length=30)
    account = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    outsider = models.CharField(max_length=40, blank=True)
    body = models.CharField(max_length=60, blank=True)
    phone = SealedField(blank=True, mask="phone")
    since = models.DateField()
    because = models.CharField(max_length=200)
    rule = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    until = models.DateField(null=True)
    left_because = models.CharField(max_length=200, blank=True)
    left_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)

    objects = OwnerQuerySet.as_manager()

    class Meta:
        ordering = ("case", "part", "-since", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="one_owner_a_part", fields=("case", "part"), condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="owner_is_an_account_or_outside",
                condition=Q(account__isnull=False, outsider="")
                | Q(account__isnull=True) & ~Q(outsider="") & ~Q(body=""),
            ),
            models.CheckConstraint(
                name="owner_leaves_after_he_came",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="owner_left_says_why",
                condition=Q(until__isnull=True, left_because="", left_by__isnull=True)
                | Q(until__isnull=False, left_by__isnull=False) & ~Q(left_because=""),
            ),
        )
        indexes = (
            models.Index(
                name="owner_by_account", fields=("account",), condition=Q(until__isnull=True)
            ),
        )

    def __str__(self):
        return f"{self.case_id} {self.part} {self.since}"

    @property
    def name(self):
        """Who it is."""
        return self.outsider or self.account.name
