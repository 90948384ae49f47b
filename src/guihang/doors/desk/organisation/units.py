"""The tree of units and the page of one of them."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.agencies import actions, queries
from guihang.agencies.access import (
    check_may_change_posts,
    check_may_change_units,
    check_may_keep_accounts,
    check_may_name_deputy,
    check_may_see_organisation,
)
from guihang.agencies.authority import may
from guihang.agencies.vocabulary import RUNG_NAMES, Level, UnitKind
from guihang.bureau.entrustment import powers
from guihang.doors import clock
from guihang.doors.desk.organisation.pages import FormPage, UnitChoice, ask, day_field
from guihang.doors.ui import toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.law.refusals import NotYours, Refused

COLUMNS = (
    Column("name", _("Unit")),
    Column("kind", _("Kind")),
    Column("level", _("Level")),
    Column("code", _("Code"), sort="code"),
    Column("posts", _("Posts"), sort="n_posts", right=True),
)


def tree(request: HttpRequest) -> HttpResponse:
    """Show the units one keeps or leads, and authority without an owner."""
    home = queries.home(request.actor)
    search, on = request.GET.get("q", ""), clock.today()
    rows = queries.tree(request.actor, on=on, search=search)
    listing = Listing(
        request,
        rows,
        COLUMNS,
        per_page=100,
        empty=_("No unit fits"),
        hint=_("Search by a part of its name or by its whole code."),
    )
    top = min((unit.path.count("/") for unit in rows[:1]), default=0)
    context = {
        "listing": listing,
        "search": search,
        "rows": [(unit, min(unit.path.count("/") - top, 4)) for unit in listing],
        "gaps": [(gap, RUNG_NAMES[gap.rung]) for gap in queries.gaps(request.actor.domain, on=on)],
        "may_change": may(check_may_change_units, request.actor, home.unit_path),
        "home": home,
    }
    return render(request, "desk/organisation/tree.html", context)


def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show a unit: posts, holders, rungs, charges, entrustments, deputies, who is away."""
    found = queries.unit(request.actor, code)
    return render(request, "desk/organisation/unit.html", _unit_context(request, found))


