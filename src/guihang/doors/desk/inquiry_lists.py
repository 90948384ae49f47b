"""The list of inquiries: to be accepted, under way, late, sent; narrowed, paged, printed."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import may
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.inquiry import access, queries
from guihang.cases.inquiry.queries import TABS, Wanted
from guihang.cases.vocabulary import InquiryState
from guihang.doors import clock
from guihang.doors.desk import lists
from guihang.doors.ui import rail
from guihang.doors.ui.listing import Column, Listing
from guihang.law.codes import Kind

COLUMNS = (
    Column("name", _("About whom"), sort="person__subject__name"),
    Column("organ", _("Commissioned by"), sort="organ_name"),
    Column("kind", _("Kind of correction intended"), sort="kind"),
    Column("received", _("Received"), sort="received_at"),
    Column("due", _("Opinion due"), sort="due"),
    Column("office", _("Office"), sort="dossier__unit_path"),
    Column("number", _("Number"), sort="dossier__number"),
    Column("state", _("State"), sort="state"),
)
SAYS = {
    "open": _("Under way"),
    "received": _("To be accepted"),
    "late": _("Late"),
    "sent": _("Opinion sent"),
    "returned": _("Sent back"),
    "all": _("All"),
}
STATES = {
    InquiryState.RECEIVED: "due",
    InquiryState.UNDERWAY: "run",
    InquiryState.DISCUSSED: "run",
    InquiryState.SENT: "ok",
    InquiryState.RETURNED: "rest",
}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, organ or number"), widget=forms.TextInput({"type": "search"})
    )
    unit = forms.ChoiceField(label=_("Office"))


def chip(inquiry, *, on: date) -> tuple[str, object]:
    """Return where an inquiry stands, as colour and word; late where its time is over."""
    state = InquiryState(inquiry.state)
    if state in queries.UNDER_WAY and inquiry.due and inquiry.due < on:
        return "late", _("late")
    return STATES[state], state.label


def listed(request: HttpRequest) -> HttpResponse:
    """List the inquiries in one's charge under one of their states."""
    on, got = clock.today(), request.GET
    tab = got.get("tab", "")
    wanted = Wanted(
        tab if tab in TABS else TABS[0], got.get("words", "")[:60], got.get("unit", "")[:200]
    )
    is_narrowed = bool(wanted.words or wanted.unit_path)
    listing = Listing(
        request,
        queries.inquiries(request.actor, wanted, on=on),
        COLUMNS,
        empty=_("Nothing matches this filter") if is_narrowed else _("No inquiries here"),
        hint=_("A court or prison commissions one before it decides."),
    )
    counts = queries.counts(request.actor, on=on)
    context = {
        "listing": listing,
        "rows": [(one, Kind(one.kind).says, *chip(one, on=on)) for one in listing],
        "filters": _filters(request, wanted),
        "is_narrowed": is_narrowed,
        "tabs": [
            (
                f"?tab={key}",
                SAYS[key],
                counts[key],
                key == wanted.tab,
                key == "late" and counts[key],
            )
            for key in TABS
        ],
        "may_receive": _may_receive(request),
    }
    return render(request, "desk/inquiries/list.html", context)


def _may_receive(request: HttpRequest) -> bool:
    offices = agencies.units(request.actor.reach, on=clock.today(), kinds=[UnitKind.OFFICE])
    return any(may(access.check_may_receive_inquiry, request.actor, one.path) for one in offices)


def _filters(request: HttpRequest, wanted: Wanted) -> FilterForm:
    form = FilterForm(initial={"tab": wanted.tab, "words": wanted.words, "unit": wanted.unit_path})
    form.fields["unit"].choices = lists.offices(request)
    return form


def _late(request: HttpRequest) -> int | None:
    return queries.late(request.actor, on=clock.today()) or None


rail.register(
    rail.Item(
        url="desk:inquiries",
        title=_("Inquiries"),
        icon="search",
        group=1,
        order=25,
        letter="i",
        shown=lambda actor: bool(actor.reach),
        count=_late,
    )
)

urlpatterns = [path("inquiries/", listed, name="inquiries")]
