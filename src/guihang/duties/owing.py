"""What a source hands in: who owes what to whom, since when, until when, discharged by what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from guihang.agencies.authority import Holding
from guihang.agencies.vocabulary import Role
from guihang.law.rungs import Rung

HOUSE = "house:"


class Side(StrEnum):
    """On which side of a duty somebody stands."""

    OWES = "owes"
    WAITS = "waits"


@dataclass(frozen=True, slots=True, order=True)
class Bearer:
    """Somebody a duty concerns: a post, an account, or who fills a rung or a role for a unit."""

    token: str
    unit_path: str = ""

    @property
    def account(self) -> int | None:
        """The one person it names; None where it names a post, a rung or a role."""
        which, _sep, key = self.token.partition(":")
        return int(key) if which == "account" else None


def post(post_id: int) -> Bearer:
    """Whoever holds a post, and whoever stands in for him."""
    return Bearer(f"post:{post_id}")


def account(account_id: int) -> Bearer:
    """One person and nobody in his place."""
    return Bearer(f"account:{account_id}")


def rung(which: Rung, unit_path: str) -> Bearer:
    """Whoever fills a rung of the law for a unit."""
    return Bearer(f"rung:{which}", unit_path)


def role(which: Role, unit_path: str) -> Bearer:
    """Whoever acts in a role on a unit."""
    return Bearer(f"role:{which}", unit_path)


def entrusted(power: str, unit_path: str) -> Bearer:
    """The officers of an office, on the days on which it holds a power from the county agency."""
    return Bearer(f"entrusted:{power}", unit_path)


def tokens_of(holding: Holding) -> dict[str, tuple[str, ...]]:
    """Return under which tokens a post is a party, and for which paths each counts."""
    own: dict[str, tuple[str, ...]] = {f"post:{holding.post_id}": ()}
    if not holding.domain:
        return own
    wide = [f"role:{holding.role}", *(f"rung:{rung}" for rung in holding.rungs)]
    if holding.role is Role.TOWNSHIP_OFFICER:
        wide += [f"entrusted:{power}" for power in holding.entrusted]
    return own | dict.fromkeys(wide, holding.domain)


def is_meant(holding: Holding, token: str, unit_path: str) -> bool:
    """Whether a post is the party a token names."""
    paths = tokens_of(holding).get(token)
    return paths is not None and (not paths or unit_path.startswith(paths))


@dataclass(frozen=True, slots=True)
class Discharge:
    """When a duty was met or fell away, and by which event."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty as its source derives it from what has happened; `turn` counts its repetitions.

    It is found by its place, by every name in its title, and by the words of `seek`.
    """

    what: str
    unit_path: str
    opens_on: date
    due: date | None
    ground: str
    owed_by: tuple[Bearer, ...]
    owed_to: tuple[Bearer, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    seek: str = ""
    not_by: tuple[int, ...] = ()
    discharge: Discharge | None = None
    turn: int = 0

    @property
    def concerns(self) -> int | None:
        """The account this names itself: who owes it before who waits for it."""
        named = (one.account for one in (*self.owed_by, *self.owed_to) if one.account)
        return next(named, None)


def day_of(at: datetime) -> date:
    """Return the day of a moment as the office counts it."""
    return timezone.localtime(at).date()
