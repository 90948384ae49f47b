"""The secret address of one's calendar feed: made, renewed and ended under one's account."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.doors import clock
from guihang.doors.ui import toasts
from guihang.duties import actions


@never_cache
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make an address, or a new one in place of the old, and show it this once."""
    token = actions.make_feed(language=request.LANGUAGE_CODE, by=request.actor, at=clock.now())
    address = f"{settings.GUIHANG_ORIGIN}{reverse('api:calendar_feed', args=[token])}"
    return render(request, "desk/account/calendar_address.html", {"address": address})


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End the address: calendars that read it find nothing any more."""
    if actions.end_feed(by=request.actor, at=clock.now()):
        toasts.say(request, _("The calendar address was ended"))
    return redirect("desk:account")


urlpatterns = [
    path("account/calendar/", make, name="make_calendar_address"),
    path("account/calendar/end/", end, name="end_calendar_address"),
]
