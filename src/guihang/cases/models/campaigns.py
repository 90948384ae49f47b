"""Tables of campaigns: which records are checked until when, and what came of each entry."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from guihang.cases.models.orders import Case
from guihang.ledger import chains


class CampaignQuerySet(models.QuerySet):
    """Campaigns in the office's words."""

    def running(self):
        """Those that are not closed."""
        return self.filter(closed_at__isnull=True)


class Campaign(models.Model):
    """Every record of a unit is checked entry by entry until a day (信息核查).

    What it checks and how its rate counts is fixed by its version when it is opened. When it is
    closed, the two numbers of the rate are kept as they stood.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=200, db_index=True)
    title = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    items = models.JSONField()
    opened_on = models.DateField()
    ends = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    counted = models.PositiveIntegerField(null=True)
    checked = models.PositiveIntegerField(null=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="campaign_ends_after_it_began", condition=Q(ends__gte=F("opened_on"))
            ),
            models.UniqueConstraint(
                name="one_open_campaign_a_unit",
                fields=("unit",),
                condition=Q(closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="campaign_closed_with_its_rate",
                condition=Q(closed_at=None, closed_by=None, counted=None, checked=None)
                | Q(
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    counted__gte=F("checked"),
                ),
            ),
        )

    def __str__(self):
        return f"{self.title} {self.ends}"

    @property
    def chain(self):
        """Where its history stands in the ledger: with the unit it is about."""
        return chains.unit(self.unit.code, self.unit_path)


class Confirmation(models.Model):
    """What came of one entry of one record in a campaign (核查记录); the last saying counts."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="confirmations")
    case = models.ForeignKey(Case, models.PROTECT, related_name="confirmations")
    item = models.CharField(max_length=30)
    came = models.CharField(max_length=20)
    known_from = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("case", "item")
        constraints = (
            models.UniqueConstraint(
                name="entry_checked_once_a_campaign", fields=("campaign", "case", "item")
            ),
            models.CheckConstraint(
                name="confirmed_from_something_unclear_says_why",
                condition=Q(came="confirmed") & ~Q(known_from="")
                | Q(came__in=("mended", "unclear")) & ~Q(because=""),
            ),
        )

    def __str__(self):
        return f"{self.case_id} {self.item} {self.came}"
