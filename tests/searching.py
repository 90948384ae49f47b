"""One search on its way: a missed duty opens it, officers try, tell, find, close."""

from __future__ import annotations

from datetime import datetime, timedelta

import cast as the_cast
from conducting import ConductPlay
from guihang.law.events import Event, Missed, What
from guihang.supervision.models import Search
from guihang.supervision.search import actions
from guihang.supervision.search.actions import Found, Tried
from leaving import play
from lives import LOCAL

TODAY = the_cast.TODAY
WORDS = "拨打本人电话三次，均为关机。"


def missed(days_ago: int, code=Missed.REPORT) -> Event:
    """A duty missed so many days before the day of the tests."""
    return Event(What.DUTY_MISSED, TODAY - timedelta(days=days_ago), code=code)


class SearchPlay(ConductPlay):
    """The people of the cast look for one person, 唐建平."""

    @property
    def search(self):
        """The search of the case, as it stands now."""
        return Search.objects.for_reading().filter(case=self.case).order_by("-pk").first()

    def on(self, days_ago: int, hour: int = 10):
        """Go to an hour of a day before the day of the tests."""
        day = TODAY - timedelta(days=days_ago)
        self.at = datetime(day.year, day.month, day.day, hour, tzinfo=LOCAL)
        return self

    def try_(self, way="phone", came="nothing", by="township_officer", **changes):
        """Write down an attempt made just now."""
        told = {"way": way, "moment": self.later(), "came": came, "words": WORDS}
        if way == "visit":
            told["second"] = self.cast.account("second_township_officer").pk
        return actions.note_attempt(
            search=self.search,
            tried=Tried(**{**told, **changes}),
            by=self.actor(by),
            at=self.at,
        )

    def try_all(self):
        """Call, check and visit, all in vain."""
        for way in ("phone", "check", "visit"):
            self.try_(way)

    def tell(self, to="police", about="search", by="squad_officer", because=""):
        """Tell somebody of it."""
        return actions.tell(
            search=self.search, to=to, about=about, because=because, by=self.actor(by),
            at=self.later(),
        )  # fmt: skip

    def find(self, by="township_officer", **changes):
        """Find the person today."""
        told = {
            "day": self.at.date(),
            "how": "found",
            "place": "零陵区亲戚家",
            "words": "称外出打工，忘记报告。",
            "good_reason": False,
            "severity": "light",
        }
        return actions.note_found(
            search=self.search, found=Found(**{**told, **changes}), by=self.actor(by),
            at=self.later(),
        )  # fmt: skip

    def close(self, outcome="no_measure", because="经教育已改正。", by="squad_leader"):
        """Close it."""
        return actions.close(
            search=self.search, outcome=outcome, because=because, by=self.actor(by),
            at=self.later(),
        )  # fmt: skip


def search_play(cast, *events, days_ago: int = 0, **received_as):
    """Begin a play with one person under correction; what is given is noted so many days ago."""
    began = play(cast, **received_as)
    made = SearchPlay(cast)
    made.case = began.case
    made.on(days_ago)
    if events:
        made.note(*events)
    return made
