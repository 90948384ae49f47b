"""Dossiers: the list, one dossier with its catalogue, the files put into it, who read what."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from guihang.agencies import authority
from guihang.doors import clock
from guihang.doors.desk.uploads import into_memory
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import rail, reveal, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.dossiers import access, actions, contents, queries
from guihang.dossiers.readings import readings
from guihang.dossiers.vocabulary import VolumeKind
from guihang.law.refusals import Refused

COLUMNS = (
    Column("number", _("Number"), sort="number"),
    Column("about", _("Whom it is about"), sort="subject__name"),
    Column("unit", _("In the charge of"), sort="unit__path"),
    Column("opened", _("Opened on"), sort="opened_at"),
    Column("papers", _("Papers issued"), sort="issued", right=True),
)


class FindForm(forms.Form):
    """A whole identity number or phone: it travels in the form, never in the address."""

    identified = forms.CharField(
        label=_("Identity number or phone"),
        max_length=40,
        help_text=_("The whole number. What you look for is not kept."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-sensitive": ""}),
    )


class UploadForm(forms.Form):
    """A file, the volume it goes into, and how many pages it has."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("PDF, JPEG, PNG, TXT, DOCX or XLSX, up to 20 MB. It is stored encrypted."),
        widget=forms.FileInput(attrs={"accept": ",".join(contents.SUFFIXES)}),
    )
    kind = forms.ChoiceField(label=_("Volume"), choices=VolumeKind.choices, initial=VolumeKind.WORK)
    pages = forms.IntegerField(label=_("Pages"), min_value=1, max_value=9999, required=False)


class AsideForm(forms.Form):
    """Why a file does not belong into the dossier."""

    because = forms.CharField(
        label=_("Why it does not belong here"), max_length=200, widget=forms.Textarea({"rows": 2})
    )


