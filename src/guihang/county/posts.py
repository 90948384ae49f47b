"""Who works where in the demo county, read once from agencies.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from guihang.agencies.vocabulary import Level, Role, UnitKind
from guihang.law.rungs import Rung


@dataclass(frozen=True, slots=True)
class Seat:
    """One post with who holds it; a role's own sign-in name when it is the one to show."""

    unit: str
    title: str
    role: Role
    person: str
    signs: bool = True
    sign_in: str = ""
    rungs: tuple[Rung, ...] = ()
    for_one: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """One agency, or a part of one."""

    key: str
    code: str
    name: str
    short: str
    kind: UnitKind
    above: str = ""
    level: Level | None = None


@lru_cache(maxsize=1)
def _written() -> dict:
    return tomllib.loads(Path(__file__).with_name("agencies.toml").read_text(encoding="utf-8"))


def bodies() -> tuple[Body, ...]:
    """Return the agencies, the ones above before those below; without the township offices."""
    return tuple(
        Body(
            **{
                **row,
                "kind": UnitKind(row["kind"]),
                "level": Level(row["level"]) if "level" in row else None,
            }
        )
        for row in _written()["unit"]
    )


def seats() -> tuple[Seat, ...]:
    """Return the seats of the brigade (the 19 of the reference site) and of those around it."""
    return tuple(
        Seat(
            **{
                **row,
                "role": Role(row["role"]),
                "rungs": tuple(map(Rung, row.get("rungs", ()))),
            }
        )
        for row in _written()["seat"]
    )


def office_heads() -> tuple[str, ...]:
    """Return the heads of the 18 township offices; the first is the one to sign in as."""
    return tuple(_written()["office_heads"])
