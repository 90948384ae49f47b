"""Approvals besides leave: asking, proposing a device, completing, and what is noted in them."""

from __future__ import annotations

from dataclasses import replace

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
from guihang.doors.desk.approvals_besides import form_for
from guihang.doors.desk.approvals_forms import (
    ApprovalForm,
    CompleteApprovalForm,
    initial_of,
    shown_said,
)
from guihang.doors.desk.cases import screens
from guihang.doors.desk.uploads import with_files
from guihang.doors.ui import errors, reveal, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.law.events import What
from guihang.supervision import access
from guihang.supervision.approvals import actions, plans, proving, queries
from guihang.supervision.approvals.examining import kinds_for
from guihang.supervision.approvals.plans import PLANS
from guihang.supervision.approvals.words import LENGTHENED
from guihang.supervision.leave.actions import put_in_proof


@never_cache
def who(request: HttpRequest) -> HttpResponse:
    """Find the person something is asked for."""
    found = finding.people(request, "desk:approval_choose")
    return render(request, "desk/approvals/who.html", found)


@never_cache
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Choose what is asked for; a device only with a fact that proves its circumstance."""
    case, on = _case(request, number), clock.today()
    shown = proving.shown(case, on=on)
    kinds = [
        (name, PLANS[name].title, PLANS[name].article)
        for name in kinds_for(case)
        if shown or name != plans.DEVICE
    ]
    context = {
        "case": case,
        "kinds": kinds,
        "proofs": [shown_said(one) for one in shown],
        "known": [(one, PLANS[one.kind].title) for one in queries.of_case(case)],
    }
    return render(request, "desk/approvals/choose.html", context)


@with_files
@never_cache
def ask(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Ask for an approval in the name of the person of a case, or propose a device."""
    if kind not in PLANS:
        return errors.not_found(request)
    case = _case(request, number)
    former = _former(request)
    form = ApprovalForm(
        kind, case, clock.today(), request.POST or None, extends=former.of if former else ""
    )
    if uploads.is_whole(request, form, put_in_proof, case=case):
        with matter_steps.mending(form):
            press = Press(once=ui_forms.once(request))
            matter = actions.ask(
                case=case, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("The request was entered; it is checked next"))
            return redirect("desk:matter", matter.number)
    context = {"form": form, "case": case, "kind": kind, "plan": PLANS[kind], "former": former}
    return render(request, "desk/approvals/ask.html", context, status=uploads.status(request, form))


