"""The months of an office: who is to be assessed, confirmed, told; and the public list."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.cases.words import spoken
from guihang.doors import clock
from guihang.doors.desk import lists
from guihang.doors.desk.month_forms import TellForm, month_said
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import rail, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.law.codes import MonthResult
from guihang.law.refusals import BadFacts
from guihang.supervision import access
from guihang.supervision.assessment import actions, queries
from guihang.supervision.assessment.month import Month
from guihang.supervision.assessment.queries import TABS, Wanted
from guihang.supervision.assessment.words import STATES

COLUMNS = (
    Column("name", _("Name"), sort="person__pinyin"),
    Column("result", _("Result")),
    Column("points", _("Points"), right=True),
    Column("reasons", _("Reasons")),
    Column("by", _("Assessed by")),
    Column("office", _("Office"), sort="unit_path"),
    Column("state", _("State")),
)
PICK = Column("pick", _("Select"))
COLOURS = {
    "to_assess": "due",
    "to_confirm": "run",
    "to_tell": "run",
    "objected": "late",
    "told": "ok",
}
EMPTY = {
    "to_assess": _("Everybody's month has been assessed"),
    "to_confirm": _("No month waits to be confirmed"),
    "to_tell": _("Everybody was told"),
    "objected": _("No objection waits for an answer"),
    "all": _("Nobody was under correction here in this month"),
}
MOST_MONTHS = 12


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    month = forms.ChoiceField(label=_("Month"))
    unit = forms.ChoiceField(label=_("Office"))
    words = forms.CharField(
        label=_("Name, pinyin or number"), widget=forms.TextInput({"type": "search"})
    )


def listed(request: HttpRequest) -> HttpResponse:
    """List whose month stands where, in one's charge."""
    return _page(request, TellForm(initial={"day": clock.today()}, auto_id="tell_%s"))


def _page(request: HttpRequest, telling: TellForm) -> HttpResponse:
    wanted = _wanted(request)
    picks = _picks(request, wanted.tab)
    listing = Listing(
        request,
        queries.people(request.actor, wanted),
        ((PICK, *COLUMNS) if picks else COLUMNS),
        empty=EMPTY[wanted.tab] if not wanted.words else _("Nothing matches this filter"),
        hint=_("Choose another month, or look at all of them."),
    )
    context = {
        "listing": listing,
        "rows": [_line(request, one, wanted.month, picks) for one in listing],
        "filters": _filters(request, wanted),
        "tabs": lists.tabs(
            request,
            {tab: _tab_says(tab) for tab in TABS},
            queries.counts(request.actor, wanted),
            current=wanted.tab,
            red="objected",
        ),
        "shown": f"{month_said(wanted.month)} · {_tab_says(wanted.tab)}",
        "month": wanted.month,
        "picks": picks if listing.count else "",
        "telling": telling,
        "asked_for": request.GET.urlencode(),
        "telling_to": f"{reverse('desk:months_tell')}?{request.GET.urlencode()}",
        "may_publish": may(
            access.check_may_publish_conduct, request.actor, request.actor.unit_path
        ),
    }
    status = ui_forms.status(telling) if telling.is_bound else 200
    return render(request, "desk/months/list.html", context, status=status)


