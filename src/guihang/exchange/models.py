"""Tables of what is exchanged: for now the notices inside the installation."""

from __future__ import annotations

from django.db import models


class NoticeQuerySet(models.QuerySet):
    """Notices in the office's words."""

    def of(self, account_id):
        """Those of one account."""
        return self.filter(account_id=account_id)

    def unread(self):
        """Those not yet read."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """A message on somebody's desk (通知): a kind and names to say it with, nothing of a case."""

    account = models.ForeignKey("agencies.Account", models.PROTECT, related_name="notices")
    letter = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=60)
    names = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (
            models.Index(
                name="notice_unread",
                fields=("account",),
                condition=models.Q(read_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.kind} {self.account_id}"
