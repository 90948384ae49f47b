"""The forms of an inquiry: the commission, who looks into it, a statement, the assessment."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor, may
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.actions import PersonDraft
from guihang.cases.inquiry import access, queries
from guihang.cases.inquiry.actions import Commission, Findings, StatementDraft
from guihang.cases.vocabulary import AskedAs, Channel, Followed, Outcome
from guihang.decisions import people
from guihang.doors import clock
from guihang.law.codes import Kind, Sex
from guihang.law.events import Procedure
from guihang.law.rules.inquiry import AcceptanceFacts, Commissioner, Topic

SENSITIVE = {"data-sensitive": "", "autocomplete": "off"}
CAME = (Channel.POST, Channel.COUNTER, Channel.EXCHANGE)
YES_NO = (("", _("not known")), ("yes", _("yes")), ("no", _("no")))
ANSWERS = {"yes": True, "no": False}


def _day(label: object, **choices: object) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **choices
    )


def _line(label: object, most: int = 60, **choices: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **choices)


def _words(label: object, most: int, rows: int = 3, **choices: object) -> forms.CharField:
    sensitive = SENSITIVE if choices.pop("sealed", False) else {}
    widget = forms.Textarea({"rows": rows, **sensitive})
    return forms.CharField(label=label, max_length=most, widget=widget, **choices)


def _coded(code) -> list[tuple[str, object]]:
    return [(one.value, one.says) for one in code]


class CommissionForm(forms.Form):
    """A letter of commission as it came."""

    name = _line(_("Name"))
    identity_number = forms.CharField(
        label=_("Identity number"),
        max_length=18,
        required=False,
        widget=forms.TextInput(SENSITIVE),
    )
    birth = _day(_("Day of birth"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    home = _words(_("Home as the letter names it"), 160, 2, sealed=True)
    commissioner = forms.ChoiceField(label=_("Kind of organ"))
    organ_name = _line(_("Name of the organ"))
    letter_number = _line(_("Number of the letter"), required=False)
    contact = _line(_("Whom to turn to there"), required=False)
    procedure = forms.ChoiceField(label=_("Procedure"))
    kind = forms.ChoiceField(label=_("Kind of correction intended"))
    charge = _line(_("Charge"), 100)
    has_victim = forms.TypedChoiceField(
        label=_("There is a victim"), choices=YES_NO, coerce=ANSWERS.__getitem__
    )
    facts = _words(_("Facts as the letter tells them"), 2000, 3, required=False, sealed=True)
    unit = forms.ChoiceField(label=_("Office of the home"))
    channel = forms.ChoiceField(label=_("How it came"))
    commissioned_on = _day(_("Day the letter arrived"))
    materials_on = _day(
        _("Day the materials arrived"),
        required=False,
        help_text=_("Empty as long as they lack: the time runs once they are there."),
    )

    def __init__(self, by: Actor, *words, **choices) -> None:
        """Offer the offices for which one may take a commission in."""
        super().__init__(*words, **choices)
        offices = agencies.units(by.reach, on=clock.today(), kinds=[UnitKind.OFFICE])
        mine = [one for one in offices if may(access.check_may_receive_inquiry, by, one.path)]
        self.units = {one.code: one for one in mine}
        choose = ("", _("Choose"))
        offered = {
            "sex": [("", _("not known")), *_coded(Sex)],
            "commissioner": [choose, *_coded(Commissioner)],
            "procedure": [choose, *_coded(Procedure)],
            "kind": [choose, *_coded(Kind)],
            "unit": [choose, *((one.code, one.name) for one in mine)],
            "channel": [(one.value, one.label) for one in CAME],
        }
        for name, found in offered.items():
            self.fields[name].choices = found

    def commission(self) -> Commission:
        """Return what the letter says."""
        said = dict(self.cleaned_data)
        person = PersonDraft(
            **{one: said.pop(one) for one in ("name", "identity_number", "birth", "sex", "home")}
        )
        return Commission(person=person, unit=self.units[said.pop("unit")], **said)


class CheckedForm(forms.Form):
    """What was checked of a commission: materials, name, home, identity."""

    materials_complete = forms.ChoiceField(label=_("The materials are complete"), choices=YES_NO)
    name_true = forms.ChoiceField(label=_("The name is true"), choices=YES_NO)
    home_true = forms.ChoiceField(label=_("The home is true"), choices=YES_NO)
    identity_known = forms.ChoiceField(label=_("The identity is known"), choices=YES_NO)

    def checked(self) -> AcceptanceFacts:
        """Return what was checked, as the law asks for it."""
        names = ("materials_complete", "name_true", "home_true", "identity_known")
        return AcceptanceFacts(**{one: ANSWERS.get(self.cleaned_data[one]) for one in names})


class StartForm(CheckedForm):
    """A commission accepted: who looks into it."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who looks into it"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two at least (local rule; no national text asks for it)."),
    )

    def __init__(self, inquiry, *words, **choices) -> None:
        """Offer who works on its office."""
        super().__init__(*words, **choices)
        found = queries.candidates(inquiry, on=clock.today())
        self.fields["people"].choices = [(one.account_id, people.say(one)) for one in found]


