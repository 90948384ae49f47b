"""The duties of a campaign, in words: records to be checked, the campaign to be closed."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guihang.cases.campaigns import house_rules
from guihang.duties.kinds import DutyKind

SOURCE = "campaigns"
CHECK, CLOSE = "campaign.check", "campaign.close"

DUTIES = (
    DutyKind(
        what=CHECK,
        name=_("Checking records"),
        title=_("%(office)s: %(n)s records are still to be checked (%(campaign)s)"),
        verb=_("Check records"),
        because=_("A campaign runs in which every entry is confirmed or mended."),
        limit=_("House rule: until the last day of the campaign"),
        consequence=_("Records that nobody checked do not count in the rate that is published."),
    ),
    DutyKind(
        what=CLOSE,
        name=_("Closing a campaign"),
        title=_("Close the campaign %(campaign)s with its rate"),
        verb=_("Close it"),
        because=_("The last day of the campaign is over."),
        limit=format_lazy(
            _("House rule: within {days} days of its last day"), days=house_rules.CLOSED_WITHIN
        ),
        consequence=_("The rate keeps moving with the register, and no figure stands."),
    ),
)
