"""Taking in a notice or papers: one form, with the law's answer and possible duplicates beside."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from guihang.cases import actions, queries
from guihang.cases.identity import check_identity
from guihang.doors import clock
from guihang.doors.desk import inquiry_besides
from guihang.doors.desk.cases.receive_form import ReceiveForm
from guihang.doors.desk.uploads import into_memory
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts, wording
from guihang.doors.ui.pieces import Finding
from guihang.dossiers import actions as dossiers
from guihang.dossiers import queries as files
from guihang.law.refusals import BadFacts, Refused
from guihang.law.verdicts import CannotSay

ROOM_FOR_THE_REST = 256 * 1024
NEEDED = ("kind", "organ", "unit")
MOST_DUTIES = 6


@csrf_exempt
@never_cache
def receive(request: HttpRequest) -> HttpResponse:
    """Take in a case; the size of what comes is asked before its content is read."""
    if request.method != "POST":
        return _page(request, _form(request))
    try:
        into_memory(request, besides=ROOM_FOR_THE_REST)
    except Refused as refused:
        form = _form(request)
        form.refused = refused
        return _page(request, form, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _receive(request)


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST, request.FILES)
    if form.is_valid():
        with ui_forms.refusing(form):
            case = actions.receive(receipt=form.receipt(), by=request.actor, at=clock.now())
            lost = _attach(request, case, form.cleaned_data["scans"])
            toasts.say(request, lost or _taken_in(request, case))
            return redirect("desk:case", case.number)
    return _page(request, form)


def _taken_in(request: HttpRequest, case) -> object:
    """Say that it came in, and that an inquiry about the person waits to be joined to it."""
    if inquiry_besides.inquiries_of_the_person(request.actor, case):
        return _("The case was taken in; an earlier inquiry about the person can be joined to it")
    return _("The case was taken in")


def _attach(request: HttpRequest, case, scans) -> object:
    """Put the scans into the dossier; one that cannot be taken does not lose the case."""
    for scan in scans:
        try:
            dossiers.attach(
                dossier=case.dossier,
                upload=dossiers.Upload(scan.name, scan.read()),
                by=request.actor,
                at=clock.now(),
            )
        except Refused as refused:
            return _("The case was taken in; the file %(name)s was not: %(why)s") % {
                "name": scan.name,
                "why": wording.said(refused),
            }
    return ""


def _form(request: HttpRequest, *sent) -> ReceiveForm:
    return ReceiveForm(*sent, by=request.actor, on=clock.today())


def _page(request: HttpRequest, form: ReceiveForm, status: int | None = None) -> HttpResponse:
    context = {"form": form}
    return render(
        request, "desk/cases/receive.html", context, status=status or ui_forms.status(form)
    )


@require_POST
def law(request: HttpRequest) -> HttpResponse:
    """Say what the law makes of what stands in the form so far."""
    form = _form(request, request.POST)
    form.full_clean()
    context = {"lacking": [form[name].label for name in NEEDED if name not in form.cleaned_data]}
    if not context["lacking"]:
        context |= _told(form)
    return render(request, "desk/cases/receive_law.html", context)


def _told(form: ReceiveForm) -> dict[str, object]:
    on = clock.today()
    try:
        found = queries.foretold(form.receipt(), on=on)
    except BadFacts as refused:
        return {"refused": refused}
    if found.refused is not None:
        return {"refused": found.refused}
    if isinstance(found.term, CannotSay):
        return {"cannot": found.term, "duties": found.duties[:MOST_DUTIES]}
    return {
        "term": found.term.outcome,
        "steps": found.term.steps,
        "articles": [ground.article for ground in found.term.grounds],
        "findings": _agreement(found.term.outcome),
        "duties": found.duties[:MOST_DUTIES],
    }


def _agreement(term) -> list[Finding]:
    if term.agrees is None:
        return []
    if term.agrees:
        return [Finding("pass", _("The paper's days agree with the law's count."))]
    return [
        Finding(
            "warn",
            _("The paper's last day differs from the law's count; the paper's day counts."),
            _("The organ is asked to check it; that duty appears by itself."),
        )
    ]


@require_POST
def known(request: HttpRequest) -> HttpResponse:
    """Say who with this identity number, or name, is known already; nothing is kept."""
    words = request.POST.get("identity_number", "")
    context: dict[str, object] = {}
    try:
        told = check_identity(words)
    except BadFacts as refused:
        return render(request, "desk/cases/receive_known.html", {"refused": refused})
    if told is not None:
        context = {"told": told, "dossiers": files.identified(request.actor, told.number)}
    name = " ".join(request.POST.get("name", "").split())
    if name:
        birth = told.birth if told else None
        context["namesakes"] = queries.namesakes(request.actor, name, birth)[:5]
    return render(request, "desk/cases/receive_known.html", context)


urlpatterns = [
    path("cases/receive/", receive, name="case_receive"),
    path("cases/receive/law/", law, name="case_receive_law"),
    path("cases/receive/known/", known, name="case_receive_known"),
]
