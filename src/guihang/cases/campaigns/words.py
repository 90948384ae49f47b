"""How checking is said: what came of an entry, from what it is known, where a record stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CONFIRMED, MENDED, UNCLEAR = "confirmed", "mended", "unclear"
CAME = {
    CONFIRMED: pgettext_lazy("record", "confirmed"),
    MENDED: pgettext_lazy("record", "mended"),
    UNCLEAR: pgettext_lazy("record", "cannot be confirmed"),
}
"""What came of one entry (核查结果)."""

KNOWN_FROM = {
    "paper": _("from a paper that was shown"),
    "person": _("from the person"),
    "visit": _("seen on a visit"),
    "agency": _("from another agency"),
    "file": _("from the file"),
}
"""From what somebody knows that an entry is right (核查方式)."""

TABS = {
    "open": pgettext_lazy("record", "to be checked"),
    "unclear": pgettext_lazy("record", "something cannot be confirmed"),
    "whole": pgettext_lazy("record", "checked"),
    "all": pgettext_lazy("record", "all"),
}
"""Under which words the people of a campaign stand."""
