"""The duty to look at the goals of a plan, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.duties.kinds import DutyKind

SOURCE = "goals"
REVIEW = "goals.review"

DUTIES = (
    DutyKind(
        what=REVIEW,
        name=_("Looking at the goals of a plan"),
        title=_("See what came of the goals of %(name)s's plan"),
        verb=_("Look at the goals"),
        because=_("The plan says when its goals are looked at again."),
        limit=_("House rule: on the day the plan names"),
        consequence=_("Nobody knows whether the plan helps, and it is not adjusted in time."),
        article="ccl-2019:24",
    ),
)
