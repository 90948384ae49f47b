"""Importing a register: hand in an Excel file, look what would come in, bring it in.

Looking and bringing in may take a minute: the page asks for the work and for how far it is.
Should the work break off, nothing has come in, and the page offers it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.agencies.queries.organisation import unit_at
from guihang.cases.access import check_may_import
from guihang.cases.register import actions, queries
from guihang.cases.register.actions import Wish
from guihang.cases.vocabulary import RunState
from guihang.doors import clock
from guihang.doors.desk.uploads import into_memory
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import rail, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.dossiers import contents
from guihang.dossiers.actions import Upload
from guihang.law.refusals import Refused
from guihang.law.texts import Text

KEPT_SECONDS = 600
SHOWN = 50
COLUMNS = (
    Column("name", _("File"), sort="name"),
    Column("handed_in", _("Handed in"), sort="handed_in_at"),
    Column("state", _("State"), sort="state"),
    Column("begun", _("Came in"), sort="begun", right=True),
    Column("rejected", _("Left out"), sort="rejected", right=True),
)
STATES = {RunState.BROUGHT_IN: "ok", RunState.DROPPED: "rest"}


class HandInForm(forms.Form):
    """A register, which office rows without one belong to, and what counts as done."""

    file = forms.FileField(
        label=_("Register file"),
        allow_empty_file=True,
        help_text=_("An Excel workbook (.xlsx), up to 20 MB and 20,000 rows."),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )
    office = forms.ChoiceField(
        label=_("Township office"),
        required=False,
        help_text=_("Choose one to import its rows only."),
    )
    steps_done = forms.BooleanField(
        label=_("Steps without a day count as done for whoever has reported"),
        required=False,
        initial=True,
        help_text=_("Otherwise they stand on the docket: receipt, group, exit ban report, plan."),
    )

    def __init__(self, request: HttpRequest, *words, **choices) -> None:
        """Offer the offices the register may name."""
        super().__init__(*words, **choices)
        self.offices = {one.code: one for one in _offices(request).values()}
        names = [(code, one.name) for code, one in sorted(self.offices.items())]
        self.fields["office"].choices = [("", _("As the column 司法所 says")), *names]

    def wish(self, request: HttpRequest) -> Wish:
        """Return how the register is to come in."""
        given = self.cleaned_data
        office = self.offices.get(given["office"])
        return Wish(unit_at(request.actor.unit_path), office, given["steps_done"])


def _offices(request: HttpRequest) -> dict:
    wish = Wish(unit_at(request.actor.unit_path))
    return actions.offices_of(wish, on=clock.today())


def imports(request: HttpRequest) -> HttpResponse:
    """List the registers that were handed in, and take another."""
    check_may_import(request.actor, request.actor.unit_path)
    return _list_page(request, HandInForm(request))


def _list_page(request: HttpRequest, form: HandInForm, status: int | None = None) -> HttpResponse:
    listing = Listing(
        request,
        queries.runs(request.actor),
        COLUMNS,
        empty=_("No register was handed in yet"),
        hint=_("Download the template, fill it in, and hand it in here."),
    )
    context = {"form": form, "listing": listing}
    return render(
        request, "desk/importing/list.html", context, status=status or ui_forms.status(form)
    )


@csrf_exempt
@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """Take a register in; its size is asked before its content is read, its token right after."""
    check_may_import(request.actor, request.actor.unit_path)
    try:
        into_memory(request)
    except Refused as refused:
        form = HandInForm(request)
        form.refused = refused
        return _list_page(request, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _hand_in(request)


@csrf_protect
def _hand_in(request: HttpRequest) -> HttpResponse:
    form = HandInForm(request, request.POST, request.FILES)
    if form.is_valid():
        with ui_forms.refusing(form):
            given = form.cleaned_data["file"]
            run = actions.hand_in(
                upload=Upload(given.name, given.read()),
                wish=form.wish(request),
                by=request.actor,
                at=clock.now(),
            )
            return redirect("desk:import_run", run.key)
    return _list_page(request, form)


def template(request: HttpRequest) -> HttpResponse:
    """Hand out an empty register to fill in."""
    from guihang.cases.register import sheets

    check_may_import(request.actor, request.actor.unit_path)
    names = sorted({one.name for one in _offices(request).values()})
    return _workbook(sheets.template(names), "社区矫正对象登记册模板.xlsx")


def run(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one register: how far it is, what would come in or came in, and what not."""
    found = queries.run_for(request.actor, key)
    cases = queries.came_in(request.actor, found)
    context = {
        "run": found,
        "status": STATES.get(RunState(found.state), "run"),
        "cases": cases[:SHOWN],
        "more": max(len(found.numbers) - SHOWN, 0),
        "faults": _told(found.faults),
        "more_faults": max(len(found.faults) - SHOWN, 0),
        "warnings": _told(found.warnings),
        "more_warnings": max(len(found.warnings) - SHOWN, 0),
    }
    return render(request, "desk/importing/run.html", context)


