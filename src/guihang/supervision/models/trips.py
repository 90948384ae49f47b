"""Tables of leave: each trip, and what proves its reason."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.decisions.course import Stage
from guihang.decisions.marks import mark
from guihang.ledger.fields import SealedField

HELD = (Stage.GRANTED, Stage.TOLD, Stage.EFFECTIVE, Stage.LAPSED)
TOLD = (Stage.TOLD, Stage.EFFECTIVE, Stage.LAPSED)


class TripQuerySet(models.QuerySet):
    """Leaves in the office's words; an extension is part of the leave it lengthens."""

    def within(self, reach):
        """Those in the charge of units inside a reach; a sealed file exists for nobody."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(matter__unit_path__startswith=path)
        return self.filter(
            inside, extends__isnull=True, matter__dossier__filing__sealed_at__isnull=True
        )

    def for_lists(self):
        """With everything a list shows of them."""
        return self.select_related("matter__applicant", "matter__dossier__unit", "notice")

    def running(self, *, on):
        """Those told and begun whose last day has not passed, and who is not back."""
        return self.filter(
            matter__stage__in=TOLD, returned_on__isnull=True, leaves__lte=on, returns__gte=on
        )

    def to_come(self, *, on):
        """Those granted whose first day has not come."""
        return self.filter(matter__stage__in=HELD, returned_on__isnull=True, leaves__gt=on)

    def late(self, *, on):
        """Those whose last day has passed and who is not back."""
        return self.filter(matter__stage__in=TOLD, returned_on__isnull=True, returns__lt=on)

    def back(self):
        """Those who are back."""
        return self.filter(returned_on__isnull=False)


class Trip(models.Model):
    """A leave as it was asked for and made (外出): its days, its sealed words, its return (销假).

    `returns` is the last day allowed, extensions included.
    """

    matter = models.OneToOneField("decisions.Matter", models.PROTECT, related_name="trip")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="trips")
    extends = models.ForeignKey("self", models.PROTECT, related_name="extensions", null=True)
    leaves = models.DateField()
    returns = models.DateField()
    reason = models.CharField(max_length=20)
    words = SealedField(blank=True)
    contacts = SealedField(blank=True)
    companions = SealedField(blank=True)
    notice = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)

    left_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    returned_how = models.CharField(max_length=20, blank=True)
    returned_as = models.CharField(max_length=20, blank=True)
    days_late = models.PositiveSmallIntegerField(default=0)
    late_because = SealedField(blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    missed_on = models.DateField(null=True)

    objects = TripQuerySet.as_manager()

    class Meta:
        ordering = ("-leaves", "-pk")
        constraints = (
            models.CheckConstraint(
                name="trip_returns_after_it_leaves", condition=Q(returns__gte=F("leaves"))
            ),
            models.CheckConstraint(
                name="return_says_how_and_when",
                condition=Q(returned_on__isnull=True, returned_how="", returned_at__isnull=True)
                | Q(returned_on__isnull=False, returned_at__isnull=False) & ~Q(returned_how=""),
            ),
        )
        indexes = (models.Index(name="trip_by_days", fields=("returned_on", "returns", "leaves")),)

    def __str__(self):
        return f"{self.matter_id} {self.leaves}/{self.returns}"

    @property
    def of(self):
        """The leave it belongs to, as the events of the case name it."""
        return mark(self.extends.matter_id if self.extends_id else self.matter_id)


class TripProof(models.Model):
    """A file that proves what a leave is for (证明材料)."""

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="proofs")
    attachment = models.ForeignKey("dossiers.Attachment", models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="proof_stands_once", fields=("trip", "attachment")),
        )

    def __str__(self):
        return f"{self.trip_id} {self.attachment_id}"
