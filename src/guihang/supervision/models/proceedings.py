"""Tables of what conduct led to: proceedings, their proofs, hearings and objections."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.decisions.course import UNDECIDED, Stage
from guihang.decisions.marks import mark
from guihang.ledger.fields import SealedField
from guihang.supervision.models.trips import HELD, TOLD

OWN = ("commendation", "admonition", "warning")
"""The kinds of matter about conduct that the agency itself decides; the others are proposals."""


class ProceedingQuerySet(models.QuerySet):
    """Proceedings about conduct in the office's words."""

    def within(self, reach):
        """Those in the charge of units inside a reach."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(matter__unit_path__startswith=path)
        return self.filter(inside)

    def for_lists(self):
        """With everything a list shows of them."""
        return self.select_related("matter__dossier__unit", "case__person__subject")

    def for_reading(self):
        """With everything a page shows of them."""
        whole = self.select_related(
            "matter__dossier__unit", "matter__paper", "case__person__subject",
            "case__dossier__unit", "second", "sheet", "receipt", "answered_by",
        )  # fmt: skip
        return whole.prefetch_related("proofs__event", "proofs__attachment", "hearings__by",
                                      "hearings__second", "objections__by")  # fmt: skip

    def under_way(self):
        """Those nobody has decided yet."""
        return self.filter(matter__stage__in=UNDECIDED)

    def unserved(self):
        """Those decided, whose paper has not reached whom it is for."""
        return self.filter(matter__stage__in=(*HELD, Stage.REFUSED), served_on__isnull=True)

    def unanswered(self):
        """Proposals sent that nobody has answered."""
        sent = self.filter(matter__stage__in=TOLD, answered_on__isnull=True)
        return sent.exclude(matter__kind__in=OWN)

    def objected(self):
        """Those against which an objection stands that was not answered."""
        return self.filter(
            objections__isnull=False, objections__answered_on__isnull=True
        ).distinct()


class Proceeding(models.Model):
    """A measure thought of because of somebody's conduct, from the facts on (考核奖惩案件).

    `second` is the officer who looked into it beside who opened it. `served_on` is the day the
    paper reached whom it is for; of a proposal the answer and the delivery are kept too.
    """

    matter = models.OneToOneField("decisions.Matter", models.PROTECT, related_name="proceeding")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="proceedings")
    measure = models.CharField(max_length=40)
    words = SealedField()
    second = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    receipt = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    served_on = models.DateField(null=True)

    answer = models.CharField(max_length=20, blank=True)
    answered_on = models.DateField(null=True)
    answer_number = models.CharField(max_length=60, blank=True)
    answered_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    delivered_on = models.DateField(null=True)

    objects = ProceedingQuerySet.as_manager()

    class Meta:
        ordering = ("-matter__asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="answer_of_a_proposal_is_whole",
                condition=Q(answer="", answered_on__isnull=True, answer_number="")
                | ~Q(answer="") & Q(answered_on__isnull=False) & ~Q(answer_number=""),
            ),
            models.CheckConstraint(
                name="delivered_only_after_an_answer",
                condition=Q(delivered_on__isnull=True) | Q(answered_on__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.matter_id} {self.measure}"

    @property
    def of(self):
        """What the events of the case that belong to it are marked with."""
        return mark(self.matter_id)


class ProceedingProof(models.Model):
    """What a fact rests on: an event of the case, or a file of its dossier (证据)."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="proofs")
    event = models.ForeignKey("cases.CaseEvent", models.PROTECT, related_name="+", null=True)
    attachment = models.ForeignKey(
        "dossiers.Attachment", models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="proof_is_an_event_or_a_file",
                condition=Q(event__isnull=True) ^ Q(attachment__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.proceeding_id} {self.event_id or self.attachment_id}"


class Hearing(models.Model):
    """What the person said before the decision, before two officers (听取陈述申辩)."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="hearings")
    day = models.DateField()
    second = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20)
    words = SealedField()
    guardian = models.CharField(max_length=60, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("day", "pk")
        constraints = (
            models.CheckConstraint(
                name="hearing_is_held_by_two", condition=~Q(by_id=F("second_id"))
            ),
        )

    def __str__(self):
        return f"{self.proceeding_id} {self.day}"


class Objection(models.Model):
    """What the person has against a decision, and what came of it (异议)."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="objections")
    day = models.DateField()
    words = SealedField()
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, blank=True)
    answered_on = models.DateField(null=True)
    answer = SealedField(blank=True)
    referred_on = models.DateField(null=True)

    class Meta:
        ordering = ("day", "pk")
        constraints = (
            models.CheckConstraint(
                name="answer_of_an_objection_is_whole",
                condition=Q(outcome="", answered_on__isnull=True)
                | ~Q(outcome="") & Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="referred_only_after_the_answer",
                condition=Q(referred_on__isnull=True) | Q(answered_on__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.proceeding_id} {self.day}"
