"""Leaving China (不准出境): the ban reported and withdrawn, travel documents kept, returned."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_work
from guihang.cases.actions.noting import Besides, locked, note_held
from guihang.cases.actions.refusing import demand_not_yet, demand_order
from guihang.cases.events import TravelDocumentMoved
from guihang.cases.facts import facts_of, latest, law_of
from guihang.cases.models import Case, CaseEvent, TravelDocument
from guihang.cases.vocabulary import RUNNING, DocumentKind, DocumentState
from guihang.cases.words import spoken
from guihang.dossiers import actions as dossiers
from guihang.dossiers import forms
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooEarly, TooLate
from guihang.law.rules import intake
from guihang.law.rules.intake import ExitFacts
from guihang.law.verdicts import said
from guihang.ledger.actions import record

KEEPING = "local:exit-ban-report"


@atomic
def report_exit_ban(  # noqa: PLR0913 - which office took it, when and who are all asked for
    *, case: Case, day: date, receiver: str, note: str = "", by, at: datetime
) -> Case:
    """Report to the exit and entry administration that somebody may not leave China (报备)."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    _demand_running(case)
    demand_not_yet(_ban(case))
    demand_order("day", day, after=case.judged_on, what=What.JUDGED, ground=intake.EXIT_BAN)
    office = " ".join(forms.cleaned(receiver).split())
    if not office:
        raise Missing(
            why=_("A report counts only when it is known who received it."),
            ground=KEEPING,
            remedy=_("Name the exit and entry administration that received it."),
        )
    words = "\n".join(filter(None, (office, note.strip())))
    event = Event(What.EXIT_BAN_REPORTED, day, to=Body.EXIT_POLICE)
    note_held(case, ((event, Besides(note=words)),), by=by, at=at)
    return case


@atomic
def lift_exit_ban(*, case: Case, day: date, note: str = "", by, at: datetime) -> Case:
    """Withdraw the report once nothing bars the person from leaving China any more (撤销报备)."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    reported = _ban(case)
    if reported is None:
        demand_not_yet(latest(case, What.EXIT_BAN_LIFTED))
        raise TooEarly(
            why=_("No exit ban was reported; there is nothing to withdraw."),
            ground=KEEPING,
            remedy=_("Note the report first if it was made on paper."),
        )
    demand_order("day", day, after=reported.day, what=What.EXIT_BAN_REPORTED, ground=KEEPING)
    _demand_free(case, day)
    event = Event(What.EXIT_BAN_LIFTED, day, to=Body.EXIT_POLICE)
    note_held(case, ((event, Besides(note=note)),), by=by, at=at)
    return case


def _ban(case: Case) -> CaseEvent | None:
    """Return the report that stands: made and not withdrawn since."""
    last = latest(case, What.EXIT_BAN_REPORTED, What.EXIT_BAN_LIFTED)
    return last if last is not None and last.what == What.EXIT_BAN_REPORTED else None


def _demand_free(case: Case, day: date) -> None:
    """While the sentence is being executed nobody may leave China, and no report is withdrawn."""
    if case.state not in RUNNING:
        return
    asked = ExitFacts(case.term_ends, facts_of(case).day_of(What.DISCHARGED))
    answer = said(intake.exit_ban(asked, law_of(case, day)))
    if answer.outcome.banned:
        first = answer.grounds[0]
        raise TooEarly(
            why=spoken(first.because),
            ground=first.article,
            remedy=_("Withdraw it after the discharge."),
        )


@atomic
def hold_document(  # noqa: PLR0913 - kind, number and day of a document are all asked for
    *, case: Case, kind: str, number: str, day: date, by, at: datetime
) -> TravelDocument:
    """Take a travel document into custody (证件代管); one of a kind is kept once."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    _demand_running(case)
    if kind not in DocumentKind.values:
        raise BadFacts("kind", why=_("Choose which travel document it is."), ground=KEEPING)
    number = "".join(forms.cleaned(number).split()).upper()
    if not number:
        raise Missing(
            why=_("A document is taken into custody under its number."),
            ground=KEEPING,
            remedy=_("Enter the number printed on the document."),
        )
    _demand_not_ahead("day", day, at)
    held = case.travel_documents.filter(kind=kind, state=DocumentState.HELD)
    if kind != DocumentKind.OTHER and held.exists():
        raise AlreadyDone(
            why=_("A document of this kind is kept already."),
            ground=KEEPING,
            remedy=_("Return that one first, or choose another kind."),
        )
    document = TravelDocument.objects.create(case=case, kind=kind, number=number, since=day)
    _moved(document, case, by, at)
    return document


@atomic
def return_document(
    *, document: TravelDocument, day: date, remark: str, by, at: datetime
) -> TravelDocument:
    """Give a travel document back, with why (证件归还)."""
    case = locked(document.case)
    check_may_work(by, case.unit_path)
    document = TravelDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.HELD:
        raise AlreadyDone(
            why=_("This document is not kept here any more."),
            ground=KEEPING,
            remedy=_("Look at the case: the day it was returned stands there."),
        )
    if day < document.since:
        raise BadFacts(
            "day", why=_("It cannot be returned before it was taken in."), ground=KEEPING
        )
    _demand_not_ahead("day", day, at)
    document.state, document.returned_on = DocumentState.RETURNED, day
    document.remark = dossiers.grounded(remark)
    document.save(update_fields=["state", "returned_on", "remark"])
    _moved(document, case, by, at)
    return document


def _moved(document: TravelDocument, case: Case, by, at: datetime) -> None:
    moved = TravelDocumentMoved(case=case.number, kind=document.kind, state=document.state)
    record(moved, chain=case.chain, by=by, at=at)


def _demand_running(case: Case) -> None:
    if case.state not in RUNNING:
        raise TooLate(
            why=_("Correction has ended here."),
            ground=intake.EXIT_BAN,
            remedy=_("What is still kept is returned, and the ban withdrawn."),
        )


def _demand_not_ahead(field: str, day: date, at: datetime) -> None:
    if day > day_of(at):
        raise BadFacts(field, why=_("This day has not come yet; only what has happened is noted."))
