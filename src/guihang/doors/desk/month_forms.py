"""The forms of a month: what it came to, giving it back, telling, objections and answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.cases.words import spoken
from guihang.doors.desk.conduct_forms import day, words
from guihang.doors.ui import wording
from guihang.law.codes import MonthResult
from guihang.supervision.assessment.actions import Given, Telling
from guihang.supervision.assessment.month import Month
from guihang.supervision.assessment.words import OUTCOMES, TOLD_BY

LONGEST_REASONS = 200


def month_said(month: Month) -> str:
    """Say a month in the reader's language."""
    first = month.first
    return str(month) if wording.is_english() else f"{first.year}年{first.month}月"


class AssessForm(forms.Form):
    """What a month came to, and why where that is asked for."""

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Asked for where it differs from the points, where something speaks against it, "
            "or where the month is not passed. They stand in the sheet the person gets."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs) -> None:
        """Name the results in the reader's language; none is chosen beforehand."""
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(one.value, spoken(one.says)) for one in MonthResult]

    def given(self) -> Given:
        """Return what was made of the month."""
        found = self.cleaned_data
        return Given(found["result"], found["reasons"], found["seen"])


class GiveBackForm(forms.Form):
    """Why a month goes back to the officer."""

    because = forms.CharField(
        label=_("What is to be mended"), max_length=200, widget=forms.Textarea({"rows": 2})
    )


class TellForm(forms.Form):
    """On which day and how people were told."""

    day = day(_("Told on"))
    how = forms.ChoiceField(label=_("How"), choices=list(TOLD_BY.items()))

    def telling(self) -> Telling:
        """Return how people were told."""
        return Telling(self.cleaned_data["day"], self.cleaned_data["how"])


class ObjectForm(forms.Form):
    """What the person has against the result."""

    day = day(_("Day of the objection"))
    words = words(_("What the person says"))


class AnswerForm(forms.Form):
    """What comes of an objection, and why."""

    outcome = forms.ChoiceField(
        label=_("What comes of it"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    words = words(_("The answer to the person"))


class ReferForm(forms.Form):
    """When the person went to the procuratorate."""

    day = day(_("Went there on"))
