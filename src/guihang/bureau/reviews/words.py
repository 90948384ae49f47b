"""How the answer to a finding stands on the docket."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.duties.kinds import DutyKind

ANSWER = "review.answer"

DUTIES = (
    DutyKind(
        what=ANSWER,
        name=_("Answering a finding"),
        title=_("Answer the finding in the file of %(name)s"),
        verb=_("Answer"),
        because=_("A case review found something that does not fit, and gave it to you."),
        limit=_("The day was set when the finding was assigned."),
        consequence=_("An unanswered finding stays with the leader of the agency."),
    ),
)
