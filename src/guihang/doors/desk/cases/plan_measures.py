"""The measures of a plan at the desk: chosen from the library, looked back at, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from guihang.cases.words import spoken
from guihang.doors.ui import wording
from guihang.law.texts import Text
from guihang.supervision.planning import library, queries
from guihang.supervision.planning.words import OUTCOMES


@dataclass(frozen=True, slots=True)
class Choice:
    """One measure to choose, said with its part of the plan."""

    value: str
    says: str


def choices() -> list[Choice]:
    """Return the library to choose from, each measure with its part of the plan."""
    return [
        Choice(one.code, f"{wording.said(library.PARTS[one.part])} · {wording.said(one.says)}")
        for one in library.library()
    ]


def outcomes_asked(case) -> list[tuple[str, str]]:
    """Return the fields that ask what came of the measures of the plan that stands."""
    return [
        (
            f"of{row.pk}x",
            _("What came of: %(measure)s") % {"measure": spoken(library.says(row.code))},
        )
        for row in queries.to_look_at(case)
    ]


def outcomes_given(given: Mapping[str, object]) -> dict[int, str]:
    """Return what came of measures, by the key of each, as far as it was said."""
    return {
        int(name[2:-1]): str(value)
        for name, value in given.items()
        if name.startswith("of") and name.endswith("x") and name[2:-1].isdigit() and value
    }


def shown(plan) -> list[tuple[Text, object]]:
    """Return what a plan took from the library, each with what came of it."""
    return [
        (library.says(row.code), OUTCOMES.get(row.outcome, "")) for row in queries.of_plan(plan)
    ]


def measures(request: HttpRequest) -> HttpResponse:
    """Show the library, how often each measure was taken, and what came of it."""
    context = {"used": queries.used(request.actor), "outcomes": OUTCOMES.values()}
    return render(request, "desk/cases/measures.html", context)


urlpatterns = [path("measures/", measures, name="measures")]
