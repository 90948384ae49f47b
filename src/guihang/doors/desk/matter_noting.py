"""Noting something beside a matter on its page: a departure, a hearing, copies, a device."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from guihang.decisions import queries as matters
from guihang.doors import clock
from guihang.doors.desk import matter_page
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts
from guihang.law.refusals import NotYours, Refused


def note(
    request: HttpRequest, number: str, name: str, form: forms.Form, do: Callable[[], object]
) -> HttpResponse:
    """Note something beside a matter and say so; a refusal stays in its form on the page."""
    if form.is_valid():
        try:
            toasts.say(request, do())
        except NotYours:
            raise
        except Refused as refused:
            ui_forms.refuse(form, refused)
        else:
            return redirect("desk:matter", number)
    found = matters.matter_for(request.actor, number)
    page = matter_page.page(request.actor, found, {}, on=clock.today(), besides={name: form})
    context = {"page": page, "to_mend": name}
    return render(request, "desk/matters/matter.html", context, status=ui_forms.status(form))
