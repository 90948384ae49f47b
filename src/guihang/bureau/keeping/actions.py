"""Asking that files whose time is over be destroyed. Deciding it is `decisions`' work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guihang.agencies.authority import Actor
from guihang.bureau.access import check_may_ask_destruction
from guihang.bureau.keeping.subject import KIND
from guihang.decisions import actions as decisions
from guihang.decisions.actions import Press, Request
from guihang.dossiers.actions import dossier_of_office


@dataclass(frozen=True, slots=True)
class Wish:
    """Which files of an office are to be destroyed, and why."""

    files: Sequence[str]
    reasons: str


@transaction.atomic
def ask_to_destroy(*, office, wish: Wish, by: Actor, at: datetime, press: Press):
    """Ask that files of one office be destroyed; each must be past its time of keeping."""
    check_may_ask_destruction(by, office.path)
    dossier = dossier_of_office(office=office, by=by, at=at)
    fields = {"dossiers": list(wish.files), "reasons": wish.reasons}
    request = Request(kind=KIND, dossier=dossier, fields=fields)
    return decisions.ask(request=request, by=by, at=at, press=press)
