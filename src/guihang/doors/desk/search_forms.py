"""The forms of a search: an attempt, the finding, a notice, its receipt, the end, an exercise."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.doors import clock
from guihang.doors.desk.conduct_forms import SEALED, YES_NO, day, line
from guihang.doors.ui import wording
from guihang.dossiers import queries as files
from guihang.duties.owing import day_of
from guihang.law.codes import Kind
from guihang.law.rules.breaches import Severity
from guihang.supervision.search import officers
from guihang.supervision.search.actions import Exercise, Found, Tried
from guihang.supervision.search.words import CAME, FOUND_HOW, OUTCOMES, PRACTISED, WAYS

CHOOSE = ("", _("Choose"))


def _words(label: object, rows: int = 3, **besides: object) -> forms.CharField:
    widget = forms.Textarea({"rows": rows, **SEALED})
    return forms.CharField(label=label, max_length=1000, widget=widget, **besides)


class SearchForm(forms.Form):
    """A form about one search, by whoever looks."""

    def __init__(self, search, by: Actor, *args, **kwargs) -> None:
        """Know the search and offer what depends on it."""
        super().__init__(*args, **kwargs)
        self.search, self.by, self.on = search, by, clock.today()
        self.prepare()

    def prepare(self) -> None:
        """Offer today, and the files of the dossier."""
        if "day" in self.fields:
            self.fields["day"].initial = self.on
        if "file" in self.fields:
            self._offer_files()

    def _offer_files(self) -> None:
        case = self.search.case
        there = files.attachments(case.dossier).filter(set_aside_at=None) if case else ()
        found = [(str(one.key), one.name) for one in there]
        if not found:
            del self.fields["file"]
            return
        self.fields["file"].choices = [("", _("none")), *found]


def _file() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("File of the dossier that shows it"), required=False)


class AttemptForm(SearchForm):
    """One attempt to reach the person."""

    way = forms.ChoiceField(label=_("How it was tried"), choices=list(WAYS.items()))
    day = day(_("Day of the attempt"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    came = forms.ChoiceField(
        label=_("What came of it"), choices=list(CAME.items()), widget=forms.RadioSelect
    )
    asked = line(_("Who was asked"), required=False)
    place = line(_("Where"), required=False)
    words = _words(_("What was done and said"), help_text=_("They are kept sealed."))
    second = forms.TypedChoiceField(
        label=_("Second officer"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("A visit is made by two."),
    )
    file = _file()

    def prepare(self) -> None:
        """Offer the colleagues who may have been there, and this minute."""
        super().prepare()
        self.fields["time"].initial = timezone.localtime(clock.now()).strftime("%H:%M")
        there = officers.others(self.search, by=self.by, on=self.on)
        self.fields["second"].choices = [
            ("", _("none")),
            *((one.account_id, f"{one.name}（{one.post}）") for one in there),
        ]

    def tried(self) -> Tried:
        """Return the attempt as it was made."""
        told = dict(self.cleaned_data)
        moment = datetime.combine(told.pop("day"), told.pop("time"))
        return Tried(moment=timezone.make_aware(moment), **told)


class FoundForm(SearchForm):
    """How the person was found."""

    day = day(_("Day found"))
    how = forms.ChoiceField(label=_("How the person was found"), choices=list(FOUND_HOW.items()))
    place = line(_("Where"))
    words = _words(_("How it is known, and what the person says"))
    good_reason = forms.TypedChoiceField(
        label=_("Had a good reason"),
        choices=YES_NO,
        required=False,
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
    )
    severity = forms.ChoiceField(label=_("How grave it is"), required=False)
    refuses = forms.BooleanField(label=_("Refuses supervision"), required=False)
    file = _file()

    def prepare(self) -> None:
        """Name the degrees in the reader's language."""
        super().prepare()
        known = [(one.value, wording.said(one.says)) for one in Severity]
        self.fields["severity"].choices = [("", _("not known")), *known]

    def found(self) -> Found:
        """Return the finding."""
        return Found(**self.cleaned_data)


class TellForm(SearchForm):
    """Why somebody is told before everything was tried, if so."""

    because = forms.CharField(
        label=_("Words to the notice"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Asked for where the police are told before all was tried."),
    )


class ReceiptForm(SearchForm):
    """Who signed for a notice, and when."""

    notice = forms.TypedChoiceField(label=_("Which notice"), coerce=int)
    day = day(_("Day on the receipt"))
    received_by = line(_("Received by"))


class CloseForm(SearchForm):
    """How the search ended."""

    outcome = forms.ChoiceField(label=_("How it ended"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Why"), max_length=400, required=False, widget=forms.Textarea({"rows": 2})
    )

    def prepare(self) -> None:
        """Offer the ends there are for a real search, or for an exercise."""
        super().prepare()
        is_exercise = self.search.is_exercise
        self.fields["outcome"].choices = [
            (name, says) for name, says in OUTCOMES.items() if (name == PRACTISED) == is_exercise
        ]
        if is_exercise:
            self.fields["outcome"].initial = PRACTISED


class ExerciseForm(forms.Form):
    """The made-up person of an exercise."""

    name = line(_("Name of the made-up person"), initial=_("Exercise person A"))
    kind = forms.ChoiceField(label=_("Kind of correction"))
    missed_on = day(_("Day of the missed duty"))

    def __init__(self, *args, **kwargs) -> None:
        """Name the kinds in the reader's language; begin with yesterday's missed report."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.value, wording.said(one.says)) for one in Kind]
        self.fields["missed_on"].initial = day_of(clock.now())

    def exercise(self) -> Exercise:
        """Return the exercise."""
        return Exercise(**self.cleaned_data)
