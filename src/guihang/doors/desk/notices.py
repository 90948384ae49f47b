"""Notices: what came to one's desk, new or read; opening one leads to what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.doors import clock
from guihang.doors.desk import links
from guihang.doors.ui import errors, rail, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.exchange import actions, kinds, queries

if TYPE_CHECKING:
    from guihang.exchange.models import Notice

COLUMNS = (Column("says", _("Notice")), Column("at", _("When")), Column("state", _("State")))


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as it is read."""

    key: int
    says: str
    at: datetime
    is_new: bool


def lines(notices: Iterable[Notice]) -> list[Line]:
    """Return notices in words."""
    return [
        Line(one.pk, kinds.said(one.kind, one.names), one.made_at, one.read_at is None)
        for one in notices
    ]


def listed(request: HttpRequest) -> HttpResponse:
    """List one's notices, the newest first."""
    only_unread = request.GET.get("tab") == "new"
    listing = Listing(
        request,
        queries.notices(request.actor, only_unread=only_unread),
        COLUMNS,
        empty=_("Nothing new") if only_unread else _("No notices yet"),
        hint=_("You are told here when something waits for you, or was decided."),
    )
    context = {
        "listing": listing,
        "lines": lines(listing),
        "unread": queries.unread(request.actor),
        "only_unread": only_unread,
    }
    return render(request, "desk/notices/notices.html", context)


@require_POST
def opened(request: HttpRequest, key: int) -> HttpResponse:
    """Note that a notice was read, and lead to what it is about."""
    notice = actions.read_notice(key=key, by=request.actor, at=clock.now())
    if notice is None:
        return errors.not_found(request)
    return redirect(links.of_notice(notice.names) or "desk:notices")


@require_POST
def all_read(request: HttpRequest) -> HttpResponse:
    """Note that all notices were read."""
    actions.read_all(by=request.actor, at=clock.now())
    toasts.say(request, _("All notices are marked as read"))
    return redirect("desk:notices")


def _unread(request: HttpRequest) -> int | None:
    return queries.unread(request.actor) or None


rail.register(
    rail.Item(
        url="desk:notices",
        title=_("Notices"),
        icon="chat",
        group=1,
        order=60,
        letter="n",
        count=_unread,
    )
)

urlpatterns = [
    path("notices/", listed, name="notices"),
    path("notices/read/", all_read, name="notices_read"),
    path("notices/<int:key>/open/", opened, name="notice_open"),
]
