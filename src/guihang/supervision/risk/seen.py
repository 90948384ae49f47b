"""What an officer saw of the score when a category was set: a record, never an input; pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Seen:
    """The score as it stood on the screen: version, day, points, band, factors in words."""

    version: str
    on: date
    points: int
    band: str
    provisional: bool
    factors: tuple[tuple[str, int], ...] = ()

    def written(self) -> dict[str, object]:
        """Return it as plain values, to travel with a form."""
        return {**asdict(self), "on": self.on.isoformat()}

    @classmethod
    def read(cls, written: dict) -> Seen:
        """Return it from plain values."""
        return cls(
            version=written["version"],
            on=date.fromisoformat(written["on"]),
            points=written["points"],
            band=written["band"],
            provisional=written["provisional"],
            factors=tuple((says, points) for says, points in written["factors"]),
        )
