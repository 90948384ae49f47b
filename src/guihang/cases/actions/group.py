"""The correction group (矫正小组): who joins, who leaves, and whom it must not lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_work
from guihang.cases.actions.drawing_up import Sheet, drawn_up
from guihang.cases.actions.noting import Besides, fresh, locked, note_held
from guihang.cases.actions.refusing import answered, demand_done, demand_not_yet, demand_order
from guihang.cases.events import GroupChanged
from guihang.cases.facts import began, facts_of, latest, law_of, member_of
from guihang.cases.models import Case, GroupMember
from guihang.cases.vocabulary import MemberRole
from guihang.cases.words import spoken
from guihang.dossiers import actions as dossiers
from guihang.dossiers import forms
from guihang.duties.owing import day_of
from guihang.law.codes import Sex
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, Missing, TooEarly
from guihang.law.rules import group as law_of_groups
from guihang.law.rules.group import FOR_MINORS, FORMED, MEMBERS, GroupFacts, Lacking
from guihang.law.texts import Text
from guihang.ledger.actions import record

AGREEMENT = "group_agreement"
LONGEST_NAME = 40
LACKS = {Lacking.MEMBERS: MEMBERS, Lacking.WOMAN: MEMBERS, Lacking.MINORS_EXPERT: FOR_MINORS}


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """Somebody who is to join a group."""

    role: str
    name: str
    sex: str = ""
    knows_minors: bool = False
    relation: str = ""
    phone: str = ""
    account: object | None = None


@atomic
def form_group(  # noqa: PLR0913 - who leads it and what matters most stand in the agreement
    *,
    case: Case,
    members: Sequence[MemberDraft],
    day: date,
    agree: bool = False,
    leader: str = "",
    focus: str = "",
    by,
    at: datetime,
) -> Case:
    """Form the group of a case (确定矫正小组); with `agree` its agreement is drawn up too.

    A woman's group without a woman, or a minor's with nobody who knows minors, is refused.
    """
    case = locked(case)
    check_may_work(by, case.unit_path)
    registered = demand_done(
        latest(case, What.REGISTERED), What.REGISTERED, ground=FORMED, remedy=REGISTER_FIRST
    )
    demand_not_yet(latest(case, What.GROUP_FORMED))
    demand_order("day", day, after=registered.day, what=What.REGISTERED, ground=FORMED)
    rows = _joining(case, members, day, ())
    _demand_complete(case, rows, day)
    event = Event(What.GROUP_FORMED, day)
    # Refused before anybody joins where the day cannot be; the paper lists who joined.
    GroupMember.objects.bulk_create(rows)
    paper = None
    if agree:
        entries = {"leader": leader or _leading(rows), "focus": focus, "formed_on": day}
        paper = drawn_up(case, Sheet(AGREEMENT, entries, anew=True), by=by, at=at)
    note_held(case, ((event, Besides(paper=paper)),), by=by, at=at)
    _changed(case, len(rows), 0, by, at)
    return case


@atomic
def change_group(  # noqa: PLR0913 - who joins, who leaves and since when are all asked for
    *,
    case: Case,
    joins: Sequence[MemberDraft] = (),
    leaves: Mapping[int, str] | None = None,
    day: date,
    by,
    at: datetime,
) -> Case:
    """Let members join and leave a group; whom it must not lack stays or is followed at once."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    formed = demand_done(
        latest(case, What.GROUP_FORMED), What.GROUP_FORMED, ground=FORMED, remedy=FORM_FIRST
    )
    demand_order("day", day, after=formed.day, what=What.GROUP_FORMED, ground=FORMED)
    _demand_come(day, at)
    there = {row.pk: row for row in case.members.filter(until__isnull=True)}
    reasons = _leaving(there, leaves or {}, day)
    staying = [row for key, row in there.items() if key not in reasons]
    rows = _joining(case, joins, day, staying)
    if not rows and not reasons:
        raise Missing(
            why=_("Nobody joins and nobody leaves."),
            ground=FORMED,
            remedy=_("Name who joins, or choose who leaves and say why."),
        )
    _demand_complete(case, (*staying, *rows), day)
    for key, because in reasons.items():
        row = there[key]
        row.until, row.left_because = day, because
        row.save(update_fields=["until", "left_because"])
    GroupMember.objects.bulk_create(rows)
    _changed(case, len(rows), len(reasons), by, at)
    return fresh(case)


