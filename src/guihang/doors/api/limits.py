"""How much one address may ask of the public doors, and how long a question may be."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

ASKS_A_MINUTE = 300
A_MINUTE = 60
LONGEST_QUESTION = 64 * 1024


def too_many(request: HttpRequest, what: str, most: int = ASKS_A_MINUTE) -> bool:
    """Tell whether an address has asked too often within the minute."""
    key = f"{what}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, A_MINUTE)
    try:
        return cache.incr(key) > most
    except ValueError:
        # The minute ended between the two lines; a new one begins with the next question.
        return False


def too_long(request: HttpRequest) -> bool:
    """Tell whether a question is longer than any case needs, without reading all of it."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return not told.isdecimal() or int(told) > LONGEST_QUESTION