def _picks(request: HttpRequest, tab: str) -> str:
    """Return what can be done with the rows that are ticked, by whoever looks."""
    actor = request.actor
    if tab == "to_confirm" and may(access.check_may_confirm_months, actor, actor.unit_path):
        return "confirm"
    if tab == "to_tell" and may(access.check_may_assess_month, actor, actor.unit_path):
        return "tell"
    return ""


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Confirm the months that are ticked, in one go."""
    chosen = queries.chosen(request.actor, request.POST.getlist("item"))
    if not chosen:
        toasts.say(request, _("Nothing was ticked; tick the rows to be confirmed"))
        return _back(request)
    done = actions.confirm(assessments=chosen, by=request.actor, at=clock.now())
    says = ngettext("%(n)d month was confirmed", "%(n)d months were confirmed", len(done))
    toasts.say(request, says % {"n": len(done)})
    return _back(request)


@require_POST
def tell(request: HttpRequest) -> HttpResponse:
    """Note that the people that are ticked were told."""
    form = TellForm(request.POST, auto_id="tell_%s")
    chosen = queries.chosen(request.actor, request.POST.getlist("item"))
    if not chosen:
        toasts.say(request, _("Nothing was ticked; tick the rows of those who were told"))
        return _back(request)
    if form.is_valid():
        with ui_forms.refusing(form):
            done = actions.tell(
                assessments=chosen, telling=form.telling(), by=request.actor, at=clock.now()
            )
            says = ngettext("%(n)d person was told", "%(n)d people were told", len(done))
            toasts.say(request, says % {"n": len(done)})
            return _back(request)
    return _page(request, form)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('desk:months')}?{request.GET.urlencode()}")


def published(request: HttpRequest) -> HttpResponse:
    """Show what may be put up of a month, and record that it was put up."""
    access.check_may_publish_conduct(request.actor, request.actor.unit_path)
    wanted, on = _wanted(request), clock.today()
    shown = queries.public_list(request.actor, wanted.month, on=on, unit_path=wanted.unit_path)
    if request.method == "POST" and shown.lines:
        actions.publish(
            month=wanted.month,
            chosen=[line.assessment for line in shown.lines],
            left_out=shown.left_out,
            by=request.actor,
            at=clock.now(),
        )
        toasts.say(request, _("It was recorded that this list was put up"))
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    context = {
        "filters": _filters(request, wanted),
        "shown": shown,
        "month": wanted.month,
        "month_says": month_said(wanted.month),
        "asked_for": request.GET.urlencode(),
    }
    return render(request, "desk/months/published.html", context)


def _line(request: HttpRequest, case, month: Month, picks: str) -> dict[str, object]:
    made = case.months_shown[0] if case.months_shown else None
    standing = queries.standing_of(made)
    is_own = made is not None and made.by_id == request.actor.account_id
    return {
        "case": case,
        "name": case.person.name,
        "made": made,
        "result": spoken(MonthResult(made.result).says) if made else "",
        "office": case.dossier.unit.short_name,
        "state": COLOURS[standing],
        "says": STATES[standing],
        "pick": bool(picks and made and not (picks == "confirm" and is_own)),
        "is_plain": made is not None and not made.reasons,
    }


def _tab_says(tab: str) -> object:
    return STATES.get(tab, _("all"))


def month_asked(request: HttpRequest, on: date) -> Month:
    """Return the month an address asks for; the last whole one where it asks for none."""
    try:
        return Month.read(request.GET.get("month", ""))
    except BadFacts:
        return Month.of(on).before


def _wanted(request: HttpRequest) -> Wanted:
    tab = request.GET.get("tab", "")
    return Wanted(
        month=month_asked(request, clock.today()),
        tab=tab if tab in TABS else TABS[0],
        unit_path=request.GET.get("unit", ""),
        words=request.GET.get("words", "")[:60],
    )


def _filters(request: HttpRequest, wanted: Wanted) -> FilterForm:
    form = FilterForm(
        initial={
            "tab": wanted.tab,
            "month": str(wanted.month),
            "unit": wanted.unit_path,
            "words": wanted.words,
        }
    )
    months, month = [wanted.month], Month.of(clock.today()).before
    for _n in range(MOST_MONTHS):
        months.append(month)
        month = month.before
    shown = sorted(set(months), reverse=True)
    form.fields["month"].choices = [(str(one), month_said(one)) for one in shown]
    form.fields["unit"].choices = lists.offices(request)
    return form


rail.register(
    rail.Item(
        url="desk:months",
        title=_("Daily assessment"),
        icon="cal",
        group=1,
        order=37,
        letter="y",
        shown=lambda actor: bool(actor.reach),
    )
)

urlpatterns = [
    path("months/", listed, name="months"),
    path("months/confirm/", confirm, name="months_confirm"),
    path("months/tell/", tell, name="months_tell"),
    path("months/published/", published, name="months_published"),
]