def _told(lines: Sequence[Mapping]) -> list[dict[str, object]]:
    """Return what is said of some rows, in both languages where there are two."""
    return [
        {**line, "says": Text(line["zh"], line.get("en", line["zh"]))} for line in lines[:SHOWN]
    ]


@require_POST
def look(request: HttpRequest, key: UUID) -> HttpResponse:
    """Look through a register that was handed in."""
    return _work(request, key, actions.look_through)


@require_POST
def bring(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring a register in."""
    answer = _work(request, key, actions.bring_in)
    toasts.say(request, _("The register was brought in"))
    return answer


def _work(request: HttpRequest, key: UUID, act: Callable[..., object]) -> HttpResponse:
    found = queries.run_for(request.actor, key)
    place = _place(key)

    def says(done: int, of: int) -> None:
        cache.set(place, (done, of), KEPT_SECONDS)

    try:
        act(run=found, by=request.actor, at=clock.now(), says=says)
    finally:
        cache.delete_many((place,))
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return redirect("desk:import_run", key)


def far(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say how far the work is; once it is through, the page is shown anew."""
    found = queries.run_for(request.actor, key)
    if found.state != request.GET.get("state", found.state):
        return HttpResponse(headers={"HX-Refresh": "true"})
    known = cache.get(_place(key))
    if known is None and found.state != RunState.HANDED_IN:
        return HttpResponse("")
    done, of = known or (0, found.rows)
    return render(request, "desk/importing/far.html", {"run": found, "done": done, "of": of})


def _place(key: UUID) -> str:
    return f"import:{key}"


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Drop a register; nothing of it comes in."""
    found = queries.run_for(request.actor, key)
    actions.drop(run=found, by=request.actor, at=clock.now())
    toasts.say(request, _("The register was dropped; nothing of it came in"))
    return redirect("desk:imports")


@require_POST
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand out the rows that stay out, with why; the taking is recorded."""
    found = queries.run_for(request.actor, key)
    content = actions.take_report(run=found, by=request.actor, at=clock.now())
    return _workbook(content, f"未导入-{found.name}")


def _workbook(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=contents.MIME[contents.Media.XLSX],
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


rail.register(
    rail.Item(
        url="desk:imports",
        title=_("Import a register"),
        icon="in",
        group=1,
        order=60,
        shown=lambda actor: may(check_may_import, actor, actor.unit_path),
    )
)

urlpatterns = [
    path("import/", imports, name="imports"),
    path("import/hand-in/", hand_in, name="import_hand_in"),
    path("import/template/", template, name="import_template"),
    path("import/<uuid:key>/", run, name="import_run"),
    path("import/<uuid:key>/look/", look, name="import_look"),
    path("import/<uuid:key>/bring/", bring, name="import_bring"),
    path("import/<uuid:key>/far/", far, name="import_far"),
    path("import/<uuid:key>/drop/", drop, name="import_drop"),
    path("import/<uuid:key>/report/", report, name="import_report"),
]
