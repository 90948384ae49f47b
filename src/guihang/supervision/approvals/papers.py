"""What is written into the papers of an approval: sheet, notice, refusal, letter to others.

Sealed entries are used only when a paper is made out, and each use is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from guihang.decisions import queries as decisions
from guihang.decisions.course import Act
from guihang.decisions.kinds import Signing
from guihang.decisions.words import CAME_BY
from guihang.duties.owing import day_of
from guihang.law.articles import article
from guihang.law.codes import Body, Code, Kind, Sex
from guihang.law.events import Circumstance, What
from guihang.law.rungs import Rung
from guihang.law.spans import Span
from guihang.law.verdicts import Ground
from guihang.supervision.approvals import judging, plans, proving
from guihang.supervision.approvals.plans import Ask, Form
from guihang.supervision.approvals.wish import Wish, read
from guihang.supervision.writing import decider, fitting, forbidden, opinion, sealed

SHEET, REFUSAL, LETTER = "approval_sheet", "approval_refusal", "approval_letter"
PURPOSE = "办理事项审批文书"
PLAIN = "同意。"
SPANNED = frozenset({"begins", "ends"})
OWN = ("house", "local")
UPPER = frozenset({Rung.CITY, Rung.PROVINCE})
LABELS = {
    "places": "市、县名称",
    "times": "时间",
    "frequency": "频次",
    "whom": "接触对象",
    "order": "禁止令的规定",
    "consents": "对方同意",
    "place": "地点",
    "begins": "起始日期",
    "ends": "截止日期",
    "circumstance": "法定情形",
    "proof": "证明材料",
    "what": "延长的间隔",
    "by": "延长的时间",
    "activities": "减免的活动",
    "cause": "情形",
}
_sealed = partial(sealed, purpose=PURPOSE)


def sheet(matter, *, on: date, signing: Signing | None) -> Mapping[str, object]:
    """Return what stands on the sheet: the request, the law, the opinions, the decision."""
    case, wish = matter.dossier.case, read(matter.fields)
    rung = decisions.route(matter).rung
    whom = _sealed(matter.approval, "whom", matter, signing)
    words = _sealed(matter.approval, "words", matter, signing)
    given = opinion(matter, Act.GRANT)
    written = _head(matter, signing) | {
        "sex": Sex(case.person.sex).says.zh if case.person.sex else "",
        "birth": case.person.birth,
        "phone": _sealed(case.person.subject, "phone", matter, signing),
        "home": _sealed(case.person.subject, "address", matter, signing),
        "crime": case.crime,
        "term_begins": case.term_begins,
        "term_ends": case.term_ends,
        "office": matter.dossier.unit.name,
        "applied_on": day_of(matter.asked_at),
        "channel": str(CAME_BY.get(matter.came_by, "")) or "社区矫正机构提出",
        "reason": f"{words}（{whom}）" if whom else words,
        "proof": [one.attachment.name for one in matter.approval.proofs.all()],
        "prohibition": forbidden(case, matter.begins, matter.ends),
        "basis": basis(judging.judge(wish, case, on=on).grounds),
        "office_opinion": opinion(matter, Act.CHECK),
        "agency_opinion": opinion(matter, Act.GIVE_OPINION),
        "upper_opinion": "同意。" if rung in UPPER else "",
        "decision": f"同意{wish.plan.on_paper}，{_span(matter)}。{given if given != PLAIN else ''}",
        "decided_by": decider_of(matter, on),
        "decided_on": on,
    }
    return fitting(SHEET, written)


def notice(matter, *, on: date, signing: Signing, told_by) -> Mapping[str, object]:
    """Return what the person is told: what is allowed or ordered, from when to when."""
    wish = read(matter.fields)
    granted = _step(matter, Act.GRANT)
    written = _head(matter, signing) | {
        "prohibition": forbidden(matter.dossier.case, matter.begins, matter.ends),
        "decided_by": decider_of(matter, day_of(granted.at)),
        "decided_on": day_of(granted.at),
        "report_to": matter.dossier.unit.name,
        "officer": told_by.name,
        "officer_phone": _phone(told_by, matter, signing) or matter.dossier.unit.name,
        "extends": former_of(matter.approval),
    }
    return fitting(wish.plan.notice, written)


def refusal(matter, *, on: date, signing: Signing) -> Mapping[str, object]:
    """Return what the person is told when something is not granted: why, and what to do."""
    refused = _step(matter, Act.REFUSE)
    written = _head(matter, signing) | {
        "reasons": refused.reasons,
        "basis": [article(refused.ground).citation().zh] if refused.ground else [],
        "remedy": refused.remedy,
        "decided_by": decider_of(matter, day_of(refused.at)),
        "decided_on": day_of(refused.at),
    }
    return fitting(REFUSAL, written)


def letter(matter, *, to: Body, signing: Signing) -> Mapping[str, object]:
    """Return what a court or a procuratorate is told of a grant."""
    case, granted = matter.dossier.case, _step(matter, Act.GRANT)
    names = {Body.FIRST_COURT: case.organ_name}
    written = _head(matter, signing) | {
        "to": names.get(to) or to.says.zh,
        "crime": case.crime,
        "organ_name": case.organ_name,
        "judgment_number": case.judgment_number,
        "prohibition": forbidden(case, matter.begins, matter.ends),
        "basis": basis(decisions.route(matter).grounds),
        "decided_by": decider_of(matter, day_of(granted.at)),
        "decided_on": day_of(granted.at),
    }
    return fitting(LETTER, written)


def _head(matter, signing: Signing | None) -> dict[str, object]:
    case, wish = matter.dossier.case, read(matter.fields)
    return {
        "matter": matter.number,
        "subject": wish.plan.on_paper,
        "name": case.person.name,
        "identity_number": _sealed(case.person.subject, "identity_number", matter, signing),
        "kind": Kind(case.kind).says.zh,
        "details": details(wish, case),
        "circumstance": _circumstance(matter, wish),
        "begins": matter.begins,
        "ends": matter.ends,
    }


def details(wish: Wish, case) -> list[str]:
    """Return what is asked for, one line each, in the words of a paper; its days stand apart."""
    asks = [one for one in wish.plan.asks if one.name not in SPANNED] or wish.plan.asks
    shown = ((LABELS[ask.name], said(ask, wish, case)) for ask in asks)
    return [f"{label}：{value}" for label, value in shown if value]


def said(ask: Ask, wish: Wish, case) -> str:
    """Return one thing that was stated, in the law's own words."""
    told = wish.stated.get(ask.name)
    if ask.form is Form.PLACES:
        return "、".join(one.place for one in wish.places)
    if ask.form is Form.CODE and ask.codes is not None:
        return code_said(ask.codes, wish.said(ask.name))
    if ask.form is Form.ANSWER:
        return {True: "是", False: "否"}.get(told, "")
    if ask.form is Form.SPAN:
        return Span.parse(wish.said(ask.name)).text.zh if told else ""
    if ask.form is Form.PROOF:
        return proof_said(wish, case)
    found = wish.day(ask.name)
    return _day(found) if ask.form is Form.DAY and found else str(told or "")


