"""Tables of what happened. Triggers keep entries and anchors from being changed or removed."""

from __future__ import annotations

from django.db import models

from guihang.ledger import canon


class Entry(models.Model):
    """One thing that happened (留痕), sealed, and chained to the one before it."""

    chain = models.CharField(max_length=80)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    unit_path = models.CharField(max_length=200, blank=True)
    event = models.CharField(max_length=60)
    payload = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(name="entry_once_in_its_chain", fields=("chain", "seq")),
        )
        indexes = (
            models.Index(name="entry_by", fields=("by", "id")),
            models.Index(name="entry_event", fields=("event", "id")),
            models.Index(name="entry_at", fields=("at",)),
            models.Index(
                name="entry_within", fields=("unit_path",), opclasses=("varchar_pattern_ops",)
            ),
        )

    def __str__(self):
        return f"{self.event} {self.chain} {self.seq}"

    def line(self) -> canon.Line:
        """Return what of the entry is hashed beside its digest, and binds its payload."""
        return canon.Line(
            self.id,
            self.chain,
            self.seq,
            canon.micros(self.at),
            self.by,
            self.unit_path,
            self.event,
        )


class ChainHead(models.Model):
    """Where a chain ends now, marked with the installation's key; and the chain's own key."""

    chain = models.CharField(max_length=80, primary_key=True)
    seq = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=32)
    mark = models.BinaryField(max_length=32)
    wrapped = models.TextField(blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.chain} {self.seq}"


class Anchor(models.Model):
    """What stood in the whole ledger at one moment, over all chains (锚点)."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    upto = models.BigIntegerField()
    count = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    mark = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("seq",)

    def __str__(self):
        return f"{self.seq}: {self.count} up to {self.upto}"


class OutboxMessage(models.Model):
    """Something to send, decided in the same transaction as its entry (待发)."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="messages")
    to = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    body = models.BinaryField()
    made_at = models.DateTimeField()
    try_after = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(
                name="outbox_waiting",
                fields=("try_after", "id"),
                condition=models.Q(delivered_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.kind} to {self.to}"


class Fingerprint(models.Model):
    """A check value of one key, so that a wrong key file is noticed before it does harm."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.CharField(max_length=64)

    def __str__(self):
        return self.name


class Verification(models.Model):
    """What a verification of the whole ledger found (核验记录)."""

    at = models.DateTimeField()
    whole = models.BooleanField()
    entries = models.PositiveBigIntegerField()
    anchors = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    says = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                name="verification_names_what_is_broken",
                condition=models.Q(whole=True, kind="")
                | models.Q(whole=False) & ~models.Q(kind=""),
            ),
        )

    def __str__(self):
        return f"{self.at:%Y-%m-%d} {self.kind or 'whole'}"
