"""Pages for what did not work: what happened, how to mend it, never a bare "error"."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from guihang.law.refusals import (
    AlreadyDone,
    BadFacts,
    Missing,
    Refused,
    TooEarly,
    TooLate,
)
from guihang.ledger import faults

type View = Callable[[HttpRequest], HttpResponse]

STATUSES: tuple[tuple[type[Refused], HTTPStatus], ...] = (
    (AlreadyDone, HTTPStatus.CONFLICT),
    (TooEarly, HTTPStatus.CONFLICT),
    (TooLate, HTTPStatus.CONFLICT),
    (Missing, HTTPStatus.UNPROCESSABLE_ENTITY),
    (BadFacts, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Refused, HTTPStatus.FORBIDDEN),
)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for an address that does not exist, or not for who asks: one page for both."""
    return _page(request, "not_found", HTTPStatus.NOT_FOUND)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Answer with a refusal: why, under what, and what to do instead."""
    status = next(code for kind, code in STATUSES if isinstance(refusal, kind))
    return _page(request, "refused", status, refusal=refusal)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what cannot be read, and for what is too big to be taken."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return _page(request, "too_big", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _page(request, "unreadable", HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer where the framework itself refuses: the same page as a missing address."""
    return not_found(request)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer for a form that was opened before signing in or out, or with cookies off."""
    return _page(request, "stale_form", HTTPStatus.FORBIDDEN)


def busy(request: HttpRequest) -> HttpResponse:
    """Answer when the database did not give way in time: nothing was saved."""
    response = _page(request, "busy", HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = "5"
    return response


def full(request: HttpRequest) -> HttpResponse:
    """Answer when there is no room left on the disk: nothing was saved."""
    return _page(request, "full", HTTPStatus.INSUFFICIENT_STORAGE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours, without touching anything that may be broken."""
    page = loader.get_template("ui/errors/fault.html").render({"request": None})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def known_fault(exception: BaseException) -> View | None:
    """Return the page for a fault of the machine we can speak about; None for any other."""
    fault = faults.of(exception)
    if isinstance(fault, faults.NoRoom):
        return full
    return busy if fault else None


def _page(request: HttpRequest, name: str, status: HTTPStatus, **context: object) -> HttpResponse:
    fragment = bool(getattr(request, "htmx", False))
    template = "ui/errors/box.html" if fragment else f"ui/errors/{name}.html"
    context |= {"words": f"ui/errors/words/{name}.html"}
    response = render(request, template, context, status=status)
    if fragment:
        response["X-Refused"] = name
    return response
