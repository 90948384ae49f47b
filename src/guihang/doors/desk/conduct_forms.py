"""The forms of a proceeding: its facts and proofs, the hearing, copies, objections, answers."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.doors.desk.cases import said as cases_said
from guihang.doors.desk.cases.reading import Length
from guihang.doors.ui import wording
from guihang.dossiers import queries as files
from guihang.law import wire
from guihang.law.codes import Body, Code
from guihang.law.events import CODES, What
from guihang.supervision.conduct import investigators, queries
from guihang.supervision.conduct.actions import Answer, Heard
from guihang.supervision.conduct.plans import PLANS
from guihang.supervision.conduct.wish import LONGEST_REASONS, LONGEST_WORDS, Wish
from guihang.supervision.conduct.words import ANSWERS, HEARD, OUTCOMES

DAY = {"type": "date"}
SEALED = {"data-sensitive": "", "autocomplete": "off"}
YES_NO = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
FACT = "fact_"
MOST_EVENTS = 30
SENT_TO = {"penalty_request": "公安机关", "reduction_proposal": ""}
"""Where it is not the organ that decided; which court reduces is the officer's to write."""


def day(label: object, **besides: object) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **besides)


def words(label: object, most: int = LONGEST_WORDS, **besides: object) -> forms.CharField:
    """Return a field for words that are kept sealed."""
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea({"rows": 3, **SEALED}),
        **besides,
    )


def line(label: object, **besides: object) -> forms.CharField:
    """Return a field for a name or a number."""
    return forms.CharField(label=label, max_length=60, **besides)


class UnsealForm(forms.Form):
    """Why somebody reads the sealed record of a police penalty."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=4,
        max_length=200,
        help_text=_("It goes on the record."),
    )


class ConductForm(forms.Form):
    """What happened, what the law asks about it, what shows it, and who looked into it."""

    words = words(
        _("The facts in words"), help_text=_("When, where, what, and how it is known. Kept sealed.")
    )
    events = forms.MultipleChoiceField(
        label=_("Events of the case that show it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    files = forms.MultipleChoiceField(
        label=_("Files of the dossier that show it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    second = forms.TypedChoiceField(label=_("Second officer"), coerce=int)
    reasons = forms.CharField(
        label=_("Why the lighter measure, if a graver one is due too"),
        required=False,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea({"rows": 2}),
    )
    to = line(_("Sent to"), required=False)

    def __init__(self, name: str, case, *args, on: date, by: Actor, **kwargs) -> None:
        """Ask what the law asks about this measure; offer what the case and dossier hold."""
        super().__init__(*args, **kwargs)
        self.plan, self.case = PLANS[name], case
        hints = wire.hints(self.plan.facts)
        for fact in self.plan.asked:
            self.fields[f"{FACT}{fact}"] = _fact(hints[fact])
        rows = queries.proofs(case)[:MOST_EVENTS]
        self.fields["events"].choices = [(row.seq, event_said(row)) for row, _bad in rows]
        self.fields["files"].choices = [
            (str(one.key), one.name)
            for one in files.attachments(case.dossier).filter(set_aside_at__isnull=True)
        ]
        there = investigators.others(case, by=by, on=on)
        self.fields["second"].choices = [("", _("Choose"))] + [
            (one.account_id, f"{one.name}（{one.post}）") for one in there
        ]
        if self.plan.is_proposal:
            self.fields["to"].required = True
            self.initial.setdefault("to", SENT_TO.get(name, case.organ_name))
        else:
            del self.fields["to"]
        if name == "reduction_proposal":
            self.fields["to"].help_text = _(
                "The intermediate court of the place; for life the high court."
            )
        if name in {"commendation", "reduction_proposal"}:
            del self.fields["reasons"]

    @property
    def facts(self) -> list:
        """The fields of the facts the law asks about, for the page."""
        return [self[f"{FACT}{name}"] for name in self.plan.asked]

    def stated(self) -> dict[str, wire.Json]:
        """Return the facts as they were stated, as far as they could be read."""
        given = self.cleaned_data
        told = ((name, given.get(f"{FACT}{name}")) for name in self.plan.asked)
        return {name: _written(value) for name, value in told if value not in (None, "")}

    def wish(self) -> Wish:
        """Return what was put forward."""
        given = self.cleaned_data
        return Wish(
            name=self.plan.name,
            words=given["words"],
            stated=self.stated(),
            second=given["second"],
            events=tuple(int(one) for one in given["events"]),
            files=tuple(given["files"]),
            reasons=given.get("reasons", ""),
            to=given.get("to", ""),
        )


class CompleteConductForm(ConductForm):
    """A returned proceeding, completed; it says which version was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def initial_of(matter) -> dict[str, object]:
    """Return what the form of a returned proceeding begins with; what is sealed is written anew."""
    kept = matter.fields
    told: dict[str, object] = {
        "events": [str(one) for one in kept["events"]],
        "files": kept["files"],
        "second": kept["second"],
        "reasons": kept["reasons"],
        "to": kept["to"],
        "version": matter.version,
    }
    for name, value in kept["stated"].items():
        told[f"{FACT}{name}"] = {True: "yes", False: "no"}.get(value, value)
    return told


