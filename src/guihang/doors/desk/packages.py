"""A person's responsibility package at the desk: who answers, who cannot be turned to, since when.

Naming and releasing each take a reason and stay in the history.
"""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.cases import queries as cases
from guihang.cases.vocabulary import REGISTERED
from guihang.doors import clock
from guihang.doors.desk.package_forms import NameForm, ReleaseForm
from guihang.doors.desk.package_said import colour
from guihang.doors.ui import errors, reveal, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.law.texts import Text
from guihang.supervision import access
from guihang.supervision.packages import actions, queries
from guihang.supervision.packages.queries import Slot
from guihang.supervision.packages.rule import Part, Rule, rule_on, versions
from guihang.supervision.packages.words import LACKING, REMEDIES, STATES

type Bound = Mapping[str, forms.Form]


@never_cache
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Show the package of one person, with everybody who ever answered."""
    return _page(request, cases.case_for(request.actor, number), {})


@never_cache
@require_POST
def name(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """Name who answers for a part."""
    case, found = cases.case_for(request.actor, number), _part(part)
    if found is None:
        return errors.not_found(request)
    form = _name_form(found, case, request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            actions.name_owner(
                cases=(case,),
                part=part,
                named=form.named(),
                because=form.cleaned_data["because"],
                by=request.actor,
                at=clock.now(),
            )
            toasts.say(request, _("It is written down who answers for this part"))
            return redirect("desk:package", number)
    return _page(request, case, {part: form}, ui_forms.status(form))


@never_cache
@require_POST
def release(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Release somebody from a part without naming who follows."""
    case = cases.case_for(request.actor, number)
    owner = queries.history(case).filter(pk=key).first()
    if owner is None:
        return errors.not_found(request)
    form = ReleaseForm(request.POST, auto_id=f"release-{owner.part}_%s")
    if form.is_valid():
        with ui_forms.refusing(form):
            because = form.cleaned_data["because"]
            actions.release(owner=owner, because=because, by=request.actor, at=clock.now())
            toasts.say(request, _("Nobody answers for this part now; name somebody soon"))
            return redirect("desk:package", number)
    return _page(request, case, {f"release-{owner.part}": form}, ui_forms.status(form))


@require_POST
def shown(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Show the phone of somebody outside for a reason."""
    case = cases.case_for(request.actor, number)
    owner = queries.history(case).filter(pk=key).first()
    if owner is None:
        return errors.not_found(request)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_phone(
            owner=owner, reason=reason, by=request.actor, at=clock.now()
        ),
    )


def _part(code: str) -> Part | None:
    rule = rule_on(clock.today())
    return rule.part(code) if rule else None


def _name_form(part: Part, case, posted=None) -> NameForm:
    return NameForm((part,), case.unit_path, clock.today(), posted, auto_id=f"{part.code}_%s")


def _page(request: HttpRequest, case, bound: Bound, status: int = 200) -> HttpResponse:
    rule = rule_on(clock.today())
    context = {
        "case": case,
        "rule": rule,
        "slots": _slots(request, case, rule, bound) if rule else (),
        "history": [(_part_says(one), one) for one in queries.history(case)],
        "is_registered": case.state in REGISTERED,
    }
    return render(request, "desk/packages/package.html", context, status=status)


def _slots(request: HttpRequest, case, rule: Rule, bound: Bound) -> list[dict[str, object]]:
    found = queries.package(case, rule, on=clock.today())
    return [_slot(request, case, slot, bound) for slot in found]


def _slot(request: HttpRequest, case, slot: Slot, bound: Bound) -> dict[str, object]:
    part = slot.part
    guard = access.check_may_name_leading_owner if part.by_leaders else access.check_may_name_owner
    may_name = case.state in REGISTERED and may(guard, request.actor, case.unit_path)
    releasing = f"release-{part.code}"
    return {
        "slot": slot,
        "code": part.code,
        "says": part.says,
        "state": colour(slot.state),
        "state_says": STATES[slot.state],
        "remedy": REMEDIES.get(slot.state, ""),
        "form": (bound.get(part.code) or _name_form(part, case)) if may_name else None,
        "release": (bound.get(releasing) or ReleaseForm(auto_id=f"{releasing}_%s"))
        if may_name and slot.owner
        else None,
        "is_open": part.code in bound or slot.state == LACKING,
        "is_releasing": releasing in bound,
    }


def _part_says(owner) -> Text:
    """Say a part as it was called by the rule under which somebody was named."""
    found = (one.part(owner.part) for one in versions() if one.version == owner.rule)
    part = next((one for one in found if one), None)
    return part.says if part else Text(owner.part, owner.part)


urlpatterns = [
    path("packages/<str:number>/", page, name="package"),
    path("packages/<str:number>/<int:key>/show/", shown, name="package_show"),
    path("packages/<str:number>/<int:key>/release/", release, name="package_release"),
    path("packages/<str:number>/<slug:part>/", name, name="package_name"),
]
