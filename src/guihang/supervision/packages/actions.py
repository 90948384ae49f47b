"""Naming and releasing who answers for a part of a package, one person's or many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.cases.purposes import purpose_of
from guihang.cases.vocabulary import REGISTERED
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooLate
from guihang.ledger import chains
from guihang.ledger.actions import hold, record, reveal
from guihang.ledger.outbox import Message
from guihang.supervision.access import (
    check_may_export_packages,
    check_may_name_leading_owner,
    check_may_name_owner,
    check_may_reveal_owner,
)
from guihang.supervision.events import OwnerNamed, OwnerReleased, OwnerTold, PackagesExported
from guihang.supervision.models import Owner
from guihang.supervision.packages import queries
from guihang.supervision.packages.house_rules import RULE
from guihang.supervision.packages.kind import GIVEN, SOURCE
from guihang.supervision.packages.rule import Part, Rule, rule_on

LEAST = 2


@dataclass(frozen=True, slots=True)
class Named:
    """Who is to answer for a part: an account, or somebody outside by name and body."""

    account: int | None = None
    outsider: str = ""
    body: str = ""
    phone: str = ""


@atomic
def name_owner(  # noqa: PLR0913 - for whom, which part, who and why are all asked for
    *, cases: Iterable, part: str, named: Named, because: str, by: Actor, at: datetime
) -> tuple[Owner, ...]:
    """Name who answers for a part of people's packages; who did before is followed. All or none.

    Whoever is named is told once, how many people it concerns.
    """
    rule, chosen = _rule(day_of(at)), tuple(cases)
    found = _part(rule, part)
    reason = _reason(because)
    _demand_somebody(found, named)
    hold(*(case.chain for case in chosen), by=by, at=at)
    with duties.gathered():
        made = [_named(case, rule, found, named, reason, by, at) for case in chosen]
        _tell(made, named, by, at)
    return tuple(made)


@atomic
def release(*, owner: Owner, because: str, by: Actor, at: datetime) -> Owner:
    """Release somebody from a part of a package without naming who follows; the part is open."""
    owner = Owner.objects.select_for_update(of=("self",)).select_related("account").get(pk=owner.pk)
    part = _rule(day_of(at)).part(owner.part)
    _check(part, by, owner.case.unit_path)
    if owner.until is not None:
        raise AlreadyDone(
            why=_("%(name)s was released or followed already.") % {"name": owner.name},
            ground=RULE,
            remedy=_("Look at the package as it is now."),
        )
    _leave(owner, _reason(because), by, at)
    duties.refresh(SOURCE, owner.case.dossier.unit.code, on=day_of(at))
    return owner


def reveal_phone(*, owner: Owner, reason: str, by: Actor, at: datetime) -> str:
    """Show the phone of somebody outside to who gave a reason; the reading is recorded."""
    check_may_reveal_owner(by, owner.case.unit_path)
    if not owner.phone:
        raise BadFacts("phone", why=_("There is nothing hidden under this name."))
    return reveal(owner, "phone", reason=reason, chain=owner.case.chain, by=by, at=at)


@atomic
def take_out(*, people: Iterable, purpose: str, by: Actor, at: datetime) -> tuple:
    """Return packages to be taken out as a file; what for is recorded."""
    check_may_export_packages(by, by.unit_path)
    words, taken = purpose_of(purpose), tuple(people)
    event = PackagesExported(purpose=words, count=len(taken))
    record(event, chain=chains.account(by.account_id, by.unit_path), by=by, at=at)
    return taken


def follow_staff(event, *, at: datetime, **_besides: object) -> None:
    """Look again at the packages of who went away, came back or left a post; wiring calls this."""
    who = getattr(event, "account", "") or getattr(event, "holder", "")
    account = agencies.account_keyed(who)
    if account is None:
        return
    rows = Owner.objects.standing().filter(account=account).order_by()
    for code in rows.values_list("case__dossier__unit__code", flat=True).distinct():
        duties.refresh(SOURCE, code, on=day_of(at))


def follow_case(event, *, at: datetime, **_besides: object) -> None:
    """Look again at the packages of the office a case went to; wiring calls this."""
    duties.refresh(SOURCE, event.unit, on=day_of(at))


def _named(  # noqa: PLR0913 - one step of the action above
    case, rule: Rule, part: Part, named: Named, because: str, by: Actor, at: datetime
) -> Owner:
    _check(part, by, case.unit_path)
    _demand_running(case)
    _demand_fitting(case, part, named, day_of(at))
    before = (
        Owner.objects.standing().select_for_update(of=("self",)).filter(case=case, part=part.code)
    )
    standing = before.select_related("account").first()
    if standing is not None:
        _demand_other(standing, named)
        _leave(standing, because, by, at)
    owner = Owner.objects.create(
        case=case,
        part=part.code,
        account_id=named.account,
        outsider=named.outsider.strip(),
        body=named.body.strip(),
        phone=named.phone.strip(),
        since=day_of(at),
        because=because,
        rule=rule.version,
        at=at,
        by_id=by.account_id,
    )
    event = OwnerNamed(
        case=case.number, part=part.code, owner=_key(owner), since=owner.since, because=because
    )
    record(event, chain=case.chain, by=by, at=at)
    duties.refresh(SOURCE, case.dossier.unit.code, on=day_of(at))
    return owner


def _leave(owner: Owner, because: str, by: Actor, at: datetime) -> None:
    owner.until, owner.left_because, owner.left_by_id = day_of(at), because, by.account_id
    owner.save(update_fields=["until", "left_because", "left_by"])
    event = OwnerReleased(
        case=owner.case.number,
        part=owner.part,
        owner=_key(owner),
        on=owner.until,
        because=because,
    )
    record(event, chain=owner.case.chain, by=by, at=at)


def _key(owner: Owner) -> str:
    return owner.account.key if owner.account_id else owner.outsider


def _tell(made: list[Owner], named: Named, by: Actor, at: datetime) -> None:
    """Lay one notice on the desk of who was named, however many people it is about."""
    if named.account is None or named.account == by.account_id:
        return
    body = {"owner": str(named.account), "n": str(len(made))}
    message = Message(f"notice:account:{named.account}", GIVEN, body)
    told = OwnerTold(n=len(made), owner=f"account:{named.account}")
    record(told, chain=chains.account(by.account_id, by.unit_path), by=by, at=at, send=[message])


def _rule(on: date) -> Rule:
    rule = rule_on(on)
    if rule is None:
        raise TooLate(
            why=_("Responsibility packages are switched off here."),
            ground=RULE,
            remedy=_("They come back with a version of the local rule that is in use."),
        )
    return rule


def _part(rule: Rule, code: str) -> Part:
    part = rule.part(code)
    if part is None:
        raise BadFacts(
            "part",
            why=_("The local rule has no such part."),
            ground=RULE,
            remedy=_("Choose a part of the rule that holds now."),
        )
    return part


def _check(part: Part | None, by: Actor, unit_path: str) -> None:
    if part is not None and part.by_leaders:
        check_may_name_leading_owner(by, unit_path)
    else:
        check_may_name_owner(by, unit_path)


def _reason(words: str) -> str:
    reason = " ".join(words.split())
    if len(reason) < LEAST:
        raise BadFacts(
            "because",
            why=_("It is not said why this person is named or released."),
            ground=RULE,
            remedy=_("Write the reason; it stands in the history of the package."),
        )
    return reason[:200]


def _demand_somebody(part: Part, named: Named) -> None:
    outside = bool(named.outsider.strip())
    if (named.account is not None) is outside:
        raise Missing(
            why=_("A part is filled by one person: a colleague, or somebody outside."),
            ground=RULE,
            remedy=_("Choose a colleague, or write a name and a body; not both."),
        )
    if outside and (not part.outside or not named.body.strip()):
        raise BadFacts(
            "body" if part.outside else "outsider",
            why=_("Somebody outside is named with the body he comes from, where the rule allows."),
            ground=RULE,
            remedy=_("Write the police station, village or community he belongs to."),
        )


def _demand_running(case) -> None:
    if case.state not in REGISTERED:
        raise TooLate(
            why=_("%(name)s is not registered here yet, or no longer.")
            % {"name": case.person.name},
            ground=RULE,
            remedy=_("Packages are for people who are registered and under correction."),
        )


def _demand_fitting(case, part: Part, named: Named, on: date) -> None:
    if named.account is None:
        return
    if named.account not in {
        one.account_id for one in queries.who_may(part, case.unit_path, on=on)
    }:
        raise BadFacts(
            "account",
            why=_("Whoever is chosen holds no post that acts on the office of %(name)s.")
            % {"name": case.person.name},
            ground=RULE,
            remedy=_("Choose somebody of this office, or in charge of it."),
        )


def _demand_other(standing: Owner, named: Named) -> None:
    same = (
        standing.account_id == named.account
        if named.account is not None
        else (standing.outsider, standing.body) == (named.outsider.strip(), named.body.strip())
    )
    if same:
        raise AlreadyDone(
            why=_("%(name)s answers for %(person)s already.")
            % {"name": standing.name, "person": standing.case.person.name},
            ground=RULE,
            remedy=_("Choose somebody else, or leave it."),
        )
