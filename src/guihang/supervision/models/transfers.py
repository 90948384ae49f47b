"""Tables of changes of place: one row two counties share, and what each of them did to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from guihang.decisions.marks import mark
from guihang.ledger.fields import SealedField


class TransferQuerySet(models.QuerySet):
    """Changes of place in the office's words."""

    def within(self, reach):
        """Those one of whose counties lies inside a reach; a sealed file exists for nobody.

        It asks for no row of the case: that may belong to the other county already.
        """
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(from_path__startswith=path) | Q(to_path__startswith=path)
        sealed = self.model.objects.filter(
            pk=OuterRef("pk"), case__dossier__filing__sealed_at__isnull=False
        )
        return self.filter(inside).exclude(Exists(sealed))

    def open(self):
        """Those that still run: neither refused, nor given up, nor come to their end."""
        return self.filter(closed_on__isnull=True)

    def waiting_for_reply(self):
        """Those the new county has been written to and has not answered."""
        return self.open().filter(letter_sent__isnull=False, replied__isnull=True)

    def handing_over(self):
        """Those agreed whose person is not yet in the charge of the new county."""
        return self.open().filter(agreed=True, taken_over_at__isnull=True)


class Transfer(models.Model):
    """A change of the place of execution, from the request to the reception (执行地变更).

    Both counties see this row: the old one from the request on, the new one once the letter was
    sent (`to_path`). It names the person and the case itself, for the case moves and the row stays
    with who worked on it. Each county keeps its own papers in a dossier of its own.
    """

    number = models.CharField(max_length=40, unique=True)
    matter = models.OneToOneField("decisions.Matter", models.PROTECT, related_name="transfer")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="transfers")
    case_number = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=200, blank=True)
    from_path = models.CharField(max_length=200)
    from_name = models.CharField(max_length=60)
    to_office = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    to_path = models.CharField(max_length=200, blank=True)
    to_name = models.CharField(max_length=60)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+", null=True)

    kind = models.CharField(max_length=20)
    organ = models.CharField(max_length=20)
    reason = models.CharField(max_length=20)
    words = SealedField()
    new_home = SealedField(mask="address")
    moves = models.DateField()
    asked = models.DateField()

    letter_sent = models.DateField(null=True)
    letter_received = models.DateField(null=True)
    replied = models.DateField(null=True)
    reply = models.CharField(max_length=10, blank=True)
    referred = models.DateField(null=True)
    settled = models.DateField(null=True)
    settlement = models.CharField(max_length=10, blank=True)
    decided = models.DateField(null=True)
    agreed = models.BooleanField(null=True)
    told = models.DateField(null=True)
    file_sent = models.DateField(null=True)
    file_received = models.DateField(null=True)
    receipt_sent = models.DateField(null=True)
    reported = models.DateField(null=True)
    registered = models.DateField(null=True)
    prison_file_received = models.DateField(null=True)
    prison_told = models.DateField(null=True)
    missed = models.DateField(null=True)
    searched = models.DateField(null=True)
    failed = models.DateField(null=True)
    taken_over_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ("-asked", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="one_transfer_at_a_time",
                fields=("case",),
                condition=Q(closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="reply_of_a_transfer_is_whole",
                condition=Q(reply="", replied__isnull=True)
                | ~Q(reply="") & Q(replied__isnull=False, letter_received__isnull=False),
            ),
            models.CheckConstraint(
                name="transfer_is_settled_after_a_reply",
                condition=Q(settlement="", settled__isnull=True)
                | ~Q(settlement="") & Q(settled__isnull=False, referred__isnull=False),
            ),
            models.CheckConstraint(
                name="transfer_is_taken_over_whole",
                condition=Q(taken_over_at__isnull=True)
                | Q(file_received__isnull=False, reported__isnull=False, agreed=True),
            ),
        )
        indexes = (
            models.Index(name="transfer_from", fields=("from_path",)),
            models.Index(name="transfer_to", fields=("to_path",)),
        )

    def __str__(self):
        return self.number

    @property
    def of(self):
        """What the events of the case that belong to it are marked with."""
        return mark(self.matter_id)


class TransferStep(models.Model):
    """One thing one of the counties did; rows are added, never changed (办理环节)."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    day = models.DateField()
    is_new = models.BooleanField()
    words = SealedField(blank=True)
    paper = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    paper_number = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="paper_of_a_step_has_its_number",
                condition=Q(paper__isnull=True) | ~Q(paper_number=""),
            ),
        )

    def __str__(self):
        return f"{self.transfer_id} {self.act} {self.day}"
