"""Finding the person something is entered for: by one character, pinyin or number."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from guihang.cases import queries as cases
from guihang.cases.queries import Search
from guihang.doors import clock

MOST_FOUND = 12


def people(request: HttpRequest, address: str) -> dict[str, object]:
    """Return the words looked for, and who is found, each with the page it leads to."""
    words = request.GET.get("q", "").strip()
    if not words:
        return {"q": "", "found": ()}
    rows = cases.cases(request.actor, Search(words=words), on=clock.today())
    found = rows.select_related("person__subject", "dossier__unit")[:MOST_FOUND]

    return {"q": words, "found": [(reverse(address, args=[one.number]), one) for one in found]}
