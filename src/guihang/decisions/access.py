"""Who may do what to a matter. The table first, then what its kind asks: rung, role, two people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import ASK, HERE, Actor, Holding, guard, relation
from guihang.agencies.vocabulary import SIGNING_ROLES, Role
from guihang.decisions import kinds, people
from guihang.decisions.course import Act
from guihang.decisions.models import Matter
from guihang.law.refusals import NotYours

ALL_WORKING = dict.fromkeys(sorted(SIGNING_ROLES), HERE)
DECIDING = {role: HERE for role in sorted(SIGNING_ROLES - {Role.SQUAD_OFFICER})}
TWO_PEOPLE = "house:two-people"


@guard("ask_matter", ALL_WORKING, says=_("This is asked for by who is in charge of the office."))
def check_may_ask(by: Actor, unit_path: str, kind: kinds.MatterKind) -> None:
    """Ask for something that somebody must decide."""
    _demand_role(by, unit_path, kind.step(Act.ASK))


@guard("complete_matter", ALL_WORKING, says=_("Only who asked completes what was returned."))
def check_may_complete(by: Actor, unit_path: str, matter: Matter, on: date) -> None:
    """Complete and resubmit, or withdraw, what one asked for, or what came from a person."""
    if matter.applicant_id is not None:
        _demand_role(by, unit_path, kinds.kind(matter.kind).step(Act.ASK))
        return
    if by.account_id != matter.asked_by_id and not _stands_in(by, matter):
        raise NotYours(
            why=_("Only %(asker)s, who asked for it, can do this.")
            % {"asker": matter.asked_by.name},
            ground="house:matters",
            remedy=_("Return it to be completed, or refuse it with reasons."),
        )


@guard(
    "check_matter",
    ALL_WORKING,
    says=_("Checking is done by state staff in charge of the office."),
    signing=True,
)
def check_may_check(by: Actor, unit_path: str, matter: Matter, on: date) -> None:
    """Check a request as a second person, and sign that it was checked."""
    _demand_step(by, matter, Act.CHECK, on)


@guard(
    "return_matter",
    ALL_WORKING,
    says=_("A request is returned by who checks or decides it."),
    signing=True,
)
def check_may_return(by: Actor, unit_path: str, matter: Matter, on: date) -> None:
    """Return a request to be completed."""
    decides = people.holding(by, matter, Act.GRANT)
    _demand_step(by, matter, Act.GRANT if decides else Act.CHECK, on)


@guard("give_opinion", ALL_WORKING, says=_("Opinions are given by who is in charge of the office."))
def check_may_give_opinion(by: Actor, unit_path: str, matter: Matter, on: date) -> None:
    """Give an opinion on a matter before it is decided."""
    _demand_step(by, matter, Act.GIVE_OPINION, on)


@guard(
    "decide_matter",
    DECIDING,
    says=_("This is not yours to decide."),
    signing=True,
)
def check_may_decide(by: Actor, unit_path: str, matter: Matter, on: date) -> None:
    """Grant or refuse a matter, as who fills the rung the law names, or as his deputy in time."""
    _demand_step(by, matter, Act.GRANT, on)


@guard("tell_matter", ALL_WORKING, says=_("A decision is told by who is in charge of the office."))
def check_may_tell(by: Actor, unit_path: str, matter: Matter, on: date) -> None:
    """Tell a decision to whom it concerns, or note that the receipt was refused."""
    _demand_step(by, matter, Act.TELL, on)


@guard("confirm_receipt", ALL_WORKING, says=_("Only who was told confirms the receipt."))
def check_may_confirm_receipt(by: Actor, unit_path: str, matter: Matter, on: date) -> None:
    """Confirm that a decision was received."""
    if people.receiving(by, matter) is None:
        raise NotYours(
            why=_("Only who was told confirms the receipt."),
            ground="house:matters",
            remedy=_("If the receipt is refused, note it with a witness."),
        )


@guard("end_matter", DECIDING, says=_("This is not yours to end."), signing=True)
def check_may_end(by: Actor, unit_path: str, matter: Matter, on: date) -> None:
    """End what was granted before its last day, on the rung that granted it."""
    _demand_step(by, matter, Act.END, on)


GUARDS: dict[Act, Callable[[Actor, str, Matter, date], None]] = {
    Act.RESUBMIT: check_may_complete,
    Act.WITHDRAW: check_may_complete,
    Act.CHECK: check_may_check,
    Act.RETURN: check_may_return,
    Act.GIVE_OPINION: check_may_give_opinion,
    Act.GRANT: check_may_decide,
    Act.REFUSE: check_may_decide,
    Act.TELL: check_may_tell,
    Act.LEAVE_WITH_WITNESS: check_may_tell,
    Act.CONFIRM_RECEIPT: check_may_confirm_receipt,
    Act.END: check_may_end,
}


NAMED = {
    Act.CHECK: Act.CHECK,
    Act.RETURN: Act.CHECK,
    Act.GIVE_OPINION: Act.GIVE_OPINION,
    Act.GRANT: Act.GRANT,
    Act.REFUSE: Act.GRANT,
    Act.TELL: Act.TELL,
    Act.LEAVE_WITH_WITNESS: Act.TELL,
    Act.END: Act.END,
}
"""By which step of a kind those are named who can take an act."""


def check_may_take(act: Act, by: Actor, matter: Matter, *, on: date) -> None:
    """Refuse an act to who may not take it; the same answer for the button and the action.

    Who may see the matter is told who can take the act instead.
    """
    try:
        GUARDS[act](by, matter.unit_path, matter, on)
    except NotYours as refused:
        if refused.remedy is not ASK or not by.sees(matter.unit_path) or act not in NAMED:
            raise
        remedy = _who_can(people.named(matter, NAMED[act], on=on))
        raise NotYours(why=refused.why, ground=refused.ground, remedy=remedy) from None


def _stands_in(by: Actor, matter: Matter) -> bool:
    return any(held.post_id == matter.asked_from_id and held.deputy_for for held in by.holdings)


def _demand_step(by: Actor, matter: Matter, act: Act, on: date) -> Holding:
    step = kinds.kind(matter.kind).step(act)
    if step is None:
        raise _nobody(matter)
    held = people.holding(by, matter, act)
    if held is None:
        raise _someone_else(people.named(matter, act, on=on), act)
    _demand_another(by, matter, step)
    return held


def _demand_another(by: Actor, matter: Matter, step: kinds.Step) -> None:
    """The person is compared, whatever post he acts from."""
    others = people.distinct(matter, step)
    own = matter.applicant is not None and matter.applicant.account_id == by.account_id
    if own or (Act.ASK in others and by.account_id == matter.asked_by_id):
        raise NotYours(
            why=_("You asked for this yourself; nobody decides on his own request."),
            ground=TWO_PEOPLE,
            remedy=_("A second person does this; a deputy may be named for the time being."),
        )
    taken = people.took(matter, by.account_id) & others
    if taken:
        raise NotYours(
            why=_("You have already signed an earlier stage; this one needs a second person."),
            ground=TWO_PEOPLE,
            remedy=_("Ask a colleague in charge, or a deputy named for the time being."),
        )


def _demand_role(by: Actor, unit_path: str, step: kinds.Step | None) -> None:
    if step is None or not any(
        held.role in step.roles and relation(held, unit_path) in HERE for held in by.holdings
    ):
        raise NotYours(
            why=_("This kind of matter is not asked for from your post."),
            ground="house:matters",
            remedy=_("Ask the squad in charge of the office."),
        )


def _someone_else(names: Iterable[str], act: Act) -> NotYours:
    if act in {Act.GRANT, Act.END}:
        why = _("This is decided by the post that fills the rung the law names.")
    else:
        why = _("This step belongs to other posts.")
    return NotYours(why=why, ground="house:authority", remedy=_who_can(names))


def _who_can(names: Iterable[str]) -> object:
    listed = "、".join(names)
    if not listed:
        return _("Nobody can do it at present; the administrator can appoint somebody or a deputy.")
    return _("It may be done by %(names)s.") % {"names": listed}


def _nobody(matter: Matter) -> NotYours:
    return NotYours(
        why=_("A matter of this kind has no such step."),
        ground="house:matters",
        remedy=_("Look at its course: it shows the steps there are."),
    )
