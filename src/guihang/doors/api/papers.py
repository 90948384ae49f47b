"""The public check of a paper: four facts for whoever holds it, nothing about anybody."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guihang.dossiers import queries

CHECKS_A_MINUTE = 30
A_MINUTE = 60


@login_not_required
@require_safe
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Take the code somebody reads off a paper."""
    typed = "".join(sign for sign in request.GET.get("code", "") if sign.isalnum())
    if typed:
        return redirect("api:check", typed[:40])
    return render(request, "api/papers/ask.html")


@login_not_required
@require_safe
@never_cache
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Tell what anybody may know of a paper; every unknown code gets the same answer."""
    if _too_many(request.META.get("REMOTE_ADDR", "")):
        response = render(request, "api/papers/later.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(A_MINUTE)
        return response
    found = queries.public_verification(token)
    if found is None:
        return render(request, "api/papers/unknown.html", status=HTTPStatus.NOT_FOUND)
    return render(request, "api/papers/found.html", {"found": found})


def _too_many(address: str) -> bool:
    key = f"paper-checks:{address}"
    cache.add(key, 0, A_MINUTE)
    try:
        return cache.incr(key) > CHECKS_A_MINUTE
    except ValueError:
        # The minute ended between the two lines; a new one begins with the next check.
        return False


urlpatterns = [
    path("v/", ask, name="check_ask"),
    path("v/<str:token>", check, name="check"),
]
