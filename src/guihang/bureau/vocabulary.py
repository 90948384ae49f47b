"""The words of the office's own work."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FindingState(models.TextChoices):
    """How far a finding was dealt with."""

    OPEN = "open", pgettext_lazy("finding", "open")
    ASSIGNED = "assigned", pgettext_lazy("finding", "assigned")
    ANSWERED = "answered", pgettext_lazy("finding", "answered")
    CLOSED = "closed", pgettext_lazy("finding", "closed")


class FindingOutcome(models.TextChoices):
    """What a finding came to."""

    MENDED = "mended", _("mended")
    EXPLAINED = "explained", _("explained; the file says why")
    MISTAKEN = "mistaken", _("the check was mistaken")
