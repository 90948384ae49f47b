"""Who is asking: the session behind a request, its limits, and what must be settled first.

Sets `request.actor` and `request.user`, tells the database how far they see, and leads whoever
is not signed in, or has something to settle, to the page for it.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils.timezone import localtime

from guihang.agencies import queries, signing_in, walls
from guihang.doors import clock

if TYPE_CHECKING:
    from guihang.agencies.models import SignIn

SESSION = "sign_in"
SHARED = "ui"
SETTLING = {
    "change_password": frozenset({"change_password", "sign_out"}),
    "second_factor": frozenset(
        {
            "second_factor",
            "second_factor_picture",
            "add_passkey",
            "passkey_enrolment",
            "sign_out",
        }
    ),
}
"""What stays open to somebody who has to settle something first."""

type View = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Let every request know who asks, and the database how far he sees."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out who asks; show him what is his for the length of the request."""
        now = clock.now()
        sign_in = signing_in.present(request.session.get(SESSION), at=now)
        request.sign_in, request.actor, request.user = sign_in, None, AnonymousUser()
        if sign_in is not None:
            request.user = sign_in.account
            request.actor = queries.actor(
                sign_in.account, on=localtime(now).date(), strong=sign_in.strong
            )
        request.session_idle = signing_in.IDLE
        with walls.within(request.actor):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Lead to sign-in, or to what must be settled first; public views pass."""
        place = request.resolver_match
        if SHARED in place.namespaces or not getattr(view, "login_required", True):
            return None
        if request.actor is None:
            return _to(request, settings.LOGIN_URL, HTTPStatus.UNAUTHORIZED)
        first = to_settle(request)
        if first and place.url_name not in SETTLING[first]:
            return _to(request, reverse(f"desk:{first}"), HTTPStatus.CONFLICT)
        return None


def to_settle(request: HttpRequest) -> str:
    """Name the page of what must be settled before anything else; "" when nothing must."""
    if request.user.must_change_password:
        return "change_password"
    if not request.actor.strong and signing_in.needs_second_factor(request.actor):
        return "second_factor"
    return ""


def _to(request: HttpRequest, page: str, for_parts: HTTPStatus) -> HttpResponse:
    """Lead a page elsewhere; a part of a page is told by its status."""
    if getattr(request, "htmx", False) or request.headers.get("Sec-Fetch-Mode") == "cors":
        return HttpResponse(status=for_parts)
    came_from = request.get_full_path() if request.method == "GET" else "/"
    query = f"?{urlencode({'next': came_from})}" if came_from != "/" else ""
    return HttpResponseRedirect(page + query)


def enter(request: HttpRequest, sign_in: SignIn) -> None:
    """Bind a new session to this browser, under a key nobody has seen before."""
    request.session.flush()
    request.session[SESSION] = sign_in.pk
    rotate_token(request)


def leave(request: HttpRequest) -> None:
    """Forget the session in this browser."""
    request.session.flush()


def visit(request: HttpRequest) -> signing_in.Visit:
    """Return from where somebody comes."""
    return signing_in.Visit(
        address=request.META.get("REMOTE_ADDR", ""),
        browser=request.headers.get("User-Agent", ""),
    )
