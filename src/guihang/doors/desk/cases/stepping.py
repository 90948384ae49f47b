"""What a step of a case is at the desk: a small form, the law beside it, one action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, refusal
from guihang.cases.vocabulary import RUNNING, State
from guihang.doors.ui.pieces import Finding
from guihang.law.refusals import Refused

DAY = {"type": "date"}
EVERY = frozenset(State)
OPEN = frozenset(RUNNING)
GROUPS = {
    "reception": _("Reception"),
    "group": _("Group and plan"),
    "border": _("Leaving China"),
    "term": _("Term and orders"),
    "daily": _("What happened"),
    "end": _("The end"),
    "charge": _("Person and charge"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for on the screen of a step."""

    case: object
    given: Mapping[str, object]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a form: the law's answer first, what to mind, the article."""

    verdict: str = ""
    because: str = ""
    findings: Sequence[Finding] = ()
    articles: Sequence[str] = ()
    facts: Sequence[tuple[object, object]] = ()


NOTHING = Beside()


class StepForm(forms.Form):
    """A form about one case on a day; `prepare` fills in what depends on the case."""

    def __init__(self, *args, case, on: date, by: Actor, **kwargs) -> None:
        """Know the case, the day and who asks."""
        super().__init__(*args, **kwargs)
        self.case, self.on, self.by = case, on, by
        self.prepare()
        for bound in self.fields.values():
            if isinstance(bound, forms.ChoiceField) and bound.required and not bound.choices:
                bound.choices = [("", _("Nothing to choose from"))]

    def prepare(self) -> None:
        """Offer what this case has to choose from, and likely values."""
        for bound in self.fields.values():
            if isinstance(bound, forms.DateField) and bound.required and bound.initial is None:
                bound.initial = self.on

    def blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields in their order, those of one member of a group together."""
        return [(slot, list(bounds)) for slot, bounds in groupby(self, _slot)]


def _slot(bound: forms.BoundField) -> str:
    number = bound.name.rpartition("_")[2]
    return number if number.isdigit() else ""


def day(label: object, **choices: object) -> forms.DateField:
    """Ask for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **choices)


def words(label: object, rows: int = 3, **choices: object) -> forms.CharField:
    """Ask for words."""
    choices.setdefault("max_length", 2000)
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **choices)


def line(label: object, **choices: object) -> forms.CharField:
    """Ask for one line."""
    choices.setdefault("max_length", 100)
    return forms.CharField(label=label, **choices)


def choice(label: object, choices: Iterable[tuple[object, object]], **more: object):
    """Ask for one of a few, all of them in view."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def picked(label: object, choices: Iterable[tuple[object, object]] = (), **more: object):
    """Ask for one of a list."""
    return forms.ChoiceField(label=label, choices=choices, **more)


def several(label: object, choices: Iterable[tuple[object, object]] = (), **more: object):
    """Ask for any of a few."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **more
    )


def tick(label: object, **more: object) -> forms.BooleanField:
    """Ask whether something holds."""
    return forms.BooleanField(label=label, required=False, **more)


def listed(written: str) -> tuple[str, ...]:
    """Return the lines of a field that lists one thing a line."""
    return tuple(one.strip() for one in written.splitlines() if one.strip())


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case: where, what it is called, what is asked, what is done, who may."""

    slug: str
    title: object
    verb: object
    done: object
    form: type[StepForm]
    act: Callable[[Asked], object]
    guard: Callable[..., None]
    group: str
    states: frozenset[str] = OPEN
    kinds: frozenset[str] = frozenset()
    beside: Callable[[object, date], Beside] = field(default=lambda case, on: NOTHING)
    leaves: str = ""
    """Where to go when it is done and the case is no longer there to go back to."""

    def fits(self, case) -> bool:
        """Whether a case is of a kind, and stands, where this step can be taken."""
        return case.state in self.states and (not self.kinds or case.kind in self.kinds)

    def refusal(self, by: Actor, case) -> Refused | None:
        """Return why somebody may not take this step; none when he may."""
        return refusal(self.guard, by, case.unit_path)


STEPS: dict[str, Step] = {}


def enter(*steps: Step) -> None:
    """Enter steps, each under its own address."""
    for step in steps:
        if step.slug in STEPS:
            raise ValueError(f"two steps are called {step.slug}")
        STEPS[step.slug] = step
