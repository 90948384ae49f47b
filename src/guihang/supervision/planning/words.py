"""What came of a measure or a goal, as an officer saw it when he looked at it again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORKED, PARTLY, DID_NOT, NOT_DONE = "worked", "partly", "did_not", "not_done"
OUTCOMES = {
    WORKED: _("it helped"),
    PARTLY: _("it helped in part"),
    DID_NOT: _("it did not help"),
    NOT_DONE: _("it was not carried out"),
}
"""What came of a measure (措施效果)."""

REACHED, NEARER, NOT_YET, DROPPED = "reached", "nearer", "not_yet", "dropped"
REPLACED, OVER_WITH_CASE = "replaced", "over"
ENDS = (REACHED, DROPPED)
"""After these a goal is not looked at again."""
GOAL_OUTCOMES = {
    REACHED: pgettext_lazy("goal", "reached"),
    NEARER: pgettext_lazy("goal", "reached in part"),
    NOT_YET: pgettext_lazy("goal", "not reached yet"),
    DROPPED: pgettext_lazy("goal", "given up"),
}
"""What came of a goal (目标达成情况)."""
GOAL_STATES = {
    "": pgettext_lazy("goal", "pursued"),
    **GOAL_OUTCOMES,
    REPLACED: pgettext_lazy("goal", "replaced by a later plan"),
    OVER_WITH_CASE: pgettext_lazy("goal", "over with the correction"),
}
"""How a goal stands: pursued, or as what it was closed."""
