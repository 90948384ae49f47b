"""The one form page of these screens, and fields that several of its forms have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form: its title, where it belongs, its button, what is said after."""

    title: object
    verb: object
    done: object
    back: str
    crumb: object = ""
    note: object = ""
    draft: str = ""
    grave: bool = False


def ask(
    request: HttpRequest, form: forms.Form, page: FormPage, act: Callable[[], object]
) -> HttpResponse:
    """Show a form, or do what it asks for and go back."""
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            act()
            toasts.say(request, page.done)
            return redirect(page.back)
    context = {"form": form, "page": page}
    return render(request, "desk/organisation/form.html", context, status=ui_forms.status(form))


def day_field(label: object, **choices: object) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **choices
    )


class Chosen(forms.ModelChoiceField):
    """A choice of rows that begins with asking to choose, in our words."""

    def __init__(self, queryset, **choices) -> None:
        """Ask to choose first."""
        super().__init__(queryset, **{"empty_label": _("Choose"), **choices})


class UnitChoice(Chosen):
    """A choice of units, written with the unit above where names repeat."""

    def label_from_instance(self, unit) -> str:
        """Name a unit so that it cannot be mistaken."""
        return f"{unit.name}（{unit.code}）"


class AccountChoice(Chosen):
    """A choice of people, written with their units."""

    def label_from_instance(self, account) -> str:
        """Name somebody with his unit: names repeat."""
        return f"{account.name} · {account.unit.short_name}"
