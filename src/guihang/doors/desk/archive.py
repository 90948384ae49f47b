"""One file of the archive: what it holds and lacks, its bundle, who borrows it, its destruction."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guihang.agencies import authority
from guihang.bureau.access import check_may_ask_destruction
from guihang.bureau.keeping import actions as keeping
from guihang.decisions.actions import Press
from guihang.doors import clock
from guihang.doors.desk import links
from guihang.doors.desk.archive_lists import (
    filing_state,
    handover_state,
    lending_state,
    retention_of,
)
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts
from guihang.doors.ui.wording import said
from guihang.dossiers import access
from guihang.dossiers import queries as dossiers
from guihang.dossiers.archive import actions, covers, queries
from guihang.law.texts import Text

USUAL_DAYS = 15


class BundleForm(forms.Form):
    """What a bundle is for, and why."""

    purpose = forms.ChoiceField(label=_("Purpose"))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("It goes on the record.")
    )

    def __init__(self, *args, **kwargs) -> None:
        """Offer the purposes in the reader's language."""
        super().__init__(*args, **kwargs)
        offered = [(code, said(words)) for code, words in actions.PURPOSES.items()]
        self.fields["purpose"].choices = offered


class BorrowForm(forms.Form):
    """What a file is borrowed for."""

    purpose = forms.CharField(label=_("What for"), max_length=200)


