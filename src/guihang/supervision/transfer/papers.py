"""What is written into the letters, the decision and the receipts of a change of place.

Sealed entries are used only when a paper is made out, and each use is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from guihang.cases.facts import facts_of, law_of
from guihang.decisions.course import Act
from guihang.decisions.kinds import Signing
from guihang.dossiers import actions as dossiers
from guihang.dossiers import forms
from guihang.dossiers import queries as files
from guihang.dossiers.numbers import agency_of
from guihang.law.codes import Kind, Sex
from guihang.law.rules import conduct_papers
from guihang.law.rungs import Rung
from guihang.law.verdicts import Verdict
from guihang.ledger.chains import SYSTEM
from guihang.supervision.models import Transfer
from guihang.supervision.transfer.judging import statutes_of
from guihang.supervision.transfer.words import REASONS_ON_PAPER, REPLIES_ON_PAPER
from guihang.supervision.writing import decider, fitting, opinion, sealed

LETTER, REPLY, FILES = "transfer_letter", "transfer_reply", "transfer_files"
DECISION, REFUSAL, RECEIPT = "transfer_decision", "transfer_refusal", "transfer_receipt"
PURPOSE = "办理执行地变更文书"
MOST_PAPERS = 30
COPIES = "社区矫正决定机关、执行地县级人民检察院、公安机关"
NEW_COPIES = "新执行地人民检察院、公安机关"
_sealed = partial(sealed, purpose=PURPOSE)


def issued(form: str, written: Mapping[str, object], *, dossier, signer, at):
    """Make a paper out and issue it at once, under the name of who signs."""
    draft = dossiers.draft_paper(
        dossier=dossier, form=form, fields=fitting(form, written), by=SYSTEM, at=at
    )
    return dossiers.issue_paper(paper=draft, by=SYSTEM, at=at, signers=(signer.key,))


def letter(found: Transfer, *, on: date, signing: Signing) -> Mapping[str, object]:
    """Return what the old county asks the new one, and what it tells about the person."""
    return {
        **_head(found, signing),
        "to": found.to_name,
        "new_office": found.to_office.name,
        "moves": found.moves,
        "proofs": _proofs(found),
        "opinion": opinion(found.matter, Act.CHECK),
        "record": _record(found, on),
        "reply_within": _within(found, "reply_within", on),
        "officer": signing.by.name,
    }


def reply(
    found: Transfer, words: str, letter_number: str, *, signing: Signing
) -> Mapping[str, object]:
    """Return what the new county answers, with what it checked."""
    return {
        "to": found.from_name,
        "letter": letter_number,
        "letter_received": found.letter_received,
        "name": found.name,
        "new_home": _sealed(found, "new_home", found, signing),
        "checked": words,
        "reply": REPLIES_ON_PAPER[found.reply],
        "office": found.to_office.name,
        "officer": signing.by.name,
    }


def decision(found: Transfer, *, on: date, signing: Signing | None) -> Mapping[str, object]:
    """Return what the decision tells the person, organ and agencies."""
    written = {
        **_head(found, signing),
        "reply": _reply_said(found),
        "report_to": found.to_name,
        "new_office": found.to_office.name,
        "report_within": _within(found, "report_within", on),
        "decided_by": decider(found.matter, Rung.AGENCY, on),
        "decided_on": on,
    }
    return fitting(DECISION, written)


def refusal(found: Transfer, step, *, on: date, signing: Signing) -> Mapping[str, object]:
    """Return what a refusal tells the person: why, and what can be done instead."""
    return {
        "name": found.name,
        "matter": found.number,
        "new_home": _sealed(found, "new_home", found.matter, signing),
        "asked_on": found.asked,
        "reply": _reply_said(found),
        "reasons": step.reasons,
        "remedy": step.remedy,
        "decided_by": decider(found.matter, Rung.AGENCY, on),
        "decided_on": on,
    }


def sent(found: Transfer, *, on: date, signer) -> Mapping[str, object]:
    """Return what is handed over: the papers of the case, and who gets copies."""
    papers = [
        forms.columns(paper.title.zh, paper.number)
        for paper in files.papers(found.case.dossier)
        if paper.number
    ]
    listed = papers[: MOST_PAPERS - 1]
    rest = len(papers) - len(listed)
    whole = f"另{rest}件" if rest else found.case_number
    return {
        "to": found.to_name,
        "name": found.name,
        "decision": found.matter.paper.number,
        "file": found.case_number,
        "papers": [
            forms.columns("全部档案材料", whole),
            *listed,
        ],
        "copies": COPIES,
        "receipt_within": _within(found, "receipt_within", on),
        "officer": signer.name,
    }


def receipt(found: Transfer, decision_number: str, *, signer) -> Mapping[str, object]:
    """Return what the new county confirms, and to whom it passes copies on."""
    return {
        "to": found.from_name,
        "name": found.name,
        "decision": decision_number,
        "file": found.case_number,
        "received_on": found.file_received,
        "office": found.to_office.name,
        "copies": NEW_COPIES,
        "officer": signer.name,
    }


def agency_name(unit) -> str:
    """Name the agency that writes for a unit."""
    return agency_of(unit).name


def _head(found: Transfer, signing: Signing | None) -> dict[str, object]:
    case, matter = found.case, found.matter
    subject = case.person.subject
    return {
        "matter": found.number,
        "name": found.name,
        "sex": Sex(case.person.sex).says.zh if case.person.sex else "",
        "birth": case.person.birth,
        "identity_number": _sealed(subject, "identity_number", matter, signing),
        "home": _sealed(subject, "address", matter, signing),
        "kind": Kind(case.kind).says.zh,
        "crime": case.crime,
        "organ_name": case.organ_name,
        "judgment_number": case.judgment_number,
        "term_begins": case.term_begins,
        "term_ends": case.term_ends,
        "new_home": _sealed(found, "new_home", matter, signing),
        "reason": f"{REASONS_ON_PAPER[found.reason]}：{_sealed(found, 'words', matter, signing)}",
    }


def _proofs(found: Transfer) -> list[str]:
    wanted = set(map(str, found.matter.fields.get("proofs", ())))
    return [one.name for one in files.attachments(found.case.dossier) if str(one.key) in wanted]


def _record(found: Transfer, on: date) -> str:
    answer = conduct_papers.counters(facts_of(found.case), law_of(found.case, on))
    if not isinstance(answer, Verdict):
        return ""
    counts = (
        ("表扬", answer.outcome.commendations),
        ("训诫", answer.outcome.admonitions),
        ("警告", answer.outcome.warnings),
        ("治安管理处罚", answer.outcome.penalties + answer.outcome.order_penalties),
    )
    return "、".join(f"{name}{n}次" for name, n in counts if n)


def _reply_said(found: Transfer) -> str:
    if not found.reply:
        return ""
    said = REPLIES_ON_PAPER[found.reply]
    if found.settlement:
        return f"{said}；经上一级社区矫正机构协调：{REPLIES_ON_PAPER[found.settlement]}"
    return said


def _within(found: Transfer, name: str, on: date) -> str:
    """Return a period of the law as it is written into a letter."""
    return statutes_of(found, on)[f"transfer.{name}"].span.text.zh
