"""What the lists of the desk share: their tabs, what they are narrowed to, how they leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import UnitKind
from guihang.doors import clock
from guihang.doors.ui import toasts, wording, workbooks
from guihang.doors.ui.listing import Column
from guihang.doors.ui.workbooks import Sheet
from guihang.law.refusals import NotYours, Refused

type Tab = tuple[str, object, int, bool, bool]


class PurposeForm(forms.Form):
    """What a list that is taken out is for."""

    purpose = forms.CharField(
        label=_("Purpose"), max_length=200, help_text=_("It goes on the record.")
    )


class FilterForm(forms.Form):
    """What a list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, pinyin or number"), widget=forms.TextInput({"type": "search"})
    )
    unit = forms.ChoiceField(label=_("Office"))

    def __init__(self, request: HttpRequest, wanted) -> None:
        """Begin with what the list is narrowed to already."""
        super().__init__(
            initial={"tab": wanted.tab, "words": wanted.words, "unit": wanted.unit_path}
        )
        self.fields["unit"].choices = offices(request)


class KindFilterForm(FilterForm):
    """What a list of several kinds is narrowed to."""

    kind = forms.ChoiceField()

    def __init__(self, request: HttpRequest, wanted, **of_kinds) -> None:
        """Take what the kinds are called together, how all of them are, and each of them."""
        super().__init__(request, wanted)
        self.initial["kind"] = wanted.kind
        self.fields["kind"].label = of_kinds["label"]
        self.fields["kind"].choices = [("", of_kinds["all"]), *of_kinds["kinds"]]


@dataclass(frozen=True, slots=True)
class Copy:
    """A list as it leaves the house; `holds` stands over its purpose, `notes` of it under that."""

    title: object
    name: str
    columns: Sequence[workbooks.Column]
    rows: Callable[[Sequence], Iterable[Sequence[object]]]
    holds: Sequence[object] = ()
    notes: Callable[[Sequence], Sequence[object]] = lambda taken: ()


def columns(heads: Iterable[Column]) -> list[workbooks.Column]:
    """Return the columns of a page as those of its workbook."""
    return [workbooks.Column(one.title, 18) for one in heads]


def take_out(
    request: HttpRequest,
    copy: Copy,
    *,
    take: Callable[..., Sequence],
    again: Callable[[HttpRequest, PurposeForm, int], HttpResponse],
) -> HttpResponse:
    """Give a list as a workbook for a purpose that `take` records; else draw it `again`."""
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return again(request, form, 422)
    purpose = form.cleaned_data["purpose"]
    try:
        taken = take(purpose=purpose, by=request.actor, at=clock.now())
    except NotYours:
        raise
    except Refused as refused:
        toasts.say(request, f"{wording.said(refused.why)} {wording.said(refused.remedy)}")
        return again(request, form, 422)
    who = f"{request.actor.name} {wording.moment(clock.now())}"
    says = gettext("For: %(purpose)s") % {"purpose": purpose}
    sheet = Sheet(
        title=copy.title,
        notes=(*copy.holds, who, says, *copy.notes(taken)),
        columns=copy.columns,
        rows=copy.rows(taken),
    )
    return workbooks.answer(sheet, name=copy.name)


def offices(request: HttpRequest) -> list[tuple[str, object]]:
    """Return the offices in one's charge to choose from, all of them first."""
    found = agencies.units(request.actor.reach, on=clock.today(), kinds=[UnitKind.OFFICE])
    return [("", _("All offices")), *((one.path, one.short_name) for one in found)]


def tabs(
    request: HttpRequest,
    titles: Mapping[str, object],
    counts: Mapping[str, int],
    *,
    current: str,
    red: str,
) -> list[Tab]:
    """Return the tabs of a list: what is asked for stays, the page begins anew.

    `red` is the tab whose count is shown as pressing as soon as there is one.
    """
    return [
        (_address(request, key), says, counts[key], key == current, key == red and counts[key] > 0)
        for key, says in titles.items()
    ]


def _address(request: HttpRequest, tab: str) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["tab"] = tab
    return f"?{asked.urlencode()}"
