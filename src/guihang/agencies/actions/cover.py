"""Absences and deputies: work and power move when somebody is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.access import check_may_name_deputy
from guihang.agencies.actions.posts import demand_apart, demand_fit, is_state_staff
from guihang.agencies.authority import Actor
from guihang.agencies.chains import account_chain, unit_chain
from guihang.agencies.events import CameBack, DeputyEnded, DeputyNamed, WentAway
from guihang.agencies.models import Absence, Account, Deputy, Post
from guihang.agencies.refusing import day_of, demand_order, demand_text
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly, TooLate
from guihang.ledger.actions import record


@dataclass(frozen=True, slots=True)
class Away:
    """Who is away, from a day to a day, and why."""

    account: Account
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Cover:
    """Who stands in for whom in which post, from a day to a day, and why."""

    post: Post
    holder: Account
    deputy: Account
    since: date
    until: date
    reason: str


@transaction.atomic
def say_away(*, away: Away, by: Actor, at: datetime) -> Absence:
    """Say that somebody is away from a day to a day."""
    account = away.account
    check_may_name_deputy(by, account.unit.path, of=account.pk)
    demand_order(away.since, away.until)
    reason = demand_text("reason", away.reason, most=100)
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if account.absences.touching(since=away.since, until=away.until).exists():
        raise AlreadyDone(
            why=_("%(name)s is down as away on some of these days.") % {"name": account.name},
            ground="house:deputies",
            remedy=_("End that absence first, or choose other days."),
        )
    _demand_standing_in_for_nobody(account, away.since, away.until)
    absence = Absence.objects.create(
        account=account, since=away.since, until=away.until, reason=reason
    )
    event = WentAway(account=account.key, since=away.since, until=away.until)
    record(event, chain=account_chain(account), by=by, at=at)
    return absence


@transaction.atomic
def come_back(*, absence: Absence, by: Actor, at: datetime) -> None:
    """End an absence early; deputies stay until they are ended, so that nothing is left lying."""
    account = absence.account
    check_may_name_deputy(by, account.unit.path, of=account.pk)
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    on = day_of(at)
    if absence.ended_on or absence.until < on:
        raise _over(_("This absence is over already."))
    absence.ended_on = max(on, absence.since)
    absence.save(update_fields=["ended_on"])
    event = CameBack(account=account.key, on=absence.ended_on)
    record(event, chain=account_chain(account), by=by, at=at)


def _over(why: object) -> AlreadyDone:
    return AlreadyDone(why=why, ground="house:deputies", remedy=_("Nothing more is to be done."))


@transaction.atomic
def name_deputy(*, cover: Cover, by: Actor, at: datetime) -> Deputy:
    """Let somebody act for the holder of a post, from a day to a day and not longer."""
    post, holder, deputy = cover.post, cover.holder, cover.deputy
    check_may_name_deputy(by, post.unit.path, of=holder.pk)
    reason = demand_text("reason", cover.reason, most=100)
    demand_order(cover.since, cover.until)
    if cover.since < day_of(at):
        raise TooLate(
            why=_("Nobody can be named deputy for days that are over."),
            ground="house:deputies",
            remedy=_("Let it begin today or later."),
        )
    # Both are locked in one order, so that two people naming deputies crosswise cannot both win.
    both = Account.objects.filter(pk__in=(holder.pk, deputy.pk)).order_by("pk")
    list(both.select_for_update(of=("self",)))
    _demand_deputy(cover)
    _demand_held(cover)
    _demand_no_chain(cover)
    row = Deputy.objects.create(
        post=post,
        holder=holder,
        account=deputy,
        since=cover.since,
        until=cover.until,
        reason=reason,
    )
    event = DeputyNamed(
        post=post.pk,
        holder=holder.key,
        deputy=deputy.key,
        since=cover.since,
        until=cover.until,
    )
    record(event, chain=unit_chain(post.unit), by=by, at=at)
    return row


def _demand_deputy(cover: Cover) -> None:
    if cover.deputy.pk == cover.holder.pk:
        raise BadFacts("deputy", why=_("Nobody is his own deputy."))
    demand_fit(cover.deputy, cover.post, "deputy")
    same = cover.deputy.unit.county_path == cover.post.unit.county_path
    if not same:
        raise BadFacts(
            "deputy",
            why=_("A deputy comes from the same county, or the same department above it."),
            remedy=_("Choose a colleague of the same county or department."),
        )
    filled = cover.post.rungs.touching(since=cover.since, until=cover.until).exists()
    if filled and not is_state_staff(cover.deputy):
        raise BadFacts(
            "deputy",
            why=_("This post decides under the law, and only state staff may sign for it."),
            ground="ccl-2019:10",
            remedy=_("Choose state staff."),
        )
    demand_apart(cover.deputy, cover.post, cover.since, cover.until)


def _demand_held(cover: Cover) -> None:
    held = cover.post.appointments.in_force(on=cover.since).filter(account=cover.holder)
    if not held.in_force(on=cover.until).exists():
        raise BadFacts(
            "until",
            why=_("%(name)s does not hold this post on all of these days.")
            % {"name": cover.holder.name},
            remedy=_("Choose days on which he holds it, or appoint somebody to the post."),
        )
    present = cover.post.deputies.touching(since=cover.since, until=cover.until)
    other = present.filter(holder=cover.holder).select_related("account").first()
    if other:
        raise AlreadyDone(
            why=_("%(name)s stands in for this post on some of these days.")
            % {"name": other.account.name},
            ground="house:deputies",
            remedy=_("End that first, or choose other days."),
        )


def _demand_no_chain(cover: Cover) -> None:
    """A deputy has no deputy, so nobody can hold a power by way of somebody absent."""
    stretch = {"since": cover.since, "until": cover.until}
    deputy = cover.deputy
    if deputy.absences.touching(**stretch).exists():
        raise BadFacts(
            "deputy",
            why=_("%(name)s is away on some of these days.") % {"name": deputy.name},
            remedy=_("Choose somebody who is there on all of them."),
        )
    covered = deputy.deputies.touching(**stretch).select_related("account").first()
    if covered:
        raise BadFacts(
            "deputy",
            why=_("%(deputy)s stands in for %(name)s on some of these days.")
            % {"deputy": covered.account.name, "name": deputy.name},
            remedy=_("Choose somebody who has no deputy himself."),
        )
    _demand_standing_in_for_nobody(cover.holder, cover.since, cover.until)


def _demand_standing_in_for_nobody(account: Account, since: date, until: date) -> None:
    standing = account.stands_in.touching(since=since, until=until)
    first = standing.select_related("holder").first()
    if first:
        raise TooEarly(
            why=_("%(name)s stands in for %(holder)s on some of these days.")
            % {"name": account.name, "holder": first.holder.name},
            ground="house:deputies",
            remedy=_("Name another deputy for %(holder)s first.") % {"holder": first.holder.name},
        )


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: Actor, at: datetime) -> None:
    """End a deputy's time from today on; what was signed until then stays signed."""
    check_may_name_deputy(by, deputy.post.unit.path, of=deputy.holder_id)
    row = Deputy.objects.select_for_update(of=("self",)).get(pk=deputy.pk)
    on = day_of(at)
    if row.ended_on or row.until < on:
        raise _over(_("This deputy's time is over already."))
    row.ended_on = max(on, row.since)
    row.save(update_fields=["ended_on"])
    event = DeputyEnded(
        post=row.post_id, holder=row.holder.key, deputy=row.account.key, on=row.ended_on
    )
    record(event, chain=unit_chain(row.post.unit), by=by, at=at)
