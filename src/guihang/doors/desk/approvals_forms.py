"""The forms of an approval: what its kind asks for, and what is noted about it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.cases.facts import facts_of
from guihang.decisions.words import CAME_BY
from guihang.doors.desk.cases.reading import Length
from guihang.doors.desk.conduct_forms import event_said
from guihang.doors.desk.leave_forms import AT_THE_DESK, SEALED
from guihang.doors.desk.uploads import ScansField
from guihang.doors.ui import wording
from guihang.dossiers import queries as files
from guihang.law import wire
from guihang.law.codes import Body
from guihang.law.rules.contact import Barred
from guihang.law.rules.monitoring import SPECIAL
from guihang.law.rules.places import Entering
from guihang.supervision.approvals import plans, proving
from guihang.supervision.approvals.plans import PLANS, Ask, Form
from guihang.supervision.approvals.wish import LONGEST_LINE, LONGEST_WORDS, Wish
from guihang.supervision.approvals.words import OFF
from guihang.supervision.leave import areas
from guihang.tracking import queries as tracking

DAY = {"type": "date"}
PLACES = 3
YES_NO = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
NO_ORDER = {Barred: Barred.NOTHING, Entering: Entering.NOTHING}


def day(label: object, **besides: object) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(DAY, format="%Y-%m-%d"), **besides)


def words(label: object, **besides: object) -> forms.CharField:
    """Return a field for words that are kept sealed."""
    widget = forms.Textarea({"rows": 3, **SEALED})
    return forms.CharField(label=label, max_length=LONGEST_WORDS, widget=widget, **besides)


class ApprovalForm(forms.Form):
    """An approval as a person asks for it and an officer enters it; a device as it is proposed."""

    came_by = forms.ChoiceField(
        label=_("How it was asked for"),
        choices=[(key, CAME_BY[key]) for key in AT_THE_DESK],
        widget=forms.RadioSelect,
        initial="counter",
    )
    words = words(_("Why"), help_text=_("It is stored encrypted; who decides sees it."))
    met = forms.CharField(
        label=_("Name and phone of who is met"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(SEALED),
    )
    files = forms.MultipleChoiceField(
        label=_("Proof, from the dossier"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fresh = ScansField(
        label=_("Proof, handed in now"),
        required=False,
        help_text=_("PDF or pictures, up to 20 MB together; stored encrypted in the dossier."),
    )

    def __init__(self, name: str, case, on: date, *posted, extends: str = "", **choices) -> None:
        """Ask what this kind asks; offer what the case and the dossier hold."""
        super().__init__(*posted, **choices)
        self.plan, self.case, self.extends, self.taken = PLANS[name], case, extends, []
        for ask in self.plan.asks:
            self._add(ask, case, on)
        if not self.plan.applied:
            del self.fields["came_by"]
        if name != plans.CONTACT:
            del self.fields["met"]
        self.fields["files"].choices = [
            (str(one.key), one.name)
            for one in files.attachments(case.dossier).filter(set_aside_at__isnull=True)
        ]

    def _add(self, ask: Ask, case, on: date) -> None:
        if ask.form is Form.PLACES:
            chosen = [("", _("elsewhere")), *areas.near(case.unit_path, on=on).items()]
            for n in range(PLACES):
                self.fields[f"code{n}"] = forms.ChoiceField(
                    label=_("In the same city"), choices=chosen, required=False
                )
                self.fields[f"place{n}"] = _line(_("City or county"), required=False)
            return
        self.fields[ask.name] = _field(ask, case, on)

    @property
    def asked(self) -> list:
        """The fields this kind asks for, for the page; days beside each other."""
        return [self[one.name] for one in self.plan.asks if one.name in self.fields]

    @property
    def places(self) -> list[tuple]:
        """The fields of each city or county, for the page."""
        if "place0" not in self.fields:
            return []
        return [(self[f"code{n}"], self[f"place{n}"]) for n in range(PLACES)]

    def take(self, file) -> None:
        """Choose a file just put into the dossier; it stays chosen if the form comes back."""
        key, known = str(file.key), self.fields["files"]
        if key not in dict(known.choices):
            known.choices = [*known.choices, (key, file.name)]
        self.data = self.data.copy()
        self.data.setlist("files", [*self.data.getlist("files"), key])
        self.taken.append(file.name)

    def stated(self) -> dict[str, wire.Json]:
        """Return what was stated, as far as it could be read."""
        given = self.cleaned_data
        told: dict[str, wire.Json] = {}
        for ask in self.plan.asks:
            if ask.form is Form.PLACES:
                told[ask.name] = self._named()
            elif given.get(ask.name) not in (None, ""):
                told[ask.name] = _written(given[ask.name])
        return told

    def _named(self) -> list[wire.Json]:
        given, found = self.cleaned_data, []
        for n in range(PLACES):
            code, place = given.get(f"code{n}", ""), given.get(f"place{n}", "").strip()
            if code or place:
                near = dict(self.fields[f"code{n}"].choices)
                found.append({"place": place or str(near.get(code, "")), "code": code})
        return found

    def wish(self) -> Wish:
        """Return what was asked for."""
        given = self.cleaned_data
        return Wish(
            name=self.plan.name,
            words=given.get("words", ""),
            stated=self.stated(),
            whom=given.get("met", ""),
            files=tuple(given.get("files", ())),
            extends=self.extends,
            came_by=given.get("came_by", ""),
        )

    def mend(self, refused):
        """Return a refusal at the field of the form it is about."""
        if refused.field == "places":
            refused.field = "place0"
        return refused


class CompleteApprovalForm(ApprovalForm):
    """A returned request, completed; it says which version was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def initial_of(matter) -> dict[str, object]:
    """Return what the form of a returned request begins with; what is sealed is written anew."""
    kept = matter.fields
    told: dict[str, object] = {
        "files": kept["files"],
        "came_by": matter.came_by,
        "version": matter.version,
    }
    for name, value in kept["stated"].items():
        if name == "places":
            for n, one in enumerate(value):
                told |= {f"code{n}": one["code"], f"place{n}": one["place"]}
        else:
            told[name] = {True: "yes", False: "no"}.get(value, value)
    return told


