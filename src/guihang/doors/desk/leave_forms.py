"""The forms of a leave: what is asked for, how somebody came back, what could not be done."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.decisions.words import CAME_BY
from guihang.doors.desk.uploads import ScansField
from guihang.doors.ui.wording import said
from guihang.dossiers import queries as files
from guihang.law.refusals import BadFacts
from guihang.law.rules.leave import Reason
from guihang.supervision.leave import areas
from guihang.supervision.leave.actions import Return
from guihang.supervision.leave.wish import (
    LONGEST_LINE,
    LONGEST_PLACE,
    LONGEST_WORDS,
    Destination,
    Wish,
)
from guihang.supervision.leave.words import HOW

DAY = {"type": "date"}
PLACES = 3
AT_THE_DESK = ("counter", "post", "phone", "visit")
SEALED = {"data-sensitive": "", "autocomplete": "off"}


def _day(label: object, **besides: object) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **besides)


def _line(label: object, most: int = LONGEST_LINE, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=most, widget=forms.TextInput(attrs)
    )


class LeaveForm(forms.Form):
    """A leave as a person asks for it and an officer enters it."""

    came_by = forms.ChoiceField(
        label=_("How it was asked for"),
        choices=[(key, CAME_BY[key]) for key in AT_THE_DESK],
        widget=forms.RadioSelect,
        initial="counter",
    )
    reason = forms.ChoiceField(label=_("Reason of the leave"))
    words = forms.CharField(
        label=_("What it is about"),
        max_length=LONGEST_WORDS,
        help_text=_("It is stored encrypted; who decides sees it for a reason."),
        widget=forms.Textarea({"rows": 2, **SEALED}),
    )
    leaves = _day(_("Day of departure"), help_text=_("It counts as a day away."))
    returns = _day(_("Day of return"), help_text=_("It counts as a day away, too."))
    transport = _line(_("Means of transport"))
    companions = _line(_("Who goes along"), **SEALED)
    is_urgent = forms.BooleanField(label=_("It is urgent: the proof may follow"), required=False)
    proofs = forms.MultipleChoiceField(
        label=_("Proof, from the dossier"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fresh = ScansField(
        label=_("Proof, handed in now"),
        required=False,
        help_text=_("PDF or pictures, up to 20 MB together; stored encrypted in the dossier."),
    )

    def __init__(self, case, on: date, *words, extends: str = "", **choices) -> None:
        """Offer the places around the case, and the files of its dossier."""
        super().__init__(*words, **choices)
        self.extends, self.taken = extends, []
        reasons = [(one.value, said(one.says)) for one in Reason]
        self.fields["reason"].choices = [("", _("Choose")), *reasons]
        chosen = areas.choices(case.unit_path, on=on)
        for place in range(PLACES):
            self._add_place(place, chosen)
        self.fields["proofs"].choices = [
            (str(one.key), one.name)
            for one in files.attachments(case.dossier).filter(set_aside_at__isnull=True)
        ]
        if extends:
            self.fields["leaves"].widget = forms.HiddenInput()

    def take(self, file) -> None:
        """Choose a file just put into the dossier; it stays chosen if the form comes back."""
        key, proofs = str(file.key), self.fields["proofs"]
        if key not in dict(proofs.choices):
            proofs.choices = [*proofs.choices, (key, file.name)]
        self.data = self.data.copy()
        self.data.setlist("proofs", [*self.data.getlist("proofs"), key])
        self.taken.append(file.name)

    def _add_place(self, n: int, chosen: list) -> None:
        self.fields[f"code{n}"] = forms.ChoiceField(
            label=_("Area of the destination"), choices=chosen, required=n == 0
        )
        self.fields[f"place{n}"] = _line(_("City or county, and address"), LONGEST_PLACE)
        self.fields[f"place{n}"].required = n == 0
        self.fields[f"contact{n}"] = _line(_("Who is met there"), **SEALED)
        self.fields[f"phone{n}"] = _line(_("Phone there"), **SEALED, inputmode="tel")

    @property
    def places(self) -> list[tuple]:
        """The fields of each destination, for the page."""
        names = ("code", "place", "contact", "phone")
        return [tuple(self[f"{name}{n}"] for name in names) for n in range(PLACES)]

    @property
    def has_more_places(self) -> bool:
        """Whether a second destination was named."""
        return any(str(self[f"place{n}"].value() or "").strip() for n in range(1, PLACES))

    def wish(self) -> Wish:
        """Return what was asked for, as far as it could be read."""
        asked = self.cleaned_data
        return Wish(
            reason=asked["reason"],
            words=asked.get("words", ""),
            destinations=tuple(self._destinations()),
            leaves=asked["leaves"],
            returns=asked["returns"],
            companions=asked.get("companions", ""),
            transport=asked.get("transport", ""),
            is_urgent=bool(asked.get("is_urgent")),
            extends=self.extends,
            proofs=tuple(asked.get("proofs", ())),
            came_by=asked.get("came_by", ""),
        )

    def _destinations(self):
        asked = self.cleaned_data
        for n in range(PLACES):
            code, place = asked.get(f"code{n}", ""), asked.get(f"place{n}", "").strip()
            if code or place:
                named = place or _named(self.fields[f"code{n}"].choices, code)
                contact = asked.get(f"contact{n}", "").strip()
                yield Destination(named, code, contact, asked.get(f"phone{n}", "").strip())

    def is_readable(self) -> bool:
        """Whether enough is known for the law to say something."""
        self.full_clean()
        known = {"reason", "leaves", "returns", "place0"} <= self.cleaned_data.keys()
        return known and self.cleaned_data["leaves"] <= self.cleaned_data["returns"]

    def mend(self, refused: BadFacts) -> BadFacts:
        """Return a refusal at the field of the form it is about."""
        fields = {"place": "place0", "contact": "contact0", "phone": "phone0"}
        refused.field = fields.get(refused.field, refused.field)
        return refused


class CompleteForm(LeaveForm):
    """A returned request, completed; it says which version was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class BackForm(forms.Form):
    """How somebody came back, and why late."""

    day = _day(_("Day the person was back"))
    how = forms.ChoiceField(
        label=_("How it was seen"), choices=list(HOW.items()), widget=forms.RadioSelect
    )
    told_in_time = forms.TypedChoiceField(
        label=_("If late: told before the leave ended what prevented the return"),
        choices=[("", _("not late")), ("yes", _("yes")), ("no", _("no"))],
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
        required=False,
    )
    because = forms.CharField(
        label=_("If late: what the person says about it"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 2, **SEALED}),
    )

    is_told = forms.BooleanField(
        label=_("If late: the person was told what follows"), required=False
    )

    def back(self) -> Return:
        """Return what was noted."""
        return Return(**self.cleaned_data)


