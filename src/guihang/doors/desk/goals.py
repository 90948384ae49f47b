"""The goals of a person's plan at the desk: what came of each, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.cases import queries as cases
from guihang.cases.vocabulary import REGISTERED
from guihang.doors import clock
from guihang.doors.desk import links
from guihang.doors.desk.cases import screens
from guihang.doors.desk.conduct_forms import day
from guihang.doors.ui import errors, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.duties import kinds
from guihang.duties.queries import Item
from guihang.supervision import access
from guihang.supervision.planning import actions, library, queries
from guihang.supervision.planning.actions import Reviewed
from guihang.supervision.planning.kind import SOURCE
from guihang.supervision.planning.words import (
    DROPPED,
    GOAL_OUTCOMES,
    GOAL_STATES,
    OVER_WITH_CASE,
    REACHED,
    REPLACED,
)

OF_THE_PLAN = "levels."
COLOURS = {REACHED: "ok", **dict.fromkeys((DROPPED, REPLACED, OVER_WITH_CASE), "rest")}
type Bound = Mapping[int, forms.Form]


class ReviewForm(forms.Form):
    """What came of a goal, what was seen, and the next day where it goes on."""

    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=list(GOAL_OUTCOMES.items()), widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=_("What was seen"), max_length=200, widget=forms.Textarea({"rows": 2})
    )
    next_on = day(
        _("Looked at again on"),
        required=False,
        help_text=_("Where the goal is neither reached nor given up."),
    )


@never_cache
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Show every goal a person ever had, those of the plan that stands first."""
    return _page(request, cases.case_for(request.actor, number), {})


@never_cache
@require_POST
def review(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Say what came of a goal."""
    case = cases.case_for(request.actor, number)
    goal = queries.goals(case).filter(pk=key).first()
    if goal is None:
        return errors.not_found(request)
    form = ReviewForm(request.POST, auto_id=f"goal-{key}_%s")
    if form.is_valid():
        with ui_forms.refusing(form):
            reviewed = Reviewed(**form.cleaned_data)
            actions.review_goal(goal=goal, reviewed=reviewed, by=request.actor, at=clock.now())
            toasts.say(request, _("What came of the goal is written down"))
            return redirect("desk:goals", number)
    return _page(request, case, {key: form}, ui_forms.status(form))


def _page(request: HttpRequest, case, bound: Bound, status: int = 200) -> HttpResponse:
    may_review = case.state in REGISTERED and may(
        access.check_may_review_goal, request.actor, case.unit_path
    )
    context = {
        "case": case,
        "goals": [_goal(goal, bound, may_review) for goal in queries.goals(case)],
        "calls": _calls_for_a_new_plan(case),
    }
    return render(request, "desk/goals.html", context, status=status)


def _goal(goal, bound: Bound, may_review: bool) -> dict[str, object]:
    is_open, on = goal.closed_on is None, clock.today()
    form = bound.get(goal.pk) or ReviewForm(auto_id=f"goal-{goal.pk}_%s")
    return {
        "goal": goal,
        "measures": [library.says(code) for code in goal.measures],
        "state": COLOURS.get(goal.closed_as) or ("late" if goal.review_on < on else "run"),
        "says": GOAL_STATES[goal.closed_as],
        "reviews": [(GOAL_OUTCOMES[one.outcome], one) for one in goal.reviews.all()],
        "form": form if may_review and is_open else None,
        "is_asked": is_open and (goal.review_on <= on or goal.pk in bound),
    }


def _calls_for_a_new_plan(case) -> list[tuple[object, str]]:
    """Return what happened that asks for a new assessment, category or plan, and where."""
    return [
        (kinds.kind(one.what).name, screens.of_obligation(case.number, one.what, one.duty.of or ""))
        for one in cases.duties_next(case, clock.today())
        if one.what.startswith(OF_THE_PLAN)
    ]


def _met_at(item: Item) -> str:
    return reverse("desk:goals", args=[item.title["number"]])


links.fall_back(SOURCE, _met_at)

urlpatterns = [
    path("goals/<str:number>/", page, name="goals"),
    path("goals/<str:number>/<int:key>/", review, name="goal_review"),
]
