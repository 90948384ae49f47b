"""The duties of a search beyond the law's own, in words: the first day, and the closing."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guihang.duties.kinds import DutyKind
from guihang.supervision.search import house_rules

SOURCE = "searches"
FIRST_DAY, CLOSE = "search.first_day", "search.close"

DUTIES = (
    DutyKind(
        what=FIRST_DAY,
        name=_("Looking for somebody on the first day"),
        title=_("%(name)s missed a duty: call, check, visit within 24 hours"),
        verb=_("Look for the person"),
        because=_("A duty was missed, and nobody has noted a contact since."),
        limit=_("House rule: all three tried within 24 hours of the opening"),
        consequence=_(
            "Who is not found is told to the police; from the eleventh day it is graver."
        ),
        article="ccl-2019:30",
    ),
    DutyKind(
        what=CLOSE,
        name=_("Closing a search"),
        title=_("Deal with %(name)s, who was found, and close the search"),
        verb=_("Deal with it"),
        because=_("The person was found; what follows depends on how long and why."),
        limit=format_lazy(
            _("House rule: closed within {days} days"), days=house_rules.CLOSED_WITHIN
        ),
        consequence=_("The search stays open, and the procuratorate does not know how it ended."),
        article="ccl-2019:30",
    ),
)
