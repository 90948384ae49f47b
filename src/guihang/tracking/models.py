"""Tables of positions with a legal basis: devices, bases, episodes. The fixes stand apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.tracking.kinds import Datum
from guihang.tracking.vocabulary import BasisSort, DeviceSort, Ended, Sign


class DeviceQuerySet(models.QuerySet):
    """Devices in the office's words."""

    def within(self, reach):
        """Those of units inside a reach."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(unit_path__startswith=path)
        return self.filter(inside)

    def in_use(self):
        """Those not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Device(models.Model):
    """Something that can send positions, known before it sends (定位设备登记).

    `key` is what it calls itself on the line; `secret` a digest of what it must show, empty where
    its protocol knows no secret.
    """

    key = models.CharField(max_length=60, unique=True)
    sort = models.CharField(max_length=10, choices=DeviceSort.choices)
    protocol = models.CharField(max_length=20)
    datum = models.CharField(
        max_length=10, choices=[(one.value, one.name) for one in Datum], default=Datum.WGS_84.value
    )
    secret = models.CharField(max_length=64, blank=True)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=200)
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ("key",)

    def __str__(self):
        return self.key


class BasisQuerySet(models.QuerySet):
    """Bases in the office's words."""

    def within(self, reach):
        """Those of cases inside a reach; a sealed file exists for nobody."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(case__unit_path__startswith=path)
        return self.filter(inside, case__dossier__filing__sealed_at__isnull=True)

    def in_force(self, *, at):
        """Those under which a position may be taken at a moment."""
        return self.filter(begins__lte=at, ends__gt=at, ended_at__isnull=True)


class Basis(models.Model):
    """What allows the positions of one device for a while: order, check or sharing (定位依据).

    `ends` is the first moment at which nothing more is taken. `spacing` in seconds between two
    fixes, `most` how many in all; 0 is no limit.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="bases")
    device = models.ForeignKey(Device, models.PROTECT, related_name="bases")
    sort = models.CharField(max_length=10, choices=BasisSort.choices)
    number = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=60)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    spacing = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=20, choices=Ended.choices, blank=True)
    erased_at = models.DateTimeField(null=True)

    objects = BasisQuerySet.as_manager()

    class Meta:
        ordering = ("-begins", "-pk")
        constraints = (
            models.CheckConstraint(
                name="basis_ends_after_it_begins", condition=Q(ends__gt=F("begins"))
            ),
            models.UniqueConstraint(
                name="order_once_in_force_on_a_device",
                fields=("device",),
                condition=Q(sort=BasisSort.ORDER, ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="an_end_says_why",
                condition=Q(ended_at__isnull=True, ended_because="")
                | Q(ended_at__isnull=False) & ~Q(ended_because=""),
            ),
        )
        indexes = (models.Index(name="basis_by_time", fields=("ended_at", "ends")),)

    def __str__(self):
        return f"{self.case_id} {self.sort} {self.begins}/{self.ends}"


class EpisodeQuerySet(models.QuerySet):
    """Episodes in the office's words."""

    def within(self, reach):
        """Those of cases inside a reach; a sealed file exists for nobody."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(case__unit_path__startswith=path)
        return self.filter(inside, case__dossier__filing__sealed_at__isnull=True)


class Episode(models.Model):
    """From the first evidence through the alarm to its end (报警); what it was, people judge.

    `since`: the first evidence. `proof` is what the machine knew: the zone with its border, the
    rule, the permits in force, so that it can be replayed when all of these have changed.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="episodes")
    basis = models.ForeignKey(Basis, models.PROTECT, related_name="episodes")
    sign = models.CharField(max_length=20, choices=Sign.choices)
    zone = models.CharField(max_length=80, blank=True)
    zone_name = models.CharField(max_length=80, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    raised_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    noted_at = models.DateTimeField()
    proof = models.JSONField(default=dict)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        ordering = ("-raised_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="episode_stands_once", fields=("case", "sign", "zone", "raised_at")
            ),
        )

    def __str__(self):
        return f"{self.case_id} {self.sign} {self.raised_at}"
