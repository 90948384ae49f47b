"""Inquiries as whoever asks may see them, and what was asked about so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import Acting
from guihang.cases.access import WORKING
from guihang.cases.inquiry import facts
from guihang.cases.models import Case, Inquiry, Statement
from guihang.cases.vocabulary import InquiryState
from guihang.decisions.course import Stage
from guihang.duties import owing
from guihang.duties import queries as duties
from guihang.law.events import What
from guihang.law.refusals import NotYours
from guihang.law.rules import inquiry as law
from guihang.law.rules.inquiry import CoveredFacts, Topic
from guihang.law.verdicts import Answer

UNDER_WAY = (InquiryState.RECEIVED, InquiryState.UNDERWAY, InquiryState.DISCUSSED)
TABS = ("open", "received", "late", "sent", "returned", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which inquiries somebody wants to see."""

    tab: str = "open"
    words: str = ""
    unit_path: str = ""


def inquiries(by: Actor, wanted: Wanted, *, on: date) -> QuerySet[Inquiry]:
    """Return the inquiries within somebody's reach, as a list wants them."""
    found = Inquiry.objects.within(by.reach).whole()
    if wanted.unit_path:
        found = found.filter(dossier__unit_path__startswith=wanted.unit_path)
    for word in wanted.words.split():
        found = found.filter(
            Q(person__subject__name__icontains=word)
            | Q(person__pinyin__contains=word.lower())
            | Q(dossier__number__icontains=word)
            | Q(organ_name__icontains=word)
            | Q(letter_number__icontains=word)
        )
    if wanted.tab == "all":
        return found
    return found.filter(_of_tab(wanted.tab, on)).order_by("due", "received_at")


def counts(by: Actor, *, on: date) -> dict[str, int]:
    """Return how many inquiries stand under each tab, in one query."""
    asked = {tab: Count("pk", filter=_of_tab(tab, on)) for tab in TABS if tab != "all"}
    return Inquiry.objects.within(by.reach).aggregate(all=Count("pk"), **asked)


def late(by: Actor, *, on: date) -> int:
    """Return how many inquiries are past their day, for the rail."""
    return Inquiry.objects.within(by.reach).filter(_of_tab("late", on)).count()


def _of_tab(tab: str, on: date) -> Q:
    if tab == "late":
        return Q(state__in=UNDER_WAY, due__lt=on)
    return Q(state__in=UNDER_WAY) if tab == "open" else Q(state=tab)


def inquiry_for(by: Actor, number: str) -> Inquiry:
    """Return the one inquiry somebody may see under a number; another's looks like none."""
    found = Inquiry.objects.within(by.reach).whole().filter(dossier__number=number).first()
    if found is None:
        raise NotYours(
            why=_("There is no such inquiry in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of inquiries."),
        )
    return found


def statement_for(by: Actor, number: str, key: int) -> Statement:
    """Return one statement of an inquiry somebody may see."""
    inquiry = inquiry_for(by, number)
    found = inquiry.statements.select_related("inquiry__dossier").filter(pk=key).first()
    if found is None:
        raise NotYours(
            why=_("There is no such statement."),
            ground="house:jurisdiction",
            remedy=_("Look it up in its inquiry."),
        )
    return found


def of_matter(matter) -> Inquiry:
    """Return the inquiry an opinion belongs to."""
    return Inquiry.objects.whole().get(dossier=matter.dossier_id)


def of_case(case: Case) -> tuple[Inquiry, ...]:
    """Return the inquiries joined to a case."""
    return tuple(Inquiry.objects.whole().filter(case=case))


def joinable(by: Actor, case: Case) -> tuple[Inquiry, ...]:
    """Return the finished inquiries about the person of a case that are joined to none."""
    found = Inquiry.objects.within(by.reach).whole().filter(person=case.person, case=None)
    return tuple(found.filter(state__in=(InquiryState.SENT, InquiryState.RETURNED)))


def cases_of(by: Actor, inquiry: Inquiry) -> tuple[Case, ...]:
    """Return the cases of the person of an inquiry, to which it may be joined."""
    found = Case.objects.within(by.reach).filter(person=inquiry.person)
    return tuple(found.select_related("dossier"))


def candidates(inquiry: Inquiry, *, on: date) -> tuple[Acting, ...]:
    """Return who may look into it: whoever works on its unit, deputies included."""
    path = inquiry.dossier.unit_path
    return duties.people((owing.role(role, path) for role in sorted(WORKING)), on=on)


def day_of(inquiry: Inquiry, what: What) -> date | None:
    """Return the day something first happened in an inquiry."""
    return next((row.day for row in inquiry.events.all() if row.what == what), None)


def told(inquiry: Inquiry, what: What) -> bool:
    """Whether the procuratorate was told, or was sent its copy."""
    return any(row.what == what and row.to for row in inquiry.events.all())


def opinion(inquiry: Inquiry):
    """Return the paper of the opinion that was sent."""
    sent = [row.paper for row in inquiry.events.all() if row.what == What.OPINION_SENT]
    return sent[-1] if sent else None


def opinions(inquiry: Inquiry) -> tuple:
    """Return the matters of an inquiry, the newest first."""
    found = inquiry.assessments.select_related("matter").order_by("-at")
    return tuple(one.matter for one in found)


def open_opinion(inquiry: Inquiry):
    """Return the opinion that is on its way, if there is one."""
    over = {Stage.REFUSED, Stage.CLOSED, Stage.WITHDRAWN}
    return next((one for one in opinions(inquiry) if Stage(one.stage) not in over), None)


def covered(inquiry: Inquiry) -> frozenset[str]:
    """Return what was asked about so far."""
    found = inquiry.statements.values_list("topics", flat=True)
    return frozenset(topic for topics in found for topic in topics)


def missing_topics(inquiry: Inquiry, *, on: date) -> Answer[tuple[Topic, ...]]:
    """Return what nobody was asked about yet (inquiry.missing_topics)."""
    there = covered(inquiry)
    asked = CoveredFacts(
        tuple(topic for topic in Topic if topic in there), has_victim=inquiry.has_victim
    )
    return law.missing_topics(asked, facts.law_of(inquiry, on))


def numbers() -> tuple[str, ...]:
    """Return the numbers of all inquiries."""
    return tuple(Inquiry.objects.order_by("pk").values_list("dossier__number", flat=True))
