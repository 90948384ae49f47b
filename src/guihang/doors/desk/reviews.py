"""Case reviews: the list of findings, one finding with what is done about it, the checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from guihang.agencies.authority import refusal
from guihang.bureau import access
from guihang.bureau.reviews import actions, queries
from guihang.bureau.reviews.check import SEVERITIES, Severity
from guihang.bureau.reviews.queries import TABS, Wanted
from guihang.doors import clock
from guihang.doors.desk import links, lists
from guihang.doors.desk.lists import Copy, PurposeForm
from guihang.doors.desk.review_forms import (
    AnswerForm,
    AssignForm,
    CloseForm,
    FilterForm,
    ReopenForm,
)
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import rail, toasts, wording
from guihang.doors.ui.listing import Column, Listing
from guihang.law.refusals import Refused

COLUMNS = (
    Column("severity", _("How grave"), sort="rank"),
    Column("says", _("What does not fit")),
    Column("name", _("Whose file"), sort="case__person__pinyin"),
    Column("number", _("Number"), sort="case__dossier__number"),
    Column("office", _("Office"), sort="case__unit_path"),
    Column("since", _("Since"), sort="since"),
    Column("who", _("With whom")),
)
TITLES = {
    "open": pgettext_lazy("finding", "open"),
    "mine": _("For me"),
    "answered": _("Answered"),
    "closed": _("Closed findings"),
    "gone": _("No longer there"),
}
EMPTY = {
    "open": _("The last look found nothing that does not fit"),
    "mine": _("No finding waits for your answer"),
    "answered": _("No answer waits to be read"),
    "closed": _("No finding was closed yet"),
    "gone": _("Nothing has been mended yet"),
}
COLOURS = {Severity.GRAVE: "late", Severity.FAULT: "due", Severity.FLAW: "rest"}


def listed(request: HttpRequest) -> HttpResponse:
    """List what was found in the files in one's charge."""
    return _list_page(request, PurposeForm())


def _list_page(request: HttpRequest, purpose: forms.Form, status: int = 200) -> HttpResponse:
    wanted = _wanted(request)
    narrowed = bool(wanted.words or wanted.unit_path or wanted.severity or wanted.code)
    listing = Listing(
        request,
        queries.findings(request.actor, wanted),
        COLUMNS,
        empty=_("Nothing matches this filter") if narrowed else EMPTY[wanted.tab],
        hint=_("Leave out a word or a choice.")
        if narrowed
        else _("Every file is looked at each night; a signature looks at its file at once."),
    )
    known, counts = queries.by_code(), queries.counts(request.actor)
    context = {
        "listing": listing,
        "rows": [_row(finding, known) for finding in listing],
        "filters": _filters(request, wanted),
        "is_narrowed": narrowed,
        "tabs": lists.tabs(request, TITLES, counts, current=wanted.tab, red="mine"),
        "may_take_out": refusal(access.check_may_export, request.actor, request.actor.unit_path)
        is None,
        "purpose": purpose,
        "asked_for": request.GET.urlencode(),
    }
    return render(request, "desk/reviews/list.html", context, status=status)


def _row(finding, known) -> dict[str, object]:
    one = known.get(finding.check_code)
    return {
        "finding": finding,
        "says": one.says if one else finding.check_code,
        "state": COLOURS[Severity(finding.severity)],
        "severity": SHORT[Severity(finding.severity)],
        "name": finding.case.person.name,
        "office": finding.case.dossier.unit.short_name,
        "who": finding.assigned_to.name if finding.assigned_to else "",
    }


SHORT = {Severity.GRAVE: _("Grave"), Severity.FAULT: _("Fault"), Severity.FLAW: _("Flaw")}


def finding(request: HttpRequest, key: int) -> HttpResponse:
    """Show one finding: what does not fit, on which ground, what to do, what was done."""
    return _finding_page(request, queries.finding_for(request.actor, key))


