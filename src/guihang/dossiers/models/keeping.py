"""Tables of the archive: how a file was put away, who has it, whether an archive took it over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Filing(models.Model):
    """A dossier was put into the archive (归档): what it lacks and why, how long it is kept."""

    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="filing")
    at = models.DateTimeField()
    by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    lacks = models.JSONField(default=list, blank=True)
    because = models.CharField(max_length=200, blank=True, default="")
    retention = models.CharField(max_length=20)
    kept_until = models.DateField(null=True, blank=True, db_index=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_ground = models.CharField(max_length=60, blank=True, default="")
    destroyed_at = models.DateTimeField(null=True, blank=True)
    destroyed_by = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(
                name="incomplete_file_says_why", condition=Q(lacks=[]) | ~Q(because="")
            ),
            models.CheckConstraint(
                name="sealing_has_a_ground",
                condition=Q(sealed_at__isnull=True, sealed_ground="")
                | Q(sealed_at__isnull=False) & ~Q(sealed_ground=""),
            ),
            models.CheckConstraint(
                name="destruction_has_an_approval",
                condition=Q(destroyed_at__isnull=True, destroyed_by="")
                | Q(destroyed_at__isnull=False) & ~Q(destroyed_by=""),
            ),
        )

    def __str__(self):
        return f"{self.dossier_id} {self.at:%Y-%m-%d}"


class Lending(models.Model):
    """Somebody asked to borrow a file (借阅): granted until a day or refused, and brought back."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="lendings")
    asked_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    purpose = models.CharField(max_length=200)
    decided_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    refused_because = models.CharField(max_length=200, blank=True, default="")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_to = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="lending_is_granted_until_a_day_or_refused_for_a_reason",
                condition=Q(decided_at__isnull=True, due__isnull=True, refused_because="")
                | Q(decided_at__isnull=False, due__isnull=False, refused_because="")
                | Q(decided_at__isnull=False, due__isnull=True) & ~Q(refused_because=""),
            ),
            models.CheckConstraint(
                name="lent_before_it_comes_back",
                condition=Q(returned_at__isnull=True) | Q(due__isnull=False),
            ),
            models.UniqueConstraint(
                name="file_lent_to_one_at_a_time",
                fields=("dossier",),
                condition=Q(due__isnull=False, returned_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.dossier_id} {self.asked_at:%Y-%m-%d}"


class Handover(models.Model):
    """An archive answered for one file handed over to it (移交): taken over, or why not."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="handovers")
    archive = models.CharField(max_length=80)
    receipt = models.CharField(max_length=60)
    day = models.DateField()
    received_by = models.CharField(max_length=60)
    refused_because = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-day", "-id")
        constraints = (
            models.CheckConstraint(
                name="handover_names_archive_receipt_and_receiver",
                condition=~Q(archive="") & ~Q(receipt="") & ~Q(received_by=""),
            ),
            models.UniqueConstraint(
                name="file_taken_over_once", fields=("dossier",), condition=Q(refused_because="")
            ),
            models.UniqueConstraint(
                name="file_stands_once_on_a_receipt", fields=("dossier", "archive", "receipt")
            ),
        )

    def __str__(self):
        return f"{self.dossier_id} {self.receipt}"
