"""What all kinds of matter do alike at the desk when one was returned: completing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.http import HttpRequest

from guihang.decisions import queries as matters
from guihang.decisions.actions import Press
from guihang.decisions.course import Act, Stage
from guihang.doors import clock
from guihang.doors.ui import forms as ui_forms
from guihang.law.refusals import BadFacts


def to_complete(request: HttpRequest, number: str):
    """Return a matter whoever asks may complete; nothing when it was handed in again meanwhile."""
    matter = matters.matter_for(request.actor, number)
    refusal = matters.may_take(request.actor, matter, Act.RESUBMIT, on=clock.today())
    if refusal is not None:
        raise refusal
    return matter if matter.stage == Stage.RETURNED else None


def press_of(request: HttpRequest, form: forms.Form) -> Press:
    """Return the press of a form that says which version of the matter was on the screen."""
    return Press(once=ui_forms.once(request), version=form.cleaned_data["version"] or 0)


def why_returned(matter):
    """Return the step by which a matter was returned last, with what is to be completed."""
    returned = [step for step in matter.steps.all() if step.act == Act.RETURN]
    return returned[-1] if returned else None


@contextmanager
def mending(form: forms.Form) -> Iterator[None]:
    """Put a refusal at the field of the form it is about; nothing typed is lost."""
    with ui_forms.refusing(form):
        try:
            yield
        except BadFacts as refused:
            raise form.mend(refused) from None
