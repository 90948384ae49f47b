"""Tables of registers that came as files: what was handed in, and what became of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from guihang.cases.vocabulary import RunState
from guihang.ledger import chains


class ImportRun(models.Model):
    """One register that was handed in: its file until it is in, what came in and what not."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=200)
    office = models.ForeignKey(
        "agencies.Unit", models.PROTECT, related_name="+", null=True, blank=True
    )
    steps_done = models.BooleanField(default=True)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(blank=True)
    state = models.CharField(max_length=20, choices=RunState.choices, default=RunState.HANDED_IN)
    rows = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    not_read = models.JSONField(default=list, blank=True)
    numbers = models.JSONField(default=list, blank=True)
    report = models.BinaryField(blank=True)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-handed_in_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="one_register_at_a_time",
                fields=("unit",),
                condition=Q(state__in=(RunState.HANDED_IN, RunState.LOOKED_THROUGH)),
            ),
        )

    def __str__(self):
        return f"{self.name} {self.state}"

    @property
    def is_open(self):
        """Whether it still waits to be brought in."""
        return self.state in (RunState.HANDED_IN, RunState.LOOKED_THROUGH)

    @property
    def chain(self):
        """Where its history stands in the ledger: with the unit that imports."""
        return chains.unit(self.unit.code, self.unit_path)
