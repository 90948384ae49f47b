"""Tables of what is owed: the projection, its parties, and what was put off."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.duties.owing import Side


class DutyQuerySet(models.QuerySet):
    """Duties in the office's words."""

    def open(self, *, on):
        """Those that are owed on a day: begun and not discharged."""
        return self.filter(discharged_at__isnull=True, opens_on__lte=on)


class Duty(models.Model):
    """One thing somebody owes until a day (应办事项): a projection, rebuilt at any time.

    `concerns` is the account it names itself, if any: the person under correction sees it by that.
    """

    source = models.CharField(max_length=30)
    of = models.CharField(max_length=60)
    what = models.CharField(max_length=60)
    turn = models.PositiveSmallIntegerField(default=0)
    title = models.JSONField(default=dict)
    place = models.CharField(max_length=60, blank=True)
    seek = models.CharField(max_length=400, blank=True)
    unit_path = models.CharField(max_length=200)
    concerns = models.BigIntegerField(null=True)
    opens_on = models.DateField()
    due = models.DateField(null=True)
    ground = models.CharField(max_length=60)
    not_by = models.CharField(max_length=200, blank=True)
    discharged_at = models.DateTimeField(null=True)
    discharged_by = models.CharField(max_length=60, blank=True)
    put_off_until = models.DateField(null=True)
    put_off_because = models.CharField(max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ("due", "opens_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="duty_stands_once", fields=("source", "of", "what", "turn")
            ),
            models.CheckConstraint(
                name="duty_discharged_by_something",
                condition=Q(discharged_at__isnull=True) | ~Q(discharged_by=""),
            ),
            models.CheckConstraint(
                name="duty_is_not_due_before_it_opens",
                condition=Q(due__isnull=True) | Q(due__gte=F("opens_on")),
            ),
        )
        indexes = (
            models.Index(
                name="duty_open_by_day",
                fields=("due", "opens_on"),
                condition=Q(discharged_at__isnull=True),
            ),
            models.Index(name="duty_met_at", fields=("discharged_at",)),
        )

    def __str__(self):
        return f"{self.what} {self.of}"


class Party(models.Model):
    """Who owes a duty, and who waits for it (责任方、等待方)."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="parties")
    side = models.CharField(max_length=5, choices=[(side.value, side.value) for side in Side])
    token = models.CharField(max_length=60)
    unit_path = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="party_named_once", fields=("duty", "side", "token", "unit_path")
            ),
        )
        indexes = (
            models.Index(
                name="party_by_token",
                fields=("token", "unit_path"),
                opclasses=("varchar_ops", "varchar_pattern_ops"),
            ),
        )

    def __str__(self):
        return f"{self.side} {self.token} {self.unit_path}"


class Postponement(models.Model):
    """Somebody put a duty off, with his reason (推后); outlives a rebuilt projection.

    One without a day takes back what was put off before.
    """

    source = models.CharField(max_length=30)
    of = models.CharField(max_length=60)
    what = models.CharField(max_length=60)
    turn = models.PositiveSmallIntegerField(default=0)
    until = models.DateField(null=True)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(name="postponement_of_duty", fields=("source", "of")),)
        constraints = (
            models.CheckConstraint(name="postponement_says_why", condition=~Q(reason="")),
        )

    def __str__(self):
        return f"{self.what} {self.of}: {self.until}"


class Feed(models.Model):
    """The secret address under which somebody's calendar reads what he owes (日历订阅)."""

    account = models.ForeignKey("agencies.Account", models.PROTECT, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="account_has_one_feed",
                fields=("account",),
                condition=Q(ended_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.account_id} {self.made_at}"
