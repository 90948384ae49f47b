"""The advisory score at the desk: as a case and the step of its category show it, its formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from guihang.doors.desk.cases import telling
from guihang.doors.ui import wording
from guihang.law.texts import Text
from guihang.supervision.risk import queries
from guihang.supervision.risk.seen import Seen

SALT = "risk.seen"
MOST_SEEN = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """The score as a page shows it, every factor with its facts; `mark` travels with the form."""

    version: str
    band: Text
    points: int
    lines: Sequence[tuple[Text, int, Sequence[dict[str, str]]]]
    missing: Sequence[Text]
    seen: Sequence
    mark: str


def shown(case, *, on: date) -> Shown | None:
    """Return the score of a case as it is shown; None where no formula holds."""
    found = queries.score_of(case, on=on)
    if found is None:
        return None
    return Shown(
        version=found.formula.version,
        band=found.band.says,
        points=found.points,
        lines=[
            (one.factor.says, one.points, [_fact(case, row) for row in one.facts])
            for one in found.counted
        ],
        missing=found.missing,
        seen=list(queries.seen_in(case)[:MOST_SEEN]),
        mark=signing.dumps(queries.seen_of(found).written(), salt=SALT),
    )


def seen(mark: str) -> Seen | None:
    """Return what somebody saw by the mark that came back with the form, if it is genuine."""
    try:
        return Seen.read(signing.loads(mark, salt=SALT))
    except signing.BadSignature:
        return None


def _fact(case, row) -> dict[str, str]:
    subject = telling.SUBJECTS[row.what]
    href = f"{reverse('desk:case', args=[case.number])}?show={subject}#event-{row.seq}"
    return {"says": f"{wording.day(row.day)} {telling.says(row)}", "href": href}


def formula(request: HttpRequest) -> HttpResponse:
    """Show the formula in every version: it is published."""
    return render(request, "desk/risk/formula.html", {"versions": queries.versions()})


urlpatterns = [path("risk/formula/", formula, name="risk_formula")]
