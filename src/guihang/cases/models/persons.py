"""Tables of persons: who they are, and which records were found to be one person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.cases.models.columns import choices
from guihang.law.codes import Sex
from guihang.ledger.fields import SealedField


class Person(models.Model):
    """What the agency knows of a person beyond who he is (社区矫正对象基本信息)."""

    subject = models.OneToOneField("dossiers.Subject", models.PROTECT, related_name="person")
    pinyin = models.CharField(max_length=200, blank=True, db_index=True)
    birth = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=choices(Sex), blank=True)
    former_name = models.CharField(max_length=60, blank=True)
    nation = models.CharField(max_length=30, blank=True)
    nationality = models.CharField(max_length=30, blank=True)
    education = models.CharField(max_length=30, blank=True)
    marriage = models.CharField(max_length=30, blank=True)
    occupation = models.CharField(max_length=100, blank=True)
    work = models.CharField(max_length=100, blank=True)
    contact = SealedField(blank=True)
    registered_home = SealedField(blank=True, mask="address")
    health = SealedField(blank=True)
    mental_illness = SealedField(blank=True)
    infection = SealedField(blank=True)
    record = SealedField(blank=True)
    resume = SealedField(blank=True)
    relatives = SealedField(blank=True)
    changed_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, blank=True
    )

    def __str__(self):
        return self.subject.name

    @property
    def name(self):
        """The person's name."""
        return self.subject.name


class Merger(models.Model):
    """Two records found to be one person, and perhaps split again (人员合并、拆分)."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="mergers")
    folded = models.ForeignKey(Person, models.PROTECT, related_name="folded_in")
    cases = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    because = models.CharField(max_length=200)
    split_at = models.DateTimeField(null=True, blank=True)
    split_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    split_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.CheckConstraint(
                name="nobody_is_merged_into_himself", condition=~Q(kept=F("folded"))
            ),
            models.UniqueConstraint(
                name="person_folded_once",
                fields=("folded",),
                condition=Q(split_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.folded_id} into {self.kept_id}"
