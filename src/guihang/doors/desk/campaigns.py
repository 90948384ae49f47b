"""Campaigns of checking records at the desk: the list, one with its rate and people, its end."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.agencies import queries as agencies
from guihang.agencies.authority import may
from guihang.cases import access
from guihang.cases.campaigns import actions, queries
from guihang.cases.campaigns.kind import SOURCE
from guihang.cases.campaigns.queries import TABS, Wanted
from guihang.cases.campaigns.words import TABS as SAYS
from guihang.doors import clock
from guihang.doors.desk import links, lists
from guihang.doors.desk.campaign_forms import OpenForm
from guihang.doors.desk.lists import Copy, PurposeForm
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import rail, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.duties.queries import Item

CAMPAIGNS = (
    Column("title", _("Campaign")),
    Column("unit", _("About the people of")),
    Column("ends", _("Last day"), sort="ends"),
    Column("rate", _("Rate of checked records"), right=True),
    Column("state", _("State")),
)
PEOPLE = (
    Column("name", _("Name"), sort="person__pinyin"),
    Column("office", _("Office"), sort="unit_path"),
    Column("right", _("Entries right"), right=True),
    Column("unclear", _("Entries unclear"), right=True),
    Column("state", _("State")),
)
EMPTY = {
    "open": _("No record is left to be checked"),
    "unclear": _("No entry waits to be cleared up"),
    "whole": _("No record is checked yet"),
    "all": _("Nobody is registered here"),
}
COLOURS = {"open": "due", "unclear": "late", "whole": "ok"}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, pinyin or number"), widget=forms.TextInput({"type": "search"})
    )
    unit = forms.ChoiceField(label=_("Office"))


def listed(request: HttpRequest) -> HttpResponse:
    """List the campaigns about people in one's charge, and open one."""
    may_open = may(access.check_may_open_campaign, request.actor, request.actor.unit_path)
    form = OpenForm(request.actor, request.POST or None) if may_open else None
    if request.method == "POST":
        access.check_may_open_campaign(request.actor, request.actor.unit_path)
        if form.is_valid():
            with ui_forms.refusing(form):
                made = actions.open_campaign(draft=form.draft(), by=request.actor, at=clock.now())
                toasts.say(request, _("The campaign is open; every office sees what is left"))
                return redirect("desk:campaign", made.key)
    listing = Listing(
        request,
        queries.campaigns(request.actor),
        CAMPAIGNS,
        empty=_("No campaign was opened yet"),
        hint=_("A leader opens one for the county or an office, with its last day."),
    )
    context = {
        "listing": listing,
        "rows": [(one, _rate(request, one)) for one in listing],
        "form": form,
        "on": clock.today(),
    }
    status = ui_forms.status(form) if form else 200
    return render(request, "desk/campaigns/list.html", context, status=status)


def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one campaign: its rate with the definition, every office, and the people."""
    return _page(request, queries.campaign_for(request.actor, key))


@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a campaign with its rate."""
    campaign = queries.campaign_for(request.actor, key)
    form = forms.Form(request.POST)
    with ui_forms.refusing(form):
        actions.close_campaign(campaign=campaign, by=request.actor, at=clock.now())
        toasts.say(request, _("The campaign is closed; its rate stands"))
        return redirect("desk:campaign", key)
    return _page(request, campaign, closing=form, status=422)


