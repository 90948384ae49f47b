"""How the duties and notices of a discussion are said."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guihang.decisions.discussion import house_rules
from guihang.decisions.discussion.actions.holding import CALLED, CANCELLED, TO_SIGN
from guihang.duties.kinds import DutyKind

NOTICES: dict[str, object] = {
    CALLED: _("You were called to a discussion, %(discussion)s."),
    TO_SIGN: _("The minutes of %(discussion)s wait for your signature."),
    CANCELLED: _("The discussion %(discussion)s was cancelled."),
}
DUTIES = (
    DutyKind(
        what="discussion.opine",
        name=_("Giving an opinion in a discussion"),
        title=_("Give your opinion in the discussion on %(name)s: %(topic)s"),
        verb=_("Give it"),
        because=_("You were called to this discussion."),
        limit=_("House rule: on the day of the discussion"),
        consequence=_("Without your opinion you count as absent, and the quorum may lack."),
    ),
    DutyKind(
        what="discussion.sign",
        name=_("Signing minutes"),
        title=_("Sign the minutes of the discussion on %(name)s: %(topic)s"),
        verb=_("Sign"),
        because=_("You took part; everybody present signs the minutes."),
        limit=format_lazy(
            _("House rule: signed within {days} days"), days=house_rules.DAYS["sign"]
        ),
        consequence=_("Until all have signed, nothing is decided on the ground of it."),
    ),
    DutyKind(
        what="discussion.conclude",
        name=_("Concluding a discussion"),
        title=_("Conclude the discussion on %(name)s: %(topic)s"),
        verb=_("Conclude it"),
        because=_("You called it; its result and the minutes are written when all have spoken."),
        limit=_("House rule: on the day of the discussion"),
        consequence=_("Until then nothing is decided on the ground of it."),
    ),
)
