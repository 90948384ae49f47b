"""Chinese unless the reader chose English; what the browser prefers does not count."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

YEAR = 365 * 24 * 60 * 60


def chosen(request: HttpRequest) -> str:
    """Return the language kept in the browser, or the product's own."""
    named = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return named if named in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def remember(response: HttpResponse, named: str) -> None:
    """Keep a choice in the browser, if it is a language we speak."""
    if named in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, named, max_age=YEAR, samesite="Lax")
