"""Posts, who holds them, and which of them fills a rung of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.access import check_may_change_posts
from guihang.agencies.actions.locking import held, open_unit
from guihang.agencies.authority import Actor
from guihang.agencies.chains import account_chain, unit_chain
from guihang.agencies.events import (
    Appointed,
    AppointmentEnded,
    DeputyEnded,
    PostCreated,
    RungFilled,
)
from guihang.agencies.models import Account, Appointment, Deputy, Post, RungFilling, Unit
from guihang.agencies.refusing import day_of, demand_order, demand_text
from guihang.agencies.vocabulary import (
    PARTNERS,
    RUNG_NAMES,
    SEES_FILES,
    SIGNING_ROLES,
    AccountKind,
    Level,
    Role,
    UnitKind,
)
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooLate
from guihang.law.rungs import Rung
from guihang.ledger.actions import record

ONE_DAY = timedelta(days=1)
OF_ANY_DEPARTMENT = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
COUNTY_ROLES = OF_ANY_DEPARTMENT | {
    Role.BUREAU_HEAD,
    Role.BRIGADE_LEADER,
    Role.SQUAD_LEADER,
    Role.SQUAD_OFFICER,
}
IN_DEPARTMENTS: dict[Level, frozenset[Role]] = {
    Level.MINISTRY: OF_ANY_DEPARTMENT | {Role.PROVINCE_OFFICER},
    Level.PROVINCE: OF_ANY_DEPARTMENT | {Role.PROVINCE_OFFICER},
    Level.CITY: OF_ANY_DEPARTMENT | {Role.CITY_OFFICER},
    Level.COUNTY: COUNTY_ROLES,
}
IN_OTHERS: dict[UnitKind, frozenset[Role]] = {
    UnitKind.BRIGADE: frozenset({Role.BRIGADE_LEADER, Role.SQUAD_OFFICER}),
    UnitKind.SQUAD: frozenset({Role.SQUAD_LEADER, Role.SQUAD_OFFICER}),
    UnitKind.OFFICE: frozenset({Role.TOWNSHIP_OFFICER}),
    UnitKind.PROCURATORATE: frozenset({Role.PROCURATOR}),
    UnitKind.COMMITTEE: frozenset({Role.COMMITTEE_MEMBER}),
    UnitKind.ORGANISATION: frozenset({Role.COUNSELLOR}),
}
FILLED_BY: dict[Rung, frozenset[Role]] = {
    Rung.OFFICE: frozenset({Role.TOWNSHIP_OFFICER}),
    Rung.AGENCY: frozenset({Role.SQUAD_LEADER, Role.BRIGADE_LEADER}),
    Rung.AGENCY_HEAD: frozenset({Role.BRIGADE_LEADER}),
    Rung.BUREAU_HEAD: frozenset({Role.BUREAU_HEAD}),
    Rung.CITY: frozenset({Role.CITY_OFFICER}),
    Rung.PROVINCE: frozenset({Role.PROVINCE_OFFICER}),
}
"""Which roles may be put on a rung; which post it is, each unit settles for itself."""
OF_THE_COUNTY_RUNGS = frozenset({Rung.AGENCY, Rung.AGENCY_HEAD, Rung.BUREAU_HEAD})
KEPT_APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class PostDraft:
    """What is said of a new post."""

    title: str
    role: Role
    may_sign: bool = False
    for_one: bool = False


@transaction.atomic
def create_post(*, unit: Unit, draft: PostDraft, by: Actor, at: datetime) -> Post:
    """Give a unit a post; its role says what who holds it may do."""
    check_may_change_posts(by, unit.path)
    unit = open_unit(unit)
    title = demand_text("title", draft.title, most=40)
    if draft.role not in roles_in(unit):
        raise BadFacts("role", why=_("A unit of this kind has no post of this role."))
    if draft.may_sign and draft.role not in SIGNING_ROLES:
        raise BadFacts("may_sign", why=_("A post of this role does not sign."))
    if unit.posts.filter(title=title).exists():
        raise BadFacts("title", why=_("This unit has a post with this title already."))
    post = Post.objects.create(
        unit=unit, title=title, role=draft.role, may_sign=draft.may_sign, for_one=draft.for_one
    )
    event = PostCreated(
        unit=unit.code, post=post.pk, called=title, role=str(draft.role), may_sign=draft.may_sign
    )
    record(event, chain=unit_chain(unit), by=by, at=at)
    return post


def roles_in(unit: Unit) -> frozenset[Role]:
    """Return the roles a post of a unit may have."""
    if unit.kind == UnitKind.JUSTICE:
        return IN_DEPARTMENTS.get(Level(unit.level), frozenset())
    return IN_OTHERS.get(UnitKind(unit.kind), frozenset())


@transaction.atomic
def appoint(*, account: Account, post: Post, since: date, by: Actor, at: datetime) -> Appointment:
    """Let somebody hold a post from a day on."""
    check_may_change_posts(by, post.unit.path)
    open_unit(post.unit)
    post = Post.objects.select_for_update(of=("self",)).select_related("unit").get(pk=post.pk)
    demand_fit(account, post, "account")
    if post.may_sign and not is_state_staff(account):
        raise BadFacts(
            "account",
            why=_("This post signs, and only state staff may sign."),
            ground="ccl-2019:10",
            remedy=_("Appoint state staff, or make a post that does not sign."),
        )
    _demand_free(account, post, since)
    demand_apart(account, post, since, None)
    appointment = Appointment.objects.create(account=account, post=post, since=since)
    event = Appointed(account=account.key, post=post.pk, since=since)
    record(event, chain=unit_chain(post.unit), by=by, at=at)
    return appointment


def is_state_staff(account: Account) -> bool:
    """Whether somebody is state staff (国家工作人员), who alone may sign."""
    staff = getattr(account, "staff", None)
    return bool(staff and staff.state_staff)


def demand_fit(account: Account, post: Post, field: str) -> None:
    """Refuse an account that cannot act in a post: shut, or of the wrong kind."""
    kind = AccountKind.PARTNER if post.role in PARTNERS else AccountKind.STAFF
    if not account.is_active:
        raise BadFacts(field, why=_("This account is shut."))
    if account.kind != kind:
        raise BadFacts(field, why=_("An account of this kind cannot hold this post."))


def _demand_free(account: Account, post: Post, since: date) -> None:
    held = post.appointments.touching(since=since, until=None)
    if held.filter(account=account).exists():
        raise AlreadyDone(
            why=_("%(name)s holds this post already.") % {"name": account.name},
            ground="house:posts",
            remedy=_("End the present appointment first if it is to begin anew."),
        )
    other = held.select_related("account").first()
    if post.for_one and other:
        raise AlreadyDone(
            why=_("%(name)s holds this post, which is for one person at a time.")
            % {"name": other.account.name},
            ground="house:posts",
            remedy=_("End that appointment first, or name a deputy."),
        )


def demand_apart(account: Account, post: Post, since: date, until: date | None) -> None:
    """Refuse to join keeping the system or the audit with seeing files, in one person."""
    held = account.appointments.touching(since=since, until=until)
    stood = account.stands_in.touching(since=since, until=until)
    roles = set(held.values_list("post__role", flat=True))
    roles |= set(stood.values_list("post__role", flat=True))
    others = roles - {post.role}
    apart = (KEPT_APART & others) if post.role in SEES_FILES | KEPT_APART else set()
    if post.role in KEPT_APART:
        apart = apart | (SEES_FILES & others)
    if apart:
        raise BadFacts(
            "account",
            why=_("Whoever keeps accounts or audits the record does not work on files."),
            ground="house:separation",
            remedy=_("Choose somebody else, or end the other post first."),
        )


@transaction.atomic
def end_appointment(*, appointment: Appointment, last_day: date, by: Actor, at: datetime) -> None:
    """End an appointment after a last day; whoever stood in for it stops then too."""
    post = appointment.post
    check_may_change_posts(by, post.unit.path)
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if appointment.until is not None and appointment.until < day_of(at):
        raise AlreadyDone(
            why=_("This appointment ended on %(day)s.") % {"day": appointment.until},
            ground="house:posts",
            remedy=_("Nothing more is to be done."),
        )
    demand_order(appointment.since, last_day, "last_day")
    if last_day < day_of(at) - ONE_DAY:
        raise TooLate(
            why=_("What was done in this post until yesterday stays done."),
            ground="house:posts",
            remedy=_("Choose yesterday, today or a later day."),
        )
    appointment.until = last_day
    appointment.save(update_fields=["until"])
    _end_deputies(appointment, last_day + ONE_DAY, by, at)
    event = AppointmentEnded(account=appointment.account.key, post=post.pk, until=last_day)
    record(event, chain=unit_chain(post.unit), by=by, at=at)


def _end_deputies(appointment: Appointment, on: date, by: Actor, at: datetime) -> None:
    standing = Deputy.objects.touching(since=on, until=None).filter(
        post=appointment.post, holder=appointment.account
    )
    for deputy in standing.select_related("account__unit", "holder"):
        deputy.ended_on = max(on, deputy.since)
        deputy.save(update_fields=["ended_on"])
        event = DeputyEnded(
            post=deputy.post_id,
            holder=deputy.holder.key,
            deputy=deputy.account.key,
            on=deputy.ended_on,
        )
        record(event, chain=account_chain(deputy.account), by=by, at=at)


@transaction.atomic
def fill_rung(*, rung: Rung, post: Post, since: date, by: Actor, at: datetime) -> RungFilling:
    """Say that a post fills a rung of the law from a day on; the former filling ends then."""
    unit = _unit_of(rung, post)
    check_may_change_posts(by, unit.path)
    check_may_change_posts(by, post.unit.path)
    _demand_rung(rung, post)
    held(unit)
    former = RungFilling.objects.touching(since=since, until=None)
    for filling in former.filter(unit=unit, rung=rung):
        if filling.since >= since:
            raise AlreadyDone(
                why=_("A post fills this rung from %(since)s on.") % {"since": filling.since},
                ground="house:rungs",
                remedy=_("Choose a later day."),
            )
        filling.until = since - ONE_DAY
        filling.save(update_fields=["until"])
    filling = RungFilling.objects.create(unit=unit, rung=rung, post=post, since=since)
    event = RungFilled(unit=unit.code, rung=str(rung), post=post.pk, since=since)
    record(event, chain=unit_chain(unit), by=by, at=at)
    return filling


def _unit_of(rung: Rung, post: Post) -> Unit:
    """Return the unit a post fills a rung for: the county's rungs are the county's."""
    if rung not in OF_THE_COUNTY_RUNGS:
        return post.unit
    if not post.unit.county_path:
        raise BadFacts("post", why=_("This rung belongs to a county."))
    return Unit.objects.get(path=post.unit.county_path)


def _demand_rung(rung: Rung, post: Post) -> None:
    if post.role not in FILLED_BY[rung]:
        raise BadFacts(
            "post", why=_("A post of this role cannot be %(rung)s.") % {"rung": RUNG_NAMES[rung]}
        )
    if not post.may_sign:
        raise Missing(
            why=_("Whoever fills a rung signs, and this post does not."),
            ground="ccl-2019:10",
            remedy=_("Choose a post that may sign."),
        )