class LendForm(forms.Form):
    """Until when a file is lent, or why not."""

    due = forms.DateField(
        label=_("Back by"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    because = forms.CharField(label=_("Why it is refused"), max_length=200, required=False)


class DestroyForm(forms.Form):
    """Why a file is to be destroyed."""

    reasons = forms.CharField(
        label=_("Reasons"), max_length=400, widget=forms.Textarea({"rows": 2})
    )


@never_cache
def file(request: HttpRequest, number: str) -> HttpResponse:
    """Show one file as the archive sees it."""
    return _page(request, number)


def _page(request: HttpRequest, number: str, **mended: forms.Form) -> HttpResponse:
    found, by = dossiers.dossier_for(request.actor, number), request.actor
    filing = queries.filing_of(found)
    context = {
        "dossier": found,
        "filing": filing,
        "state": filing_state(filing) if filing else None,
        "kept_for": retention_of(filing) if filing else "",
        "lacked": [Text(one["zh"], one["en"]) for one in filing.lacks] if filing else [],
        "lacks": queries.lacks_of(found) if filing is None else (),
        "volumes": [(one, covers.named(one)) for one in dossiers.catalogue(found)],
        "lendings": [_lending(request, one) for one in queries.lendings_of(found)],
        "handovers": [(one, handover_state(one)) for one in queries.handovers_of(found)],
        "bundles": queries.bundles_of(found),
        "purposes": actions.PURPOSES,
        "bundle": mended.get("bundle", BundleForm()),
        "borrow": mended.get("borrow", BorrowForm()),
        "destroy": mended.get("destroy", DestroyForm()),
        "lend": mended.get("lend", LendForm(initial=_usual())),
        "not_take": authority.refusal(access.check_may_take_bundle, by, found.unit_path),
        "not_borrow": authority.refusal(access.check_may_ask_for_file, by, found.unit_path),
        "not_destroy": authority.refusal(check_may_ask_destruction, by, found.unit_path),
    }
    worst = max((ui_forms.status(form) for form in mended.values()), default=HTTPStatus.OK)
    return render(request, "desk/archive/file.html", context, status=worst)


def _usual() -> dict[str, object]:
    return {"due": clock.today() + timedelta(days=USUAL_DAYS)}


def _lending(request: HttpRequest, lending) -> dict[str, object]:
    decides = authority.may(access.check_may_lend_file, request.actor, lending.dossier.unit_path)
    others = lending.asked_by_id != request.actor.account_id
    return {
        "row": lending,
        "state": lending_state(lending),
        "decides": decides and others and lending.decided_at is None,
        "takes_back": decides and lending.due is not None and lending.returned_at is None,
    }


@require_POST
@never_cache
def take(request: HttpRequest, number: str) -> HttpResponse:
    """Give a dossier as a bundle, for a purpose and a reason that are recorded."""
    found = dossiers.dossier_for(request.actor, number)
    form = BundleForm(request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            return _taken(request, found, form)
    return _page(request, number, bundle=form)


def _taken(request: HttpRequest, dossier, form: BundleForm) -> FileResponse:
    made = actions.take_bundle(
        dossier=dossier, **form.cleaned_data, by=request.actor, at=clock.now()
    )
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(
        made.content,
        as_attachment=True,
        filename=made.name,
        content_type="application/zip",
        headers=headers,
    )


@never_cache
def sealed(request: HttpRequest, number: str) -> HttpResponse:
    """Open a sealed file: only as a bundle, for a purpose that is recorded."""
    access.check_may_open_sealed(request.actor, request.actor.unit_path)
    found = queries.sealed_for(request.actor, number)
    form = BundleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            return _taken(request, found, form)
    context = {"dossier": found, "filing": queries.filing_of(found), "bundle": form}
    return render(request, "desk/archive/sealed.html", context, status=ui_forms.status(form))


@require_safe
@never_cache
def sheet(request: HttpRequest, number: str, volume: int, form: str) -> HttpResponse:
    """Give the cover or the catalogue of a volume as PDF."""
    found = dossiers.dossier_for(request.actor, number)
    drawn = covers.sheet(found, volume, form, on=clock.today())
    if drawn is None or form not in (covers.COVER, covers.CATALOGUE):
        raise Http404
    return HttpResponse(drawn, content_type="application/pdf")


@require_POST
def borrow(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to borrow a file."""
    found = dossiers.dossier_for(request.actor, number)
    form = BorrowForm(request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            purpose = form.cleaned_data["purpose"]
            actions.ask_for(dossier=found, purpose=purpose, by=request.actor, at=clock.now())
            toasts.say(request, _("The file was asked for; a leader decides"))
            return redirect("desk:archive_file", number)
    return _page(request, number, borrow=form)


@require_POST
def lend(request: HttpRequest, lending: int) -> HttpResponse:
    """Lend a file until a day, or refuse it for a reason; the button says which."""
    found = queries.lending_for(request.actor, lending)
    form = LendForm(request.POST)
    form.fields["due" if "grant" in request.POST else "because"].required = True
    if form.is_valid():
        with ui_forms.refusing(form):
            _decide(request, found, form.cleaned_data)
            return redirect("desk:archive_file", found.dossier.number)
    return _page(request, found.dossier.number, lend=form)


def _decide(request: HttpRequest, lending, given: dict) -> None:
    by, at = request.actor, clock.now()
    if "grant" in request.POST:
        actions.lend(lending=lending, due=given["due"], by=by, at=at)
        toasts.say(request, _("The file was lent"))
        return
    actions.refuse_to_lend(lending=lending, because=given["because"], by=by, at=at)
    toasts.say(request, _("The file was not lent"))


@require_POST
def bring_back(request: HttpRequest, lending: int) -> HttpResponse:
    """Note that a file came back."""
    found = queries.lending_for(request.actor, lending)
    actions.bring_back(lending=found, by=request.actor, at=clock.now())
    toasts.say(request, _("The file is back"))
    return redirect("desk:archive_file", found.dossier.number)


@require_POST
def destroy(request: HttpRequest, number: str) -> HttpResponse:
    """Ask that a file be destroyed; two others look at it before it is."""
    found = dossiers.dossier_for(request.actor, number)
    form = DestroyForm(request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            matter = keeping.ask_to_destroy(
                office=found.unit,
                wish=keeping.Wish((number,), form.cleaned_data["reasons"]),
                by=request.actor,
                at=clock.now(),
                press=Press(once=ui_forms.once(request)),
            )
            toasts.say(request, _("The request was handed in; a second person checks it"))
            return redirect("desk:matter", matter.number)
    return _page(request, number, destroy=form)


def _of_duty(item) -> str:
    return reverse("desk:archive_file", args=[item.title["number"]])


links.fall_back("lendings", _of_duty)

urlpatterns = [
    path("archive/sealed/<str:number>/", sealed, name="archive_sealed"),
    path("archive/lendings/<int:lending>/decide/", lend, name="archive_lend"),
    path("archive/lendings/<int:lending>/back/", bring_back, name="archive_back"),
    path("archive/<str:number>/", file, name="archive_file"),
    path("archive/<str:number>/bundle/", take, name="archive_bundle"),
    path("archive/<str:number>/borrow/", borrow, name="archive_borrow"),
    path("archive/<str:number>/destroy/", destroy, name="archive_destroy"),
    path("archive/<str:number>/<int:volume>/<slug:form>.pdf", sheet, name="archive_sheet"),
]
