"""How a search is said: ways of looking, what came of an attempt, how somebody was found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PHONE, CHECK, VISIT, FAMILY, COMMITTEE, OTHER = (
    "phone", "check", "visit", "family", "committee", "other",
)  # fmt: skip
WAYS = {
    PHONE: _("phone call"),
    CHECK: _("check by information technology"),
    VISIT: _("visit on the spot"),
    FAMILY: _("asking the family"),
    COMMITTEE: _("asking the village or residents' committee"),
    OTHER: _("another way of looking"),
}
"""How somebody is looked for (查找方式); the first three are the law's."""
WAYS_ON_PAPER = {
    PHONE: "电话联系", CHECK: "信息化核查", VISIT: "实地查访",
    FAMILY: "询问亲属", COMMITTEE: "询问村（居）委会", OTHER: "其他方式",
}  # fmt: skip

NOTHING, TRACE, REACHED = "nothing", "trace", "reached"
CAME = {
    NOTHING: _("nothing was heard of the person"),
    TRACE: _("there is a trace"),
    REACHED: _("the person was reached"),
}
"""What came of an attempt (查找结果)."""
CAME_ON_PAPER = {NOTHING: "未联系到", TRACE: "获得线索", REACHED: "联系到本人"}

FOUND_HOW = {
    "found": _("found by looking"),
    "came": _("came by himself"),
    "police": _("found by the police"),
    "held": _("is held by another authority"),
}
"""How somebody was found (查找到的方式)."""
FOUND_ON_PAPER = {
    "found": "经查找发现", "came": "本人主动报到", "police": "公安机关协助查找到",
    "held": "已被其他机关限制人身自由",
}  # fmt: skip

DEALT, NO_MEASURE, CONTACT, ENDED, PRACTISED = (
    "dealt", "no_measure", "contact", "ended", "practised",
)  # fmt: skip
OUTCOMES = {
    DEALT: _("found, and dealt with by the facts"),
    NO_MEASURE: _("found, spoken to, and no measure, for the reason given"),
    CONTACT: _("was in contact after all; nobody was lost"),
    ENDED: _("not found; correction has ended"),
    PRACTISED: _("the exercise is over"),
}
"""How a search was closed (结案情形)."""
OUTCOMES_ON_PAPER = {
    DEALT: "已查找到，并区别情形依法处理", NO_MEASURE: "已查找到，经教育，说明理由后未给予处罚",
    CONTACT: "经核实未失去联系", ENDED: "未查找到，社区矫正已经结束",
    PRACTISED: "演练结束",
}  # fmt: skip

SEARCH, OUTCOME = "search", "outcome"
ABOUT = {
    SEARCH: _("that somebody is searched for"),
    OUTCOME: _("how the search ended"),
}
"""What a notice about a search tells (通报内容)."""

STATES = {
    "running": pgettext_lazy("search", "searching"),
    "found": pgettext_lazy("search", "found, to be dealt with"),
    "closed": pgettext_lazy("search", "closed"),
}
"""Where a search stands, as lists say it."""
