"""The forms of a case review."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews import queries
from guihang.bureau.vocabulary import FindingOutcome
from guihang.doors import clock

DAY = {"type": "date"}
ROWS = {"rows": 3}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, pinyin or number"), widget=forms.TextInput({"type": "search"})
    )
    severity = forms.ChoiceField(label=_("How grave"))
    check = forms.ChoiceField(label=_("Kind of finding"))
    unit = forms.ChoiceField(label=_("Office"))


class AboutFinding(forms.Form):
    """A form about one finding; it knows who asks and which finding."""

    def __init__(self, request: HttpRequest, finding, *words, **choices) -> None:
        """Take the request and the finding before what was entered."""
        super().__init__(*words, auto_id=f"{type(self).__name__}_%s", **choices)
        self.request, self.finding = request, finding


class AssignForm(AboutFinding):
    """To whom a finding is given, and by when it is to be answered."""

    to = forms.ChoiceField(label=_("To whom"))
    due = forms.DateField(label=_("Answer by"), widget=forms.DateInput(DAY, format="%Y-%m-%d"))

    def __init__(self, *words, **choices) -> None:
        """Offer who is there of those who may be responsible for the case."""
        super().__init__(*words, **choices)
        people = queries.answerers(self.finding, on=clock.today())
        self.fields["to"].choices = [("", _("Choose")), *people.items()]

    def clean_to(self) -> int:
        """Return the account's key."""
        return int(self.cleaned_data["to"])


class AnswerForm(AboutFinding):
    """What was done, or why the file is right."""

    words = forms.CharField(
        label=_("What was done, or why the file is right"),
        max_length=2000,
        widget=forms.Textarea(ROWS),
    )


class CloseForm(AboutFinding):
    """What a finding came to, and why."""

    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=FindingOutcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(ROWS))


class ReopenForm(AboutFinding):
    """Why a closed finding is opened again."""

    words = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(ROWS))
