"""The goals of a plan in the step that makes it: what is to be reached, by what, looked at when."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.doors.desk.cases import plan_measures, stepping
from guihang.supervision.planning import queries
from guihang.supervision.planning.actions import Goal

ROWS = (1, 2, 3)


def ask(form: forms.Form, case) -> None:
    """Ask for each goal; those of the plan that stands and are still open stand there already."""
    measures = [
        ("", _("none of the library")),
        *((m.value, m.says) for m in plan_measures.choices()),
    ]
    standing = list(queries.standing_goals(case).open())
    for row in ROWS:
        form.fields[f"goal_{row}"] = stepping.line(
            _("Goal %(n)s") % {"n": row}, max_length=100, required=False
        )
        form.fields[f"goal_{row}_by"] = stepping.picked(
            _("Goal %(n)s: measure that serves it") % {"n": row}, measures, required=False
        )
        form.fields[f"goal_{row}_on"] = stepping.day(
            _("Goal %(n)s: looked at again on") % {"n": row}, required=False
        )
    for row, goal in zip(ROWS, standing, strict=False):
        form.initial.setdefault(f"goal_{row}", goal.words)
        form.initial.setdefault(f"goal_{row}_by", next(iter(goal.measures), ""))
        form.initial.setdefault(f"goal_{row}_on", goal.review_on)


def check(form: forms.Form, given: Mapping[str, object]) -> None:
    """Refuse a goal without a day, at its field."""
    for row in ROWS:
        if given.get(f"goal_{row}") and not given.get(f"goal_{row}_on"):
            form.add_error(f"goal_{row}_on", _("Say when the goal is looked at again."))


def chosen(given: Mapping[str, object]) -> tuple[Goal, ...]:
    """Return the goals that were written."""
    return tuple(
        Goal(
            words=str(given[f"goal_{row}"]),
            review_on=given[f"goal_{row}_on"],
            measures=tuple(filter(None, (str(given[f"goal_{row}_by"]),))),
        )
        for row in ROWS
        if given[f"goal_{row}"]
    )
