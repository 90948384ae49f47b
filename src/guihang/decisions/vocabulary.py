"""The words of a discussion: its kinds, what a member holds, what came out, where it stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DiscussionKind(models.TextChoices):
    """Who deliberates: the few who know the matter, or the agency together."""

    GROUP = "group", _("small-group deliberation")  # 合议
    COLLECTIVE = "collective", _("collective review")  # 集体评议


class Stance(models.TextChoices):
    """What a member holds of the proposal."""

    AGREE = "agree", pgettext_lazy("stance", "agrees")
    DISAGREE = "disagree", _("disagrees")
    ABSTAIN = "abstain", _("abstains")


class Result(models.TextChoices):
    """What more than half of those present hold."""

    CARRIED = "carried", _("the majority agrees")
    REJECTED = "rejected", _("the majority disagrees")
    OPEN = "open", _("no majority")


class DiscussionState(models.TextChoices):
    """Where a discussion stands; it follows from its days, and is never set."""

    CALLED = "called", _("called")
    CONCLUDED = "concluded", _("concluded, to be signed")
    SIGNED = "signed", _("signed by all present")
    CANCELLED = "cancelled", _("cancelled")
