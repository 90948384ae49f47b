"""What happens around every view: language, refusals, toasts, and drafts that are done with."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from guihang.doors.ui import errors, forms, language, toasts
from guihang.law.refusals import NotYours, Refused

DONE = "done"
TEN_MINUTES = 600

type View = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Speak the language the reader chose."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch for this request only."""
        named = language.chosen(request)
        request.LANGUAGE_CODE = named
        with translation.override(named):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", named)
        patch_vary_headers(response, ("Cookie",))
        return response


class OutcomeMiddleware:
    """Tell the browser what came of a form, and to keep no page that somebody signed in saw."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add to the answer what the page's scripts listen for."""
        response = self.get_response(request)
        if request.method == "POST":
            self._tell_done(request, response)
        if getattr(request, "htmx", False) and not _is_redirect(response):
            self._tell_toasts(request, response)
        if getattr(request, "actor", None) is not None and "Cache-Control" not in response:
            # The next person at a shared machine must not find it with the back button.
            add_never_cache_headers(response)
        return response

    def _tell_done(self, request: HttpRequest, response: HttpResponse) -> None:
        key = forms.once(request)
        if not key or not _succeeded(request, response):
            return
        response.set_cookie(
            DONE, key, max_age=TEN_MINUTES, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )

    def _tell_toasts(self, request: HttpRequest, response: HttpResponse) -> None:
        waiting = toasts.waiting(request)
        if waiting:
            triggers = json.loads(response.get("HX-Trigger") or "{}")
            response["HX-Trigger"] = json.dumps(triggers | {"toasts": waiting})


class RefusalMiddleware:
    """Answer refusals, and the faults of the machine we can speak about, in plain words."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done when a view raises."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn what a view raised into a page or a box in the page."""
        if isinstance(exception, NotYours):
            return errors.not_found(request)
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        answer = errors.known_fault(exception)
        return answer(request) if answer else None


def _is_redirect(response: HttpResponse) -> bool:
    return (
        HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST
        or "HX-Redirect" in response
    )


def _succeeded(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell a form that did its work: it leads on, or answered a partial request with a page."""
    leads_to = response.get("Location", "") or response.get("HX-Redirect", "")
    if leads_to.startswith(resolve_url(settings.LOGIN_URL)):
        return False
    whole = getattr(request, "htmx", False) and response.status_code < HTTPStatus.MULTIPLE_CHOICES
    return _is_redirect(response) or bool(whole)
