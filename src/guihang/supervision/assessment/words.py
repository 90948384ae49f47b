"""How a month is said: what it came to, where it stands, how the person was told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.cases.vocabulary import Channel

TOLD_BY = {
    Channel.COUNTER.value: Channel.COUNTER.label,
    Channel.VISIT.value: Channel.VISIT.label,
    Channel.POST.value: Channel.POST.label,
    Channel.MOBILE.value: Channel.MOBILE.label,
    Channel.KIOSK.value: Channel.KIOSK.label,
}
"""How the result reaches the person in writing."""

KEPT, CORRECTED = "kept", "corrected"
OUTCOMES = {
    KEPT: _("the assessment stands"),
    CORRECTED: _("the assessment was wrong; it is taken back and the month assessed anew"),
}
"""What comes of an objection to a month (异议处理结果)."""

STATES = {
    "to_assess": pgettext_lazy("month", "to be assessed"),
    "to_confirm": pgettext_lazy("month", "to be confirmed"),
    "to_tell": pgettext_lazy("month", "to be told"),
    "objected": pgettext_lazy("month", "objected to"),
    "told": pgettext_lazy("month", "told"),
}
"""Where the assessment of a month stands, as lists say it."""
