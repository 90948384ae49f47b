"""Showing what is sealed about a person and a case (查阅): for a reason, on the person's record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_reveal
from guihang.cases.models import Case
from guihang.law.refusals import BadFacts
from guihang.ledger.actions import reveal

OF_THE_SUBJECT = ("identity_number", "phone", "address")
OF_THE_PERSON = (
    "registered_home", "contact", "health", "mental_illness", "infection", "record", "resume",
    "relatives",
)  # fmt: skip
OF_THE_CASE = ("crime_facts",)
OF_ROWS: Mapping[str, tuple[str, str]] = {
    "note": ("events", "note"),
    "member": ("members", "phone"),
    "guarantor": ("guarantors", "phone"),
    "document": ("travel_documents", "number"),
}
"""What stands sealed in rows of a case: the first word of its name, the rows, the column."""


def reveal_entry(*, case: Case, entry: str, reason: str, by, at: datetime) -> str:
    """Show one sealed entry to somebody who says why; the person can see that it was shown.

    Entries of rows are named with their row: `note-12`, `member-3`.
    """
    check_may_reveal(by, case.unit_path)
    owner, field = _found(case, entry)
    return reveal(owner, field, reason=reason, chain=case.chain, by=by, at=at)


def _found(case: Case, entry: str):
    owners = (
        (OF_THE_SUBJECT, case.person.subject),
        (OF_THE_PERSON, case.person),
        (OF_THE_CASE, case),
    )
    owner, field = next(((one, entry) for names, one in owners if entry in names), (None, ""))
    if owner is None:
        owner, field = _row(case, entry)
    if owner is None or not getattr(owner, field):
        raise BadFacts("entry", why=_("There is nothing hidden under this name."))
    return owner, field


def _row(case: Case, entry: str):
    word, _dash, number = entry.partition("-")
    rows, field = OF_ROWS.get(word, ("", ""))
    if not rows or not number.isdecimal() or not number.isascii():
        return None, ""
    return getattr(case, rows).filter(pk=int(number[:18])).first(), field
