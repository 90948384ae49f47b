"""What every page knows about itself: who looks, on which day, in which language and theme."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from guihang.agencies import queries
from guihang.doors import clock
from guihang.doors.ui import rail, theme, wording

if TYPE_CHECKING:
    from guihang.agencies.models import Unit

_COMMA = "、"
LIKELY_IDLE = timedelta(minutes=30)


class Shell:
    """The frame around a page, worked out only when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request the frame is drawn for."""
        self.request = request

    @cached_property
    def actor(self):
        """Who is signed in, or nothing."""
        return getattr(self.request, "actor", None)

    @cached_property
    def unit(self) -> str:
        """The unit the reader acts from, by its short name."""
        own = self._units.get(self.actor.unit_path)
        return own.short_name if own else ""

    @cached_property
    def agency(self) -> str:
        """The county's agency the reader belongs to; above the county, his own."""
        agency = self._units.get(self._agency_path)
        return agency.name if agency else ""

    @cached_property
    def _agency_path(self) -> str:
        holdings = self.actor.holdings
        return (holdings[0].county_path if holdings else "") or self.actor.unit_path

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return queries.units_at((self.actor.unit_path, self._agency_path))

    @property
    def standing(self) -> str:
        """The posts the reader acts from, and for whom he stands in."""
        return _COMMA.join(_post(holding) for holding in self.actor.holdings)

    @cached_property
    def now(self) -> datetime:
        """The moment the page was made."""
        return clock.now()

    @cached_property
    def places(self) -> list[rail.Place]:
        """The rail."""
        return rail.places(self.request)

    @property
    def is_demo(self) -> bool:
        """Whether all people here are invented."""
        return settings.GUIHANG_DEMO

    @property
    def demo_day(self):
        """The day a demo stays on, or nothing."""
        return settings.GUIHANG_TODAY

    @property
    def is_english(self) -> bool:
        """Whether the reader chose English."""
        return wording.is_english()

    @property
    def theme(self) -> str:
        """The chosen theme: light, dark, or nothing for that of the machine."""
        return theme.chosen(self.request)

    @property
    def idle_seconds(self) -> int:
        """How long a session lives without a request; 0 when nobody is signed in."""
        if self.actor is None:
            return 0
        return int(getattr(self.request, "session_idle", LIKELY_IDLE).total_seconds())

    @property
    def shortcuts(self) -> bool:
        """Whether single-letter shortcuts are on for this reader."""
        return getattr(getattr(self.request, "user", None), "shortcuts", True)


def _post(holding) -> str:
    if not holding.deputy_for:
        return holding.title
    return _("%(title)s (for %(whom)s)") % {"title": holding.title, "whom": holding.deputy_for}


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give every template the frame it stands in."""
    return {"shell": Shell(request)}
