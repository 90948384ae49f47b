"""What is owed about a matter: check it, complete it, decide it, tell it, confirm the receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guihang.decisions import kinds, people
from guihang.decisions.course import Act
from guihang.decisions.models import Matter, MatterStep
from guihang.duties.owing import Bearer, Discharge, Owed, day_of
from guihang.duties.ports import Source

NAME = "matters"
ENDING = frozenset({Act.LAPSE, Act.END})
RECEIPTS = frozenset({Act.CONFIRM_RECEIPT, Act.LEAVE_WITH_WITNESS})
OPENED_BY: dict[str, frozenset[Act]] = {
    "check": frozenset({Act.ASK, Act.RESUBMIT}),
    "complete": frozenset({Act.RETURN}),
    "decide": frozenset({Act.CHECK}),
    "tell": frozenset({Act.GRANT, Act.REFUSE}),
    "receive": frozenset({Act.TELL}),
}
MET_BY: dict[str, frozenset[Act]] = {
    "check": frozenset({Act.CHECK, Act.RETURN, Act.WITHDRAW}),
    "complete": frozenset({Act.RESUBMIT, Act.WITHDRAW}),
    "decide": frozenset({Act.GRANT, Act.REFUSE, Act.RETURN, Act.WITHDRAW}),
    "tell": frozenset({Act.TELL}) | ENDING,
    "receive": RECEIPTS | ENDING,
}
TAKEN_AS = {"check": Act.CHECK, "decide": Act.GRANT, "tell": Act.TELL}


class Matters(Source):
    """The obligations that the course of a matter brings."""

    name = NAME

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return every duty a matter brought, from its steps."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield matters with every duty each brought."""
        for matter in Matter.objects.for_reading().filter(number__in=keys):
            steps = tuple(matter.steps.all())
            found = (owed for name in OPENED_BY for owed in _of_name(name, matter, steps))
            yield matter.number, tuple(found)

    def all_keys(self) -> Iterable[str]:
        """Return the number of every matter."""
        return tuple(Matter.objects.values_list("number", flat=True))


def _of_name(name: str, matter: Matter, steps: Sequence[MatterStep]) -> Iterable[Owed]:
    turn = 0
    for place, step in enumerate(steps):
        if Act(step.act) in OPENED_BY[name]:
            met = _met(name, steps[place + 1 :])
            yield _owed(name, matter, steps[: place + 1], (met, turn))
            turn += 1


def _met(name: str, later: Sequence[MatterStep]) -> Discharge | None:
    for step in later:
        if Act(step.act) in MET_BY[name]:
            return Discharge(step.at, step.act)
    return None


def _owed(
    name: str, matter: Matter, steps: Sequence[MatterStep], state: tuple[Discharge | None, int]
) -> Owed:
    kind, opened = kinds.kind(matter.kind), day_of(steps[-1].at)
    limit = kind.limits[name]
    met, turn = state
    return Owed(
        what=f"{kind.name}.{name}",
        turn=turn,
        unit_path=matter.unit_path,
        opens_on=opened,
        due=limit.due(opened),
        ground=limit.ground,
        owed_by=_who(name, matter),
        owed_to=_who_waits(name, matter),
        title=kind.subject.names(matter) | {"number": matter.number},
        place=matter.dossier.number,
        not_by=_barred(name, matter, steps),
        discharge=met,
    )


def _who(name: str, matter: Matter) -> tuple[Bearer, ...]:
    if name in TAKEN_AS:
        return people.bearers(matter, TAKEN_AS[name])
    return people.asker(matter) if name == "complete" else people.receivers(matter)


def _who_waits(name: str, matter: Matter) -> tuple[Bearer, ...]:
    if name == "complete":
        return people.bearers(matter, Act.CHECK)
    asker = people.asker(matter)
    return asker + (people.bearers(matter, Act.TELL) if name == "receive" else ())


def _barred(name: str, matter: Matter, steps: Sequence[MatterStep]) -> tuple[int, ...]:
    """Return who may not meet a duty, because another stage was already his."""
    step = kinds.kind(matter.kind).step(TAKEN_AS[name]) if name in TAKEN_AS else None
    if step is None:
        return ()
    return tuple(sorted(people.barred(matter, step, steps)))