def _finding_page(
    request: HttpRequest, found, bound: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    one = queries.by_code().get(found.check_code)
    context = {
        "finding": found,
        "check": one,
        "severity": SEVERITIES[Severity(found.severity)],
        "state": COLOURS[Severity(found.severity)],
        "ways": [way.drawn(request, found, bound) for way in WAYS if way.fits(found)],
    }
    return render(request, "desk/reviews/finding.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be done about a finding: its form, its guard, its action, and when."""

    slug: str
    title: object
    form: Callable[..., forms.Form]
    guard: Callable[..., None]
    act: Callable[..., object]
    done: object
    states: frozenset[str]

    def fits(self, found) -> bool:
        """Whether it can be done as the finding stands."""
        return found.state in self.states

    def drawn(self, request: HttpRequest, found, bound: forms.Form | None) -> dict[str, object]:
        """Return its panel: the form, or why it is refused to who looks."""
        form = bound if type(bound) is self.form else self.form(request, found)
        refused = refusal(self.guard, request.actor, found.case.unit_path)
        return {"slug": self.slug, "title": self.title, "form": form, "refused": refused}


OPEN = frozenset({"open", "assigned", "answered"})
WAYS = (
    Way(
        "assign",
        _("Give it to somebody"),
        AssignForm,
        access.check_may_assign,
        actions.assign,
        _("The finding was assigned"),
        OPEN,
    ),
    Way(
        "answer",
        _("Answer it"),
        AnswerForm,
        access.check_may_answer,
        actions.answer,
        _("The answer was noted"),
        OPEN,
    ),
    Way(
        "close",
        _("Close the finding"),
        CloseForm,
        access.check_may_close,
        actions.close,
        _("The finding was closed"),
        OPEN,
    ),
    Way(
        "reopen",
        _("Open the finding again"),
        ReopenForm,
        access.check_may_close,
        actions.reopen,
        _("The finding is open again"),
        frozenset({"closed"}),
    ),
)
BY_SLUG = {way.slug: way for way in WAYS}


@require_POST
def act(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """Do one thing about a finding."""
    found, way = queries.finding_for(request.actor, key), BY_SLUG.get(slug)
    if way is None:
        raise Http404(slug)
    form = way.form(request, found, request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            way.act(finding=found, by=request.actor, at=clock.now(), **form.cleaned_data)
            toasts.say(request, way.done)
            return redirect("desk:review_finding", key)
    return _finding_page(request, found, form, ui_forms.status(form))


@require_POST
def look_again(request: HttpRequest, key: int) -> HttpResponse:
    """Look at the file once more now."""
    found = queries.finding_for(request.actor, key)
    found = actions.look_again(finding=found, by=request.actor, at=clock.now())
    there, gone = _("The file still shows it"), _("The file no longer shows it")
    toasts.say(request, there if found.gone_at is None else gone)
    return redirect("desk:review_finding", key)


def checks(request: HttpRequest) -> HttpResponse:
    """Show everything that is looked for, on which ground, and what is switched off."""
    switches = queries.switches(request.actor)
    context = {
        "checks": [
            (one, SHORT[one.severity], switches.get(one.code)) for one in queries.every_check()
        ],
        "refused": refusal(access.check_may_switch, request.actor, request.actor.unit_path),
    }
    return render(request, "desk/reviews/checks.html", context)


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Switch a local check off, or on again."""
    try:
        actions.switch(
            code=request.POST.get("code", ""),
            off=request.POST.get("off") == "1",
            because=request.POST.get("because", ""),
            by=request.actor,
            at=clock.now(),
        )
        toasts.say(request, _("The check was switched"))
    except Refused as refused:
        toasts.say(request, f"{wording.said(refused.why)} {wording.said(refused.remedy)}")
    return redirect("desk:review_checks")


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Give the list that is shown as a workbook, for a purpose that is recorded."""
    wanted, known = _wanted(request), queries.by_code()
    copy = Copy(
        title=_("Findings"),
        holds=(TITLES[wanted.tab],),
        name=f"review-{wanted.tab}-{clock.today()}",
        columns=lists.columns(COLUMNS),
        rows=lambda taken: [_cells(_row(one, known)) for one in taken],
    )
    take = partial(actions.take_out, wanted=wanted)
    return lists.take_out(request, copy, take=take, again=_list_page)


def _cells(row: dict) -> tuple[object, ...]:
    found = row["finding"]
    about = (row["name"], found.case.number, row["office"])
    return (row["severity"], row["says"], *about, found.since, row["who"])


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    tab, severity = asked.get("tab", ""), asked.get("severity", "")
    return Wanted(
        tab=tab if tab in TABS else TABS[0],
        severity=severity if severity in set(Severity) else "",
        code=asked.get("check", "")[:60],
        unit_path=asked.get("unit", "")[:200],
        words=asked.get("words", "")[:60],
    )


def _filters(request: HttpRequest, wanted: Wanted) -> FilterForm:
    initial = {
        "tab": wanted.tab,
        "words": wanted.words,
        "unit": wanted.unit_path,
        "severity": wanted.severity,
        "check": wanted.code,
    }
    form = FilterForm(initial=initial)
    form.fields["unit"].choices = lists.offices(request)
    form.fields["severity"].choices = [("", _("All")), *SHORT.items()]
    form.fields["check"].choices = [
        ("", _("All checks")),
        *((one.code, one.says) for one in queries.every_check()),
    ]
    return form


def _met(item) -> str:
    return reverse("desk:review_finding", args=[item.title["finding"]])


links.fall_back("reviews", _met)
rail.register(
    rail.Item(
        url="desk:reviews",
        title=_("Case review"),
        icon="shield",
        group=2,
        order=40,
        letter="v",
        shown=lambda actor: bool(actor.reach) and actor.is_staff,
    )
)

urlpatterns = [
    path("reviews/", listed, name="reviews"),
    path("reviews/export/", take_out, name="reviews_export"),
    path("reviews/checks/", checks, name="review_checks"),
    path("reviews/checks/switch/", switch, name="review_switch"),
    path("reviews/<int:key>/", finding, name="review_finding"),
    path("reviews/<int:key>/look/", look_again, name="review_look"),
    path("reviews/<int:key>/<slug:slug>/", act, name="review_act"),
]
