"""The agencies of the demo: the chain above, the county with its brigade, the county beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from guihang.agencies import actions, passwords, queries, signing_in
from guihang.agencies.actions import AccountDraft, PostDraft, UnitDraft
from guihang.agencies.vocabulary import AccountKind, Role, UnitKind
from guihang.county.places import Township, townships
from guihang.county.posts import Body, Seat, bodies, office_heads, seats
from guihang.law.rungs import Rung
from guihang.ledger.chains import SYSTEM

SQUADS = ("squad1", "squad2", "squad3")
HERE = "127.0.0.1"
SINCE = date(2024, 1, 1)
PARTNERS = frozenset({Role.PROCURATOR, Role.COMMITTEE_MEMBER, Role.COUNSELLOR})
COMMITTEE_MEMBER = "清桥张大姐"


@dataclass(slots=True)
class Offices:
    """What was built so far, by the names used in this room."""

    at: datetime
    password: str
    units: dict[str, object] = field(default_factory=dict)
    posts: dict[tuple[str, str], object] = field(default_factory=dict)
    holders: dict[tuple[str, str], object] = field(default_factory=dict)
    seated: dict[tuple[str, str], list] = field(default_factory=dict)
    areas: dict[str, object] = field(default_factory=dict)
    sign_ins: dict[Role, str] = field(default_factory=dict)
    staff: int = 0


def build(offices: Offices) -> Iterator[str]:
    """Build all agencies and their people, saying each part as it is begun."""
    yield "the chain of agencies"
    for body in bodies():
        enter_unit(offices, body)
    yield "18 township offices, 136 villages and communities"
    for number, township in enumerate(townships()):
        enter_office(offices, township, SQUADS[number % 3], office_heads()[number])
    _charge(offices, offices.units["county2-squad"], offices.units["office2"])
    yield "posts and staff"
    for seat in sorted(seats(), key=lambda seat: not seat.sign_in):
        enter_seat(offices, seat)
    _committee_member(offices)


def enter_unit(offices: Offices, body: Body) -> None:
    """Enter an agency, or a part of one, under the one it belongs to."""
    offices.units[body.key] = actions.create_unit(
        draft=UnitDraft(body.code, body.name, body.kind, body.short, body.level),
        parent=offices.units.get(body.above),
        by=SYSTEM,
        at=offices.at,
    )


def enter_office(
    offices: Offices, township: Township, squad: str, head: str, *, county: str = "county"
) -> None:
    """Enter a township office with its head, its area, and the squad that has charge of it."""
    code, short = township.code, f"{township.short}所"
    name = f"{township.short}司法所"
    enter_unit(offices, Body(code, code, name, short, UnitKind.OFFICE, county))
    office = offices.units[code]
    _charge(offices, offices.units[squad], office)
    area = _area(offices, code, township.name, None)
    _charge(offices, office, area)
    for village, name in township.villages:
        _area(offices, village, name, area)
    sign_in = "township.officer" if township == townships()[0] else ""
    enter_seat(
        offices,
        Seat(
            code, "所长", Role.TOWNSHIP_OFFICER, head, True, sign_in, (Rung.OFFICE,), for_one=True
        ),
    )


def _area(offices: Offices, code: str, name: str, parent):
    area = actions.name_area(code=code, name=name, parent=parent, by=SYSTEM, at=offices.at)
    offices.areas[code] = area
    return area


def _charge(offices: Offices, unit, of) -> None:
    actions.set_charge(unit=unit, of=of, since=SINCE, by=SYSTEM, at=offices.at)


def open_account(offices: Offices, unit, draft: AccountDraft, at: datetime):
    """Open an account and let its owner choose the demo's password at once, as at a first use."""
    first = passwords.fresh()
    account = actions.open_account(unit=unit, draft=draft, password=first, by=SYSTEM, at=at)
    signing_in.change_password(
        account=account,
        change=signing_in.Change(first, offices.password),
        visit=signing_in.Visit(HERE),
        by=queries.actor(account, on=at.date()),
        at=at,
    )
    return account


def enter_seat(offices: Offices, seat: Seat) -> None:
    """Enter a post with who holds it, and open an account for him."""
    offices.staff += 1
    unit = offices.units[seat.unit]
    account = open_account(offices, unit, _draft(seat, offices.staff), offices.at)
    post = _post(offices, seat, unit)
    offices.holders.setdefault((seat.unit, seat.title), account)
    offices.seated.setdefault((seat.unit, seat.title), []).append(account)
    actions.appoint(account=account, post=post, since=SINCE, by=SYSTEM, at=offices.at)
    for rung in seat.rungs:
        actions.fill_rung(rung=rung, post=post, since=SINCE, by=SYSTEM, at=offices.at)
    if seat.sign_in:
        offices.sign_ins[seat.role] = seat.sign_in


def _draft(seat: Seat, number: int) -> AccountDraft:
    partner = seat.role in PARTNERS
    return AccountDraft(
        username=seat.sign_in or f"staff-{number:02d}",
        name=seat.person,
        kind=AccountKind.PARTNER if partner else AccountKind.STAFF,
        number="" if partner else f"G{number:04d}",
        state_staff=seat.signs and not partner,
        phone="" if partner else f"100{number:08d}",
    )


def _post(offices: Offices, seat: Seat, unit):
    key = (seat.unit, seat.title)
    if key not in offices.posts:
        draft = PostDraft(seat.title, seat.role, may_sign=seat.signs, for_one=seat.for_one)
        offices.posts[key] = actions.create_post(unit=unit, draft=draft, by=SYSTEM, at=offices.at)
    return offices.posts[key]


def _committee_member(offices: Offices) -> None:
    township = townships()[0]
    code, name = township.villages[0]
    short = name.removesuffix("居委会")
    body = Body("committee", f"{code}-V", name, short, UnitKind.COMMITTEE, township.code)
    enter_unit(offices, body)
    role, sign_in = Role.COMMITTEE_MEMBER, "committee.member"
    enter_seat(offices, Seat("committee", "治保委员", role, COMMITTEE_MEMBER, False, sign_in))
