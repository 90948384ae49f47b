"""The forms of a package: who is named for a part, and why somebody is released from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.doors.desk.conduct_forms import SEALED, line
from guihang.doors.ui import wording
from guihang.supervision.packages import queries
from guihang.supervision.packages.actions import Named
from guihang.supervision.packages.rule import Part


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("It stands in the history of the package."),
    )


class NameForm(forms.Form):
    """Who answers for one part: a colleague, or somebody outside by name and body."""

    account = forms.TypedChoiceField(
        label=_("Who holds a post here"), coerce=int, required=False, empty_value=None
    )
    outsider = line(_("Or somebody outside: name"), required=False)
    body = line(_("Police station, village or community"), required=False)
    phone = forms.CharField(
        label=_("Phone of somebody outside"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", **SEALED}),
        help_text=_("It is kept sealed."),
    )
    because = _why()

    def __init__(self, parts: Iterable[Part], unit_path: str, on: date, *args, **kwargs) -> None:
        """Offer who may be named for these parts in an office, and only the fields they know."""
        super().__init__(*args, **kwargs)
        parts = tuple(parts)
        offered = [
            (one.account_id, f"{one.name}（{one.post}）")
            for part in parts
            for one in queries.who_may(part, unit_path, on=on)
        ]
        self.fields["account"].choices = [("", _("nobody of these")), *dict(offered).items()]
        if not any(part.roles for part in parts):
            del self.fields["account"]
        if not any(part.outside for part in parts):
            for name in ("outsider", "body", "phone"):
                del self.fields[name]

    def named(self) -> Named:
        """Return who is named."""
        found = self.cleaned_data
        return Named(
            account=found.get("account"),
            outsider=found.get("outsider", ""),
            body=found.get("body", ""),
            phone=found.get("phone", ""),
        )


class ManyForm(NameForm):
    """Who answers for one part of many people's packages."""

    part = forms.ChoiceField(label=_("Part of the package"))
    field_order = ("part", "account", "outsider", "body", "phone", "because")

    def __init__(self, parts: Iterable[Part], *args, **kwargs) -> None:
        """Name the parts in the reader's language."""
        parts = tuple(parts)
        super().__init__(parts, *args, **kwargs)
        self.fields["part"].choices = [(part.code, wording.said(part.says)) for part in parts]


class ReleaseForm(forms.Form):
    """Why somebody no longer answers for a part."""

    because = _why()
