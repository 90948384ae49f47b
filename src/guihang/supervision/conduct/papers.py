"""What is written into the papers of a proceeding: decision or proposal, sheet, receipt of service.

Sealed entries are used only when a paper is made out, and each use is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from guihang.cases import queries as cases
from guihang.cases.facts import facts_of, law_of
from guihang.cases.papers import penalty_of
from guihang.decisions import queries as decisions
from guihang.decisions.course import Act
from guihang.decisions.discussion import queries as discussions
from guihang.decisions.kinds import Signing
from guihang.decisions.vocabulary import DiscussionKind, Result
from guihang.decisions.words import CHANNELS
from guihang.dossiers import forms
from guihang.duties.owing import day_of
from guihang.law.articles import article
from guihang.law.codes import Kind, Sex
from guihang.law.events import CODES, What
from guihang.law.rules import conduct_papers
from guihang.law.verdicts import Verdict
from guihang.supervision.conduct import house_rules, judging
from guihang.supervision.conduct.judging import Judgment
from guihang.supervision.conduct.wish import read
from guihang.supervision.conduct.words import HEARD_ON_PAPER
from guihang.supervision.writing import decider, fitting, forbidden, opinion, sealed

SHEET, RECEIPT = "conduct_sheet", "service_receipt"
PURPOSE = "办理考核奖惩文书"
OWN = ("house", "local")
LONGEST_BASIS, LONGEST_SHOWN = 300, 200
ON_PAPER = {DiscussionKind.GROUP: "合议", DiscussionKind.COLLECTIVE: "集体评议"}
RESULT_ON_PAPER = {Result.CARRIED: "多数同意", Result.REJECTED: "多数不同意"}
_sealed = partial(sealed, purpose=PURPOSE)


def decision(matter, *, on: date, signing: Signing | None) -> Mapping[str, object]:
    """Return what stands in the decision or the proposal."""
    stated, case = read(matter.fields), matter.dossier.case
    form = judging.PLANS[stated.name].form
    is_minor = cases.is_minor(case, on)
    written = _head(matter, on, signing) | {
        "to": stated.to,
        "organ_name": case.organ_name,
        "judgment_number": case.judgment_number,
        "guardian": "（到场）" if is_minor else "",
        "volumes": "本建议书、证据材料、生效法律文书复印件、考核奖惩材料",
    }
    return fitting(form, written)


def sheet(matter, *, on: date, signing: Signing) -> Mapping[str, object]:
    """Return what stands on the sheet of the file: who thought what, and the decision."""
    proceeding = matter.proceeding
    given = opinion(matter, Act.GRANT)
    written = _head(matter, on, signing) | {
        "office": matter.dossier.unit.name,
        "measure": judging.Measure(proceeding.measure).says.zh,
        "reasons": read(matter.fields).reasons,
        "investigators": f"{matter.asked_by.name}、{proceeding.second.name}",
        "heard": heard(proceeding),
        "discussion": discussed(matter),
        "check_opinion": opinion(matter, Act.CHECK),
        "agency_opinion": opinion(matter, Act.GIVE_OPINION),
        "decision": given if given.startswith("同意") else f"同意。{given}",
    }
    return fitting(SHEET, written)


def service(proceeding, step, *, on: date) -> Mapping[str, object]:
    """Return what the receipt of service says: to whom, by whom, signed for or left."""
    matter, paper = proceeding.matter, proceeding.matter.paper
    told = [one for one in matter.steps.all() if one.act == Act.TELL][-1]
    is_left = step.act == Act.LEAVE_WITH_WITNESS
    served_to = told.recipient or read(matter.fields).to or matter.dossier.case.person.name
    written = {
        "name": proceeding.case.person.name,
        "paper_title": forms.form(paper.form, paper.form_version).title.zh,
        "paper_number": paper.number,
        "served_to": served_to,
        "served_on": on,
        "place": str(CHANNELS.get(told.channel, "")),
        "servers": "、".join(dict.fromkeys((told.by.name, step.by.name))),
        "signed": "受送达人拒绝签收，文书已留置送达。" if is_left else "已签收。",
        "witness": step.witness,
        "note": step.reasons if is_left else "",
    }
    return fitting(RECEIPT, written)


def discussed(matter) -> str:
    """Return how it was deliberated, as the sheet says it."""
    kind = house_rules.DISCUSSED.get(matter.kind)
    found = discussions.settled(matter, kind) if kind else None
    if found is None:
        return ""
    return f"{ON_PAPER[found.kind]}（{found.number}）：{RESULT_ON_PAPER[found.result]}。"


def heard(proceeding) -> str:
    """Return how the person was heard, as the sheet says it."""
    held = list(proceeding.hearings.all())
    if not held:
        return ""
    last = held[-1]
    present = f"，监护人{last.guardian}到场" if last.guardian else ""
    return f"{_day(last.day)}{HEARD_ON_PAPER[last.outcome]}{present}（{last.by}、{last.second}）。"


def _head(matter, on: date, signing: Signing | None) -> dict[str, object]:
    case, stated = matter.dossier.case, read(matter.fields)
    judged = judging.judge(stated.name, stated.facts, case, on=on)
    return {
        "matter": matter.number,
        "name": case.person.name,
        "sex": Sex(case.person.sex).says.zh if case.person.sex else "",
        "birth": case.person.birth,
        "identity_number": _sealed(case.person.subject, "identity_number", matter, signing),
        "home": _sealed(case.person.subject, "address", matter, signing),
        "kind": Kind(case.kind).says.zh,
        "crime": case.crime,
        "penalty": penalty_of(case) if case.penalty else "",
        "term_begins": case.term_begins,
        "term_ends": case.term_ends,
        "prohibition": forbidden(case, on, on),
        "record": record(case, on),
        "facts": _sealed(matter.proceeding, "words", matter, signing),
        "evidence": evidence(matter.proceeding),
        "basis": basis(judged),
        "decided_by": decider(matter, decisions.route(matter).rung, on),
        "decided_on": on,
    }


def evidence(proceeding) -> list[str]:
    """Return what the facts rest on, one line each."""
    return [_proof(one)[:LONGEST_SHOWN] for one in proceeding.proofs.all()]


def _proof(proof) -> str:
    if proof.attachment_id:
        return f"卷宗材料：{proof.attachment.name}"
    return f"{_day(proof.event.day)}{said(proof.event.what, proof.event.code)}（案件记录）"


def said(what: str, code: str = "") -> str:
    """Return an event in the law's words, with which kind of it."""
    kind = What(what)
    known = CODES.get(kind)
    besides = known(code).says.zh if known and code in set(known) else ""
    return f"{kind.says.zh}（{besides}）" if besides else kind.says.zh


def basis(judged: Judgment) -> list[str]:
    """Return the articles as the paper may cite them, each with what it came to here."""
    found = {}
    for ground in judged.grounds:
        cited = article(ground.article)
        if cited.instrument.key not in OWN:
            found.setdefault(cited.citation().zh, ground.because.zh)
    return [f"{cite}：{because}"[:LONGEST_BASIS] for cite, because in found.items()]


def record(case, on: date) -> str:
    """Return how often somebody was commended, admonished and warned in this case."""
    answer = conduct_papers.counters(facts_of(case), law_of(case, on))
    if not isinstance(answer, Verdict):
        return ""
    found = answer.outcome
    counts = (
        ("表扬", found.commendations),
        ("训诫", found.admonitions),
        ("警告", found.warnings),
        ("治安管理处罚", found.penalties + found.order_penalties),
    )
    told = [f"{name}{n}次" for name, n in counts if n]
    return "、".join(told) + "。" if told else ""


def served_day(step) -> date:
    """Return the day a paper reached whom it is for."""
    return day_of(step.at)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
