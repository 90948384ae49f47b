"""The calendar feed: what somebody owes as days in his own calendar, under a secret address.

A calendar shows its entries on locked screens: an entry says what kind of thing is due and the
number of the case, never a name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event, vDuration

from guihang.agencies import queries as agencies
from guihang.agencies import walls
from guihang.doors import clock
from guihang.doors.api import limits
from guihang.duties import kinds
from guihang.duties import queries as duties
from guihang.duties.queries import Item

if TYPE_CHECKING:
    from guihang.duties.models import Feed

TYPE = "text/calendar; charset=utf-8"
ALARM_AT = timedelta(hours=8, minutes=30)
"""When a calendar reminds on the day: as the office opens."""
READ_EVERY = timedelta(hours=1)
READS_A_MINUTE = 30
MOST = 1000


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar what its owner owes; an address that was ended is no address."""
    if limits.too_many(request, "calendar-feed", READS_A_MINUTE):
        return HttpResponse(
            status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(limits.A_MINUTE)}
        )
    found = duties.feed_with(token)
    if found is None or not found.account.is_active:
        return HttpResponse(status=HTTPStatus.NOT_FOUND, content_type="text/plain; charset=utf-8")
    written = _written(found, clock.today())
    mark = f'"{hashlib.sha256(written).hexdigest()}"'
    headers = {"Cache-Control": "private, no-cache", "ETag": mark}
    response = HttpResponse(written, content_type=TYPE, headers=headers)
    return get_conditional_response(request, etag=mark, response=response)


def _written(found: Feed, on: date) -> bytes:
    actor = agencies.actor(found.account, on=on)
    with walls.within(actor), translation.override(found.language):
        calendar = Calendar()
        calendar.add("prodid", "-//Guihang//Docket//ZH")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("What is due"))
        calendar.add("x-wr-timezone", settings.TIME_ZONE)
        calendar.add("refresh-interval", vDuration(READ_EVERY), parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(READ_EVERY))
        for item in _due(actor, on):
            calendar.add_component(_entry(item, on))
        return calendar.to_ical()


def _due(actor, on: date) -> Iterator[Item]:
    owed = (item for item in duties.docket(actor, on=on) if item.is_owed and item.due is not None)
    for number, item in enumerate(owed):
        if number < MOST:
            yield item


def _entry(item: Item, on: date) -> Event:
    """Write one duty; what is overdue stands on today, so that it is not forgotten behind."""
    entry = Event()
    day = max(item.due, on)
    entry.add("uid", _uid(item))
    entry.add("dtstamp", _stamp(item))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", _summary(item, on))
    entry.add("url", f"{settings.GUIHANG_ORIGIN}{reverse('desk:docket_why', args=[item.key])}")
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    if not item.is_put_off(on=on):
        entry.add_component(_alarm(_summary(item, on)))
    return entry


def _summary(item: Item, on: date) -> str:
    words = {"what": kinds.kind(item.what).name, "number": item.title.get("number", item.place)}
    days = item.days_late(on=on)
    if days:
        return _("Overdue for %(days)d days: %(what)s (%(number)s)") % (words | {"days": days})
    return _("Due: %(what)s (%(number)s)") % words


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", ALARM_AT)
    return alarm


def _uid(item: Item) -> str:
    """Name a duty so that it stays one entry however often it is read or rebuilt."""
    named = hashlib.sha256(f"{item.source}|{item.of}|{item.what}|{item.turn}".encode())
    return f"{named.hexdigest()[:32]}@{urlsplit(settings.GUIHANG_ORIGIN).hostname}"


def _stamp(item: Item) -> datetime:
    return timezone.make_aware(datetime.combine(item.opens_on, time.min))


urlpatterns = [path("calendar/<str:token>.ics", feed, name="calendar_feed")]
