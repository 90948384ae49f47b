"""What the lists of the desk share: their tabs, the offices to choose from, what a copy is for."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import UnitKind
from guihang.doors import clock

type Tab = tuple[str, object, int, bool, bool]


class PurposeForm(forms.Form):
    """What a list that is taken out is for."""

    purpose = forms.CharField(
        label=_("Purpose"), max_length=200, help_text=_("It goes on the record.")
    )


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
