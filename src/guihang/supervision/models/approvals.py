"""Tables of approvals besides leave: what they allow or order, and what proves them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.decisions.course import UNDECIDED, Stage
from guihang.decisions.marks import mark
from guihang.ledger.fields import SealedField

TRAVEL = "frequent_travel"
STANDING = (Stage.TOLD, Stage.EFFECTIVE, Stage.LAPSED)
"""The stages of a grant the person knows of."""


class ApprovalQuerySet(models.QuerySet):
    """Approvals besides leave in the office's words."""

    def within(self, reach):
        """Those in the charge of units inside a reach; a sealed file exists for nobody."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(matter__unit_path__startswith=path)
        return self.filter(inside, matter__dossier__filing__sealed_at__isnull=True)

    def for_lists(self):
        """With everything a list shows of them."""
        return self.select_related("matter__dossier__unit", "case__person__subject")

    def for_reading(self):
        """With everything a page shows of them."""
        whole = self.select_related(
            "matter__dossier__unit", "matter__paper", "case__person__subject", "notice", "refusal",
            "case__dossier__unit", "extends__matter", "proof_event", "proof_proceeding__matter",
        )  # fmt: skip
        return whole.prefetch_related("proofs__attachment", "extensions__matter")

    def under_way(self):
        """Those nobody has decided yet."""
        return self.filter(matter__stage__in=UNDECIDED)

    def to_tell(self):
        """Those decided, of which the person was not told."""
        return self.filter(matter__stage__in=(Stage.GRANTED, Stage.REFUSED))

    def running(self, *, on):
        """Those told whose days have begun and not passed, and that were not ended before."""
        told = self.filter(matter__stage__in=STANDING, off_on__isnull=True)
        return told.filter(begins__lte=on, ends__gte=on)

    def travels(self, *, on):
        """Those of frequent travel that hold on a day."""
        return self.running(on=on).filter(kind=TRAVEL)

    def past(self, *, on):
        """Those granted that are over, by their days or ended before them."""
        done = Q(matter__stage__in=STANDING, ends__lt=on) | Q(matter__stage=Stage.ENDED)
        return self.filter(done | Q(matter__stage__in=STANDING, off_on__isnull=False))


class Approval(models.Model):
    """Something the person may do, or must bear, because it was approved (事项审批).

    `ends` is the last day, extensions included. A device order names the fact that proves its
    circumstance, when the device was put on, assessed and taken off.
    """

    matter = models.OneToOneField("decisions.Matter", models.PROTECT, related_name="approval")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="approvals")
    kind = models.CharField(max_length=20)
    extends = models.ForeignKey("self", models.PROTECT, related_name="extensions", null=True)
    begins = models.DateField()
    ends = models.DateField()
    words = SealedField()
    whom = SealedField(blank=True)
    notice = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    refusal = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    proof_event = models.ForeignKey("cases.CaseEvent", models.PROTECT, related_name="+", null=True)
    proof_proceeding = models.ForeignKey(
        "supervision.Proceeding", models.PROTECT, related_name="+", null=True
    )

    worn_on = models.DateField(null=True)
    apparatus = models.CharField(max_length=20, blank=True)
    device = models.ForeignKey(
        "tracking.Device", models.PROTECT, related_name="+", null=True, blank=True
    )
    assessed_on = models.DateField(null=True)
    still_needed = models.BooleanField(null=True)
    off_on = models.DateField(null=True)
    off_because = models.CharField(max_length=20, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ("-begins", "-pk")
        constraints = (
            models.CheckConstraint(
                name="approval_ends_after_it_begins", condition=Q(ends__gte=F("begins"))
            ),
            models.CheckConstraint(
                name="a_device_order_is_proved",
                condition=~Q(kind="device")
                | Q(proof_event__isnull=False)
                | Q(proof_proceeding__isnull=False),
            ),
            models.CheckConstraint(
                name="a_device_is_worn_before_it_comes_off",
                condition=Q(worn_on__isnull=True)
                | Q(off_on__isnull=True)
                | Q(off_on__gte=F("worn_on")),
            ),
        )
        indexes = (models.Index(name="approval_by_days", fields=("kind", "ends", "begins")),)

    def __str__(self):
        return f"{self.matter_id} {self.kind} {self.begins}/{self.ends}"

    @property
    def places(self):
        """The cities and counties it names, each with its words and its code."""
        return self.matter.fields["stated"].get("places", ())

    @property
    def of(self):
        """The approval it belongs to, as the events of the case name it."""
        return mark(self.extends.matter_id if self.extends_id else self.matter_id)


class ApprovalProof(models.Model):
    """A file that proves what an approval is asked for with (证明材料)."""

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="proofs")
    attachment = models.ForeignKey("dossiers.Attachment", models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="proof_of_an_approval_stands_once", fields=("approval", "attachment")
            ),
        )

    def __str__(self):
        return f"{self.approval_id} {self.attachment_id}"
