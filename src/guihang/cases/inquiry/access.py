"""Who may take in, look into and send an inquiry. Each table is the permission page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard, may
from guihang.agencies.vocabulary import Role
from guihang.cases.access import ONLY_AGENCY, SEEING, SQUAD, WORKING
from guihang.cases.models import Inquiry, Statement
from guihang.cases.vocabulary import AskedAs
from guihang.law.refusals import NotYours
from guihang.law.rules.inquiry import SECRECY

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper

LEADERS = {Role.BRIGADE_LEADER: HERE, Role.BUREAU_HEAD: HERE, Role.PROCURATOR: HERE}
NOT_HERE = _("There is no such inquiry in your charge.")


@guard("receive_inquiry", SQUAD, says=ONLY_AGENCY)
def check_may_receive_inquiry(by: Actor, unit_path: str) -> None:
    """Take in a commission, say who looks into it, lengthen its time, or send it back."""


@guard("investigate", WORKING, says=_("Only who was named to look into it does this."))
def check_may_investigate(by: Actor, unit_path: str, inquiry: Inquiry) -> None:
    """Write down what somebody said, and assess what was found, as one who was named for it."""
    if by.account_id not in {one.account_id for one in inquiry.investigators.all()}:
        raise NotYours(
            why=_("Only who was named to look into it does this."),
            ground="house:inquiry",
            remedy=_("It may be done by %(names)s.")
            % {"names": "、".join(one.account.name for one in inquiry.investigators.all())},
        )


@guard("read_statement", SEEING, says=NOT_HERE)
def check_may_read_statement(by: Actor, unit_path: str, statement: Statement) -> None:
    """Have a statement shown, for a reason that is recorded; a victim's to fewer people."""
    inquiry = statement.inquiry
    looks = by.account_id in {one.account_id for one in inquiry.investigators.all()}
    if statement.asked_as == AskedAs.VICTIM and not looks and by.roles.isdisjoint(LEADERS):
        raise NotYours(
            why=_("What a victim said is read by who looks into it and by who decides."),
            ground=SECRECY,
            remedy=_("The assessment says what is needed of it."),
        )


def may_read_record(by: Actor, paper: Paper) -> bool:
    """Whether somebody may read the record of a statement: who may have the statement shown."""
    statement = Statement.objects.filter(paper=paper).select_related("inquiry").first()
    if statement is None:
        return True
    return may(check_may_read_statement, by, paper.dossier.unit_path, statement)


@guard("join_inquiry", SQUAD, says=ONLY_AGENCY)
def check_may_join(by: Actor, unit_path: str) -> None:
    """Join an inquiry to the case that followed it, and note whether its opinion was followed."""
