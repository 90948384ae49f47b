"""The list of packages: who lacks somebody, who cannot be turned to; naming for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.doors import clock
from guihang.doors.desk import links, lists
from guihang.doors.desk.cases import said
from guihang.doors.desk.lists import Copy, PurposeForm
from guihang.doors.desk.package_forms import ManyForm
from guihang.doors.desk.package_said import colour
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import rail, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.duties.queries import Item
from guihang.supervision import access
from guihang.supervision.packages import actions, queries
from guihang.supervision.packages.kind import FILL, SOURCE, WAKE
from guihang.supervision.packages.queries import TABS, Wanted
from guihang.supervision.packages.rule import Rule, rule_on
from guihang.supervision.packages.words import STATES
from guihang.supervision.packages.words import TABS as SAYS

PICK = Column("pick", _("Select"))
NAME = Column("name", _("Name"), sort="person__pinyin")
LEVEL = Column("level", _("Management category"), sort="level")
OFFICE = Column("office", _("Office"), sort="unit_path")
AREA = Column("area", _("Village or community"), sort="area__code")
EMPTY = {
    "lacking": _("Every part of every package has somebody"),
    "asleep": _("Everybody who is named can be turned to"),
    "whole": _("No package is complete yet"),
    "all": _("Nobody is registered here"),
}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, pinyin or number"), widget=forms.TextInput({"type": "search"})
    )
    unit = forms.ChoiceField(label=_("Office"))
    area = forms.ChoiceField(label=_("Village or community"))
    owner = forms.ChoiceField(label=_("Who answers"))


def listed(request: HttpRequest) -> HttpResponse:
    """List the packages in one's charge under one of their states."""
    return _list_page(request)


