"""The fixes and what was made of them; nothing here points into another database."""

from __future__ import annotations

from django.db import models


class Fix(models.Model):
    """One position as it was kept (定位点).

    Times in milliseconds since 1970; `given_lat` and `given_lon` as the device said them, where
    its datum is not WGS-84; `accuracy` in metres, `speed` in km/h, `battery` in per cent;
    `believed` a `kinds.Believed`.
    """

    pk = models.CompositePrimaryKey("device", "at", "sequence")
    device = models.BigIntegerField()
    at = models.BigIntegerField()
    sequence = models.IntegerField()
    basis = models.BigIntegerField()
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    given_lat = models.FloatField(null=True)
    given_lon = models.FloatField(null=True)
    accuracy = models.FloatField(null=True)
    speed = models.FloatField(null=True)
    battery = models.FloatField(null=True)
    mock = models.BooleanField()
    archive = models.BooleanField()
    believed = models.SmallIntegerField()
    received = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "fix"

    def __str__(self):
        return f"{self.device} {self.at}"


class State(models.Model):
    """What is known of one person between two batches: trail, evidence, signs that are on."""

    who = models.BigIntegerField(primary_key=True)
    trail = models.BinaryField()
    watches = models.TextField()
    standing = models.BinaryField()
    signs = models.TextField()
    heard = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "state"

    def __str__(self):
        return str(self.who)


class Crossing(models.Model):
    """An alarm that went on or off, kept with the fixes until the office was told of it."""

    who = models.BigIntegerField()
    basis = models.BigIntegerField()
    sign = models.CharField(max_length=20)
    zone = models.CharField(max_length=80)
    since = models.BigIntegerField()
    at = models.BigIntegerField()
    is_on = models.BooleanField()
    told = models.BooleanField()

    class Meta:
        managed = False
        db_table = "crossing"

    def __str__(self):
        return f"{self.who} {self.sign} {self.at}"


class Refused(models.Model):
    """How many readings of a device were not taken on a day, and why; the readings are gone."""

    pk = models.CompositePrimaryKey("day", "device", "why")
    day = models.DateField()
    device = models.CharField(max_length=60)
    why = models.CharField(max_length=20)
    count = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "refused"

    def __str__(self):
        return f"{self.day} {self.device} {self.why}"
