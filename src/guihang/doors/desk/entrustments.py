"""Entrustments: asking for one, completing what was returned, reviewing one before its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, may
from guihang.bureau import access
from guihang.bureau.entrustment import actions, house_rules, queries
from guihang.bureau.entrustment.wish import LONGEST_CONDITIONS, Wish
from guihang.decisions import actions as decisions
from guihang.decisions import queries as matters
from guihang.decisions.actions import Press
from guihang.doors import clock
from guihang.doors.desk import matter_steps
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts
from guihang.doors.ui.wording import said

DAY = {"type": "date"}


@dataclass(frozen=True, slots=True)
class Besides:
    """What came of the review of an entrustment, and where it is made when it is due."""

    template = "desk/entrustments/besides.html"
    review: object | None
    review_href: str = ""


class WishForm(forms.Form):
    """What an office is to be entrusted with."""

    office = forms.ChoiceField(label=_("Township office"))
    powers = forms.MultipleChoiceField(
        label=_("Work to be entrusted"), widget=forms.CheckboxSelectMultiple
    )
    since = forms.DateField(label=_("First day"), widget=forms.DateInput(DAY, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Last day"),
        help_text=_("One year at most (house rule)."),
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
    )
    responsible = forms.ChoiceField(
        label=_("Officer responsible at the office"),
        help_text=_("Somebody who works at the chosen office."),
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        required=False,
        max_length=LONGEST_CONDITIONS,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, request: HttpRequest, *words, offices=(), **choices) -> None:
        """Offer only the offices one may ask for, and who works there."""
        super().__init__(*words, **choices)
        on = clock.today()
        people = queries.candidates(offices, on=on)
        self.fields["office"].choices = [(one.code, one.name) for one in offices]
        self.fields["powers"].choices = [
            (code, said(words)) for code, words in queries.all_powers().items()
        ]
        self.fields["responsible"].choices = [
            ("", _("Choose")),
            *((one.name, list(people[one.code].items())) for one in offices),
        ]

    def wish(self) -> Wish:
        """Return what was asked for."""
        asked = self.cleaned_data
        return Wish(
            office=asked["office"],
            powers=tuple(asked["powers"]),
            since=asked["since"],
            until=asked["until"],
            responsible=int(asked["responsible"]),
            conditions=asked["conditions"],
        )


class CompleteForm(WishForm):
    """A returned request, completed; it says which version was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReviewForm(forms.Form):
    """What is to happen when an entrustment ends."""

    outcome = forms.ChoiceField(
        label=_("What is to happen"),
        choices=[
            ("renew", _("Ask for a new one")),
            ("lapse", _("Let it lapse with its last day")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 3}))


def ask(request: HttpRequest) -> HttpResponse:
    """Ask that an office be entrusted with work."""
    offices = queries.offices(request.actor, on=clock.today())
    form = WishForm(request, request.POST or None, offices=offices, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            press = Press(once=ui_forms.once(request))
            matter = actions.ask(wish=form.wish(), by=request.actor, at=clock.now(), press=press)
            toasts.say(request, _("The request was handed in; a second person checks it"))
            return redirect("desk:matter", matter.number)
    quote, article = queries.basis()
    context = {"form": form, "offices": offices, "quote": quote, "article": article}
    return render(request, "desk/entrustments/ask.html", context, status=ui_forms.status(form))


def complete(request: HttpRequest, number: str) -> HttpResponse:
    """Complete a request that was returned, and hand it in again."""
    matter = matter_steps.to_complete(request, number)
    if matter is None:
        return redirect("desk:matter", number)
    initial = matter.fields | {"version": matter.version}
    form = CompleteForm(
        request, request.POST or None, offices=(matter.dossier.office,), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            decisions.resubmit(
                matter=matter,
                fields=form.wish().fields(),
                by=request.actor,
                at=clock.now(),
                press=matter_steps.press_of(request, form),
            )
            toasts.say(request, _("It was completed and handed in again"))
            return redirect("desk:matter", number)
    context = {"form": form, "matter": matter, "returned": matter_steps.why_returned(matter)}
    return render(request, "desk/entrustments/complete.html", context, status=ui_forms.status(form))


def review(request: HttpRequest, number: str) -> HttpResponse:
    """Settle before an entrustment ends whether it is to be renewed."""
    matter = matters.matter_for(request.actor, number)
    access.check_may_review(request.actor, matter.unit_path)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            made = actions.review(
                matter=matter, **form.cleaned_data, by=request.actor, at=clock.now()
            )
            toasts.say(request, _("The review stands with the matter"))
            if made.outcome == "renew" and may(
                access.check_may_ask_entrustment, request.actor, matter.unit_path
            ):
                return redirect(f"{reverse('desk:entrustment_ask')}?renews={number}")
            return redirect("desk:matter", number)
    context = {"form": form, "matter": matter, "done": queries.review_of(matter)}
    return render(request, "desk/entrustments/review.html", context, status=ui_forms.status(form))


def besides(by: Actor, matter, *, on: date, bound: object = None) -> Besides:
    """Return what the page of an entrustment shows besides its course: its review."""
    done = queries.review_of(matter)
    is_due = done is None and queries.is_to_be_reviewed(matter, on=on)
    if not is_due or not may(access.check_may_review, by, matter.unit_path):
        return Besides(done)
    return Besides(done, reverse("desk:entrustment_review", args=[matter.number]))


def _initial(request: HttpRequest) -> dict[str, object]:
    """Begin where a former entrustment ends, when this one renews it."""
    renews = request.GET.get("renews", "")
    if not renews:
        return {"office": request.GET.get("office", "")}
    former = matters.matter_for(request.actor, renews)
    since = max(former.ends + timedelta(days=1), clock.today())
    return former.fields | {"since": since, "until": house_rules.latest_end(since)}


urlpatterns = [
    path("entrustments/ask/", ask, name="entrustment_ask"),
    path("entrustments/<str:number>/complete/", complete, name="entrustment_complete"),
    path("entrustments/<str:number>/review/", review, name="entrustment_review"),
]
