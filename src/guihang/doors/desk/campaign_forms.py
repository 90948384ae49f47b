"""The forms of a campaign: opening one, and what came of every entry of a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.campaigns.actions import Draft, Said
from guihang.cases.campaigns.items import Item
from guihang.cases.campaigns.words import CAME, CONFIRMED, KNOWN_FROM, MENDED
from guihang.doors import clock
from guihang.doors.desk.cases import said
from guihang.doors.desk.conduct_forms import SEALED, day, line
from guihang.doors.ui import wording
from guihang.law.codes import Sex

if TYPE_CHECKING:
    from django.forms import BoundField

UNSAID = ("", _("not looked at yet"))
KINDS = (UnitKind.JUSTICE, UnitKind.OFFICE)


class OpenForm(forms.Form):
    """A campaign to be opened."""

    unit = forms.ChoiceField(label=_("About the people of"))
    title = line(_("What it is called"))
    ends = day(_("Last day"))

    def __init__(self, by: Actor, *args, **kwargs) -> None:
        """Offer the county and the offices one leads."""
        super().__init__(*args, **kwargs)
        found = agencies.units(by.domain, on=clock.today(), kinds=KINDS)
        self.units = {one.code: one for one in found}
        self.fields["unit"].choices = [(code, one.name) for code, one in self.units.items()]

    def draft(self) -> Draft:
        """Return the campaign."""
        found = self.cleaned_data
        return Draft(self.units[found["unit"]], found["title"], found["ends"])


class RecordForm(forms.Form):
    """What came of each entry; what nothing is said of stays open."""

    def __init__(self, items: Iterable[Item], *args, **kwargs) -> None:
        """Ask four things of every entry: what came, from what, the right entry, and why."""
        super().__init__(*args, **kwargs)
        self.items = {item.name: item for item in items}
        for name, item in self.items.items():
            says = wording.said(item.says)
            self._ask(f"{name}-came", _("%(entry)s: result") % {"entry": says}, CAME)
            self._ask(f"{name}-from", _("%(entry)s: known") % {"entry": says}, KNOWN_FROM)
            self.fields[f"{name}-value"] = _value(item, says)
            self.fields[f"{name}-because"] = forms.CharField(
                label=_("%(entry)s: reason") % {"entry": says}, max_length=200, required=False
            )

    def _ask(self, name: str, label: object, words) -> None:
        choices = [UNSAID if name.endswith("came") else ("", "—"), *words.items()]
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def of(self, name: str) -> list[BoundField]:
        """Return the fields of one entry."""
        return [self[f"{name}-{part}"] for part in ("came", "from", "value", "because")]

    def said(self) -> dict[str, Said]:
        """Return what was said, of those entries something was said of."""
        found = self.cleaned_data
        return {
            name: Said(
                came=found[f"{name}-came"],
                known_from=found[f"{name}-from"],
                value=found[f"{name}-value"],
                because=found[f"{name}-because"],
            )
            for name in self.items
            if found.get(f"{name}-came")
        }

    def refuse_at(self, name: str) -> str:
        """Return at which field a refusal about an entry is shown."""
        came = self.cleaned_data.get(f"{name}-came")
        part = {CONFIRMED: "from", MENDED: "value"}.get(came, "because")
        return f"{name}-{part}"


def _value(item: Item, says: str) -> forms.Field:
    label = _("%(entry)s: right entry") % {"entry": says}
    if item.kind == "day":
        return day(label, required=False)
    if item.kind == "sex":
        choices = [("", "—"), *((one.value, said.sex(one)) for one in Sex)]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    widget = forms.TextInput(SEALED if item.sealed else {})
    return forms.CharField(label=label, max_length=200, required=False, widget=widget)
