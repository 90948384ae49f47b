"""What in a case proves one of the five circumstances of a positioning device.

The law names the events that do. A proceeding proves two of them besides: a warning given
because reports were refused, and a proposal to revoke or recall that is being prepared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guihang.cases.facts import facts_of, law_of, standing
from guihang.duties.owing import day_of
from guihang.law.codes import Kind
from guihang.law.events import Breach, Circumstance
from guihang.law.rules import monitoring
from guihang.law.verdicts import Verdict
from guihang.supervision.models import TOLD

EVENT, PROCEEDING = "event", "proceeding"
PROPOSALS = ("revocation_proposal", "recall_proposal")


@dataclass(frozen=True, slots=True)
class Shown:
    """One fact that proves a circumstance: the row it is, and its day."""

    circumstance: Circumstance
    day: date
    event: object | None = None
    proceeding: object | None = None

    @property
    def key(self) -> str:
        """By what it is chosen."""
        if self.event is not None:
            return f"{EVENT}:{self.event.seq}"
        return f"{PROCEEDING}:{self.proceeding.matter.number}"


def shown(case, *, on: date) -> tuple[Shown, ...]:
    """Return every fact of a case that proves a circumstance, the latest first."""
    found = (*_events(case, on), *_proceedings(case))
    kind = Kind(case.kind)
    fitting = [one for one in found if kind in monitoring.ITEMS[one.circumstance].kinds]
    return tuple(sorted(fitting, key=lambda one: one.day, reverse=True))


def chosen(key: str, case, *, on: date) -> Shown | None:
    """Return the fact chosen by its key; none where it does not stand."""
    return next((one for one in shown(case, on=on) if one.key == key), None)


def _events(case, on: date) -> tuple[Shown, ...]:
    answer = monitoring.circumstances(facts_of(case), law_of(case, on))
    proved = answer.outcome if isinstance(answer, Verdict) else ()
    rows = standing(case.events.all())
    found = []
    for one in proved:
        whats = monitoring.SHOWN_BY[one.circumstance]
        last = [row for row in rows if row.what in whats and row.day == one.day]
        found += [Shown(one.circumstance, one.day, event=row) for row in last[-1:]]
    return tuple(found)


def _proceedings(case) -> tuple[Shown, ...]:
    rows = case.proceedings.select_related("matter").order_by("pk")
    found = []
    for one in rows:
        kind, day = one.matter.kind, day_of(one.matter.asked_at)
        if kind == "warning" and one.matter.stage in TOLD and _for_reports(one.matter):
            found.append(Shown(Circumstance.WARNED, one.served_on or day, proceeding=one))
        if kind in PROPOSALS and one.matter.stage not in {
            "refused",
            "closed",
            "withdrawn",
            "ended",
        }:
            found.append(Shown(Circumstance.PROPOSAL, day, proceeding=one))
    return tuple(found)


def _for_reports(matter) -> bool:
    stated = matter.fields.get("stated")
    return isinstance(stated, dict) and stated.get("breach") == Breach.REPORT