def _fact(hint: wire.Hint) -> forms.Field:
    label = wording.said(hint.says) if hint.says else ""
    if hint.kind is bool:
        return forms.TypedChoiceField(
            label=label,
            choices=YES_NO,
            required=False,
            coerce={"yes": True, "no": False}.get,
            empty_value=None,
        )
    if hint.kind is date:
        return day(label, required=False)
    if isinstance(hint.kind, type) and issubclass(hint.kind, Code):
        known = [(one.value, wording.said(one.says)) for one in hint.kind]
        return forms.ChoiceField(
            label=label, choices=[("", _("not known")), *known], required=False
        )
    return forms.IntegerField(label=label, required=False, min_value=0)


def _written(value: object) -> wire.Json:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int) else str(value)


def event_said(row) -> str:
    """Return an event of a case in the law's words, with its day."""
    what = What(row.what)
    known = CODES.get(what)
    besides = f"（{wording.said(known(row.code).says)}）" if known and row.code else ""
    return f"{wording.day(row.day)} {wording.said(what.says)}{besides}"


class ExcuseForm(forms.Form):
    """Why nothing follows from a breach."""

    words = words(
        _("What was looked at, and why nothing follows"), help_text=_("It is kept sealed.")
    )


class HearForm(forms.Form):
    """How the person was heard."""

    day = day(_("Day of the hearing"))
    second = forms.TypedChoiceField(label=_("Second officer"), coerce=int)
    outcome = forms.ChoiceField(
        label=_("How it came out"), choices=list(HEARD.items()), widget=forms.RadioSelect
    )
    words = words(_("What the person said, or how it was tried"))
    guardian = line(_("Guardian who was there"), required=False, help_text=_("Only for a minor."))
    witness = line(_("Witness"), required=False, help_text=_("Only if the signature was refused."))

    def __init__(self, proceeding, *args, on: date, by: Actor, **kwargs) -> None:
        """Offer the colleagues who may have been there."""
        super().__init__(*args, **kwargs)
        there = investigators.others(proceeding.case, by=by, on=on)
        self.fields["second"].choices = [("", _("Choose"))] + [
            (one.account_id, one.name) for one in there
        ]

    def heard(self) -> Heard:
        """Return what was noted."""
        return Heard(**self.cleaned_data)


class CopiesForm(forms.Form):
    """To whom copies were sent."""

    to = forms.MultipleChoiceField(label=_("Copies to"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, bodies: tuple[Body, ...], *args, **kwargs) -> None:
        """Offer those the law names who have none yet."""
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.value, cases_said.code(Body, one)) for one in bodies]


class ObjectForm(forms.Form):
    """What the person has against the decision."""

    day = day(_("Day of the objection"))
    words = words(_("What the person has against it"))


class AnswerObjectionForm(forms.Form):
    """What comes of an objection."""

    outcome = forms.ChoiceField(
        label=_("What comes of it"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    words = words(_("The answer, as the person is told"))


class ReferForm(forms.Form):
    """On which day the person went to the procuratorate."""

    day = day(_("Day the person went there"))


class AnswerForm(forms.Form):
    """What the court, the police or the organ answered."""

    day = day(_("Day of the ruling or decision"))
    answer = forms.ChoiceField(
        label=_("What was answered"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )
    number = line(_("Number of the paper"))
    span = Length(label=_("By how much the sentence is reduced"), required=False)

    def __init__(self, kind: str, *args, **kwargs) -> None:
        """Ask for the length only where a sentence is reduced."""
        super().__init__(*args, **kwargs)
        if kind != "reduction_proposal":
            del self.fields["span"]

    def given(self) -> Answer:
        """Return what was noted."""
        told = self.cleaned_data
        return Answer(told["day"], told["answer"], told["number"], told.get("span") or None)


class DeliverForm(forms.Form):
    """On which day the person was delivered."""

    day = day(_("Day of the delivery"))


class SpanForm(forms.Form):
    """From which to which day the public list goes."""

    first = day(_("From"))
    last = day(_("Until"))
