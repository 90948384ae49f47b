"""Whose turn it is: who checks, decides, tells and receives, as parties of duties and as people."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from guihang.agencies.authority import HERE, Actor, Holding, relation
from guihang.agencies.queries.acting import Acting
from guihang.decisions import kinds
from guihang.decisions.course import Act, Stage
from guihang.decisions.models import Matter
from guihang.duties import owing, queries
from guihang.duties.owing import Bearer


def bearers(matter: Matter, act: Act) -> tuple[Bearer, ...]:
    """Return who takes an act on a matter: the rung or the roles its kind names."""
    step = kinds.kind(matter.kind).step(act)
    if step is None:
        return ()
    if step.rung is not None:
        return (owing.rung(step.rung, matter.unit_path),)
    return tuple(owing.role(role, matter.unit_path) for role in sorted(step.roles))


def asker(matter: Matter) -> tuple[Bearer, ...]:
    """Return who asked: his post, so that his deputy covers it; himself when he held none."""
    if matter.asked_from_id is None:
        return (owing.account(matter.asked_by_id),)
    return (owing.post(matter.asked_from_id),)


def receivers(matter: Matter) -> tuple[Bearer, ...]:
    """Return who is told: of a refusal the one who asked, of a grant whom its subject names."""
    if Stage(matter.stage) in {Stage.REFUSED, Stage.CLOSED}:
        return asker(matter)
    return kinds.kind(matter.kind).subject.addressees(matter)


def holding(by: Actor, matter: Matter, act: Act) -> Holding | None:
    """Return the post from which somebody takes an act; his own before one he stands in for."""
    step = kinds.kind(matter.kind).step(act)
    if step is None:
        return None
    for held in by.holdings:
        fits = step.rung in held.rungs if step.rung is not None else held.role in step.roles
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
    barred = {matter.asked_by_id} if Act.ASK in step.distinct_from else set()
    barred |= {taken.by_id for taken in matter.steps.all() if Act(taken.act) in step.distinct_from}
    found = queries.people(bearers(matter, act), on=on)
    return tuple(person for person in found if person.account_id not in barred)


def named(matter: Matter, act: Act, *, on: date) -> tuple[str, ...]:
    """Name those who may take an act on a day, and for whom they stand in."""
    return tuple(say(person) for person in candidates(matter, act, on=on))


def say(person: Acting) -> str:
    """Name somebody with his post, and whom he stands in for."""
    names = {"name": person.name, "post": person.post, "holder": person.deputy_for}
    if person.deputy_for:
        return _("%(name)s (%(post)s, for %(holder)s)") % names
    return _("%(name)s (%(post)s)") % names
