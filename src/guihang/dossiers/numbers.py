"""How papers and dossiers are numbered: which agency, which series, how a number reads."""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime

from django.utils import timezone

from guihang.agencies.vocabulary import UnitKind

DOSSIERS = "档"
SIGNS, LENGTH = "23456789ABCDEFGHJKMNPQRSTVWXYZ", 16  # none that is read as another
TOKEN = re.compile(f"[{SIGNS}]{{{LENGTH}}}")


def agency_of(unit):
    """Return who issues papers for a unit: the brigade of its county, else the bureau."""
    at = unit
    while at is not None:
        if at.kind == UnitKind.BRIGADE:
            return at
        if at.kind == UnitKind.JUSTICE:
            return at.children.filter(kind=UnitKind.BRIGADE).order_by("path").first() or at
        at = at.parent
    return unit


def paper_number(*, year: int, mark: str, kind: str, serial: int) -> str:
    """Write a paper's number: （2026）冷矫委字第 1 号."""
    return f"（{year}）{mark}{kind}字第 {serial} 号"


def dossier_number(*, year: int, code: str, serial: int) -> str:
    """Write a dossier's number: 431103-2026-00001."""
    return f"{code}-{year}-{serial:05d}"


def day_of(at: datetime) -> date:
    """Return the day of a moment where the office stands."""
    return timezone.localtime(at).date()


def new_token() -> str:
    """Return a fresh code for the public check: nobody can guess one."""
    return "".join(secrets.choice(SIGNS) for _each in range(LENGTH))


def token_in(words: str) -> str:
    """Return the code somebody typed or scanned; empty when it cannot be one."""
    typed = words.strip().upper()
    return typed if TOKEN.fullmatch(typed) else ""
