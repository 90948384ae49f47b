"""Tables of what goes with a proposal: the volume put together from the dossier (提请案卷)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guihang.law.rules.submissions import Part
from guihang.ledger.fields import SealedField


class Submission(models.Model):
    """The volume that goes with a proposal, as it was last put together (提请案卷).

    It can be put together anew until the proposal was sent; then its letter (移送函) is issued.
    """

    proceeding = models.OneToOneField(
        "supervision.Proceeding", models.PROTECT, related_name="submission"
    )
    property_ordered = models.BooleanField(null=True)
    pages = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    letter = models.OneToOneField("dossiers.Paper", models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="submission_has_pages", condition=Q(pages__gte=1)),
        )

    def __str__(self):
        return f"{self.proceeding_id} {self.pages}"


class SubmissionItem(models.Model):
    """One entry of the volume: a paper, a file, or the extract of the record where neither is."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20)
    paper = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    attachment = models.ForeignKey(
        "dossiers.Attachment", models.PROTECT, related_name="+", null=True
    )
    proves = SealedField(_("what it proves"), blank=True)
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(name="submission_order_once", fields=("submission", "order")),
            models.UniqueConstraint(
                name="submission_paper_once",
                fields=("submission", "paper"),
                condition=Q(paper__isnull=False),
            ),
            models.UniqueConstraint(
                name="submission_file_once",
                fields=("submission", "attachment"),
                condition=Q(attachment__isnull=False),
            ),
            models.UniqueConstraint(
                name="submission_extract_once",
                fields=("submission",),
                condition=Q(paper__isnull=True, attachment__isnull=True),
            ),
            models.CheckConstraint(
                name="submission_item_is_one_thing",
                condition=Q(paper__isnull=True) | Q(attachment__isnull=True),
            ),
            models.CheckConstraint(
                name="submission_part_is_known", condition=Q(part__in=[one.value for one in Part])
            ),
            models.CheckConstraint(
                name="submission_pages_in_order",
                condition=Q(first__gte=1) & Q(last__gte=F("first")),
            ),
        )

    def __str__(self):
        return f"{self.submission_id} {self.order}"
