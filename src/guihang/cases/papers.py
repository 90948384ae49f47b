"""What a case writes into the forms of its papers: the entries many forms share.

Each paper is given only what its form asks for, so that nothing sensitive is opened for a paper
that does not print it; what is opened is recorded with its purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.models import Case, GroupMember, SideOrder
from guihang.cases.vocabulary import MemberRole, SideKind
from guihang.dossiers import forms
from guihang.duties.owing import day_of
from guihang.law.codes import Kind, Penalty, Sex
from guihang.law.refusals import Missing
from guihang.law.spans import Span
from guihang.law.texts import Text
from guihang.ledger.actions import use

RULE = "house:forms"

type Entries = dict[str, object]


@dataclass(frozen=True, slots=True)
class Pen:
    """Who draws up a paper of a case, when, and for what what is sealed is opened."""

    case: Case
    by: object
    at: datetime
    purpose: str

    @property
    def on(self) -> date:
        """The day it is drawn up."""
        return day_of(self.at)

    def opened(self, owner, field: str) -> str:
        """Return a sealed entry; that it was used, and for what, is recorded."""
        if not getattr(owner, field):
            return ""
        return use(
            owner, field, purpose=self.purpose, chain=self.case.chain, by=self.by, at=self.at
        )


def head(case: Case, form: str, *, by, at: datetime, purpose: str = "") -> Entries:
    """Return what a case tells a form: of its shared entries those that it asks for."""
    plan = forms.form(form)
    pen = Pen(case, by, at, purpose or f"制作{plan.title.zh}")
    return {field.name: SHARED[field.name](pen) for field in plan.fields if field.name in SHARED}


def complete(form: str, entries: Mapping[str, object]) -> Mapping[str, object]:
    """Return the entries of a paper, or refuse one that would lack what its form must have."""
    plan = forms.form(form)
    if lacking := forms.missing(plan, forms.filled(plan, entries)):
        raise Missing(
            why=Text(
                f"“{plan.title.zh}”还缺：{'、'.join(one.label.zh for one in lacking)}。",
                f"“{plan.title.en}” still lacks: {', '.join(one.label.en for one in lacking)}.",
            ),
            ground=RULE,
            remedy=_("Enter it in the case first; then the paper can be drawn up."),
        )
    return entries


def group_lines(pen: Pen, members: Iterable[GroupMember]) -> list[str]:
    """Return the members of a group as papers list them: name, who it is, what for, phone."""
    return [
        forms.columns(
            member.name,
            member.relation or ROLES[MemberRole(member.role)][0].zh,
            ROLES[MemberRole(member.role)][1].zh,
            pen.opened(member, "phone"),
        )
        for member in members
    ]


def penalty_of(case: Case) -> str:
    """Return the penalty in the words of a judgment: 有期徒刑1年，缓刑2年."""
    words = _word(Penalty, case.penalty) + _length(case.sentence)
    if case.kind == Kind.SUSPENSION and case.probation:
        words += f"，缓刑{_length(case.probation)}"
    return words


def _length(written: str) -> str:
    return Span.parse(written).text.zh if written else ""


def _word(code, value: str) -> str:
    return code(value).says.zh if value else ""


def _sides(case: Case, *kinds: str) -> list[SideOrder]:
    return [one for one in case.sides.all() if one.kind in kinds and one.set_aside_at is None]


def _additional(pen: Pen) -> str:
    return "；".join(
        SIDES[SideKind(one.kind)].zh + _length(one.length) + one.words
        for one in _sides(pen.case, *SIDES)
    )


def _side(kind: str, column: str) -> Callable[[Pen], object]:
    def told(pen: Pen) -> object:
        found = _sides(pen.case, kind)
        return getattr(found[-1], column) if found else ""

    return told


def _ended(words: object) -> str:
    """Return words as a sentence of its own: the term is printed behind them."""
    said = str(words).rstrip("。；，、 ")
    return f"{said}。" if said else ""


def _deprivation(pen: Pen) -> str:
    found = _sides(pen.case, SideKind.DEPRIVATION)
    return f"剥夺政治权利{_length(found[-1].length)}" if found else ""


def _procuratorate(pen: Pen) -> str:
    return procuratorate_of(pen.case.dossier.unit)


def procuratorate_of(unit) -> str:
    """Return the procuratorate of a unit's county, where the organisation knows it."""
    at = unit
    while at is not None:
        found = at.children.filter(kind=UnitKind.PROCURATORATE).first()
        if found is not None:
            return found.name
        at = at.parent
    return ""


def _officer_phone(pen: Pen) -> str:
    account = agencies.account_keyed(pen.by.key)
    staff = getattr(account, "staff", None)
    return pen.opened(staff, "phone") if staff is not None else ""


def _group(pen: Pen) -> list[str]:
    return group_lines(pen, pen.case.members.holding(pen.on))


