"""The checks by subject. Each module enters its own when it is loaded."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from guihang.bureau.reviews import check
from guihang.bureau.reviews.check import Check

SUBJECTS = (
    "late_beginnings",
    "late_answers",
    "late_endings",
    "start",
    "supervision",
    "leave",
    "conduct",
    "assessment",
    "devices",
    "ending",
    "records",
)


@lru_cache(maxsize=1)
def every() -> tuple[Check, ...]:
    """Return every check of every subject, by code."""
    for subject in SUBJECTS:
        import_module(f"{__name__}.{subject}")
    return check.known()
