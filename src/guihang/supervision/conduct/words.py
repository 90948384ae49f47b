"""How a proceeding is said: the outcomes of a hearing, of an objection, of a proposal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SIGNED, REFUSED, NOT_REACHED = "signed", "refused", "not_reached"
HEARD = {
    SIGNED: _("heard, and signed the record"),
    REFUSED: _("heard, but refused to sign the record"),
    NOT_REACHED: _("could not be reached, although tried"),
}
"""How a hearing came out (听取陈述申辩)."""
HEARD_ON_PAPER = {
    SIGNED: "已听取，本人在笔录上签名",
    REFUSED: "已听取，本人拒绝在笔录上签名",
    NOT_REACHED: "经查找未能联系到本人",
}

KEPT, CORRECTED = "kept", "corrected"
OUTCOMES = {
    KEPT: _("the decision stands"),
    CORRECTED: _("the decision was wrong and is taken back"),
}
"""What comes of an objection (异议处理结果)."""

GRANTED, NOT_GRANTED = "granted", "refused"
ANSWERS = {
    GRANTED: pgettext_lazy("proposal", "followed"),
    NOT_GRANTED: pgettext_lazy("proposal", "not followed"),
}
"""What the court, the police or the organ answer to a proposal (提请的结果)."""

STATES = {
    "under_way": pgettext_lazy("conduct", "under way"),
    "to_serve": pgettext_lazy("conduct", "to be served"),
    "sent": pgettext_lazy("conduct", "answer awaited"),
    "objected": pgettext_lazy("conduct", "objected to"),
    "served": pgettext_lazy("conduct", "served"),
    "answered": pgettext_lazy("conduct", "answered"),
    "refused": pgettext_lazy("conduct", "not given"),
    "over": pgettext_lazy("conduct", "taken back"),
}
"""Where a proceeding stands, as lists say it."""
