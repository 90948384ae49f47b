"""What a proceeding about conduct does at the turns of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import Role
from guihang.cases.facts import standing
from guihang.cases.words import spoken
from guihang.decisions.kinds import Fields, Signing
from guihang.decisions.ports import Finding
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.law.codes import Kind
from guihang.law.refusals import Missing
from guihang.law.rungs import Rung
from guihang.law.verdicts import CannotSay, Verdict
from guihang.supervision.conduct import judging, looking, papers, wish
from guihang.supervision.conduct.actions import carrying
from guihang.supervision.conduct.examining import examine
from guihang.supervision.conduct.plans import Plan, measure_for


class Conduct:
    """The subject of every kind of matter about conduct."""

    def __init__(self, plan: Plan) -> None:
        """Know which measure it is about."""
        self.plan = plan

    def title(self, fields: Fields) -> str:
        """Name the matter in one line."""
        names = {"name": fields["person"], "measure": spoken(_measure(fields).says)}
        return str(_("%(name)s: %(measure)s") % names)

    def names(self, matter) -> dict[str, str]:
        """Return the names its duties and notices are said with."""
        return {"name": str(matter.fields["person"]), "measure": _measure(matter.fields).value}

    def examine(self, fields: Fields, *, dossier, matter, on: date) -> Fields:
        """Return the fields as they are kept, or refuse what is wrong with them."""
        stated, case = wish.read(fields), dossier.case
        judged = examine(stated, case, on=on, besides=matter.pk if matter else 0)
        rows = {row.seq: row for row in standing(case.events.all())}
        return {
            **fields,
            "person": case.person.name,
            "kind": case.kind,
            "measure": judged.measure.value,
            "shown": [f"{rows[seq].day} {papers.said(rows[seq].what, rows[seq].code)}"
                      for seq in stated.events],
            "asked_on": on.isoformat(),
        }  # fmt: skip

    def span(self, fields: Fields) -> tuple[date, None]:
        """Return from which day it holds: once told, without an end."""
        return date.fromisoformat(str(fields["asked_on"])), None

    def checks(self, matter, *, on: date) -> Iterable[Finding]:
        """Return what is found before somebody signs."""
        return looking.findings(matter, on=on)

    def paper_fields(
        self, matter, *, on: date, signing: Signing | None = None
    ) -> Mapping[str, object]:
        """Return what stands in the paper; sealed entries are used when it is signed."""
        return papers.decision(matter, on=on, signing=signing)

    def addressees(self, matter) -> tuple[Bearer, ...]:
        """Return who sees to it that the receipt is noted, and the person where it is his."""
        officers = tuple(
            owing.role(role, matter.unit_path)
            for role in (Role.TOWNSHIP_OFFICER, Role.SQUAD_OFFICER)
        )
        subject = matter.dossier.subject
        own = subject.account_id if subject and not self.plan.is_proposal else None
        return (*officers, owing.account(own)) if own else officers

    def when_told(self, matter, *, by, at: datetime) -> None:
        """Let the case say that a proposal was sent."""
        carrying.sent(matter, at=at)

    def when_ended(self, matter, *, by, at: datetime) -> None:
        """Take back what the case says of it."""
        carrying.taken_back(matter, at=at)


def _measure(fields: Fields) -> judging.Measure:
    stated = wish.read(fields)
    return measure_for(
        judging.PLANS[stated.name], Kind(str(fields["kind"])), stated.facts.get("offence")
    )


def route(matter, *, on: date) -> Verdict[Rung]:
    """Return who signs, by the measure, and for a court above by the level of the court."""
    stated = wish.read(matter.fields)
    found = judging.route(stated.name, stated.facts, matter.dossier.case, on=on)
    if isinstance(found, CannotSay):
        raise Missing(
            why=spoken(found.because),
            ground=found.grounds[0].article if found.grounds else "ccl-2019:46.3",
            remedy=_("Enter in the case which court or organ decided; its name tells its level."),
        )
    return found
