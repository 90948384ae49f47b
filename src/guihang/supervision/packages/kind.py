"""The duties of responsibility packages and their notice, in words."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guihang.duties.kinds import DutyKind
from guihang.supervision.packages import house_rules

SOURCE = "packages"
FILL, WAKE = "package.fill", "package.wake"
GIVEN = "package.given"

DUTIES = (
    DutyKind(
        what=FILL,
        name=_("Filling responsibility packages"),
        title=_("%(office)s: %(n)s people lack somebody in their package"),
        verb=_("Name who answers"),
        because=_("The local rule asks for an owner of every part, and some have none."),
        limit=format_lazy(
            _("House rule: within {days} days of the registration or of the change"),
            days=house_rules.NAMED_WITHIN,
        ),
        consequence=_("Nobody answers for that part of the person's supervision and help."),
    ),
    DutyKind(
        what=WAKE,
        name=_("Owners who cannot be turned to"),
        title=_("%(office)s: owners of %(n)s packages cannot be turned to"),
        verb=_("Name a deputy or somebody else"),
        because=_("Somebody who is named is away without a deputy, or has left."),
        limit=format_lazy(
            _("House rule: within {days} days of the change"), days=house_rules.WOKEN_WITHIN
        ),
        consequence=_("The package looks complete, and nobody would answer."),
    ),
)
NOTICES = {GIVEN: _("You answer for %(n)s people now: their responsibility packages name you.")}
"""How somebody hears of it: how many people, never who."""
