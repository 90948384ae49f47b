"""The screen of one step: its form, the law's answer beside it, refusals with what to do."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from guihang.cases import queries
from guihang.doors import clock
from guihang.doors.desk.cases.stepping import STEPS, Asked, Beside, Step
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts
from guihang.law.refusals import NotYours, Refused


@never_cache
def step(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """Ask for what a step needs, take it, and go back to the case."""
    case = queries.case_for(request.actor, number)
    taken = STEPS.get(slug)
    if taken is None:
        raise Http404(slug)
    on = clock.today()
    first = {name: value for name, value in request.GET.items() if value}
    posted = request.POST if request.method == "POST" else None
    form = taken.form(posted, case=case, on=on, by=request.actor, initial=first)
    if posted is not None and form.is_valid():
        with ui_forms.refusing(form):
            asked = Asked(case, form.cleaned_data, request.actor, clock.now())
            toasts.say(request, _done(taken, taken.act(asked)))
            return redirect(taken.leaves) if taken.leaves else redirect("desk:case", number)
    context = {
        "case": case,
        "step": taken,
        "form": form,
        "refused": taken.refusal(request.actor, case),
        "fits": taken.fits(case),
        "beside": _beside(taken, case, on),
        "draft": f"{slug}-{number}",
    }
    return render(request, "desk/cases/step.html", context, status=ui_forms.status(form))


def _done(taken: Step, came: object) -> object:
    """Say what was done; a paper its drafter may not issue waits for who may."""
    if getattr(came, "is_draft", False):
        return _("The paper was drafted; it waits for somebody who may issue it")
    return taken.done


def _beside(taken: Step, case, on) -> Beside:
    """What the law says of the case as it is; where it refuses, the refusal is what it says."""
    try:
        return taken.beside(case, on)
    except NotYours:
        raise
    except Refused as refused:
        return replace(Beside(), verdict=refused.why, because=refused.remedy)


urlpatterns = [path("cases/<str:number>/<slug:slug>/", step, name="case_step")]
