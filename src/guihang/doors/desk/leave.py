"""Leave: asking for one in a person's name, completing it, its permit, leaving and coming back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.vocabulary import RUNG_NAMES
from guihang.cases import queries as cases
from guihang.decisions.actions import Press
from guihang.doors import clock
from guihang.doors.desk import finding, links, matter_noting, matter_steps, uploads
from guihang.doors.desk.leave_besides import FORMS
from guihang.doors.desk.leave_forms import (
    BackForm,
    CompleteForm,
    LeaveForm,
    LeftForm,
    MissedForm,
    ProofForm,
)
from guihang.doors.desk.uploads import with_files
from guihang.doors.ui import errors, reveal, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.duties.queries import Item
from guihang.supervision import access
from guihang.supervision.leave import actions, queries
from guihang.supervision.leave.wish import read


@never_cache
def who(request: HttpRequest) -> HttpResponse:
    """Find the person who asks for leave."""
    return render(request, "desk/leave/who.html", finding.people(request, "desk:leave_ask"))


@with_files
@never_cache
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for leave in the name of the person of a case."""
    case = _case(request, number)
    former = _former(request)
    initial = _initial(former)
    form = LeaveForm(
        case, clock.today(), request.POST or None, extends=former.of if former else "",
        initial=initial,
    )  # fmt: skip
    if uploads.is_whole(request, form, actions.put_in_proof, case=case):
        with matter_steps.mending(form):
            press = Press(once=ui_forms.once(request))
            matter = actions.ask(
                case=case, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("The request was entered; it is checked next"))
            return redirect("desk:matter", matter.number)
    context = {"form": form, "case": case, "former": former}
    return render(request, "desk/leave/ask.html", context, status=uploads.status(request, form))


@never_cache
@require_POST
def judged(request: HttpRequest, number: str) -> HttpResponse:
    """Say beside the form what the law makes of it, before it is handed in."""
    case = _case(request, number)
    former = _former(request)
    form = LeaveForm(case, clock.today(), request.POST, extends=former.of if former else "")
    context: dict[str, object] = {}
    if form.is_readable():
        wish = form.wish()
        if "fresh" in request.POST:
            # A file that was chosen but not sent yet is named, so that it counts here already.
            wish = replace(wish, proofs=(*wish.proofs, "fresh"))
        found, refused = queries.judged(wish, case, on=clock.today())
        context = {
            "found": found,
            "refused": refused,
            "rung": RUNG_NAMES[found.rung] if found else "",
        }
    return render(request, "desk/leave/judged.html", context)


@with_files
@never_cache
def complete(request: HttpRequest, number: str) -> HttpResponse:
    """Complete a request that was returned, and hand it in again."""
    trip = queries.trip_for(request.actor, number)
    matter = matter_steps.to_complete(request, number)
    if matter is None:
        return redirect("desk:matter", number)
    extends = str(matter.fields["extends"])
    initial = _of_matter(matter) | {"version": matter.version}
    form = CompleteForm(
        trip.case, clock.today(), request.POST or None, extends=extends, initial=initial
    )
    if uploads.is_whole(request, form, actions.put_in_proof, case=trip.case):
        press = matter_steps.press_of(request, form)
        with matter_steps.mending(form):
            actions.complete(
                matter=matter, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("It was completed and handed in again"))
            return redirect("desk:matter", number)
    context = {
        "form": form,
        "case": trip.case,
        "matter": matter,
        "returned": matter_steps.why_returned(matter),
    }
    return render(
        request, "desk/leave/complete.html", context, status=uploads.status(request, form)
    )


@never_cache
@require_POST
def take(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Note that somebody left, is back, or did not come back; add a proof."""
    trip = queries.trip_for(request.actor, number)
    if act not in NOTED:
        return errors.not_found(request)
    form, note = FORMS[act](trip, request.POST), NOTED[act]
    return matter_noting.note(request, number, act, form, lambda: note(request, trip, form))


def _back(request: HttpRequest, trip, form: BackForm) -> object:
    done = actions.report_back(trip=trip, back=form.back(), by=request.actor, at=clock.now())
    if done.days_late:
        return _("The return was noted; it was late, and what follows stands with the case")
    return _("The return was noted; the leave is over")


def _left(request: HttpRequest, trip, form: LeftForm) -> object:
    actions.note_left(trip=trip, **form.cleaned_data, by=request.actor, at=clock.now())
    return _("The departure was noted")


def _missed(request: HttpRequest, trip, form: MissedForm) -> object:
    actions.note_not_back(trip=trip, **form.cleaned_data, by=request.actor, at=clock.now())
    return _("It was noted; what follows stands on the docket")


def _proof(request: HttpRequest, trip, form: ProofForm) -> object:
    actions.attach_proof(
        trip=trip,
        attachment=form.files[form.cleaned_data["key"]],
        by=request.actor,
        at=clock.now(),
    )
    return _("The proof was added")


NOTED = {"back": _back, "left": _left, "missed": _missed, "proof": _proof}


@require_POST
def shown(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """Show one sealed entry of a leave for a reason."""
    trip = queries.trip_for(request.actor, number)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_trip(
            trip=trip, field=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


def of(request: HttpRequest, of: str) -> HttpResponse:
    """Go to the leave a duty or an event of a case belongs to."""
    trip = queries.trip_of(request.actor, of)
    if trip is None:
        return errors.not_found(request)
    return redirect("desk:matter", trip.matter.number)


def _case(request: HttpRequest, number: str):
    case = cases.case_for(request.actor, number)
    access.check_may_ask_leave(request.actor, case.unit_path)
    return case


def _former(request: HttpRequest):
    """Return the leave to be lengthened, when one is named."""
    number = request.GET.get("extends", "")
    return queries.trip_for(request.actor, number) if number else None


def _initial(former) -> dict[str, object]:
    if former is None:
        return {}
    begins = former.returns + timedelta(days=1)
    return _of_matter(former.matter) | {"leaves": begins, "returns": ""}


def _of_matter(matter) -> dict[str, object]:
    """Return what a form begins with; what is sealed is entered anew."""
    asked = read(matter.fields)
    initial: dict[str, object] = {
        "came_by": matter.came_by,
        "reason": asked.reason,
        "leaves": asked.leaves,
        "returns": asked.returns,
        "transport": asked.transport,
        "is_urgent": asked.is_urgent,
        "proofs": list(asked.proofs),
    }
    for n, one in enumerate(asked.destinations):
        initial |= {f"code{n}": one.code, f"place{n}": one.place}
    return initial


def _met_at(item: Item) -> str:
    return reverse("desk:leave_of", args=[item.title["of"]])


for _what in ("leave.answer", "leave.return", "leave.report_to_county"):
    links.register("cases", _what, _met_at)

urlpatterns = [
    path("leave/new/", who, name="leave_who"),
    path("leave/of/<str:of>/", of, name="leave_of"),
    path("cases/<str:number>/leave/new/", ask, name="leave_ask"),
    path("cases/<str:number>/leave/judged/", judged, name="leave_judged"),
    path("leave/<str:number>/complete/", complete, name="leave_complete"),
    path("leave/<str:number>/show/<str:field>/", shown, name="leave_show"),
    path("leave/<str:number>/<str:act>/", take, name="leave_take"),
]
