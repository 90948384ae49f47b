"""Approvals besides leave: asking, proposing a device, completing, and what is noted in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.vocabulary import RUNG_NAMES
from guihang.cases import queries as cases
from guihang.decisions import queries as matters
from guihang.decisions.actions import Press
from guihang.decisions.course import Act, Stage
from guihang.doors import clock
from guihang.doors.desk import finding, links, matter_page
from guihang.doors.desk.approvals_besides import form_for
from guihang.doors.desk.approvals_forms import (
    ApprovalForm,
    CompleteApprovalForm,
    initial_of,
    shown_said,
)
from guihang.doors.desk.cases import screens
from guihang.doors.desk.uploads import with_files
from guihang.doors.ui import errors, reveal, toasts, wording
from guihang.doors.ui import forms as ui_forms
from guihang.dossiers.actions import Upload
from guihang.law.events import What
from guihang.law.refusals import BadFacts, NotYours, Refused
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
    if request.method == "POST" and _is_whole(request, case, form):
        with _mending(form):
            press = Press(once=ui_forms.once(request))
            matter = actions.ask(
                case=case, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("The request was entered; it is checked next"))
            return redirect("desk:matter", matter.number)
    context = {"form": form, "case": case, "kind": kind, "plan": PLANS[kind], "former": former}
    return render(request, "desk/approvals/ask.html", context, status=_status(request, form))


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
    matter = matters.matter_for(request.actor, number)
    refusal = matters.may_take(request.actor, matter, Act.RESUBMIT, on=clock.today())
    if refusal is not None:
        raise refusal
    if matter.stage != Stage.RETURNED:
        return redirect("desk:matter", number)
    form = CompleteApprovalForm(
        matter.kind, approval.case, clock.today(), request.POST or None,
        extends=str(matter.fields["extends"]), initial=initial_of(matter),
    )  # fmt: skip
    if request.method == "POST" and _is_whole(request, approval.case, form):
        press = Press(once=ui_forms.once(request), version=form.cleaned_data["version"])
        with _mending(form):
            actions.complete(
                matter=matter, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("It was completed and handed in again"))
            return redirect("desk:matter", number)
    returned = [step for step in matter.steps.all() if step.act == Act.RETURN]
    context = {
        "form": form,
        "case": approval.case,
        "kind": matter.kind,
        "plan": PLANS[matter.kind],
        "matter": matter,
        "former": approval.extends,
        "returned": returned[-1] if returned else None,
    }
    return render(request, "desk/approvals/ask.html", context, status=_status(request, form))


@never_cache
@require_POST
def take(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Note that others were told, that a device was put on, assessed, taken off."""
    approval = queries.approval_for(request.actor, number)
    if act not in NOTED:
        return errors.not_found(request)
    form = form_for(act, approval, request.POST)
    if form.is_valid():
        try:
            toasts.say(request, NOTED[act](request, approval, form.cleaned_data))
        except NotYours:
            raise
        except Refused as refused:
            ui_forms.refuse(form, refused)
        else:
            return redirect("desk:matter", number)
    found, name = matters.matter_for(request.actor, number), act.replace("-", "_")
    page = matter_page.page(request.actor, found, {}, on=clock.today(), besides={name: form})
    context = {"page": page, "to_mend": name}
    return render(request, "desk/matters/matter.html", context, status=ui_forms.status(form))


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


def _is_whole(request: HttpRequest, case, form: ApprovalForm) -> bool:
    """Put what was handed in into the dossier at once, so that no refusal loses it; then look."""
    refused = []
    for scan in request.FILES.getlist("fresh"):
        upload = Upload(scan.name, scan.read())
        try:
            form.take(put_in_proof(case=case, upload=upload, by=request.actor, at=clock.now()))
        except NotYours:
            raise
        except Refused as one:
            refused.append(f"{wording.said(one.why)} {wording.said(one.remedy)}")
    is_valid = form.is_valid()
    for said in refused:
        form.add_error("fresh", said)
    return is_valid and not refused


def _status(request: HttpRequest, form: ApprovalForm) -> int:
    if request.too_large is None:
        return ui_forms.status(form)
    form.refused = request.too_large
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@contextmanager
def _mending(form: ApprovalForm) -> Iterator[None]:
    """Put a refusal at the field of the form it is about; nothing typed is lost."""
    with ui_forms.refusing(form):
        try:
            yield
        except BadFacts as refused:
            raise form.mend(refused) from None


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
