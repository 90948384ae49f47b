"""How a change of place is said: its reasons, where it stands, what was done to it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS = {
    "work": pgettext_lazy("move", "work"),
    "family": pgettext_lazy("move", "family"),
    "study": pgettext_lazy("move", "study"),
    "medical": pgettext_lazy("move", "medical treatment"),
    "other": pgettext_lazy("move", "something else"),
}
"""Why somebody moves. The law says only: for a proper reason such as work or a changed home."""

REASONS_ON_PAPER = {
    "work": "工作变动",
    "family": "随家庭迁居",
    "study": "就学",
    "medical": "就医",
    "other": "其他",
}

STATES = {
    "asked": pgettext_lazy("move", "request under way"),
    "asking": pgettext_lazy("move", "new county asked"),
    "returned": pgettext_lazy("move", "letter sent back"),
    "replied": pgettext_lazy("move", "new county replied"),
    "referred": pgettext_lazy("move", "with the upper level"),
    "agreed": pgettext_lazy("move", "agreed, hand-over"),
    "failed": pgettext_lazy("move", "hand-over failed"),
    "missing": pgettext_lazy("move", "has not come"),
    "taken_over": pgettext_lazy("move", "taken over"),
    "refused": pgettext_lazy("move", "refused"),
    "over": pgettext_lazy("move", "given up"),
}

ACTS = {
    "ask": _("Change of place asked for"),
    "opine": _("The office gave its opinion"),
    "send_letter": _("Letter sent to the new county"),
    "receive_letter": _("Letter received"),
    "return_letter": _("Letter sent back"),
    "reply": _("The new county replied"),
    "refer": _("Referred to the upper level"),
    "settle": _("Settled by the upper level"),
    "agree": _("Change of place agreed"),
    "refuse": _("Change of place refused"),
    "tell": _("Decision received by the person"),
    "send_file": _("Documents and file sent"),
    "receive_file": _("Documents and file received"),
    "return_file": _("Documents and file incomplete"),
    "receipt": _("Receipt returned"),
    "report": _("Reported to the new county"),
    "not_come": _("Did not come; the old county was told"),
    "search": _("The old county searches"),
    "fail": _("The hand-over failed"),
    "take_up": _("The hand-over was taken up again"),
    "take_over": _("Case and file taken over"),
    "register": _("Registered; the form went to the police"),
    "prison": _("The prison's file was handed on"),
    "end": _("Taken back before the hand-over"),
    "tell_back": _("The person was told that it was taken back"),
    "withdraw": _("Withdrawn"),
    "over": _("Ended with the correction"),
}
"""What either county can do to a change of place."""

REPLIES = {
    "agrees": _("agrees to take over"),
    "objects": _("does not agree"),
}
REPLIES_ON_PAPER = {"agrees": "同意接收", "objects": "不同意接收"}
