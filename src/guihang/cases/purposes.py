"""What a list of people is taken out for; one that leaves for nothing is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import BadFacts

LEAST = 4


def purpose_of(words: str) -> str:
    """Return what a list is taken out for, or refuse a list that leaves for nothing."""
    told = " ".join(words.split())
    if len(told) < LEAST:
        raise BadFacts(
            "purpose",
            why=_("It is not said what the list is for."),
            ground="pipl-2021:28",
            remedy=_("Write the purpose in at least four characters."),
        )
    return told