REGISTER_FIRST = _("Register the person first.")
FORM_FIRST = _("Form the correction group first.")


def _joining(
    case: Case, drafts: Sequence[MemberDraft], day: date, there: Iterable[GroupMember]
) -> list[GroupMember]:
    known = {(row.role, row.name) for row in there}
    rows = []
    for at, draft in enumerate(drafts):
        row = _member(case, draft, day, f"members[{at}]")
        if (row.role, row.name) in known:
            raise BadFacts(
                f"members[{at}].name",
                why=_("%(name)s is in the group already.") % {"name": row.name},
                ground=FORMED,
            )
        known.add((row.role, row.name))
        rows.append(row)
    return rows


def _member(case: Case, draft: MemberDraft, day: date, where: str) -> GroupMember:
    name = " ".join(forms.cleaned(draft.name).split())
    if not name or len(name) > LONGEST_NAME:
        raise BadFacts(
            f"{where}.name", why=_("A member of a group has a name of up to 40 characters.")
        )
    if draft.role not in MemberRole.values:
        raise BadFacts(f"{where}.role", why=_("Choose what the member is in the group."))
    if draft.sex and draft.sex not in set(Sex):
        raise BadFacts(f"{where}.sex", why=_("Choose the member's sex."))
    return GroupMember(
        case=case,
        role=draft.role,
        name=name,
        sex=draft.sex,
        knows_minors=draft.knows_minors,
        relation=" ".join(forms.cleaned(draft.relation).split()),
        phone="".join(draft.phone.split()),
        account=draft.account,
        since=day,
    )


def _leaving(
    there: Mapping[int, GroupMember], leaves: Mapping[int, str], day: date
) -> dict[int, str]:
    for key in leaves:
        if key not in there:
            raise BadFacts("leaves", why=_("Nobody in this group is meant."), ground=FORMED)
        if day < there[key].since:
            raise BadFacts("day", why=_("Nobody leaves a group before joining it."), ground=FORMED)
    return {key: dossiers.grounded(because) for key, because in leaves.items()}


def _demand_complete(case: Case, rows: Iterable[GroupMember], day: date) -> None:
    """Refuse a group that lacks whom the law wants in it; what is not known is not guessed."""
    facts = facts_of(case)
    members = tuple(member_of(row) for row in rows)
    asked = GroupFacts(members, sex=facts.sex, birth=facts.birth, began=began(facts))
    answer = law_of_groups.composition(asked, law_of(case, day))
    found = answered(answer, ground=MEMBERS).outcome
    if found.complete:
        return
    zh = "、".join(one.says.zh for one in found.lacks)
    en = ", ".join(one.says.en for one in found.lacks)
    raise Missing(
        why=spoken(Text(f"矫正小组{zh}。", f"The group: {en}.")),
        ground=LACKS[found.lacks[0]],
        remedy=_("Take somebody in who is missing; then the group can be formed."),
    )


def _demand_come(day: date, at: datetime) -> None:
    if day > day_of(at):
        raise TooEarly(
            why=_("This day has not come yet; only what has happened is noted."),
            ground="house:events",
            remedy=_("Enter the day it happened."),
        )


def _leading(rows: Sequence[GroupMember]) -> str:
    """Return who leads where nobody is named: one of the agency, then of the office, then any."""
    for role in (MemberRole.AGENCY, MemberRole.OFFICE):
        for row in rows:
            if row.role == role:
                return row.name
    return rows[0].name


def _changed(case: Case, joined: int, left: int, by, at: datetime) -> None:
    changed = GroupChanged(case=case.number, joined=joined, left=left)
    record(changed, chain=case.chain, by=by, at=at)
