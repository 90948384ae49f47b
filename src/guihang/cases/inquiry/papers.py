"""What the papers of an inquiry print; what is sealed is opened for them, and that is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from guihang.agencies.authority import may
from guihang.cases.models import Inquiry, Investigator
from guihang.cases.papers import procuratorate_of
from guihang.cases.vocabulary import AskedAs, Outcome
from guihang.decisions.kinds import Signing
from guihang.dossiers import actions as dossiers
from guihang.dossiers import forms
from guihang.dossiers.access import check_may_issue_paper
from guihang.duties.owing import day_of
from guihang.law.codes import Kind, Sex
from guihang.law.events import What
from guihang.law.rules.inquiry import Hindrance, Topic
from guihang.ledger.actions import use
from guihang.ledger.chains import SYSTEM

PURPOSE = "办理调查评估文书"
OUTCOMES = {Outcome.SUITABLE: "适宜社区矫正", Outcome.UNSUITABLE: "不适宜社区矫正"}
ASKED_AS = {
    AskedAs.PERSON: "本人",
    AskedAs.FAMILY: "家庭成员",
    AskedAs.COMMITTEE: "居（村）民委员会",
    AskedAs.VICTIM: "被害人",
    AskedAs.NEIGHBOUR: "邻居",
    AskedAs.EMPLOYER: "所在单位",
    AskedAs.OTHER: "其他人员",
}

type Fields = dict[str, object]


def issued(inquiry: Inquiry, form: str, fields: Mapping[str, object], *, by, at):
    """Draw a paper up and issue it, in the name of the agency, by who made it."""
    draft = dossiers.draft_paper(dossier=inquiry.dossier, form=form, fields=fields, by=by, at=at)
    # Who looks into it at a township office writes the record; the agency numbers it.
    signs = by if may(check_may_issue_paper, by, inquiry.dossier.unit_path) else SYSTEM
    return dossiers.issue_paper(paper=draft, by=signs, at=at, signers=(by.key,))


def returning(inquiry: Inquiry, hindrances: Iterable[Hindrance], words: str, *, by, at) -> Fields:
    """Return what the letter says with which a commission is sent back."""
    return _head(inquiry, Signing(by, at)) | {
        "hindrances": [one.says.zh for one in hindrances],
        "found": words,
        "officer": by.name,
    }


def statement(inquiry: Inquiry, draft, askers: Iterable[Investigator], *, by, at) -> Fields:
    """Return what the record of a statement says."""
    began, ended = timezone.localtime(draft.began_at), timezone.localtime(draft.ended_at)
    return {
        "inquiry": inquiry.number,
        "name": inquiry.person.name,
        "asked": draft.name.strip(),
        "asked_as": ASKED_AS[AskedAs(draft.asked_as)],
        "relation": draft.relation.strip(),
        "asked_place": draft.place.strip(),
        "asked_from": f"{began:%Y年%-m月%-d日 %H:%M}",
        "asked_to": f"{ended:%H:%M}",
        "investigators": "、".join(one.account.name for one in askers),
        "topics": [topic.says.zh for topic in Topic if topic in draft.topics],
        "words": draft.words,
        "signed": "被调查人已核对并签名。"
        if draft.signed
        else f"被调查人未签名：{draft.unsigned_because.strip()}",
    }


def sheet(inquiry: Inquiry, found, matter, *, by, at) -> Fields:
    """Return what the assessment sheet says: who was asked, what was found, what is proposed."""
    return _head(inquiry, Signing(by, at)) | {
        "matter": matter.number,
        "investigators": _investigators(inquiry),
        "asked": _asked(inquiry),
        "findings": found.findings.strip(),
        "lacking": found.lacking_because.strip(),
        "prohibitions": found.prohibitions.strip(),
        "outcome": OUTCOMES[Outcome(found.outcome)],
    }


def opinion(matter, inquiry: Inquiry, *, on: date, signing: Signing | None) -> Fields:
    """Return what the opinion says to the organ; sealed entries only once it is signed."""
    told = inquiry.assessments.get(matter=matter)
    return _head(inquiry, signing) | {
        "matter": matter.number,
        "inquired_from": _day(inquiry, What.INQUIRY_STARTED),
        "inquired_to": on,
        "asked": _asked(inquiry),
        "findings": _sealed(inquiry, told, "findings", signing),
        "prohibitions": _sealed(inquiry, told, "prohibitions", signing),
        "outcome": OUTCOMES[Outcome(told.outcome)],
        "procuratorate": procuratorate_of(inquiry.dossier.unit),
    }


def _head(inquiry: Inquiry, signing: Signing | None) -> Fields:
    person = inquiry.person
    return {
        "organ_name": inquiry.organ_name,
        "letter": inquiry.letter_number,
        "commissioned_on": _day(inquiry, What.COMMISSION_RECEIVED),
        "name": person.name,
        "sex": Sex(person.sex).says.zh if person.sex else "",
        "birth": person.birth,
        "identity_number": _sealed(inquiry, person.subject, "identity_number", signing),
        "home": _sealed(inquiry, person.subject, "address", signing),
        "crime": inquiry.charge,
        "kind": Kind(inquiry.kind).says.zh,
    }


def _sealed(inquiry: Inquiry, owner, field: str, signing: Signing | None) -> str:
    sealed = getattr(owner, field)
    if not sealed:
        return ""
    if signing is None:
        return str(sealed)
    return use(owner, field, purpose=PURPOSE, chain=inquiry.chain, by=signing.by, at=signing.at)


def _day(inquiry: Inquiry, what: What) -> date | None:
    return next((row.day for row in inquiry.events.all() if row.what == what), None)


def _investigators(inquiry: Inquiry) -> str:
    return "、".join(one.account.name for one in inquiry.investigators.all())


def _asked(inquiry: Inquiry) -> list[str]:
    """List who was asked without a name: the opinion tells the organ nobody's."""
    return [
        forms.columns(
            ASKED_AS[AskedAs(one.asked_as)],
            f"{day_of(one.began_at)}",
            "、".join(Topic(topic).says.zh for topic in one.topics),
        )
        for one in inquiry.statements.all()
    ]
