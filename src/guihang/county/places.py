"""The townships and villages of the demo county, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ENDINGS = ("街道", "镇", "乡")


@dataclass(frozen=True, slots=True)
class Township:
    """A township or street with its villages and communities."""

    code: str
    name: str
    villages: tuple[tuple[str, str], ...]
    county: str = "冷水滩区"
    weight: int = 0

    @property
    def drawn(self) -> int:
        """How many live here, compared with other places."""
        # A street has few communities, but many people in each.
        return self.weight or len(self.villages) + 5

    @property
    def short(self) -> str:
        """The name without 街道, 镇 or 乡: the township office is called by it."""
        for ending in ENDINGS:
            if self.name.endswith(ending):
                return self.name.removesuffix(ending)
        return self.name


@lru_cache(maxsize=1)
def townships() -> tuple[Township, ...]:
    """Return all 18 townships and streets in the order of their codes."""
    written = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
    return tuple(
        Township(row["code"], row["name"], tuple((code, name) for code, name in row["villages"]))
        for row in written["township"]
    )
