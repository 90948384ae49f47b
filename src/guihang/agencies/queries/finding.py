"""One row by its number, for whoever may see it; for everybody else it does not exist."""

from __future__ import annotations

from guihang.agencies.access import check_may_name_deputy, check_may_see_organisation
from guihang.agencies.authority import Actor, may
from guihang.agencies.models import Absence, Account, Appointment, Charge, Deputy, Post
from guihang.agencies.refusing import unknown
from guihang.agencies.vocabulary import AccountKind


def account(by: Actor, number: int) -> Account:
    """Return the one account somebody may look at: his own, or a colleague's of his units.

    That somebody is under correction is case content, so such accounts are not found here.
    """
    found = Account.objects.select_related("unit", "staff").filter(pk=number).first()
    if found is not None and found.pk == by.account_id:
        return found
    if found is None or found.kind == AccountKind.PERSON:
        raise unknown()
    check_may_see_organisation(by, found.unit.path)
    return found


def post(by: Actor, number: int) -> Post:
    """Return a post: one somebody holds, or one of the units he keeps or leads."""
    found = Post.objects.select_related("unit").filter(pk=number).first()
    if found is None:
        raise unknown()
    holds = any(held.post_id == found.pk and not held.deputy_for for held in by.holdings)
    if not holds and not may(check_may_name_deputy, by, found.unit.path):
        check_may_see_organisation(by, found.unit.path)
    return found


def appointment(by: Actor, number: int) -> Appointment:
    """Return an appointment in the units somebody keeps or leads."""
    rows = Appointment.objects.select_related("post__unit", "account__unit")
    found = rows.filter(pk=number).first()
    if found is None:
        raise unknown()
    check_may_see_organisation(by, found.post.unit.path)
    return found


def charge(by: Actor, number: int) -> Charge:
    """Return a charge of the units somebody keeps or leads."""
    found = Charge.objects.select_related("unit", "office", "area").filter(pk=number).first()
    if found is None:
        raise unknown()
    check_may_see_organisation(by, found.unit.path)
    return found


def deputy(by: Actor, number: int) -> Deputy:
    """Return who stands in for whom: for the holder, and for who may name his deputy."""
    rows = Deputy.objects.select_related("post__unit", "holder__unit", "account__unit")
    found = rows.filter(pk=number).first()
    if found is None:
        raise unknown()
    check_may_name_deputy(by, found.post.unit.path, of=found.holder_id)
    return found


def absence(by: Actor, number: int) -> Absence:
    """Return an absence: one's own, or of somebody whose deputy one may name."""
    found = Absence.objects.select_related("account__unit").filter(pk=number).first()
    if found is None:
        raise unknown()
    check_may_name_deputy(by, found.account.unit.path, of=found.account_id)
    return found
