"""In which colour the state of a part of a package is shown, on every page the same."""

from guihang.supervision.packages.words import ASLEEP, COVERED, LACKING

COLOURS = {LACKING: "late", **dict.fromkeys(ASLEEP, "late"), COVERED: "run"}


def colour(state: str) -> str:
    """Return the colour in which the state of a part is shown."""
    return COLOURS.get(state, "ok")
