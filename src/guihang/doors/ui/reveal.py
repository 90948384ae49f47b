"""Showing a sensitive value: the reason first, then the value, five minutes long."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from guihang.doors.ui import wording
from guihang.law.refusals import NotYours, Refused

SECONDS = 5 * 60
OTHER = "other"
REASONS = (
    ("visit", _("home visit")),
    ("request", _("checking a request")),
    ("contact", _("contacting the person")),
    ("paper", _("filling in a paper")),
    (OTHER, _("other (to be written)")),
)


class ReasonForm(forms.Form):
    """Why somebody wants to see a sensitive value."""

    reason = forms.ChoiceField(choices=REASONS, label=_("Reason"), widget=forms.RadioSelect)
    written = forms.CharField(label=_("Reason in words"), max_length=200, required=False)

    def clean(self):
        """Ask for words when the reason is none of the list."""
        cleaned = super().clean() or {}
        if cleaned.get("reason") == OTHER and len(cleaned.get("written", "").strip()) < 4:
            self.add_error("written", _("Write the reason in at least four characters."))
        return cleaned

    def sentence(self) -> str:
        """Return the reason as the ledger keeps it."""
        if self.cleaned_data["reason"] == OTHER:
            return self.cleaned_data["written"].strip()
        return str(dict(REASONS)[self.cleaned_data["reason"]])


def answer(request: HttpRequest, show: Callable[[str], str]) -> HttpResponse:
    """Answer the dialog: the value `show` returns for the reason, or what is to be mended."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        return _refuse(request, first)
    try:
        shown = show(form.sentence())
    except NotYours:
        raise
    except Refused as refused:
        return _refuse(request, f"{wording.said(refused.why)} {wording.said(refused.remedy)}")
    page = render_to_string("ui/revealed.html", {"shown": shown, "seconds": SECONDS})
    response = HttpResponse(page.strip())
    response["Cache-Control"] = "no-store"
    return response


def _refuse(request: HttpRequest, words: object) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    response = render(request, "ui/reveal_error.html", {"words": words}, status=status)
    response["X-Refused"] = "reveal"
    return response
