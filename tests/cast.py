"""The people and units every test knows, entered through the same actions as in service.

冷水滩区 with its bureau, brigade, three squads and four township offices; the county beside it;
the city, the province and the ministry above; a procuratorate, a committee, an organisation.
One account per role, and second people where two are needed. `PEOPLE` is the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.test import Client

from guihang.agencies import actions, queries, signing_in
from guihang.agencies.models import Account, Area, Post, Unit
from guihang.agencies.vocabulary import AccountKind, Level, Role, UnitKind
from guihang.doors import clock
from guihang.doors.ui import sessions
from guihang.law.rungs import Rung
from guihang.ledger.chains import SYSTEM

SINCE = date(2024, 1, 1)
BEGAN = datetime(2024, 1, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "a-kettle-by-the-window"

# name in tests: code, name, short name, kind, level, name of the unit above
UNITS = {
    "ministry": ("00", "司法部", "司法部", UnitKind.JUSTICE, Level.MINISTRY, ""),
    "province": ("43", "湖南省司法厅", "湖南省厅", UnitKind.JUSTICE, Level.PROVINCE, "ministry"),
    "city": ("4311", "永州市司法局", "永州市局", UnitKind.JUSTICE, Level.CITY, "province"),
    "county": ("431103", "冷水滩区司法局", "冷水滩区局", UnitKind.JUSTICE, Level.COUNTY, "city"),
    "brigade": (
        "431103-B",
        "冷水滩区社区矫正执法大队",
        "执法大队",
        UnitKind.BRIGADE,
        None,
        "county",
    ),
    "squad": ("431103-B1", "一中队", "一中队", UnitKind.SQUAD, None, "brigade"),
    "second_squad": ("431103-B2", "二中队", "二中队", UnitKind.SQUAD, None, "brigade"),
    "third_squad": ("431103-B3", "三中队", "三中队", UnitKind.SQUAD, None, "brigade"),
    "office": ("431103001", "梅湾司法所", "梅湾所", UnitKind.OFFICE, None, "county"),
    "second_office": ("431103002", "菱角山司法所", "菱角山所", UnitKind.OFFICE, None, "county"),
    "third_office": ("431103009", "岚角山司法所", "岚角山所", UnitKind.OFFICE, None, "county"),
    "fourth_office": ("431103102", "普利桥司法所", "普利桥所", UnitKind.OFFICE, None, "county"),
    "procuratorate": (
        "431103-P",
        "冷水滩区人民检察院",
        "区检察院",
        UnitKind.PROCURATORATE,
        None,
        "county",
    ),
    "committee": (
        "431103001001",
        "清桥社区居民委员会",
        "清桥社区",
        UnitKind.COMMITTEE,
        None,
        "office",
    ),
    "organisation": (
        "431103-O",
        "永州市归途社会工作服务中心",
        "归途社工",
        UnitKind.ORGANISATION,
        None,
        "county",
    ),
    "next_county": ("431102", "零陵区司法局", "零陵区局", UnitKind.JUSTICE, Level.COUNTY, "city"),
    "next_brigade": (
        "431102-B",
        "零陵区社区矫正执法大队",
        "零陵大队",
        UnitKind.BRIGADE,
        None,
        "next_county",
    ),
    "next_office": ("431102001", "南津渡司法所", "南津渡所", UnitKind.OFFICE, None, "next_county"),
}
CHARGES = {
    "squad": ("office", "second_office"),
    "second_squad": ("third_office",),
    "third_squad": ("fourth_office",),
}
AREAS = {"431103001": ("梅湾街道", "office"), "431103002": ("菱角山街道", "second_office")}

# name in tests: name, unit, title of the post, role, state staff (and so may sign)
PEOPLE = {
    "township_officer": ("周晓兰", "office", "所长", Role.TOWNSHIP_OFFICER, True),
    "second_township_officer": ("何建军", "office", "司法助理员", Role.TOWNSHIP_OFFICER, True),
    "social_worker": ("唐小雨", "office", "专干", Role.TOWNSHIP_OFFICER, False),
    "near_officer": ("蒋志明", "second_office", "所长", Role.TOWNSHIP_OFFICER, True),
    "far_officer": ("邓桂英", "third_office", "所长", Role.TOWNSHIP_OFFICER, True),
    "squad_officer": ("宋立新", "squad", "中队队员", Role.SQUAD_OFFICER, True),
    "second_squad_officer": ("吕文静", "squad", "中队队员", Role.SQUAD_OFFICER, True),
    "squad_leader": ("秦川", "squad", "中队长", Role.SQUAD_LEADER, True),
    "second_squad_leader": ("段海波", "second_squad", "中队长", Role.SQUAD_LEADER, True),
    "brigade_leader": ("罗建国", "brigade", "大队长", Role.BRIGADE_LEADER, True),
    "deputy_leader": ("彭丽", "brigade", "副大队长", Role.BRIGADE_LEADER, True),
    "bureau_head": ("盘石生", "county", "局长", Role.BUREAU_HEAD, True),
    "city_officer": ("文俊", "city", "社区矫正管理科科长", Role.CITY_OFFICER, True),
    "province_officer": ("欧阳敏", "province", "社区矫正管理处处长", Role.PROVINCE_OFFICER, True),
    "auditor": ("黎平", "county", "审计员", Role.AUDITOR, True),
    "administrator": ("魏一鸣", "county", "系统管理员", Role.ADMINISTRATOR, False),
    "city_administrator": ("龙翔", "city", "系统管理员", Role.ADMINISTRATOR, False),
    "procurator": ("严正", "procuratorate", "检察官", Role.PROCURATOR, False),
    "committee_member": ("清桥张大姐", "committee", "治保委员", Role.COMMITTEE_MEMBER, False),
    "counsellor": ("苏小禾", "organisation", "心理咨询师", Role.COUNSELLOR, False),
    "next_brigade_leader": ("莫少林", "next_brigade", "大队长", Role.BRIGADE_LEADER, True),
    "next_officer": ("伍月", "next_office", "所长", Role.TOWNSHIP_OFFICER, True),
    "second_next_officer": ("文海", "next_office", "司法助理员", Role.TOWNSHIP_OFFICER, True),
    "next_administrator": ("柏松", "next_county", "系统管理员", Role.ADMINISTRATOR, False),
}
RUNGS = {
    Rung.AGENCY: "squad_leader",
    Rung.AGENCY_HEAD: "brigade_leader",
    Rung.BUREAU_HEAD: "bureau_head",
    Rung.CITY: "city_officer",
    Rung.PROVINCE: "province_officer",
}
FOR_ONE = {"所长", "中队长", "大队长", "局长"}
PARTNERS = {Role.PROCURATOR, Role.COMMITTEE_MEMBER, Role.COUNSELLOR}
PERSON = ("唐建平", "office")


@dataclass(frozen=True)
class Cast:
    """The units, posts and people by their names in tests; read afresh for every test."""

    @cached_property
    def _units(self) -> dict[str, Unit]:
        by_code = {unit.code: unit for unit in Unit.objects.select_related("parent")}
        return {name: by_code[row[0]] for name, row in UNITS.items()}

    def unit(self, name: str) -> Unit:
        """Return a unit: `cast.unit("office")`."""
        return self._units[name]

    def account(self, name: str) -> Account:
        """Return an account: `cast.account("squad_leader")`, `cast.account("person")`."""
        found = Account.objects.select_related("unit", "staff").get(username=username(name))
        return found

    def post(self, name: str) -> Post:
        """Return the post somebody of the cast holds."""
        _person, unit, title, _role, _staff = PEOPLE[name]
        return Post.objects.select_related("unit").get(unit=self.unit(unit), title=title)

    def actor(self, name: str, on: date = TODAY):
        """Return who somebody of the cast is on a day."""
        return queries.actor(self.account(name), on=on)

    def client(self, name: str, *, strong: bool = True) -> Client:
        """Return a browser in which somebody has signed in a moment ago."""
        sign_in = signing_in.begin(
            account=self.account(name),
            visit=signing_in.Visit("127.0.0.1", "tests"),
            how="password",
            strong=strong,
            at=clock.now(),
        )
        client = Client()
        session = client.session
        session[sessions.SESSION] = sign_in.pk
        session.save()
        return client


def username(name: str) -> str:
    """Return the sign-in name of somebody of the cast."""
    return name.replace("_", ".")


def enter() -> Cast:
    """Enter the whole cast into an empty database; a second call finds it there."""
    cast = Cast()
    if Unit.objects.exists():
        return cast
    units: dict[str, Unit] = {}
    for name, row in UNITS.items():
        units[name] = _unit(row, units)
    for squad, offices in CHARGES.items():
        for office in offices:
            actions.set_charge(
                unit=units[squad], of=units[office], since=SINCE, by=SYSTEM, at=BEGAN
            )
    _areas(units)
    posts = _people(units)
    for rung, holder in RUNGS.items():
        actions.fill_rung(rung=rung, post=posts[holder], since=SINCE, by=SYSTEM, at=BEGAN)
    for holder in ("township_officer", "near_officer", "far_officer", "next_officer"):
        actions.fill_rung(rung=Rung.OFFICE, post=posts[holder], since=SINCE, by=SYSTEM, at=BEGAN)
    head = posts["next_brigade_leader"]
    for rung in (Rung.AGENCY, Rung.AGENCY_HEAD):
        actions.fill_rung(rung=rung, post=head, since=SINCE, by=SYSTEM, at=BEGAN)
    return cast


def _unit(row, units) -> Unit:
    code, name, short_name, kind, level, above = row
    return actions.create_unit(
        draft=actions.UnitDraft(code, name, kind, short_name, level),
        parent=units.get(above),
        by=SYSTEM,
        at=BEGAN,
    )


def _areas(units) -> None:
    for code, (name, office) in AREAS.items():
        area: Area = actions.name_area(code=code, name=name, parent=None, by=SYSTEM, at=BEGAN)
        actions.set_charge(unit=units[office], of=area, since=SINCE, by=SYSTEM, at=BEGAN)


def _people(units) -> dict[str, Post]:
    posts: dict[str, Post] = {}
    made: dict[tuple[str, str], Post] = {}
    for number, (name, row) in enumerate(PEOPLE.items(), start=1):
        person, unit, title, role, state_staff = row
        account = _account(name, person, units[unit], role, (number, state_staff))
        if (unit, title) not in made:
            draft = actions.PostDraft(title, role, may_sign=state_staff, for_one=title in FOR_ONE)
            if role == Role.AUDITOR:
                draft = actions.PostDraft(title, role)
            made[unit, title] = actions.create_post(
                unit=units[unit], draft=draft, by=SYSTEM, at=BEGAN
            )
        posts[name] = made[unit, title]
        actions.appoint(account=account, post=posts[name], since=SINCE, by=SYSTEM, at=BEGAN)
    _account("person", PERSON[0], units[PERSON[1]], Role.PERSON, (0, False))
    return posts


def _account(name, person, unit, role, staff) -> Account:
    number, state_staff = staff
    kind = AccountKind.STAFF
    if role in PARTNERS:
        kind = AccountKind.PARTNER
    elif role == Role.PERSON:
        kind = AccountKind.PERSON
    draft = actions.AccountDraft(
        username=username(name),
        name=person,
        kind=kind,
        number=f"G{number:04d}",
        state_staff=state_staff,
        phone=f"1390746{number:04d}",
    )
    account = actions.open_account(unit=unit, draft=draft, password=PASSWORD, by=SYSTEM, at=BEGAN)
    # In tests everybody has signed in before; the first use has tests of its own.
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    return account