@require_POST
def name_many(request: HttpRequest) -> HttpResponse:
    """Name who answers for a part of the packages that are ticked."""
    rule, on = rule_on(clock.today()), clock.today()
    chosen = queries.chosen(request.actor, request.POST.getlist("item"), on=on)
    if rule is None or not chosen:
        toasts.say(request, _("Nobody was ticked; tick the people this is about"))
        return _back(request)
    form = _many_form(request, rule, request.POST)
    if form is not None and form.is_valid():
        with ui_forms.refusing(form):
            done = actions.name_owner(
                cases=chosen,
                part=form.cleaned_data["part"],
                named=form.named(),
                because=form.cleaned_data["because"],
                by=request.actor,
                at=clock.now(),
            )
            says = ngettext("Named for %(n)d person", "Named for %(n)d people", len(done))
            toasts.say(request, says % {"n": len(done)})
            return _back(request)
    return _list_page(request, many=form, ticked=[one.number for one in chosen])


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Give the list that is shown as a workbook, for a purpose that is recorded."""
    rule, on, wanted = rule_on(clock.today()), clock.today(), _wanted(request)
    if rule is None:
        return _list_page(request)
    copy = Copy(
        title=_("Responsibility packages"),
        name=f"packages-{wanted.tab}-{on}",
        columns=lists.columns(_columns(rule, picks=False)),
        rows=lambda taken: _sheet_rows(taken, rule, on),
        holds=(SAYS[wanted.tab],),
    )
    found = queries.people(request.actor, rule, wanted, on=on)
    return lists.take_out(
        request, copy, take=partial(actions.take_out, people=found), again=_list_again
    )


def _sheet_rows(taken: Sequence, rule: Rule, on: date) -> list[tuple[object, ...]]:
    stands_in = queries.deputies_of(taken, on=on)
    return [_cells(line(case, rule, stands_in)) for case in taken]


def _list_again(request: HttpRequest, purpose: PurposeForm, status: int) -> HttpResponse:
    return _list_page(request, purpose=purpose)


def _list_page(
    request: HttpRequest,
    *,
    many: ManyForm | None = None,
    ticked: list[str] | None = None,
    purpose: PurposeForm | None = None,
) -> HttpResponse:
    rule, wanted = rule_on(clock.today()), _wanted(request)
    if rule is None:
        return render(request, "desk/packages/off.html", {})
    status = max([ui_forms.status(form) for form in (many, purpose) if form], default=200)
    many = many or _many_form(request, rule)
    context = {
        **_rows(request, rule, wanted, picks=many is not None),
        "rule": rule,
        "many": many,
        "many_to": f"{reverse('desk:packages_name')}?{request.GET.urlencode()}",
        "ticked": ticked or [],
        "purpose": purpose or PurposeForm(),
        "may_take_out": may(
            access.check_may_export_packages, request.actor, request.actor.unit_path
        ),
        "asked_for": request.GET.urlencode(),
    }
    return render(request, "desk/packages/list.html", context, status=status)


def _rows(request: HttpRequest, rule: Rule, wanted: Wanted, *, picks: bool) -> dict[str, object]:
    on = clock.today()
    is_narrowed = bool(wanted.words or wanted.unit_path or wanted.area or wanted.owner)
    listing = Listing(
        request,
        queries.people(request.actor, rule, wanted, on=on),
        _columns(rule, picks=picks),
        empty=_("Nothing matches this filter") if is_narrowed else EMPTY[wanted.tab],
        hint=_("Look at all of them, or leave out a word or a choice."),
    )
    shown = list(listing)
    stands_in = queries.deputies_of(shown, on=on)
    counts = queries.counts(request.actor, rule, wanted, on=on)
    return {
        "listing": listing,
        "rows": [line(case, rule, stands_in) for case in shown],
        "filters": _filters(request, wanted, on),
        "is_narrowed": is_narrowed,
        "tabs": lists.tabs(request, SAYS, counts, current=wanted.tab, red="asleep"),
        "shown": SAYS[wanted.tab],
    }


def _many_form(request: HttpRequest, rule: Rule, posted=None) -> ManyForm | None:
    """Return the form that names for many; none where no one office is chosen, or one may not."""
    actor, wanted = request.actor, _wanted(request)
    offices = [path for path, _name in lists.offices(request) if path]
    path = wanted.unit_path or (offices[0] if len(offices) == 1 else "")
    if not path:
        return None
    leads = may(access.check_may_name_leading_owner, actor, path)
    names = may(access.check_may_name_owner, actor, path)
    parts = [part for part in rule.parts if (leads if part.by_leaders else names)]
    return ManyForm(parts, path, clock.today(), posted, auto_id="many_%s") if parts else None


def _columns(rule: Rule, *, picks: bool) -> tuple[Column, ...]:
    parts = tuple(Column(f"part-{part.code}", part.says) for part in rule.parts)
    return (*((PICK,) if picks else ()), NAME, LEVEL, *parts, OFFICE, AREA)


def line(case, rule: Rule, stands_in) -> dict[str, object]:
    """Return one package as lists say it, a cell for every part of the rule."""
    filled = {slot.part.code: slot for slot in queries.slots(case, rule, stands_in=stands_in)}
    return {
        "number": case.number,
        "name": case.person.name,
        "level": said.level(case.level) if case.level else "—",
        "parts": [_cell(filled.get(part.code)) for part in rule.parts],
        "office": case.dossier.unit.short_name,
        "area": case.area.name if case.area else "—",
    }


def _cell(slot) -> dict[str, object] | None:
    if slot is None:
        return None
    return {
        "who": slot.owner.name if slot.owner else "",
        "state": colour(slot.state),
        "says": STATES[slot.state],
        "is_well": slot.state == "awake",
        "stands_in": slot.stands_in if slot.state == "covered" else "",
    }


def _cells(row: dict) -> tuple[object, ...]:
    parts = [
        ""
        if one is None
        else " ".join(filter(None, (one["who"], "" if one["is_well"] else str(one["says"]))))
        for one in row["parts"]
    ]
    return (row["name"], row["level"], *parts, row["office"], row["area"])


def _wanted(request: HttpRequest) -> Wanted:
    got = request.GET
    tab, owner = got.get("tab", ""), got.get("owner", "")
    return Wanted(
        tab=tab if tab in TABS else TABS[0],
        unit_path=got.get("unit", "")[:200],
        area=got.get("area", "")[:12],
        owner=int(owner[:12]) if owner.isdecimal() and owner.isascii() else None,
        words=got.get("words", "")[:60],
    )


def _filters(request: HttpRequest, wanted: Wanted, on: date) -> FilterForm:
    form = FilterForm(
        initial={
            "tab": wanted.tab,
            "words": wanted.words,
            "unit": wanted.unit_path,
            "area": wanted.area,
            "owner": wanted.owner or "",
        }
    )
    form.fields["unit"].choices = lists.offices(request)
    form.fields["area"].choices = [("", _("all")), *queries.areas(request.actor, on=on)]
    form.fields["owner"].choices = [("", _("all")), *queries.owners(request.actor)]
    return form


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('desk:packages')}?{request.GET.urlencode()}")


def _met_at(item: Item) -> str:
    tab = {FILL: "lacking", WAKE: "asleep"}[item.what]
    return f"{reverse('desk:packages')}?{urlencode({'tab': tab, 'unit': item.title['unit']})}"


links.fall_back(SOURCE, _met_at)
rail.register(
    rail.Item(
        url="desk:packages",
        title=_("Responsibility packages"),
        icon="people",
        group=1,
        order=39,
        letter="b",
        shown=lambda actor: bool(actor.reach),
    )
)

urlpatterns = [
    path("packages/", listed, name="packages"),
    path("packages/name/", name_many, name="packages_name"),
    path("packages/export/", take_out, name="packages_export"),
]