def _unit_context(request: HttpRequest, found, refused: Refused | None = None) -> dict:
    actor = request.actor
    sheet = queries.unit_sheet(found, on=clock.today())
    return {
        "unit": found,
        "sheet": sheet,
        "trusts": [(trust, powers.said(trust.power)) for trust in sheet.entrustments],
        "may_change": may(check_may_change_units, actor, found.path),
        "may_post": may(check_may_change_posts, actor, found.path),
        "may_keep": may(check_may_keep_accounts, actor, found.path),
        "may_deputise": may(check_may_name_deputy, actor, found.path),
        "can_charge": found.kind in (UnitKind.SQUAD, UnitKind.OFFICE),
        "above": found.parent
        if found.parent and may(check_may_see_organisation, actor, found.parent.path)
        else None,
        "refused": refused,
    }


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label=_("Unit name"), max_length=60)
    short_name = forms.CharField(
        label=_("Short name"), max_length=20, help_text=_("As it stands in lists: 梅湾所.")
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        help_text=_("The code of the administrative division, with a suffix for its parts."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", _("follows from the unit above")), *Level.choices[:-1]],
        required=False,
        help_text=_("Only for a justice department."),
    )

    def draft(self) -> actions.UnitDraft:
        """Return what is said of the new unit."""
        said = self.cleaned_data
        return actions.UnitDraft(
            said["code"],
            said["name"],
            UnitKind(said["kind"]),
            said["short_name"],
            Level(said["level"]) if said["level"] else None,
        )


def new_unit(request: HttpRequest) -> HttpResponse:
    """Add a unit under another."""
    above = queries.unit(request.actor, request.GET.get("under", ""))
    check_may_change_units(request.actor, above.path)
    form = UnitForm(request.POST or None)
    page = FormPage(
        title=_("New unit under %(unit)s") % {"unit": above.name},
        verb=_("Create the unit"),
        done=_("The unit was created"),
        back=reverse("desk:unit", args=[above.code]),
        crumb=above.name,
        draft=f"unit-{above.code}",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.create_unit(
            draft=form.draft(), parent=above, by=request.actor, at=clock.now()
        ),
    )


class RenameForm(forms.Form):
    """Another name for a unit."""

    name = forms.CharField(label=_("Unit name"), max_length=60)
    short_name = forms.CharField(label=_("Short name"), max_length=20)


def rename_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Give a unit another name."""
    found = queries.unit(request.actor, code)
    check_may_change_units(request.actor, found.path)
    now = {"name": found.name, "short_name": found.short_name}
    form = RenameForm(request.POST or None, initial=now)
    page = FormPage(
        title=_("Rename %(unit)s") % {"unit": found.name},
        verb=_("Rename"),
        done=_("The unit was renamed"),
        back=reverse("desk:unit", args=[code]),
        crumb=found.name,
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.rename_unit(
            unit=found, **form.cleaned_data, by=request.actor, at=clock.now()
        ),
    )


@require_POST
def close_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Close a unit, or say what keeps it open."""
    found = queries.unit(request.actor, code)
    try:
        actions.close_unit(unit=found, by=request.actor, at=clock.now())
    except NotYours:
        raise
    except Refused as refused:
        context = _unit_context(request, found, refused)
        return render(request, "desk/organisation/unit.html", context, status=409)
    toasts.say(request, _("%(unit)s was closed") % {"unit": found.name})
    return redirect("desk:organisation")


class ChargeForm(forms.Form):
    """What a unit takes charge of, and from when."""

    of = UnitChoice(label=_("Office"), queryset=None)
    since = day_field(_("From"))

    def __init__(self, *args, choices, label, **kwargs) -> None:
        """Offer what the unit may take charge of."""
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = choices
        self.fields["of"].label = label


def set_charge(request: HttpRequest, code: str) -> HttpResponse:
    """Put a squad in charge of an office, or an office in charge of an area."""
    found = queries.unit(request.actor, code)
    check_may_change_units(request.actor, found.path)
    on = clock.today()
    is_squad = found.kind == UnitKind.SQUAD
    choices = (
        queries.units((found.county_path,), on=on, kinds=[UnitKind.OFFICE])
        if is_squad
        else queries.areas(on=on)
    )
    form = ChargeForm(
        request.POST or None,
        choices=choices,
        label=_("Office") if is_squad else _("Area"),
        initial={"since": on},
    )
    page = FormPage(
        title=_("What %(unit)s is in charge of") % {"unit": found.name},
        verb=_("Give the charge"),
        done=_("The charge was given"),
        back=reverse("desk:unit", args=[code]),
        crumb=found.name,
        note=_("Whoever had it before hands over the day before."),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.set_charge(
            unit=found, **form.cleaned_data, by=request.actor, at=clock.now()
        ),
    )


class LastDayForm(forms.Form):
    """The last day on which something holds."""

    last_day = day_field(_("Last day"))


def end_charge(request: HttpRequest, number: int) -> HttpResponse:
    """End a charge after a last day."""
    charge = queries.charge(request.actor, number)
    form = LastDayForm(request.POST or None, initial={"last_day": clock.today()})
    of = charge.office or charge.area
    page = FormPage(
        title=_("End the charge of %(of)s") % {"of": of.name},
        verb=_("End the charge"),
        done=_("The charge ends"),
        back=reverse("desk:unit", args=[charge.unit.code]),
        crumb=charge.unit.name,
        note=_("After that day it is in nobody's charge until another unit is named."),
        grave=True,
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.end_charge(
            charge=charge, **form.cleaned_data, by=request.actor, at=clock.now()
        ),
    )


urlpatterns = [
    path("organisation/", tree, name="organisation"),
    path("organisation/units/new/", new_unit, name="new_unit"),
    path("organisation/units/<slug:code>/", unit, name="unit"),
    path("organisation/units/<slug:code>/rename/", rename_unit, name="rename_unit"),
    path("organisation/units/<slug:code>/close/", close_unit, name="close_unit"),
    path("organisation/units/<slug:code>/charge/", set_charge, name="set_charge"),
    path("organisation/charges/<int:number>/end/", end_charge, name="end_charge"),
]