class ReturnForm(CheckedForm):
    """A commission sent back: what was found."""

    words = _words(_("What was found, and how"), 1000)

    def __init__(self, inquiry, *words, **choices) -> None:
        """Ask nothing about the materials."""
        super().__init__(*words, **choices)
        for name in ("materials_complete", "name_true", "home_true", "identity_known"):
            self.fields[name].required = False


class DayForm(forms.Form):
    """The day something happened."""

    day = _day(_("Day"))

    def __init__(self, inquiry, *words, **choices) -> None:
        """Offer today."""
        super().__init__(*words, initial={"day": clock.today()}, **choices)


class LengthenForm(forms.Form):
    """A later day the organ agreed to."""

    until = _day(_("Agreed until"))
    agreed_with = _line(_("Who of the organ agreed, and how"), 200)

    def __init__(self, inquiry, *words, **choices) -> None:
        """Take the inquiry, like every form of a step."""
        super().__init__(*words, **choices)


class JoinForm(forms.Form):
    """The case that followed, and whether the opinion was followed."""

    case = forms.ChoiceField(label=_("Case"))
    followed = forms.ChoiceField(
        label=_("Whether the organ followed the opinion"), choices=Followed.choices
    )

    def __init__(self, inquiry, *words, by: Actor, **choices) -> None:
        """Offer the cases of the same person."""
        super().__init__(*words, **choices)
        self.cases = {one.number: one for one in queries.cases_of(by, inquiry)}
        self.fields["case"].choices = [(number, number) for number in self.cases]


class StatementForm(forms.Form):
    """What somebody said."""

    asked_as = forms.ChoiceField(label=_("Asked as"), choices=AskedAs.choices)
    name = forms.CharField(
        label=_("Who was asked"), max_length=40, widget=forms.TextInput(SENSITIVE)
    )
    relation = _line(_("Relation to the person"), 40, required=False)
    place = _line(_("Where it was said"), 100)
    day = _day(_("Day"))
    begins = forms.TimeField(label=_("Began at"), widget=forms.TimeInput({"type": "time"}))
    ends = forms.TimeField(label=_("Ended at"), widget=forms.TimeInput({"type": "time"}))
    together_with = forms.TypedMultipleChoiceField(
        label=_("Asked together with"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("Asked about"), choices=_coded(Topic), widget=forms.CheckboxSelectMultiple
    )
    words = _words(_("What this person said"), 4000, 8, sealed=True)
    signed = forms.BooleanField(
        label=_("Read over and signed by who was asked"), required=False, initial=True
    )
    unsigned_because = _line(_("Why it is not signed"), 200, required=False)

    def __init__(self, inquiry, by: Actor, *words, **choices) -> None:
        """Offer the other investigators."""
        super().__init__(*words, **choices)
        others = [one for one in inquiry.investigators.all() if one.account_id != by.account_id]
        self.fields["together_with"].choices = [
            (one.account_id, one.account.name) for one in others
        ]
        self.fields["together_with"].required = False

    def draft(self) -> StatementDraft:
        """Return what was said as it is kept."""
        said = dict(self.cleaned_data)
        day, begins, ends = said.pop("day"), said.pop("begins"), said.pop("ends")
        here = timezone.get_current_timezone()
        return StatementDraft(
            **{**said, "topics": tuple(said["topics"])},
            began_at=datetime.combine(day, begins, here),
            ended_at=datetime.combine(day, ends, here),
        )


class FindingsForm(forms.Form):
    """The assessment: what was found, and the opinion proposed."""

    outcome = forms.ChoiceField(
        label=_("Opinion proposed"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    findings = _words(
        _("Findings, as the organ will read them"),
        2000,
        8,
        help_text=_("Without the names of those who were asked."),
        sealed=True,
    )
    prohibitions = _words(_("What should be prohibited"), 400, 2, required=False, sealed=True)
    lacking_because = _line(_("Why something could not be asked"), 200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def found(self) -> Findings:
        """Return what the investigators hold."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Findings(**said)