def code_said(codes: type[Code], value: str) -> str:
    """Return a code in the law's own words."""
    return codes(value).says.zh if value in set(codes) else ""


def proof_said(wish: Wish, case) -> str:
    """Return what proves a circumstance: the event of the case, or the proceeding."""
    key = wish.said("proof")
    if key.startswith(f"{proving.PROCEEDING}:"):
        return f"考核奖惩案件{key.partition(':')[2]}"
    rows = [row for row in case.events.all() if f"{proving.EVENT}:{row.seq}" == key]
    return "".join(f"{_day(row.day)}{What(row.what).says.zh}（案件记录）" for row in rows)


def _circumstance(matter, wish: Wish) -> str:
    order = judging.order_of(wish) if wish.name == plans.EXTENSION else None
    stated = read(order.matter.fields) if order else wish
    return code_said(Circumstance, stated.said("circumstance"))


def former_of(approval) -> str:
    """Return the order that is lengthened, as a paper names it."""
    return approval.extends.matter.number if approval.extends_id else ""


def basis(grounds: tuple[Ground, ...]) -> list[str]:
    """Return the articles as a paper may cite them, each with what it came to here."""
    found: dict[str, str] = {}
    for ground in grounds:
        cited = article(ground.article)
        if cited.instrument.key not in OWN:
            found.setdefault(cited.citation().zh, ground.because.zh)
    return [f"{cite}：{because}"[:300] for cite, because in found.items()]


def decider_of(matter, on: date) -> str:
    """Name who decides: for a device the head of the justice bureau, otherwise the agency."""
    rung = decisions.route(matter).rung
    named = decider(matter, rung, on)
    return f"{named}负责人" if rung is Rung.BUREAU_HEAD else named


def _span(matter) -> str:
    return f"自{_day(matter.begins)}起至{_day(matter.ends)}止"


def _step(matter, act: Act):
    return [one for one in matter.steps.all() if one.act == act][-1]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _phone(account, matter, signing: Signing | None) -> str:
    staff = getattr(account, "staff", None)
    return _sealed(staff, "phone", matter, signing) if staff is not None else ""
