"""Who of the staff was or is away, and who stands in: their work goes on without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guihang.agencies import actions as agencies
from guihang.agencies import queries
from guihang.county.diary import Happening, moment
from guihang.county.hands import Hands
from guihang.county.places import townships
from guihang.law.calendars import ONE_DAY


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody away from a day to a day, counted from today, and who stands in if somebody must."""

    seat: tuple[str, str]
    since: int
    until: int
    reason: str
    deputy: tuple[str, str] | None = None
    place: int = 0
    deputy_place: int = 0


def _head(place: int) -> tuple[str, str]:
    return townships()[place].code, "所长"


ABSENCES = (
    Absence(_head(6), -3, 10, "住院治疗", ("squad1", "队员")),
    Absence(("squad3", "中队长"), -1, 4, "年休假", ("brigade", "教导员")),
    Absence(("squad2", "队员"), -2, 1, "参加市局业务培训", place=1),
    Absence(("brigade", "大队长"), -133, -129, "省厅培训", ("brigade", "副大队长")),
    Absence(("squad1", "中队长"), -230, -224, "年休假", ("squad1", "队员")),
    Absence(_head(2), -290, -276, "产假陪护", ("squad3", "队员"), deputy_place=1),
)
"""Three today, three within the year."""


def happenings(hands: Hands, on: date) -> Iterator[Happening]:
    """Yield the absences with their deputies, each said a day before it begins."""
    for absence in ABSENCES:
        since, until = (on + timedelta(days=days) for days in (absence.since, absence.until))
        account = hands.offices.seated[absence.seat][absence.place]
        hands.away[account.pk].append((since, until))
        hands.turns.extend((since, until + ONE_DAY))
        yield Happening(moment(since - ONE_DAY, 16), _saying(hands, absence, since, until))
    hands.turns.sort()


def _saying(hands: Hands, absence: Absence, since: date, until: date):
    def do(at: datetime) -> None:
        offices = hands.offices
        account = offices.seated[absence.seat][absence.place]
        by = queries.actor(account, on=at.date())
        away = agencies.Away(account, since, until, absence.reason)
        agencies.say_away(away=away, by=by, at=at)
        if absence.deputy:
            cover = agencies.Cover(
                post=offices.posts[absence.seat],
                holder=account,
                deputy=offices.seated[absence.deputy][absence.deputy_place],
                since=since,
                until=until,
                reason=absence.reason,
            )
            agencies.name_deputy(cover=cover, by=by, at=at)

    return do
