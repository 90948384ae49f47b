"""A rule's schema as a form, and what was typed into it as facts again.

A list of facts becomes numbered rows (`trips-0-leaves`); a row left empty does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guihang.doors.ui.wording import is_english
from guihang.law.wire import Json

type Part = dict[str, Json]

FEW = 4
MANY = 9
MOST_ROWS = 40
ON, WITHIN, MORE = "on", "within", "more"
INDEX = re.compile(r"\[(\d+)\]\.?")
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one entry of a list: those it needs, then those it may have."""

    number: int
    names: tuple[str, ...]
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One fact as the page draws it: a single field, or a list of rows."""

    name: str
    label: str
    required: bool
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """The fields of one entry of a list, and whether those on demand stand open."""

    fields: tuple[BoundField, ...]
    more: tuple[BoundField, ...]
    opens: bool


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """A fact as a field or as rows of fields."""

    name: str
    label: str
    field: BoundField | None
    rows: tuple[DrawnRow, ...] = ()


class Question(forms.Form):
    """The facts a rule asks for, with the day and the place whose law is asked."""

    def __init__(self, schema: Part, asked: QueryDict, today: date) -> None:
        """Draw the fields of a schema; what was asked before is filled in."""
        super().__init__(asked or None, auto_id="q_%s", label_suffix="")
        self._numbers: dict[str, list[int]] = {}
        self.asks = self.is_bound and MORE not in asked
        self.groups = [
            self._group(name, part, asked, required=name in _required(schema))
            for name, part in _parts(schema).items()
        ]
        self.fields[ON] = _date(_("Law of the day"), required=False)
        self.fields[ON].help_text = _("The law in force on this day answers; empty means today.")
        self.fields[ON].initial = today
        self.fields[WITHIN] = forms.RegexField(
            "^([0-9]{2}|[0-9]{4}|[0-9]{6})$",
            label=_("Place"),
            required=False,
            help_text=_("Code of a county, city or province, where local rules are kept."),
        )

    def _group(self, name: str, part: Part, asked: QueryDict, *, required: bool) -> Group:
        label, item = says(part), part.get("items")
        if not isinstance(item, dict):
            self.fields[name] = field(part, required=required)
            return Group(name, label, required)
        if isinstance(item.get("oneOf"), list):
            self.fields[name] = several(item, label)
            return Group(name, label, required)
        rows = tuple(self._row(name, number, item) for number in range(_count(name, asked)))
        return Group(name, label, required, rows)

    def _row(self, of: str, number: int, item: Part) -> Row:
        stem, parts = f"{of}-{number}", _parts(item)
        if not parts:
            self.fields[stem] = field(item, required=False)
            return Row(number, (stem,))
        for name, part in parts.items():
            self.fields[f"{stem}-{name}"] = field(part, required=False)
        needed = [name for name in parts if name in _required(item)]
        may = [name for name in parts if name not in needed] if needed else []
        first = needed or list(parts)
        return Row(
            number,
            tuple(f"{stem}-{name}" for name in first),
            tuple(f"{stem}-{name}" for name in may),
        )

    @property
    def drawn_first(self) -> list[DrawnGroup]:
        """The facts shown at once, as fields."""
        return [self._drawn(group) for group in self.first]

    @property
    def drawn_more(self) -> list[DrawnGroup]:
        """The facts shown on demand, as fields."""
        return [self._drawn(group) for group in self.more]

    def _drawn(self, group: Group) -> DrawnGroup:
        if not group.rows:
            return DrawnGroup(group.name, group.label, self[group.name])
        rows = tuple(
            DrawnRow(
                tuple(self[name] for name in row.names),
                tuple(self[name] for name in row.more),
                any(self.data.get(name) or name in self.errors for name in row.more),
            )
            for row in group.rows
        )
        return DrawnGroup(group.name, group.label, None, rows)

    @property
    def law(self) -> tuple[BoundField, BoundField]:
        """The day and the place whose law is asked, as fields."""
        return self[ON], self[WITHIN]

    @property
    def first(self) -> list[Group]:
        """The facts shown at once: those needed and the lists, or all where there are few."""
        needed = [group for group in self.groups if group.required or group.rows]
        return self.groups if len(self.groups) <= MANY or not needed else needed

    @property
    def more(self) -> list[Group]:
        """The facts shown on demand."""
        return [group for group in self.groups if group not in self.first]

    @property
    def opens_more(self) -> bool:
        """Tell whether something among the facts on demand was given or is to be mended."""
        return any(self._is_touched(group) for group in self.more)

    def _is_touched(self, group: Group) -> bool:
        return any(
            key == group.name or key.startswith(f"{group.name}-")
            for key in (*self.errors, *(key for key in self.data if self.data[key]))
        )

    def facts(self) -> dict[str, Json]:
        """Return what was typed as facts; rows left empty and fields left empty are no facts."""
        found: dict[str, Json] = {}
        for group in self.groups:
            if not group.rows:
                found |= _known(group.name, self._read(group.name))
                continue
            rows = [(row.number, self._row_facts(group, row)) for row in group.rows]
            filled = [(number, row) for number, row in rows if row not in ({}, None)]
            self._numbers[group.name] = [number for number, _row in filled]
            if filled or group.required:
                found[group.name] = [row for _number, row in filled]
        return found

    def _row_facts(self, group: Group, row: Row) -> Json:
        stem = f"{group.name}-{row.number}"
        if row.names == (stem,):
            return self._read(stem)
        found: dict[str, Json] = {}
        for name in (*row.names, *row.more):
            found |= _known(name.removeprefix(f"{stem}-"), self._read(name))
        return found

    def _read(self, name: str) -> Json:
        value = self.cleaned_data.get(name)
        if isinstance(value, list):
            return list(value)
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        if isinstance(self.fields[name], YesNo):
            return {YES: True, NO: False}.get(str(value))
        return value if isinstance(value, int) else str(value or "") or None

    def name_of(self, path: str) -> str:
        """Return the form's name of a fact a refusal names: `trips[0].leaves` is trips-0-leaves."""
        head, bracket, _rest = path.partition("[")
        numbers = self._numbers.get(head, [])

        def numbered(found: re.Match[str]) -> str:
            at = int(found[1])
            return f"-{numbers[at] if at < len(numbers) else at}-"

        return INDEX.sub(numbered, path).strip("-") if bracket else path