@never_cache
@require_POST
def judged(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Say beside the form what the law makes of it, before it is handed in."""
    if kind not in PLANS:
        return errors.not_found(request)
    case, former = _case(request, number), _former(request)
    form = ApprovalForm(
        kind, case, clock.today(), request.POST, extends=former.of if former else ""
    )
    form.full_clean()
    wish = form.wish()
    if request.POST.get("fresh"):
        # A file that was chosen but not sent yet is named, so that it counts here already.
        wish = replace(wish, files=(*wish.files, "fresh"))
    if not wish.stated:
        return render(request, "desk/approvals/judged.html", {})
    found, refused = queries.judged(wish, case, on=clock.today())
    rung = RUNG_NAMES[found.rung] if found and found.rung else ""
    context = {"found": found, "refused": refused, "rung": rung}
    return render(request, "desk/approvals/judged.html", context)


@with_files
@never_cache
def complete(request: HttpRequest, number: str) -> HttpResponse:
    """Complete a request that was returned, and hand it in again."""
    approval = queries.approval_for(request.actor, number)
    matter = matter_steps.to_complete(request, number)
    if matter is None:
        return redirect("desk:matter", number)
    form = CompleteApprovalForm(
        matter.kind, approval.case, clock.today(), request.POST or None,
        extends=str(matter.fields["extends"]), initial=initial_of(matter),
    )  # fmt: skip
    if uploads.is_whole(request, form, put_in_proof, case=approval.case):
        press = matter_steps.press_of(request, form)
        with matter_steps.mending(form):
            actions.complete(
                matter=matter, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("It was completed and handed in again"))
            return redirect("desk:matter", number)
    context = {
        "form": form,
        "case": approval.case,
        "kind": matter.kind,
        "plan": PLANS[matter.kind],
        "matter": matter,
        "former": approval.extends,
        "returned": matter_steps.why_returned(matter),
    }
    return render(request, "desk/approvals/ask.html", context, status=uploads.status(request, form))


@never_cache
@require_POST
def take(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Note that others were told, that a device was put on, assessed, taken off."""
    approval = queries.approval_for(request.actor, number)
    if act not in NOTED:
        return errors.not_found(request)
    form = form_for(act, approval, request.POST)
    given, name = form.cleaned_data if form.is_valid() else {}, act.replace("-", "_")
    return matter_noting.note(
        request, number, name, form, lambda: NOTED[act](request, approval, given)
    )


def _tell_others(request: HttpRequest, approval, given) -> object:
    actions.tell_others(approval=approval, to=tuple(given["to"]), by=request.actor, at=clock.now())
    return _("It was noted; the letters are in the file")


def _put_on(request: HttpRequest, approval, given) -> object:
    actions.put_on(order=approval, **given, by=request.actor, at=clock.now())
    return _("It was noted that the device was put on")


def _assess(request: HttpRequest, approval, given) -> object:
    actions.assess(order=approval, **given, by=request.actor, at=clock.now())
    return _("The assessment was noted")


def _take_off(request: HttpRequest, approval, given) -> object:
    actions.take_off(order=approval, **given, by=request.actor, at=clock.now())
    return _("It was noted that the device came off; no position is taken any more")


NOTED = {
    "tell-others": _tell_others,
    "put-on": _put_on,
    "assess": _assess,
    "take-off": _take_off,
}


@require_POST
def shown(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """Show one sealed entry of an approval for a reason."""
    approval = queries.approval_for(request.actor, number)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_words(
            approval=approval, field=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


def of(request: HttpRequest, of: str) -> HttpResponse:
    """Go to the approval a duty or an event of a case belongs to."""
    approval = queries.approval_of(request.actor, of)
    if approval is None:
        return errors.not_found(request)
    return redirect("desk:matter", approval.matter.number)


def _case(request: HttpRequest, number: str):
    case = cases.case_for(request.actor, number)
    access.check_may_ask_approval(request.actor, case.unit_path)
    return case


def _former(request: HttpRequest):
    """Return the device order to be lengthened, when one is named."""
    number = request.GET.get("extends", "")
    return queries.approval_for(request.actor, number) if number else None


FOLLOWED = (
    "frequent.answer",
    "contact.answer",
    "places.answer",
    "exemption.answer",
    "places.tell_court",
    "places.tell_procuratorate",
    "health.tell_lengthening",
    "monitoring.tell_before",
    "monitoring.copy_approval",
    "monitoring.assess",
    "monitoring.remove",
)
"""What is met on the page of the approval it belongs to."""


def _following(number: str, of: str) -> str:
    """What was taken over with a register has no approval here, and is noted by hand."""
    return reverse("desk:approval_of", args=[of]) if of.startswith("matter.") else ""


for _name in FOLLOWED:
    screens.lead(_name, _following)
for _plan in PLANS.values():
    links.COMPLETE[_plan.name] = "desk:approval_complete"

screens.never_by_hand(
    *(what for plan in PLANS.values() for what in (plan.asked, plan.granted, plan.refused) if what),
    *LENGTHENED.values(),
    What.TRAVEL_ENDED,
    What.EXEMPTION_ENDED,
)

urlpatterns = [
    path("approvals/new/", who, name="approval_who"),
    path("approvals/of/<str:of>/", of, name="approval_of"),
    path("cases/<str:number>/approvals/new/", choose, name="approval_choose"),
    path("cases/<str:number>/approvals/<str:kind>/", ask, name="approval_ask"),
    path("cases/<str:number>/approvals/<str:kind>/judged/", judged, name="approval_judged"),
    path("approvals/<str:number>/complete/", complete, name="approval_complete"),
    path("approvals/<str:number>/show/<str:field>/", shown, name="approval_show"),
    path("approvals/<str:number>/<str:act>/", take, name="approval_take"),
]
