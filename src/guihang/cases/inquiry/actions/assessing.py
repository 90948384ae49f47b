"""From what was found to the opinion: the assessment, its discussion, its dispatch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.inquiry import house_rules, papers, queries
from guihang.cases.inquiry.access import check_may_investigate
from guihang.cases.inquiry.actions import holding
from guihang.cases.inquiry.actions.holding import Happening
from guihang.cases.inquiry.events import InquiryAssessed
from guihang.cases.inquiry.wish import KIND, wish
from guihang.cases.models import Assessment, Inquiry
from guihang.cases.vocabulary import Outcome
from guihang.decisions import actions as decisions
from guihang.decisions import queries as matters
from guihang.decisions.actions import Press, Request
from guihang.decisions.discussion import queries as discussions
from guihang.decisions.vocabulary import DiscussionState
from guihang.duties.owing import day_of
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.law.rules import inquiry as law
from guihang.law.verdicts import CannotSay
from guihang.ledger.actions import record
from guihang.ledger.chains import SYSTEM

FORM = "inquiry_sheet"
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Findings:
    """What the investigators hold: the opinion they propose, and what it rests on."""

    outcome: str
    findings: str
    prohibitions: str = ""
    lacking_because: str = ""


@atomic
def assess(*, inquiry: Inquiry, found: Findings, by: Actor, at: datetime, press: Press):
    """Write the assessment and propose the opinion, which others check and decide."""
    inquiry = holding.held(inquiry)
    check_may_investigate(by, inquiry.dossier.unit_path, inquiry)
    holding.demand_started(inquiry)
    _demand_none_open(inquiry)
    _demand_whole(inquiry, found, at)
    request = Request(KIND, inquiry.dossier, wish(inquiry, found))
    matter = decisions.ask(request=request, by=by, at=at, press=press)
    sheet = papers.issued(
        inquiry, FORM, papers.sheet(inquiry, found, matter, by=by, at=at), by=by, at=at
    )
    Assessment.objects.create(
        inquiry=inquiry,
        matter=matter,
        outcome=found.outcome,
        findings=found.findings.strip(),
        prohibitions=found.prohibitions.strip(),
        lacking_because=found.lacking_because.strip(),
        sheet=sheet,
        at=at,
    )
    event = InquiryAssessed(inquiry=inquiry.number, matter=matter.number, outcome=found.outcome)
    record(event, chain=inquiry.chain, by=by, at=at)
    return matters.matter(matter.number)


@atomic
def complete(*, matter, found: Findings, by: Actor, at: datetime, press: Press):
    """Complete an opinion that was returned, with a new assessment, and hand it in again."""
    inquiry = holding.held(queries.of_matter(matter))
    check_may_investigate(by, inquiry.dossier.unit_path, inquiry)
    _demand_whole(inquiry, found, at)
    done = decisions.resubmit(matter=matter, fields=wish(inquiry, found), by=by, at=at, press=press)
    told = inquiry.assessments.get(matter=matter)
    told.outcome, told.findings = found.outcome, found.findings.strip()
    told.prohibitions = found.prohibitions.strip()
    told.lacking_because = found.lacking_because.strip()
    told.sheet = papers.issued(
        inquiry, FORM, papers.sheet(inquiry, found, matter, by=by, at=at), by=by, at=at
    )
    told.save()
    return done


@atomic
def hear(event, *, at: datetime, **_besides: object) -> None:
    """Note that an opinion was discussed, once all have signed; wiring calls this."""
    discussion = discussions.discussion(event.discussion)
    if discussion is None or discussion.state != DiscussionState.SIGNED:
        return
    matter = discussion.matter
    if matter is None or matter.kind != KIND or discussion.kind != house_rules.LAST_DISCUSSED:
        return
    happening = Happening(
        What.INQUIRY_DISCUSSED, day_of(at), words=discussion.number, paper=discussion.paper
    )
    holding.noted(holding.held(queries.of_matter(matter)), happening, by=SYSTEM, at=at)


def note_sent(matter, *, at: datetime) -> None:
    """Note that the opinion went to the organ; the copy to the procuratorate is then owed."""
    inquiry = holding.held(queries.of_matter(matter))
    holding.demand_open(inquiry)
    inquiry.outcome = str(matter.fields["outcome"])
    inquiry.save(update_fields=["outcome"])
    sent = Happening(What.OPINION_SENT, day_of(at), words=matter.number, paper=matter.paper)
    holding.noted(inquiry, sent, by=SYSTEM, at=at)


def _demand_none_open(inquiry: Inquiry) -> None:
    if (there := queries.open_opinion(inquiry)) is not None:
        raise AlreadyDone(
            why=_("An opinion was proposed already: %(number)s.") % {"number": there.number},
            ground=house_rules.RULE,
            remedy=_("Have it returned to be completed, or withdraw it."),
        )


def _demand_whole(inquiry: Inquiry, found: Findings, at: datetime) -> None:
    if found.outcome not in Outcome:
        raise BadFacts("outcome", why=_("It is not said what is proposed."), ground=law.SCOPE)
    if not 0 < len(found.findings.strip()) <= LONGEST:
        raise BadFacts(
            "findings",
            why=_("This must not be empty, nor longer than %(most)d characters.")
            % {"most": LONGEST},
            ground=law.SCOPE,
        )
    answer = queries.missing_topics(inquiry, on=day_of(at))
    if not isinstance(answer, CannotSay) and answer.outcome and not found.lacking_because.strip():
        names = "、".join(topic.says.zh for topic in answer.outcome)
        raise BadFacts(
            "lacking_because",
            why=_("Nobody was asked about: %(topics)s.") % {"topics": names},
            ground=law.SCOPE,
            remedy=_("Ask about it, or write why it cannot be asked."),
        )
