"""Whose turn it is: who checks, decides, tells and receives, as parties of duties and as people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from guihang.agencies.authority import HERE, Actor, Holding, relation
from guihang.agencies.queries.acting import Acting
from guihang.decisions import kinds, routes
from guihang.decisions.course import Act, Stage
from guihang.decisions.models import Matter, MatterStep
from guihang.duties import owing, queries
from guihang.duties.owing import Bearer


def bearers(matter: Matter, act: Act) -> tuple[Bearer, ...]:
    """Return who takes an act on a matter: the rung or the roles its kind names."""
    step = kinds.kind(matter.kind).step(act)
    if step is None:
        return ()
    rung = routes.of_step(matter, step)
    if rung is not None:
        return (owing.rung(rung, matter.unit_path),)
    return tuple(owing.role(role, matter.unit_path) for role in sorted(step.roles))


def asker(matter: Matter) -> tuple[Bearer, ...]:
    """Return who asked, or entered it for the applicant: his post, which his deputy covers."""
    if matter.asked_from_id is None:
        return (owing.account(matter.asked_by_id),)
    return (owing.post(matter.asked_from_id),)


def receivers(matter: Matter) -> tuple[Bearer, ...]:
    """Return who confirms the receipt: of a refusal the one who asked, else whom its subject names.

    What an applicant asked for is told to him, refused or granted.
    """
    is_refused = Stage(matter.stage) in {Stage.REFUSED, Stage.CLOSED}
    if is_refused and matter.applicant_id is None:
        return asker(matter)
    return kinds.kind(matter.kind).subject.addressees(matter)


def holding(by: Actor, matter: Matter, act: Act) -> Holding | None:
    """Return the post from which somebody takes an act; his own before one he stands in for."""
    step = kinds.kind(matter.kind).step(act)
    if step is None:
        return None
    rung = routes.of_step(matter, step)
    for held in by.holdings:
        fits = rung in held.rungs if rung is not None else held.role in step.roles
        may_sign = held.may_sign or not step.signed
        if fits and may_sign and relation(held, matter.unit_path) in HERE:
            return held
    return None


def receiving(by: Actor, matter: Matter) -> Holding | None:
    """Return the post from which somebody confirms a receipt; None when it is not his to do."""
    told = receivers(matter)
    for held in by.holdings:
        if any(owing.is_meant(held, one.token, one.unit_path) for one in told):
            return held
    return None


def completing(by: Actor, matter: Matter) -> Holding | None:
    """Return the post from which somebody completes what he, or whom he stands in for, asked."""
    mine = [held for held in by.holdings if held.post_id == matter.asked_from_id]
    return next(iter(mine), None) or next(iter(by.holdings), None)


def took(matter: Matter, account_id: int) -> frozenset[Act]:
    """Return which acts of a matter a person took, from whatever post."""
    return frozenset(Act(step.act) for step in matter.steps.all() if step.by_id == account_id)


def candidates(matter: Matter, act: Act, *, on: date) -> tuple[Acting, ...]:
    """Return who may take an act on a day, deputies included, without who may not sign twice."""
    step = kinds.kind(matter.kind).step(act)
    if step is None:
        return ()
    without = barred(matter, step, matter.steps.all())
    found = queries.people(bearers(matter, act), on=on)
    return tuple(person for person in found if person.account_id not in without)


def distinct(matter: Matter, step: kinds.Step) -> frozenset[Act]:
    """Return which acts of a matter must have been somebody else's than a step's."""
    if step.alone_on and routes.rung(matter) in step.alone_on:
        return frozenset()
    return step.distinct_from


def barred(matter: Matter, step: kinds.Step, taken: Iterable[MatterStep]) -> frozenset[int]:
    """Return who may not take a step: whom it concerns, and who took what must be another's."""
    others = distinct(matter, step)
    found = {one.by_id for one in taken if one.by_id and Act(one.act) in others}
    own = matter.applicant.account_id if matter.applicant else None
    return frozenset(found | ({own} if own else set()))


def named(matter: Matter, act: Act, *, on: date) -> tuple[str, ...]:
    """Name those who may take an act on a day, and for whom they stand in."""
    return tuple(say(person) for person in candidates(matter, act, on=on))


def say(person: Acting) -> str:
    """Name somebody with his post, and whom he stands in for."""
    names = {"name": person.name, "post": person.post, "holder": person.deputy_for}
    if person.deputy_for:
        return _("%(name)s (%(post)s, for %(holder)s)") % names
    return _("%(name)s (%(post)s)") % names
