"""Positioning devices at the desk: made known, withdrawn, and what was not taken from them."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor, may
from guihang.agencies.vocabulary import Role
from guihang.doors import clock
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import rail, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.tracking import access, actions, queries
from guihang.tracking.actions import Enrolment
from guihang.tracking.kinds import Datum
from guihang.tracking.vocabulary import DeviceSort

PROTOCOLS = {
    "jt808": "JT/T 808",
    "gt06": "GT06",
    "watch": _("watch protocol (3G, SG, CS, ZJ)"),
    "osmand": "OsmAnd / Traccar Client",
    "owntracks": "OwnTracks",
    "mobile": _("our own app"),
}
DATUMS = {
    Datum.WGS_84: "WGS-84",
    Datum.GCJ_02: "GCJ-02",
    Datum.BD_09: "BD-09",
}
WHY_NOT = {
    "not_known": pgettext_lazy("reading", "not enrolled"),
    "no_basis": pgettext_lazy("reading", "no basis in force at its time"),
    "too_soon": pgettext_lazy("reading", "more often than the basis allows"),
    "not_proved": pgettext_lazy("reading", "did not show its secret"),
    "too_fast": pgettext_lazy("reading", "too many at once"),
    "no_name": pgettext_lazy("reading", "did not say who it is"),
}
COLUMNS = (
    Column("number", _("Number of the device"), sort="key"),
    Column("kind", _("Kind"), sort="sort"),
    Column("protocol", _("Protocol"), sort="protocol"),
    Column("datum", _("Datum")),
    Column("worn", _("Worn by")),
    Column("state", _("State")),
    Column("withdraw", ""),
)
A_WEEK = timedelta(days=7)
SEEN_BY = (Role.SQUAD_OFFICER, Role.SQUAD_LEADER, Role.BRIGADE_LEADER)


class EnrolForm(forms.Form):
    """What a device is, what it calls itself, what it speaks."""

    key = forms.CharField(
        label=_("Number of the device"),
        max_length=60,
        help_text=_("IMEI, terminal number, or user/device of OwnTracks."),
    )
    sort = forms.ChoiceField(label=_("Kind"), choices=DeviceSort.choices, widget=forms.RadioSelect)
    protocol = forms.ChoiceField(label=_("Protocol"), choices=list(PROTOCOLS.items()))
    datum = forms.ChoiceField(
        label=_("Datum"),
        choices=[(str(datum), says) for datum, says in DATUMS.items()],
        help_text=_("WGS-84 unless the supplier says otherwise."),
    )


@never_cache
def devices(request: HttpRequest) -> HttpResponse:
    """Show the devices of one's units: who wears them, and since when."""
    return _page(request, EnrolForm())


@never_cache
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Make a device known; its secret is shown on the answer and never again."""
    form = EnrolForm(request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            given = form.cleaned_data
            device, secret = actions.enrol(
                device=Enrolment(
                    given["key"],
                    DeviceSort(given["sort"]),
                    given["protocol"],
                    Datum(given["datum"]),
                ),
                unit=agencies.unit_at(request.actor.unit_path),
                by=request.actor,
                at=clock.now(),
            )
            toasts.say(request, _("The device is known now"))
            return _page(request, EnrolForm(), fresh=(device, secret))
    return _page(request, form, status=ui_forms.status(form))


@never_cache
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Receive a device no more."""
    device = queries.device_for(request.actor, number)
    actions.withdraw(device=device, by=request.actor, at=clock.now())
    toasts.say(request, _("The device is received no more"))
    return redirect("desk:devices")


def _page(request: HttpRequest, form: forms.Form, status: int = 200, fresh=None) -> HttpResponse:
    by, at = request.actor, clock.now()
    listing = Listing(
        request,
        queries.devices(by),
        COLUMNS,
        empty=_("No device is known yet"),
        hint=_("Make a device known here first; what an unknown one sends is not taken."),
    )
    worn = queries.worn_by(listing.shown, at=at)
    context = {
        "listing": listing,
        "rows": [
            {
                "device": one,
                "protocol": PROTOCOLS.get(one.protocol, one.protocol),
                "datum": DATUMS.get(Datum(one.datum), one.datum),
                "worn": worn.get(one.pk),
                "may_withdraw": one.withdrawn_at is None
                and one.pk not in worn
                and may(access.check_may_enrol_device, by, one.unit_path),
            }
            for one in listing
        ],
        "form": form if _may_enrol(by) else None,
        "fresh": fresh,
        "refused": [
            (one, WHY_NOT.get(one.why, one.why))
            for one in queries.not_taken(by, since=(at - A_WEEK).date())
        ],
    }
    return render(request, "desk/devices.html", context, status=status)


def _may_enrol(by: Actor) -> bool:
    return may(access.check_may_enrol_device, by, by.unit_path)


urlpatterns = [
    path("devices/", devices, name="devices"),
    path("devices/enrol/", enrol, name="device_enrol"),
    path("devices/<int:number>/withdraw/", withdraw, name="device_withdraw"),
]
rail.register(
    rail.Item(
        url="desk:devices",
        title=_("Positioning devices"),
        icon="pin",
        group=1,
        order=44,
        shown=lambda actor: bool(set(SEEN_BY) & actor.roles),
    )
)
