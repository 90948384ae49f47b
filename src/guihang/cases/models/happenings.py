"""The table of what happened in a case, the one truth about it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.cases.models.orders import Case
from guihang.cases.vocabulary import Channel
from guihang.ledger.fields import SealedField


class CaseEvent(models.Model):
    """One dated thing that happened in a case; rows are added, never changed (案件事件).

    A correction is a row of its own that names the row it corrects; one without `what` strikes it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    what = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    moment = models.DateTimeField(null=True, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    span = models.CharField(max_length=40, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    of = models.CharField(max_length=40, blank=True)
    to = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=6, blank=True)
    note = SealedField(blank=True)
    channel = models.CharField(max_length=20, choices=Channel.choices, blank=True)
    paper = models.ForeignKey(
        "dossiers.Paper", models.PROTECT, related_name="+", null=True, blank=True
    )
    attachment = models.ForeignKey(
        "dossiers.Attachment", models.PROTECT, related_name="+", null=True, blank=True
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected", null=True, blank=True
    )
    because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("case", "day", "seq")
        constraints = (
            models.UniqueConstraint(name="event_has_its_place", fields=("case", "seq")),
            models.CheckConstraint(
                name="correction_says_why",
                condition=Q(corrects__isnull=True, because="")
                | (Q(corrects__isnull=False) & ~Q(because="")),
            ),
            models.CheckConstraint(
                name="event_without_word_strikes_another",
                condition=~Q(what="") | Q(corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends__isnull=True) | Q(begins__isnull=True) | Q(ends__gte=F("begins")),
            ),
        )

    def __str__(self):
        return f"{self.case_id} {self.day} {self.what}"
