"""Choosing language and theme; prolonging a session without doing anything else."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from guihang.doors.ui import language, theme


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language and show the same page in it."""
    response = HttpResponseRedirect(_back(request))
    language.remember(response, request.POST.get("language", ""))
    return response


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme and show the same page in it."""
    response = HttpResponseRedirect(_back(request))
    theme.remember(response, request.POST.get("theme", ""))
    return response


@require_POST
def alive(request: HttpRequest) -> HttpResponse:
    """Tell that somebody is still at the desk; the session middleware does the rest."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else "/"
