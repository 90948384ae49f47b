"""Rows to the files that checks look at, many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import batched

from guihang.bureau.reviews.file import File, Sitting
from guihang.cases import queries as cases
from guihang.cases.queries import Whole
from guihang.decisions import queries as decisions
from guihang.decisions.queries import History

AT_A_TIME = 500


def files(numbers: Sequence[str] | None = None, *, on: date) -> Iterator[File]:
    """Yield the files of these cases, or of all there are, as they stand on a day."""
    for some in batched(cases.all_numbers() if numbers is None else numbers, AT_A_TIME):
        matters = decisions.histories(some)
        for whole in cases.wholes(some, on=on):
            yield _file(whole, matters.get(whole.number, ()))


def _file(whole: Whole, matters: tuple[History, ...]) -> File:
    return File(
        key=whole.key,
        number=whole.number,
        unit_path=whole.unit_path,
        facts=whole.facts.until(whole.law.on),
        law=whole.law,
        group=tuple(Sitting(member, since, until) for member, since, until in whole.group),
        matters=matters,
        noted=whole.noted,
        plan_review=whole.review,
    )