POLICE = Text("执行地公安机关", "police of the place")
SIDES: Mapping[SideKind, Text] = {
    SideKind.DEPRIVATION: Text("剥夺政治权利", "deprivation of political rights"),
    SideKind.FINE: Text("罚金", "fine"),
    SideKind.CONFISCATION: Text("没收财产", "confiscation of property"),
    SideKind.EXPULSION: Text("驱逐出境", "expulsion"),
}
ROLES: Mapping[MemberRole, tuple[Text, Text]] = {
    MemberRole.AGENCY: (
        Text("社区矫正机构工作人员", "staff of the agency"),
        Text("组织监督管理、教育帮扶", "leads supervision and help"),
    ),
    MemberRole.OFFICE: (
        Text("司法所工作人员", "staff of the township office"),
        Text("日常监督管理、教育帮扶", "daily supervision and help"),
    ),
    MemberRole.COMMITTEE: (
        Text("居（村）民委员会人员", "member of the committee"),
        Text("了解日常情况，协助教育帮扶", "knows how things are, helps"),
    ),
    MemberRole.FAMILY: (
        Text("家庭成员", "family member"),
        Text("督促遵守规定，协助教育", "urges to keep the rules"),
    ),
    MemberRole.GUARDIAN: (
        Text("监护人", "guardian"),
        Text("履行抚养、管教等监护责任", "cares for and guides the minor"),
    ),
    MemberRole.GUARANTOR: (
        Text("保证人", "guarantor"),
        Text("督促遵守规定，报告病情变化", "urges to keep the rules, reports on the illness"),
    ),
    MemberRole.EMPLOYER: (
        Text("所在单位人员", "somebody from work"),
        Text("反映工作表现，协助教育帮扶", "tells of the work, helps"),
    ),
    MemberRole.SCHOOL: (
        Text("就读学校人员", "somebody from school"),
        Text("反映学习表现，协助教育", "tells of the schooling, teaches"),
    ),
    MemberRole.SOCIAL_WORKER: (
        Text("社会工作者", "social worker"),
        Text("提供专业帮扶", "helps as a professional"),
    ),
    MemberRole.VOLUNTEER: (
        Text("志愿者", "volunteer"),
        Text("协助教育帮扶", "helps"),
    ),
    MemberRole.POLICE: (
        Text("公安民警", "police officer"),
        Text("依法配合监督管理", "supports supervision under the law"),
    ),
}
"""How a paper calls each member of a group, and what the member is there for."""

SHARED: Mapping[str, Callable[[Pen], object]] = {
    "name": lambda pen: pen.case.person.name,
    "former_name": lambda pen: pen.case.person.former_name,
    "sex": lambda pen: _word(Sex, pen.case.person.sex),
    "birth": lambda pen: pen.case.person.birth,
    "identity_number": lambda pen: pen.opened(pen.case.person.subject, "identity_number"),
    "nation": lambda pen: pen.case.person.nation,
    "education": lambda pen: pen.case.person.education,
    "marriage": lambda pen: pen.case.person.marriage,
    "health": lambda pen: pen.opened(pen.case.person, "health"),
    "home": lambda pen: pen.opened(pen.case.person.subject, "address"),
    "registered_home": lambda pen: pen.opened(pen.case.person, "registered_home"),
    "phone": lambda pen: pen.opened(pen.case.person.subject, "phone"),
    "work": lambda pen: pen.case.person.work,
    "crime": lambda pen: pen.case.crime,
    "crime_facts": lambda pen: pen.opened(pen.case, "crime_facts"),
    "organ_name": lambda pen: pen.case.organ_name,
    "judgment_number": lambda pen: pen.case.judgment_number,
    "judged_on": lambda pen: pen.case.judged_on,
    "penalty": lambda pen: penalty_of(pen.case),
    "kind": lambda pen: _word(Kind, pen.case.kind),
    "term_begins": lambda pen: pen.case.term_begins,
    "term_ends": lambda pen: pen.case.term_ends,
    "additional": _additional,
    "prohibition": lambda pen: _ended(_side(SideKind.PROHIBITION, "words")(pen)),
    "prohibition_begins": _side(SideKind.PROHIBITION, "begins"),
    "prohibition_ends": _side(SideKind.PROHIBITION, "ends"),
    "occupation_ban": _side(SideKind.OCCUPATION_BAN, "words"),
    "rights_lost": _deprivation,
    "procuratorate": _procuratorate,
    "police": lambda pen: POLICE.zh,
    "office": lambda pen: pen.case.dossier.unit.name,
    "execution_place": lambda pen: agencies.place_of_county(pen.case.dossier.unit),
    "officer": lambda pen: getattr(pen.by, "name", ""),
    "officer_phone": _officer_phone,
    "group": _group,
    "penalty_kind": lambda pen: _word(Penalty, pen.case.penalty),
    "penalty_term": lambda pen: _length(pen.case.sentence),
    "term": lambda pen: _length(pen.case.probation or pen.case.sentence),
    "custody_place": lambda pen: pen.case.custody_place,
}
"""The entries many forms share, each read from the case when a form asks for it."""
