"""Searches at the desk: one search with its playbook, each step of it, and exercises."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.cases import queries as cases
from guihang.doors import clock
from guihang.doors.desk import links, search_page
from guihang.doors.desk.cases import screens
from guihang.doors.desk.search_forms import ExerciseForm
from guihang.doors.ui import errors, reveal, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.duties.queries import Item
from guihang.law.events import What
from guihang.law.refusals import NotYours, Refused
from guihang.supervision import access
from guihang.supervision.search import actions, queries


@never_cache
def search(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one search: the clock, what was tried, who was told, what the law proposes."""
    return _page(request, queries.search_for(request.actor, key), {})


@never_cache
@require_POST
def take(request: HttpRequest, key: UUID, step: str) -> HttpResponse:
    """Take one step of a search."""
    found = queries.search_for(request.actor, key)
    if step not in DONE:
        return errors.not_found(request)
    form = search_page.form_of(step, found, request.actor, request.POST)
    if form.is_valid():
        try:
            DONE[step](request, found, form)
        except NotYours:
            raise
        except Refused as refused:
            ui_forms.refuse(form, refused)
        else:
            toasts.say(request, SAID[step])
            return redirect("desk:search_one", key)
    return _page(request, found, {step: form})


@never_cache
def practise(request: HttpRequest) -> HttpResponse:
    """Open an exercise."""
    access.check_may_practise_search(request.actor, request.actor.unit_path)
    form = ExerciseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            made = actions.practise(exercise=form.exercise(), by=request.actor, at=clock.now())
            toasts.say(request, _("The exercise was opened; no case is touched"))
            return redirect("desk:search_one", made.key)
    status = ui_forms.status(form)
    return render(request, "desk/searches/practise.html", {"form": form}, status=status)


@require_POST
def shown(request: HttpRequest, key: UUID, field: str) -> HttpResponse:
    """Show sealed words of a search for a reason."""
    found = queries.search_for(request.actor, key)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_words(
            search=found, field=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


def of_case(request: HttpRequest, number: str) -> HttpResponse:
    """Go to the search of a case; where it has none, to where a search would begin."""
    case = cases.case_for(request.actor, number)
    found = queries.of_case(case).first()
    if found is not None:
        return redirect("desk:search_one", found.key)
    return redirect(f"{reverse('desk:case_note', args=[number])}?what={What.DUTY_MISSED}")


def _page(request: HttpRequest, found, bound: dict) -> HttpResponse:
    context = search_page.page(found, request.actor, at=clock.now(), on=clock.today(), bound=bound)
    status = max((ui_forms.status(form) for form in bound.values()), default=200)
    return render(request, "desk/searches/search.html", context, status=status)


def _by(request: HttpRequest) -> dict[str, object]:
    return {"by": request.actor, "at": clock.now()}


def _attempt(request: HttpRequest, found, form) -> None:
    actions.note_attempt(search=found, tried=form.tried(), **_by(request))


def _found(request: HttpRequest, found, form) -> None:
    actions.note_found(search=found, found=form.found(), **_by(request))


def _tell(step: str) -> Callable[..., None]:
    to, about = search_page.TELLING[step]

    def do(request: HttpRequest, found, form) -> None:
        because = form.cleaned_data["because"]
        actions.tell(search=found, to=to, about=about, because=because, **_by(request))

    return do


def _receipt(request: HttpRequest, found, form) -> None:
    told = dict(form.cleaned_data)
    notice = next(one for one in found.notices.all() if one.pk == told.pop("notice"))
    actions.note_receipt(notice=notice, **told, **_by(request))


def _close(request: HttpRequest, found, form) -> None:
    actions.close(search=found, **form.cleaned_data, **_by(request))


DONE = {
    "attempt": _attempt,
    "found": _found,
    **{step: _tell(step) for step in search_page.TELLING},
    "receipt": _receipt,
    "close": _close,
}
SAID = {
    "attempt": _("The attempt was written down"),
    "found": _("The finding was noted; the law proposes what follows"),
    "police": _("The police were told"),
    "procuratorate": _("The procuratorate was told"),
    "organ": _("The organ was told, with a copy to the procuratorate"),
    "outcome": _("The procuratorate was told"),
    "outcome-police": _("The police were told"),
    "receipt": _("The receipt was noted"),
    "close": _("The search was closed"),
}

LED = (
    "intake.search",
    "intake.tell_organ",
    "missing.search",
    "missing.tell_police",
    "missing.tell_procuratorate",
    "missing.deal_with",
)
"""What the law makes somebody owe about a loss is met on the page of the search."""


def _leading(number: str, of: str) -> str:
    return reverse("desk:search_of_case", args=[number])


def _met_at(item: Item) -> str:
    return reverse("desk:search_one", args=[item.title["search"]])


for _name in LED:
    screens.lead(_name, _leading)
links.fall_back("searches", _met_at)
screens.never_by_hand(What.SEARCH_STARTED)

urlpatterns = [
    path("searches/practise/", practise, name="search_practise"),
    path("cases/<str:number>/search/now/", of_case, name="search_of_case"),
    path("searches/<uuid:key>/", search, name="search_one"),
    path("searches/<uuid:key>/show/<str:field>/", shown, name="search_show"),
    path("searches/<uuid:key>/<str:step>/", take, name="search_take"),
]
