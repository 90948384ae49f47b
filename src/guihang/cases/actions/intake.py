"""Documents of an order (法律文书): they come, the receipt goes back, the missing are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_receive
from guihang.cases.actions.drawing_up import Sheet, drawn_up
from guihang.cases.actions.noting import NOTHING, Besides, locked, note_held
from guihang.cases.actions.refusing import demand_not_yet, demand_order
from guihang.cases.course import INCOMPLETE_PAPERS
from guihang.cases.facts import latest, law_of
from guihang.cases.models import Case, CaseEvent
from guihang.cases.vocabulary import Channel, State
from guihang.dossiers import forms
from guihang.dossiers.numbers import agency_of
from guihang.duties.owing import day_of
from guihang.law.codes import Kind, Organ
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, Missing, TooEarly
from guihang.law.rules import intake
from guihang.law.rules.intake import ArrivalFacts, Papers
from guihang.law.texts import Text
from guihang.law.verdicts import said

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper

SERVING = "ccl-2019:20"
RETURNING = "measures-2020:16.1"
CAME = (What.DOCUMENTS_RECEIVED, What.DOCUMENTS_COMPLETED)
BY_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.SURVEILLANCE: ("刑事判决书", "执行通知书"),
    Kind.SUSPENSION: ("刑事判决书", "执行通知书"),
    Kind.PAROLE: ("假释裁定书", "刑事判决书"),
    Kind.OUTSIDE: ("暂予监外执行决定书", "刑事判决书"),
}
"""Which documents come with an order of each kind, where nobody says which came."""


@atomic
def receive_documents(  # noqa: PLR0913 - which documents came, when and how are all asked for
    *,
    case: Case,
    day: date,
    complete: bool,
    missing: Sequence[str] = (),
    besides: Besides = NOTHING,
    by,
    at: datetime,
) -> Case:
    """Note that documents of the order came, whole or not; what completes others is noted so."""
    case = locked(case)
    check_may_receive(by, case.unit_path)
    came = latest(case, *CAME)
    if came is not None and came.code != INCOMPLETE_PAPERS:
        demand_not_yet(came)
    demand_order("day", day, after=case.judged_on, what=What.JUDGED, ground=SERVING)
    lacking = _listed(missing)
    if complete and lacking:
        raise Missing(
            why=_("Documents cannot be complete while some are named as missing."),
            ground=SERVING,
            remedy=_("Say that they are not complete, or name none as missing."),
        )
    if lacking:
        words = _("Missing: %(documents)s") % {"documents": "、".join(lacking)}
        besides = replace(besides, note="\n".join(filter(None, (besides.note, words))))
    events = _coming(case, came, day, complete)
    note_held(case, tuple((one, besides) for one in events), by=by, at=at)
    return case


def _coming(case: Case, came: CaseEvent | None, day: date, complete: bool) -> list[Event]:
    """The first documents open the receipt; what is whole after it was asked for completes."""
    if not complete:
        return [Event(What.DOCUMENTS_RECEIVED, day, code=INCOMPLETE_PAPERS)]
    first = [] if came else [Event(What.DOCUMENTS_RECEIVED, day)]
    lacked = came or case.state == State.INCOMPLETE or latest(case, What.COMPLETION_ASKED)
    return [*first, Event(What.DOCUMENTS_COMPLETED, day)] if lacked else first


@atomic
def return_receipt(
    *, case: Case, papers: Sequence[str] = (), missing: Sequence[str] = (), by, at: datetime
) -> Paper:
    """Return the receipt for the documents (送达法律文书回执).

    Who may not issue papers leaves a draft; the receipt counts as returned once it is issued.
    """
    case = locked(case)
    check_may_receive(by, case.unit_path)
    came = latest(case, What.DOCUMENTS_RECEIVED)
    if came is None:
        raise TooEarly(
            why=_("No documents came yet; there is nothing to return a receipt for."),
            ground=RETURNING,
            remedy=_("Note first that the documents came, and when."),
        )
    returned = latest(case, What.RECEIPT_RETURNED)
    if returned is not None and returned.day >= came.day:
        demand_not_yet(returned)
    entries = {
        "received_on": came.day,
        "received_by": BY_CHANNEL[Channel(came.channel or case.channel)].zh,
        "papers": _itemised(papers or _usual(case), "", "1份"),
        "lacking": _listed(missing),
    }
    sheet = Sheet("documents_receipt", entries, since=came.noted_at, anew=bool(papers or missing))
    paper = drawn_up(case, sheet, by=by, at=at)
    if paper.was_issued:
        event = Event(What.RECEIPT_RETURNED, day_of(at))
        note_held(case, ((event, Besides(paper=paper)),), by=by, at=at)
    return paper


@atomic
def ask_completion(*, case: Case, missing: Sequence[str], by, at: datetime) -> Paper:
    """Ask the organ to serve or complete the documents (法律文书补齐通知书).

    Who may not issue papers leaves a draft; the organ counts as asked once it is issued.
    """
    case = locked(case)
    check_may_receive(by, case.unit_path)
    lacking = _listed(missing)
    came, asked = latest(case, *CAME), latest(case, What.COMPLETION_ASKED)
    _demand_incomplete(came, lacking)
    if asked is not None and (came is None or asked.day >= came.day):
        demand_not_yet(asked)
    on = day_of(at)
    facts = ArrivalFacts(
        Papers.INCOMPLETE if came else Papers.MISSING,
        identity_matches=True,
        can_come=True,
        completion_asked=on,
    )
    arrived = latest(case, What.REPORTED, What.HANDED_OVER, What.REGISTERED)
    entries = {
        "received_on": came.day if came else None,
        "arrived_on": arrived.day if arrived else None,
        "lacking": _itemised(lacking, "未收到"),
        "complete_by": said(intake.registration(facts, law_of(case, on))).outcome.complete_by,
        "send_to": agency_of(case.dossier.unit).name,
    }
    sheet = Sheet("completion_notice", entries, anew=True)
    paper = drawn_up(case, sheet, by=by, at=at)
    if paper.was_issued:
        event = Event(What.COMPLETION_ASKED, on)
        note_held(case, ((event, Besides(paper=paper)),), by=by, at=at)
    return paper


def _demand_incomplete(came: CaseEvent | None, lacking: Sequence[str]) -> None:
    if came is not None and came.code != INCOMPLETE_PAPERS:
        raise AlreadyDone(
            why=_("The documents are complete; there is nothing to ask for."),
            ground=intake.REGISTER_FIRST,
            remedy=_("Have the entry of the documents corrected if something is missing."),
        )
    if not lacking:
        raise Missing(
            why=_("The organ is told which documents are missing or wrong."),
            ground=intake.REGISTER_FIRST,
            remedy=_("Name each document that is missing or wrong."),
        )


def _listed(words: Iterable[str]) -> list[str]:
    return [one for each in words if (one := " ".join(forms.cleaned(each).split()))]


def _itemised(words: Iterable[str], *rest: str) -> list[str]:
    """Return lines of a list with columns; a line that has its columns already keeps them."""
    return [one if forms.BETWEEN in one else forms.columns(one, *rest) for one in _listed(words)]


def _usual(case: Case) -> list[str]:
    first, second = BY_KIND[Kind(case.kind)]
    if case.kind == Kind.OUTSIDE and case.organ != Organ.COURT:
        return [forms.columns(first, case.judgment_number, "1份")]
    return [
        forms.columns(first, case.judgment_number, "1份"),
        forms.columns(second, case.execution_number, "1份"),
    ]


BY_CHANNEL: dict[Channel, Text] = {
    Channel.COUNTER: Text("直接送达", "handed over"),
    Channel.POST: Text("邮寄送达", "by post"),
    Channel.EXCHANGE: Text("电子送达", "by data exchange"),
    Channel.VISIT: Text("上门送达", "at home"),
    Channel.PHONE: Text("电话告知", "by phone"),
    Channel.KIOSK: Text("直接送达", "handed over"),
    Channel.MOBILE: Text("电子送达", "by data exchange"),
    Channel.REGISTER: Text("原登记簿载明", "as the register says"),
}
"""How a receipt says the documents came."""
