"""Showing the sealed words of a search to somebody who gave a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.law.refusals import BadFacts
from guihang.ledger.actions import reveal
from guihang.supervision.access import check_may_reveal_search
from guihang.supervision.models import Search
from guihang.supervision.search.actions.holding import chain_of

OWN = ("found_place", "found_words")
OF_ATTEMPTS = ("place", "words")


def reveal_words(*, search: Search, field: str, reason: str, by: Actor, at: datetime) -> str:
    """Show sealed words of a search; the reading is recorded (`words-7` is of an attempt)."""
    check_may_reveal_search(by, search.unit_path)
    owner, name = _owner(search, field)
    return reveal(owner, name, reason=reason, chain=chain_of(search), by=by, at=at)


def _owner(search: Search, field: str):
    if field in OWN:
        return search, field
    name, _dash, key = field.partition("-")
    found = search.attempts.filter(pk=int(key)).first() if key.isdigit() else None
    if found is None or name not in OF_ATTEMPTS:
        raise BadFacts("field", why=_("There is nothing hidden under this name."))
    return found, name
