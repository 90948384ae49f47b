"""Stages, acts and channels in words, and what somebody writes beside his act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.decisions.course import Act, Stage
from guihang.law.refusals import BadFacts

STAGES = {
    Stage.ASKED: _("asked for"),
    Stage.RETURNED: _("returned to be completed"),
    Stage.CHECKED: _("checked"),
    Stage.OPINIONS: _("opinions given"),
    Stage.GRANTED: _("granted"),
    Stage.REFUSED: _("refused"),
    Stage.TOLD: _("told"),
    Stage.EFFECTIVE: _("in force"),
    Stage.LAPSED: _("lapsed"),
    Stage.ENDED: _("ended early"),
    Stage.CLOSED: _("refused and told"),
    Stage.WITHDRAWN: _("withdrawn"),
}
ACTS = {
    Act.ASK: pgettext_lazy("act", "ask"),
    Act.RESUBMIT: pgettext_lazy("act", "complete"),
    Act.CHECK: pgettext_lazy("act", "check"),
    Act.RETURN: pgettext_lazy("act", "return"),
    Act.GIVE_OPINION: pgettext_lazy("act", "give an opinion"),
    Act.GRANT: pgettext_lazy("act", "grant"),
    Act.REFUSE: pgettext_lazy("act", "refuse"),
    Act.WITHDRAW: pgettext_lazy("act", "withdraw"),
    Act.TELL: pgettext_lazy("act", "tell"),
    Act.CONFIRM_RECEIPT: pgettext_lazy("act", "confirm receipt"),
    Act.LEAVE_WITH_WITNESS: pgettext_lazy("act", "leave with a witness"),
    Act.TAKE_EFFECT: pgettext_lazy("act", "take effect"),
    Act.LAPSE: pgettext_lazy("act", "lapse"),
    Act.END: pgettext_lazy("act", "end early"),
}
CHANNELS = {
    "desk": _("on the desk of the recipient"),
    "hand": _("by hand"),
    "post": _("by post"),
}
CAME_BY = {
    "counter": _("in person at the counter"),
    "post": _("on paper, brought or sent"),
    "phone": _("by phone, the paper to follow"),
    "visit": _("during a visit"),
    "mobile": _("on his or her own phone"),
    "kiosk": _("at the terminal"),
}
"""How a person's request reached the office (申请渠道); cases name their channels so too."""
ADVICE = {"": _("no advice"), "grant": _("advises to grant"), "refuse": _("advises to refuse")}
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody writes beside his act: reasons, an opinion, how it was served."""

    reasons: str = ""
    ground: str = ""
    remedy: str = ""
    opinion: str = ""
    advice: str = ""
    channel: str = ""
    recipient: str = ""
    witness: str = ""

    def of_step(self) -> dict[str, str]:
        """Return what stands in the step itself."""
        names = ("reasons", "ground", "remedy", "channel", "recipient", "witness")
        return {name: getattr(self, name) for name in names}


def day_given(field: str, value: object) -> date:
    """Return a day as it was entered, or as a matter keeps it; refuse what is none."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadFacts(
            field,
            why=_("This is not a day."),
            ground="house:forms",
            remedy=_("Write the day like 2026-11-23."),
        ) from None