class YesNo(forms.ChoiceField):
    """Yes, no, or not known: three answers, because unknown is not no."""

    def __init__(self, *, required: bool, label: object) -> None:
        """Offer "not known" where the rule can do without."""
        choices = [(YES, _("yes")), (NO, _("no"))]
        if not required:
            choices.append(("", _("not known")))
        super().__init__(choices=choices, required=required, label=label, widget=forms.RadioSelect)


def says(part: Part) -> str:
    """Return what a part of a schema is called, in the reader's language."""
    title = part.get("description" if is_english() else "title")
    words = str(title or part.get("title") or "")
    return words[:1].upper() + words[1:]


def field(part: Part, *, required: bool) -> forms.Field:
    """Return the field a part of a schema is typed into."""
    label, kind = says(part), _kind(part)
    if "oneOf" in part:
        return _codes(_words(part), label, required=required)
    if kind == "boolean":
        return YesNo(required=required, label=label)
    if kind == "integer":
        return forms.IntegerField(label=label, required=required, min_value=0, max_value=100_000)
    if part.get("format") == "date":
        return _date(label, required=required)
    if part.get("format") == "date-time":
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return forms.DateTimeField(label=label, required=required, widget=widget)
    words = forms.CharField(label=label, required=required, max_length=40)
    if "examples" in part:
        words.help_text = _("For example: 3 months, 1 year 6 months")
    return words


def several(item: Part, label: str) -> forms.MultipleChoiceField:
    """Return the field several words of a closed list are ticked in; none is an answer too."""
    choices = [(code["const"], says(code)) for code in _words(item)]
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget)


def _words(part: Part) -> list[Part]:
    codes = part.get("oneOf")
    listed = codes if isinstance(codes, list) else []
    return [code for code in listed if isinstance(code, dict) and "const" in code]


def _date(label: object, *, required: bool) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "min": "1900-01-01", "max": "2100-12-31"})
    return forms.DateField(label=label, required=required, widget=widget)


def _codes(codes: list[Part], label: str, *, required: bool) -> forms.ChoiceField:
    choices: list[tuple[str, object]] = [(str(code["const"]), says(code)) for code in codes]
    is_few = len(choices) <= FEW
    if not required:
        empty = (("", _("not known")),)
        choices = [*choices, *empty] if is_few else [*empty, *choices]
    elif not is_few:
        choices = [("", _("choose")), *choices]
    widget = forms.RadioSelect if is_few else forms.Select
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=widget)


def _kind(part: Part) -> str:
    kind = part.get("type")
    return str(kind[0] if isinstance(kind, list) else kind or "")


def _parts(schema: Part) -> Mapping[str, Part]:
    found = schema.get("properties")
    if not isinstance(found, dict):
        return {}
    return {key: part for key, part in found.items() if isinstance(part, dict)}


def _required(schema: Part) -> list[Json]:
    found = schema.get("required")
    return found if isinstance(found, list) else []


def _count(name: str, asked: QueryDict) -> int:
    """Return how many rows of a list to draw: those that were filled, and one more if asked."""
    form = re.compile(rf"{name}-([0-9]{{1,2}})(?:-.*)?")
    numbers = [int(found[1]) for key in asked if asked[key] and (found := form.fullmatch(key))]
    wanted = max(numbers, default=0) + 1 + (asked.get(MORE) == name)
    return min(wanted, MOST_ROWS)


def _known(name: str, value: Json) -> dict[str, Json]:
    return {} if value is None else {name: value}
