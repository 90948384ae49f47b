"""What is owed about lent files: a decision for who asked, and the file back by its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from guihang.agencies.vocabulary import Role
from guihang.bureau.keeping import house_rules
from guihang.dossiers.archive import queries as archive
from guihang.duties import actions as duties
from guihang.duties import owing
from guihang.duties.owing import Discharge, Owed, day_of
from guihang.duties.ports import Source

NAME = "lendings"
DECIDE, RETURN = "lending.decide", "lending.return"
LENDERS = (Role.SQUAD_LEADER, Role.BRIGADE_LEADER)


class Lendings(Source):
    """The duties of lending, each keyed by the number of the lending."""

    name = NAME

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed about one lending."""
        found = archive.lending_numbered(int(of)) if of.isdigit() else None
        if found is None:
            return ()
        decide = _decide(found)
        return (decide, _return(found)) if found.due else (decide,)

    def all_keys(self) -> Iterable[str]:
        """Return the number of every lending."""
        return archive.lending_numbers()


def follow(event, *, at: datetime, **_besides: object) -> None:
    """Bring the duties of a lending up to date; wiring calls this."""
    duties.refresh(NAME, str(event.lending), on=day_of(at))


def _decide(lending) -> Owed:
    asked = day_of(lending.asked_at)
    path = lending.dossier.unit_path
    return Owed(
        what=DECIDE,
        unit_path=path,
        opens_on=asked,
        due=asked + timedelta(days=house_rules.LEND_WITHIN),
        ground=house_rules.LEND_RULE,
        owed_by=tuple(owing.role(role, path) for role in LENDERS),
        owed_to=(owing.account(lending.asked_by_id),),
        title=_names(lending),
        place=lending.dossier.number,
        not_by=(lending.asked_by_id,),
        discharge=Discharge(lending.decided_at, "decided") if lending.decided_at else None,
    )


def _return(lending) -> Owed:
    path = lending.dossier.unit_path
    return Owed(
        what=RETURN,
        unit_path=path,
        opens_on=day_of(lending.decided_at),
        due=lending.due,
        ground=house_rules.RETURN_RULE,
        owed_by=(owing.account(lending.asked_by_id),),
        owed_to=tuple(owing.role(role, path) for role in LENDERS),
        title=_names(lending),
        place=lending.dossier.number,
        discharge=Discharge(lending.returned_at, "returned") if lending.returned_at else None,
    )


def _names(lending) -> dict[str, str]:
    return {
        "number": lending.dossier.number,
        "who": lending.asked_by.name,
        "until": lending.due.isoformat() if lending.due else "",
    }