def _line(label: object, **besides: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_LINE, **besides)


def _field(ask: Ask, case, on: date) -> forms.Field:
    label, wanted = ask.label, {"required": ask.required, "help_text": ask.help}
    if ask.form is Form.DAY:
        return day(label, **wanted)
    if ask.form is Form.SPAN:
        return Length(label=label, required=ask.required)
    if ask.form is Form.ANSWER:
        return forms.TypedChoiceField(
            label=label,
            choices=YES_NO,
            coerce={"yes": True, "no": False}.get,
            empty_value=None,
            **wanted,
        )
    if ask.form is Form.CODE and ask.codes is not None:
        known = [(one.value, wording.said(one.says)) for one in ask.codes]
        has_order = facts_of(case).order_begins is not None
        first = None if has_order else NO_ORDER.get(ask.codes)
        return forms.ChoiceField(
            label=label, choices=[("", _("Choose")), *known], initial=first, **wanted
        )
    if ask.form is Form.PROOF:
        return forms.ChoiceField(label=label, choices=_proofs(case, on), **wanted)
    return _line(label, **wanted)


def _proofs(case, on: date) -> list[tuple[str, object]]:
    found = [(one.key, shown_said(one)) for one in proving.shown(case, on=on)]
    return [("", _("Choose")), *found]


def shown_said(one: proving.Shown) -> str:
    """Return a fact that proves a circumstance in words: the circumstance, then the fact."""
    says = wording.said(one.circumstance.says)
    if one.event is not None:
        return f"{says}：{event_said(one.event)}"
    return f"{says}：{one.proceeding.matter.number} {wording.day(one.day)}"


def _written(value: object) -> wire.Json:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int) else str(value)


class OthersForm(forms.Form):
    """Who was told of a grant."""

    to = forms.MultipleChoiceField(label=_("Who is told"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, still: tuple[Body, ...], *posted, **choices) -> None:
        """Offer those the law names who do not know yet."""
        super().__init__(*posted, **choices)
        self.fields["to"].choices = [(one.value, wording.said(one.says)) for one in still]


class PutOnForm(forms.Form):
    """When a device was put on, and which."""

    day = day(_("Day it was put on"))
    apparatus = forms.ChoiceField(
        label=_("Device"),
        choices=[(one.value, one.says.zh) for one in sorted(SPECIAL)],
        widget=forms.RadioSelect,
    )

    device = forms.ModelChoiceField(
        label=_("Its number in the list of devices"),
        queryset=None,
        required=False,
        empty_label=_("not enrolled: no positions are taken"),
    )

    def __init__(self, *posted, approval, **choices) -> None:
        """Say the devices in the reader's language, and which of them nobody wears."""
        super().__init__(*posted, **choices)
        self.fields["apparatus"].choices = [
            (one.value, wording.said(one.says)) for one in sorted(SPECIAL)
        ]
        self.fields["device"].queryset = tracking.free(approval.case.dossier.unit.county_path)


class AssessForm(forms.Form):
    """Whether a device is still needed, and why."""

    is_needed = forms.TypedChoiceField(
        label=_("Is it still needed?"),
        choices=[("yes", _("yes")), ("no", _("no: it comes off in time"))],
        coerce="yes".__eq__,
        widget=forms.RadioSelect,
    )
    words = words(_("What was looked at, and why it came out so"))


class TakeOffForm(forms.Form):
    """When a device came off, and why."""

    day = day(_("Day it came off"))
    because = forms.ChoiceField(
        label=_("Why it came off"), choices=list(OFF.items()), widget=forms.RadioSelect
    )


FORMS: Mapping[str, type[forms.Form]] = {
    "assess": AssessForm,
    "take-off": TakeOffForm,
}
