"""How an approval is said: where it stands, which interval, why a device came off."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.law.codes import Code
from guihang.law.events import What

STATES = {
    "under_way": pgettext_lazy("approval", "under way"),
    "to_tell": pgettext_lazy("approval", "to be told"),
    "running": pgettext_lazy("approval", "in force"),
    "to_come": pgettext_lazy("approval", "to come"),
    "past": pgettext_lazy("approval", "over"),
    "refused": pgettext_lazy("approval", "not granted"),
}
"""Where an approval stands, as lists say it."""


class Lengthened(Code):
    """Which interval is lengthened (延长的间隔)."""

    REPORTS = "reports", "身体情况报告", "health reports"
    REVIEWS = "reviews", "病情复查", "medical reviews"


LENGTHENED = {
    Lengthened.REPORTS: What.REPORTS_LENGTHENED,
    Lengthened.REVIEWS: What.REVIEWS_LENGTHENED,
}
OFF = {
    "expired": _("its time is over"),
    "not_needed": _("it is no longer needed"),
    "correction_ended": _("correction has ended"),
}
"""Why a device came off (解除的原因)."""
