"""Light or dark: what the reader chose, else what the machine prefers."""

from django.http import HttpRequest, HttpResponse

COOKIE = "theme"
YEAR = 365 * 24 * 60 * 60
THEMES = ("light", "dark")


def chosen(request: HttpRequest) -> str:
    """Return the chosen theme, or "" when the machine's preference counts."""
    named = request.COOKIES.get(COOKIE, "")
    return named if named in THEMES else ""


def remember(response: HttpResponse, named: str) -> None:
    """Keep a choice in the browser; anything but light and dark forgets it."""
    if named in THEMES:
        response.set_cookie(COOKIE, named, max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
