"""The forms of a change of place: the request, and what each county writes at its steps."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.decisions.words import CAME_BY
from guihang.doors.desk.uploads import ScansField
from guihang.dossiers import queries as files
from guihang.supervision.transfer import queries
from guihang.supervision.transfer.actions import NewHome, Prison
from guihang.supervision.transfer.wish import LONGEST_HOME, LONGEST_WORDS, Wish
from guihang.supervision.transfer.words import REASONS

DAY = {"type": "date"}
AT_THE_DESK = ("counter", "post", "phone", "visit")
SEALED = {"data-sensitive": "", "autocomplete": "off"}
MOST_SAID = 600


def _day(label: object, **besides: object) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **besides)


def _words(label: object, most: int = MOST_SAID, **besides: object) -> forms.CharField:
    area = forms.Textarea({"rows": 3, **SEALED})
    return forms.CharField(label=label, max_length=most, widget=area, **besides)


def _home(label: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_HOME, widget=forms.TextInput(SEALED))


class MoveForm(forms.Form):
    """A change of place as a person asks for it and an officer enters it."""

    came_by = forms.ChoiceField(
        label=_("How it was asked for"),
        choices=[(key, CAME_BY[key]) for key in AT_THE_DESK],
        widget=forms.RadioSelect,
        initial="counter",
    )
    reason = forms.ChoiceField(label=_("Why"))
    words = _words(
        _("Reason in words"),
        LONGEST_WORDS,
        help_text=_("It is stored encrypted; the letter tells the new county."),
    )
    office = forms.ChoiceField(label=_("To which county and office"))
    new_home = _home(_("Address of the new home"))
    moves = _day(_("Day of moving"), help_text=_("It is asked for a month ahead as a rule."))
    proofs = forms.MultipleChoiceField(
        label=_("Proof, from the dossier"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fresh = ScansField(
        label=_("Proof, handed in now"),
        required=False,
        help_text=_("PDF or pictures, up to 20 MB together; stored encrypted in the dossier."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, case, *words, on, **choices) -> None:
        """Offer the offices of the other counties, and the files of the dossier."""
        super().__init__(*words, **choices)
        self.taken: list[str] = []
        self.fields["reason"].choices = [("", _("Choose")), *REASONS.items()]
        self.counties = queries.offices(case, on=on)
        self.fields["office"].choices = [
            ("", _("Choose")),
            *(
                (county, [(one.code, one.name) for one in offices])
                for county, offices in self.counties
            ),
        ]
        self.fields["proofs"].choices = [
            (str(one.key), one.name)
            for one in files.attachments(case.dossier).filter(set_aside_at__isnull=True)
        ]

    def take(self, file) -> None:
        """Choose a file just put into the dossier; it stays chosen if the form comes back."""
        key, proofs = str(file.key), self.fields["proofs"]
        if key not in dict(proofs.choices):
            proofs.choices = [*proofs.choices, (key, file.name)]
        self.data = self.data.copy()
        self.data.setlist("proofs", [*self.data.getlist("proofs"), key])
        self.taken.append(file.name)

    def wish(self) -> Wish:
        """Return what was asked for."""
        names = ("reason", "words", "new_home", "office", "moves", "came_by")
        asked = {name: self.cleaned_data[name] for name in names}
        return Wish(**asked, proofs=tuple(self.cleaned_data["proofs"]))


class WithinForm(forms.Form):
    """A new home in the same county, and the office it belongs to."""

    office = forms.ChoiceField(label=_("Office of the new home"))
    home = _home(_("Address of the new home"))
    day = _day(_("Since when"))

    def __init__(self, case, *words, on, **choices) -> None:
        """Offer the offices of the county."""
        super().__init__(*words, **choices)
        self.offices = {one.code: one for one in queries.offices_here(case, on=on)}
        self.fields["office"].choices = [(code, one.name) for code, one in self.offices.items()]

    def new_home(self) -> NewHome:
        """Return where somebody lives now."""
        said = self.cleaned_data
        return NewHome(self.offices[said["office"]], said["home"], said["day"])


class StepForm(forms.Form):
    """A step that needs no words: the press says it."""


class SaidForm(forms.Form):
    """A step with words, which are kept encrypted."""

    words = _words(_("What happened, or why"))


class AnswerForm(forms.Form):
    """A reply or a settlement: yes or no, and what was checked."""

    agrees = forms.TypedChoiceField(
        label=_("Take the person over?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce="yes".__eq__,
        widget=forms.RadioSelect,
    )
    words = _words(_("What was checked; if not, why"))


class CameForm(forms.Form):
    """On which day the person came."""

    day = _day(_("Day the person came"))


class PrisonForm(forms.Form):
    """Which prison took the file, and when it told the new county."""

    name = forms.CharField(label=_("Prison or detention house"), max_length=60)
    received = _day(_("It received the file on"))
    told = _day(_("It told this county on"))

    def prison(self) -> Prison:
        """Return what was noted."""
        return Prison(**self.cleaned_data)