def listed(request: HttpRequest) -> HttpResponse:
    """List the dossiers in one's charge, found by a name or number."""
    words = request.GET.get("q", "")
    rows = queries.dossiers(request.actor, words)
    listing = Listing(
        request,
        rows,
        COLUMNS,
        wide=True,
        empty=_("No dossier has these words in its name or number") if words else _("No dossiers"),
        hint=_("Two characters of a name are enough.")
        if words
        else _("A dossier is opened when a person is received or an office is entrusted."),
    )
    context = {"listing": listing, "q": words, "find": FindForm()}
    return render(request, "desk/dossiers/list.html", context)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Find the dossiers of the person with exactly this number."""
    form = FindForm(request.POST)
    rows = queries.identified(request.actor, request.POST.get("identified", ""))
    if form.is_valid() and rows.count() == 1:
        return redirect("desk:dossier", rows.get().number)
    listing = Listing(
        request,
        rows,
        [Column(column.key, column.title, right=column.right) for column in COLUMNS],
        empty=_("Nobody in your charge has this number"),
        hint=_("It is compared as a whole; look at every figure."),
    )
    context = {"listing": listing, "q": "", "find": form}
    return render(request, "desk/dossiers/list.html", context, status=ui_forms.status(form))


@never_cache
def dossier(request: HttpRequest, number: str) -> HttpResponse:
    """Show one dossier."""
    return _dossier_page(request, number, UploadForm())


@require_POST
def shown(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """Show one hidden entry for a reason."""
    found = queries.dossier_for(request.actor, number)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_subject(
            dossier=found, field=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


@csrf_exempt
@require_POST
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Take a file in; its size is asked before its content is read, its token right after."""
    try:
        into_memory(request)
    except Refused as refused:
        form = UploadForm()
        form.refused = refused
        return _dossier_page(request, number, form, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _attach(request, number)


@csrf_protect
def _attach(request: HttpRequest, number: str) -> HttpResponse:
    found = queries.dossier_for(request.actor, number)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        with ui_forms.refusing(form):
            actions.attach(dossier=found, upload=_upload(form), by=request.actor, at=clock.now())
            toasts.say(request, _("The file was added"))
            return redirect("desk:dossier", number)
    return _dossier_page(request, number, form)


def _upload(form: UploadForm) -> actions.Upload:
    given = form.cleaned_data
    return actions.Upload(
        given["file"].name, given["file"].read(), kind=given["kind"], pages=given["pages"]
    )


def _dossier_page(
    request: HttpRequest, number: str, form: UploadForm, status: int | None = None
) -> HttpResponse:
    found, by = queries.dossier_for(request.actor, number), request.actor
    context = {
        "dossier": found,
        "papers": queries.papers(found),
        "kept_apart": queries.kept_apart(by, found),
        "volumes": queries.catalogue(found),
        "set_aside": [one for one in queries.attachments(found) if one.set_aside_at],
        "readings": readings(found),
        "by_hand": queries.forms_by_hand(found.kind),
        "may_draft": authority.may(access.check_may_draft_paper, by, found.unit_path),
        "not_attach": authority.refusal(access.check_may_add_attachment, by, found.unit_path),
        "form": form,
    }
    return render(
        request, "desk/dossiers/dossier.html", context, status=status or ui_forms.status(form)
    )


@never_cache
def attachment(request: HttpRequest, key) -> HttpResponse:
    """Show what is known of a file; its content only for a reason, as a download."""
    sent = request.POST if request.method == "POST" else None
    form = reveal.ReasonForm(sent, initial={"reason": reveal.REASONS[1][0]})
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            return _download(request, key, form.sentence())
    return _attachment_page(request, key, form, AsideForm())


@require_POST
def set_aside(request: HttpRequest, key) -> HttpResponse:
    """Set a file aside for a reason."""
    found = queries.attachment_for(request.actor, key)
    form = AsideForm(request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            actions.set_aside_attachment(
                attachment=found,
                reason=form.cleaned_data["because"],
                by=request.actor,
                at=clock.now(),
            )
            toasts.say(request, _("The file was set aside"))
            return redirect("desk:dossier", found.dossier.number)
    return _attachment_page(request, key, reveal.ReasonForm(), form)


def _attachment_page(
    request: HttpRequest, key, form: reveal.ReasonForm, aside: AsideForm
) -> HttpResponse:
    found = queries.attachment_for(request.actor, key)
    path_ = found.dossier.unit_path
    context = {
        "file": found,
        "form": form,
        "aside": aside,
        "refused": ui_forms.refusal(form),
        "may_set_aside": authority.may(access.check_may_add_attachment, request.actor, path_),
    }
    worst = max(ui_forms.status(form), ui_forms.status(aside))
    return render(request, "desk/dossiers/attachment.html", context, status=worst)


def _download(request: HttpRequest, key, reason: str) -> HttpResponse:
    found = queries.attachment_for(request.actor, key)
    pieces = actions.read_attachment(
        attachment=found, reason=reason, by=request.actor, at=clock.now()
    )
    return HttpResponse(
        b"".join(pieces),
        content_type=contents.MIME[contents.Media(found.media)],
        headers={
            "Content-Disposition": content_disposition_header(True, found.name),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


rail.register(
    rail.Item(
        url="desk:dossiers",
        title=_("Dossiers"),
        icon="file",
        group=1,
        order=50,
        letter="f",
        shown=lambda actor: bool(actor.reach),
    )
)

urlpatterns = [
    path("dossiers/", listed, name="dossiers"),
    path("dossiers/find/", find, name="dossier_find"),
    path("dossiers/<str:number>/", dossier, name="dossier"),
    path("dossiers/<str:number>/show/<slug:field>/", shown, name="dossier_show"),
    path("dossiers/<str:number>/files/", attach, name="dossier_attach"),
    path("files/<uuid:key>/", attachment, name="attachment"),
    path("files/<uuid:key>/set-aside/", set_aside, name="attachment_set_aside"),
]