class LeftForm(forms.Form):
    """On which day somebody left."""

    day = _day(_("Day of departure"))


class MissedForm(forms.Form):
    """What was done about somebody who did not come back."""

    is_reached = forms.TypedChoiceField(
        label=_("Was the person reached?"),
        choices=[("yes", _("yes, and told to come back at once")), ("no", _("no"))],
        coerce="yes".__eq__,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Whom you called, when, and what was said"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 2, **SEALED}),
    )


class ProofForm(forms.Form):
    """A file of the dossier that proves a leave."""

    key = forms.ChoiceField(label=_("File of the dossier"))

    def __init__(self, trip, *words, **choices) -> None:
        """Offer the files that are not chosen yet."""
        super().__init__(*words, **choices)
        chosen = set(trip.proofs.values_list("attachment_id", flat=True))
        rows = files.attachments(trip.matter.dossier).filter(set_aside_at__isnull=True)
        self.files = {str(one.key): one for one in rows if one.pk not in chosen}
        self.fields["key"].choices = [(key, one.name) for key, one in self.files.items()]


def _named(choices, code: str) -> str:
    for label, inner in choices:
        if label == code:
            return str(inner)
        if isinstance(inner, list):
            found = dict(inner).get(code)
            if found:
                return str(found)
    return ""
