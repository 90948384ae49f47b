"""What matters about a person write into their papers: sealed entries, opinions, who decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from guihang.agencies import queries as agencies
from guihang.decisions.course import Act
from guihang.decisions.kinds import Signing
from guihang.dossiers import forms
from guihang.dossiers.numbers import agency_of
from guihang.law.rungs import Rung
from guihang.ledger.actions import use

FORBIDDEN = "prohibition"


def sealed(owner, field: str, matter, signing: Signing | None, *, purpose: str) -> str:
    """Return a sealed entry: masked in a preview; once signed it is used, which is recorded."""
    kept = getattr(owner, field)
    if not kept:
        return ""
    if signing is None:
        return str(kept)
    return use(
        owner,
        field,
        purpose=purpose,
        chain=matter.dossier.chain,
        by=signing.by,
        at=signing.at,
    )


def opinion(matter, act: Act) -> str:
    """Return the opinions that were given with an act of a matter."""
    found = [
        step.opinion.words
        for step in matter.steps.all()
        if step.act == act and hasattr(step, "opinion")
    ]
    return "\n".join(found)[-300:]


def decider(matter, rung: Rung, on: date) -> str:
    """Name the body that decides on a rung: the office, the county agency, the one above."""
    unit = matter.dossier.unit
    if rung is Rung.OFFICE:
        return unit.name
    if rung in {Rung.AGENCY, Rung.AGENCY_HEAD}:
        return agency_of(unit).name
    post = agencies.fills(rung, matter.unit_path, on)
    return post.unit.name if post else agency_of(unit).name


def forbidden(case, first: date, last: date) -> str:
    """Return the words of the prohibition orders that hold on some of these days."""
    return "\n".join(
        side.words
        for side in case.sides.all()
        if side.kind == FORBIDDEN
        and side.set_aside_at is None
        and (side.begins is None or side.begins <= last)
        and (side.ends is None or first <= side.ends)
    )


def fitting(form: str, written: Mapping[str, object]) -> dict[str, object]:
    """Leave out what a form has no place for, and what is empty."""
    known = {field.name: field for field in forms.form(form).fields}
    return {name: value for name, value in written.items() if name in known and value}
