"""A kind of matter for rehearsing: decided by the office, with opinions and without a paper."""

from __future__ import annotations

from guihang.agencies.vocabulary import Role
from guihang.decisions.course import Act
from guihang.decisions.kinds import Entry, Limit, MatterKind, Step
from guihang.duties import owing
from guihang.law.rungs import Rung

OFFICERS = frozenset({Role.TOWNSHIP_OFFICER})


class Rehearsing:
    def title(self, fields):
        return str(fields["piece"])

    def names(self, matter):
        return {"office": matter.fields["piece"], "n": "1", "since": "", "until": ""}

    def examine(self, fields, *, dossier, matter, on):
        return dict(fields)

    def span(self, fields):
        return None, None

    def checks(self, matter, *, on):
        return ()

    def paper_fields(self, matter, *, on, signing=None):
        return {}

    def addressees(self, matter):
        return (owing.role(Role.SQUAD_OFFICER, matter.unit_path),)

    def when_told(self, matter, *, by, at):
        return None

    def when_ended(self, matter, *, by, at):
        return None


def limits():
    names = ("check", "complete", "decide", "tell", "receive")
    return {name: Limit(lambda day: day, "house:rehearsal") for name in names}


REHEARSAL = MatterKind(
    name="rehearsal",
    title="Rehearsal",
    series="演",
    form="",
    ground="house:rehearsal",
    steps=(
        Step(Act.ASK, roles=OFFICERS),
        Step(Act.CHECK, roles=OFFICERS, distinct_from=frozenset({Act.ASK})),
        Step(Act.GIVE_OPINION, roles=frozenset({Role.SQUAD_OFFICER})),
        Step(Act.GRANT, rung=Rung.OFFICE, signed=True, distinct_from=frozenset({Act.ASK})),
        Step(Act.TELL, roles=OFFICERS),
    ),
    entries=(Entry("piece", "Piece"),),
    limits=limits(),
    subject=Rehearsing(),
)
