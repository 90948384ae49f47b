"""Writing down what somebody said: asked by two, kept sealed, each apart from the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.inquiry import facts, house_rules, papers
from guihang.cases.inquiry.access import check_may_investigate, check_may_read_statement
from guihang.cases.inquiry.actions import holding
from guihang.cases.inquiry.events import StatementTaken
from guihang.cases.models import Inquiry, Statement
from guihang.dossiers.forms import cleaned
from guihang.duties.owing import day_of
from guihang.law.refusals import BadFacts
from guihang.law.rules import inquiry as law
from guihang.law.rules.inquiry import Topic
from guihang.law.verdicts import CannotSay
from guihang.ledger.actions import record, reveal

FORM = "inquiry_record"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What somebody said: who, as what, where and when, about what, asked together with whom."""

    asked_as: str
    name: str
    place: str
    began_at: datetime
    ended_at: datetime
    words: str
    topics: tuple[str, ...]
    together_with: tuple[int, ...] = ()
    relation: str = ""
    signed: bool = True
    unsigned_because: str = ""


@atomic
def take_statement(
    *, inquiry: Inquiry, draft: StatementDraft, by, at: datetime, once: str = ""
) -> Statement:
    """Keep what somebody said, with its record; sent twice, for want of a network, it is one."""
    inquiry = holding.held(inquiry)
    check_may_investigate(by, inquiry.dossier.unit_path, inquiry)
    sent = Statement.objects.filter(noted_by_id=by.account_id, once=once)
    if once and (found := sent.first()):
        return found
    holding.demand_started(inquiry)
    askers = _askers(inquiry, draft.together_with, by, at)
    _demand_whole(draft, at)
    paper = papers.issued(
        inquiry,
        FORM,
        papers.statement(inquiry, draft, askers, by=by, at=at),
        by=by,
        at=at,
    )
    kept = _kept(inquiry, draft, askers, paper, by, at, once)
    event = StatementTaken(
        inquiry=inquiry.number,
        asked_as=kept.asked_as,
        paper=str(paper.key),
        signed=kept.signed,
    )
    record(event, chain=inquiry.chain, by=by, at=at)
    return kept


def _kept(  # noqa: PLR0913 - a statement is a draft, who asked, its paper, and who sent it when
    inquiry: Inquiry, draft: StatementDraft, askers, paper, by, at: datetime, once: str
) -> Statement:
    return Statement.objects.create(
        inquiry=inquiry,
        asked_as=draft.asked_as,
        name=draft.name.strip(),
        relation=draft.relation.strip(),
        place=draft.place.strip(),
        topics=[topic.value for topic in Topic if topic in draft.topics],
        began_at=draft.began_at,
        ended_at=draft.ended_at,
        words=cleaned(draft.words),
        signed=draft.signed,
        unsigned_because="" if draft.signed else draft.unsigned_because.strip(),
        asked_by=[one.account_id for one in askers],
        paper=paper,
        noted_at=at,
        noted_by_id=by.account_id,
        once=once,
    )


def reveal_statement(*, statement: Statement, field: str, reason: str, by, at: datetime) -> str:
    """Show who said it, or what, for a reason that is recorded; a victim's to fewer people."""
    inquiry = statement.inquiry
    check_may_read_statement(by, inquiry.dossier.unit_path, statement)
    if field not in {"name", "words"}:
        raise BadFacts("field", why=_("There is nothing hidden under this name."))
    return reveal(statement, field, reason=reason, chain=inquiry.chain, by=by, at=at)


def _askers(inquiry: Inquiry, others: Sequence[int], by, at: datetime):
    wanted = {by.account_id, *others}
    askers = [one for one in inquiry.investigators.all() if one.account_id in wanted]
    answer = law.investigators(
        law.InvestigatorsFacts(len(askers)), facts.law_of(inquiry, day_of(at))
    )
    if not isinstance(answer, CannotSay) and not answer.outcome.enough:
        raise BadFacts(
            "together_with",
            why=_("Two ask together (local rule; no national text asks for it)."),
            ground=house_rules.TWO_ASK_RULE,
            remedy=_("Name who was there with you, or visit again together."),
        )
    return askers


def _demand_whole(draft: StatementDraft, at: datetime) -> None:
    for field, most in (("name", 40), ("place", 100), ("words", LONGEST)):
        if not 0 < len(getattr(draft, field).strip()) <= most:
            raise BadFacts(
                field,
                why=_("This must not be empty, nor longer than %(most)d characters.")
                % {"most": most},
                ground=house_rules.STATEMENT_RULE,
            )
    if not draft.began_at < draft.ended_at <= at:
        raise BadFacts(
            "ended_at",
            why=_("It ends after it begins, and has happened by now."),
            ground=house_rules.STATEMENT_RULE,
        )
    if not draft.topics:
        raise BadFacts(
            "topics",
            why=_("It is not said what was asked about."),
            ground=law.SCOPE,
        )
    if not draft.signed and not draft.unsigned_because.strip():
        raise BadFacts(
            "unsigned_because",
            why=_("It is not said why the statement is not signed."),
            ground=house_rules.STATEMENT_RULE,
        )
