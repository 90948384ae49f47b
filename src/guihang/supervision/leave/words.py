"""How coming back is said: how it was seen, and how it came out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

HOW = {
    "counter": _("in person at the counter"),
    "visit": _("seen at home"),
    "kiosk": _("at the terminal"),
    "phone": _("by phone, to be followed by coming in"),
    "video": _("by live video"),
}
"""How somebody reports back (销假方式)."""

STATES = {
    "asked": pgettext_lazy("leave", "under way"),
    "to_come": pgettext_lazy("leave", "to come"),
    "running": pgettext_lazy("leave", "away"),
    "late": pgettext_lazy("leave", "not back"),
    "back": pgettext_lazy("leave", "back"),
    "over": pgettext_lazy("leave", "not taken"),
}
