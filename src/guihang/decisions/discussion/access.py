"""Who may call a discussion, speak in it, conclude and sign it. Each table is the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard
from guihang.agencies.vocabulary import Role
from guihang.decisions.discussion import house_rules
from guihang.decisions.models import Discussion, Member
from guihang.law.refusals import NotYours

AGENCY = {
    Role.SQUAD_OFFICER: HERE,
    Role.SQUAD_LEADER: HERE,
    Role.BRIGADE_LEADER: HERE,
    Role.BUREAU_HEAD: HERE,
}
SITTING = {Role.TOWNSHIP_OFFICER: HERE, **AGENCY}
ONLY_AGENCY = _("A discussion is called and concluded by the county agency.")
ONLY_MEMBERS = _("Only who was called to this discussion does this.")


@guard("convene_discussion", AGENCY, says=ONLY_AGENCY)
def check_may_convene(by: Actor, unit_path: str) -> None:
    """Call members to deliberate on a matter."""


@guard("speak_in_discussion", SITTING, says=ONLY_MEMBERS)
def check_may_speak(by: Actor, unit_path: str, discussion: Discussion) -> None:
    """Give an opinion, or stand aside, in a discussion one was called to."""
    demand_member(by, discussion)


@guard("conclude_discussion", AGENCY, says=ONLY_AGENCY)
def check_may_conclude(by: Actor, unit_path: str, discussion: Discussion) -> None:
    """Conclude or cancel a discussion, as who called it or leads it."""
    leads = any(one.leads and one.account_id == by.account_id for one in discussion.members.all())
    if not leads and by.account_id != discussion.convened_by_id:
        raise NotYours(
            why=_("Who called a discussion or leads it concludes it."),
            ground=house_rules.RULE,
            remedy=_("Ask %(name)s, who called it.") % {"name": discussion.convened_by.name},
        )


@guard("sign_minutes", SITTING, says=ONLY_MEMBERS)
def check_may_sign(by: Actor, unit_path: str, discussion: Discussion) -> None:
    """Sign the minutes of a discussion one took part in."""
    demand_member(by, discussion)


@guard("depart_from_discussion", AGENCY, says=ONLY_AGENCY)
def check_may_depart(by: Actor, unit_path: str) -> None:
    """Write why the result of a discussion is not taken up."""


def demand_member(by: Actor, discussion: Discussion) -> Member:
    """Return the member somebody is, or refuse who was not called."""
    mine = [one for one in discussion.members.all() if one.account_id == by.account_id]
    if not mine:
        raise NotYours(
            why=ONLY_MEMBERS,
            ground=house_rules.RULE,
            remedy=_("Who called it can call another discussion with other members."),
        )
    return mine[0]