@require_POST
def take_out(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the list that is shown as a workbook, for a purpose that is recorded."""
    campaign, wanted = queries.campaign_for(request.actor, key), _wanted(request)
    rate = _("Rate of checked records") + f" {_rate(request, campaign).percent}"
    copy = Copy(
        title=campaign.title,
        name=f"records-{wanted.tab}-{clock.today()}",
        columns=lists.columns(PEOPLE),
        rows=lambda taken: [_cells(case, campaign) for case in taken],
        holds=(SAYS[wanted.tab], rate),
    )
    found = queries.people(request.actor, campaign, wanted, on=clock.today())
    return lists.take_out(
        request,
        copy,
        take=partial(actions.take_out, campaign=campaign, people=found),
        again=lambda request, form, status: _page(request, campaign, purpose=form, status=status),
    )


def _cells(case, campaign) -> tuple[object, ...]:
    _colour, says = _state(case, campaign)
    return (case.person.name, case.dossier.unit.short_name, case.right, case.unclear, says)


def _page(
    request: HttpRequest,
    campaign,
    *,
    closing: forms.Form | None = None,
    purpose: PurposeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, by_office = request.actor, queries.rates(campaign, request.actor)
    offices = agencies.units_at(by_office)
    context = {
        "campaign": campaign,
        "definition": queries.of(campaign).definition,
        "rate": queries.rate(campaign, by_office),
        "offices": [(unit, by_office[path]) for path, unit in sorted(offices.items())],
        "items": queries.asked(campaign),
        "may_close": campaign.closed_at is None
        and may(access.check_may_open_campaign, actor, campaign.unit_path),
        "may_take_out": may(access.check_may_export, actor, actor.unit_path),
        "closing": closing or forms.Form(),
        "purpose": purpose or PurposeForm(),
        "asked_for": request.GET.urlencode(),
        **_people(request, campaign),
    }
    return render(request, "desk/campaigns/campaign.html", context, status=status)


def _people(request: HttpRequest, campaign) -> dict[str, object]:
    wanted, on = _wanted(request), clock.today()
    is_narrowed = bool(wanted.words or wanted.unit_path)
    listing = Listing(
        request,
        queries.people(request.actor, campaign, wanted, on=on),
        PEOPLE,
        empty=_("Nothing matches this filter") if is_narrowed else EMPTY[wanted.tab],
        hint=_("Look at all of them, or leave out a word or a choice."),
    )
    counts = queries.counts(request.actor, campaign, wanted, on=on)
    filters = FilterForm(
        initial={"tab": wanted.tab, "words": wanted.words, "unit": wanted.unit_path}
    )
    filters.fields["unit"].choices = lists.offices(request)
    return {
        "listing": listing,
        "rows": [(case, *_state(case, campaign)) for case in listing],
        "filters": filters,
        "is_narrowed": is_narrowed,
        "tabs": lists.tabs(request, SAYS, counts, current=wanted.tab, red="unclear"),
    }


def _rate(request: HttpRequest, campaign) -> queries.Rate:
    """Return the rate as it was kept, or as it stands for the people in one's charge."""
    if campaign.closed_at is not None:
        return queries.rate(campaign)
    return queries.rate(campaign, queries.rates(campaign, request.actor))


def _state(case, campaign) -> tuple[str, object]:
    if case.unclear:
        return COLOURS["unclear"], SAYS["unclear"]
    state = "whole" if case.right == len(campaign.items) else "open"
    return COLOURS[state], SAYS[state]


def _wanted(request: HttpRequest) -> Wanted:
    tab = request.GET.get("tab", "")
    return Wanted(
        tab=tab if tab in TABS else TABS[0],
        unit_path=request.GET.get("unit", "")[:200],
        words=request.GET.get("words", "")[:60],
    )


def _met_at(item: Item) -> str:
    there = reverse("desk:campaign", args=[item.title["key"]])
    unit = item.title.get("unit", "")
    return f"{there}?{urlencode({'tab': 'open', 'unit': unit})}" if unit else there


links.fall_back(SOURCE, _met_at)
rail.register(
    rail.Item(
        url="desk:campaigns",
        title=_("Checking records"),
        icon="ok",
        group=1,
        order=39,
        letter="h",
        shown=lambda actor: bool(actor.reach),
    )
)

urlpatterns = [
    path("campaigns/", listed, name="campaigns"),
    path("campaigns/<uuid:key>/", one, name="campaign"),
    path("campaigns/<uuid:key>/close/", close, name="campaign_close"),
    path("campaigns/<uuid:key>/export/", take_out, name="campaign_export"),
]
