"""The positions of one person at the desk: on which basis, what the machine raised, the track."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.cases import queries as cases
from guihang.cases.facts import law_of
from guihang.doors import clock
from guihang.doors.desk.conduct_forms import day
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import wording
from guihang.duties.owing import day_of
from guihang.law.periods import BEIJING
from guihang.law.rules.visibility import Purpose
from guihang.tracking import access, actions, queries
from guihang.tracking.actions import Span
from guihang.tracking.kinds import Believed

VERDICTS = {
    Believed.YES: (pgettext_lazy("fix", "believed"), "ok"),
    Believed.LATE: (pgettext_lazy("fix", "older than what was weighed"), "rest"),
    Believed.TWICE: (pgettext_lazy("fix", "the same moment again"), "rest"),
    Believed.JUMPED: (pgettext_lazy("fix", "cannot have got there in the time"), "due"),
    Believed.NO_PLACE: (pgettext_lazy("fix", "without a place"), "rest"),
    Believed.WRONG_CLOCK: (pgettext_lazy("fix", "clock is wrong"), "due"),
    Believed.MOCKED: (pgettext_lazy("fix", "made up on the device"), "late"),
}
LONGEST = timedelta(days=31)
MOST = 2000
"""Fixes on one page; more are asked for in shorter spans."""


class ReadForm(forms.Form):
    """Which positions somebody wants to read, for what, and why."""

    basis = forms.ChoiceField(label=_("Basis"))
    first = day(_("From the day"))
    last = day(_("To the day"))
    purpose = forms.ChoiceField(label=_("For what"))
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Stands in the person's own record.")
    )

    def __init__(self, bases, *posted, **choices) -> None:
        """Offer the bases of the person and every purpose, also those that are refused."""
        super().__init__(*posted, **choices)
        self.bases = list(bases)
        self.fields["basis"].choices = [(one.pk, _said(one)) for one in self.bases]
        self.fields["purpose"].choices = [(one.value, wording.said(one.says)) for one in Purpose]


@never_cache
def positions(request: HttpRequest, number: str) -> HttpResponse:
    """Show on which bases somebody's positions were taken; the positions only for a reason."""
    case = cases.case_for(request.actor, number)
    today = day_of(clock.now())
    form = ReadForm(queries.bases(request.actor, case), initial={"first": today, "last": today})
    return _page(request, case, form)


@never_cache
@require_POST
def read(request: HttpRequest, number: str) -> HttpResponse:
    """Show the positions of a span of days; that they were read stands in the record."""
    case = cases.case_for(request.actor, number)
    form = ReadForm(queries.bases(request.actor, case), request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            given, at = form.cleaned_data, clock.now()
            track = actions.read(
                basis=queries.basis_for(request.actor, int(given["basis"])),
                span=_span(given),
                law=law_of(case, day_of(at)),
                by=request.actor,
                at=at,
            )
            return _page(request, case, form, track=track)
    return _page(request, case, form, status=ui_forms.status(form))


def _span(given) -> Span:
    first, last = given["first"], given["last"]
    return Span(
        since=_midnight(first),
        until=_midnight(min(last, first + LONGEST) + timedelta(days=1)),
        purpose=Purpose(given["purpose"]),
        reason=given["reason"],
    )


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), BEIJING)


def _page(request: HttpRequest, case, form, *, track=None, status: int = 200) -> HttpResponse:
    bases = form.bases
    context = {
        "case": case,
        "bases": [(one, _said(one), _state(one)) for one in bases],
        "episodes": queries.episodes_of(request.actor, case)[:50],
        "form": form
        if bases and may(access.check_may_read_positions, request.actor, case.unit_path)
        else None,
        "track": track,
        "fixes": [_row(fix) for fix in track.fixes[:MOST]] if track else [],
        "is_cut": track is not None and len(track.fixes) > MOST,
    }
    return render(request, "desk/positions.html", context, status=status)


def _said(basis) -> str:
    return f"{basis.get_sort_display()} {basis.number or basis.device.key}"


def _state(basis) -> tuple[str, object]:
    if basis.erased_at:
        return "rest", _("erased")
    if basis.ended_at:
        return "rest", basis.get_ended_because_display()
    return ("run", _("in force")) if basis.begins <= clock.now() else ("due", _("to come"))


def _row(fix) -> dict[str, object]:
    says, colour = VERDICTS[Believed(fix.believed)]
    return {
        "fix": fix,
        "at": datetime.fromtimestamp(fix.at / 1000, BEIJING),
        "says": says,
        "colour": colour,
    }


urlpatterns = [
    path("positions/<str:number>/", positions, name="positions"),
    path("positions/<str:number>/read/", read, name="positions_read"),
]
