"""Forms at the door: the once key, refusals inside a form, and how a form answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from uuid import uuid4

from django import forms
from django.http import HttpRequest

from guihang.doors.ui import wording
from guihang.law.refusals import BadFacts, NotYours, Refused

ONCE = "once"


def new_once() -> str:
    """Make the key by which a second sending of the same form is known."""
    return str(uuid4())


def once(request: HttpRequest) -> str:
    """Return the once key a form came with, or ""."""
    return request.POST.get(ONCE, "")[:40]


@contextmanager
def refusing(form: forms.BaseForm) -> Iterator[None]:
    """Turn a refusal into part of the form, so that nothing typed is lost.

    What lies outside one's power or jurisdiction stays what it is: a page that does not exist.
    """
    try:
        yield
    except NotYours:
        raise
    except Refused as refused:
        refuse(form, refused)


def refuse(form: forms.BaseForm, refused: Refused) -> None:
    """Put a refusal into a form: at its field when it names one, else at the top."""
    if isinstance(refused, BadFacts) and refused.field in form.fields:
        form.add_error(refused.field, f"{wording.said(refused.why)} {wording.said(refused.remedy)}")
        return
    form.refused = refused


def refusal(form: forms.BaseForm | None) -> Refused | None:
    """Return the refusal a form carries, or nothing."""
    return getattr(form, "refused", None)


def status(form: forms.BaseForm) -> int:
    """Return how a page with a form answers: 422 when something is to be mended, else 200."""
    if form.is_bound and (form.errors or refusal(form)):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.OK
