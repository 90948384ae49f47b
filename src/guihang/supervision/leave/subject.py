"""What a leave does at the turns of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import Role
from guihang.decisions.kinds import Fields, Signing
from guihang.decisions.ports import Finding
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.law.rungs import Rung
from guihang.law.verdicts import Verdict
from guihang.supervision.leave import judging, looking, papers, wish
from guihang.supervision.leave.actions import carrying
from guihang.supervision.leave.examining import examine


class Leaving:
    """The subject of the kind of matter `leave`."""

    def title(self, fields: Fields) -> str:
        """Name the matter in one line."""
        asked = wish.read(fields)
        names = {
            "name": fields["person"],
            "place": "、".join(one.place for one in asked.destinations),
            "first": asked.leaves,
            "last": asked.returns,
        }
        if asked.extends:
            return str(_("%(name)s: longer leave to %(place)s, until %(last)s") % names)
        return str(_("%(name)s: leave to %(place)s, %(first)s to %(last)s") % names)

    def names(self, matter) -> dict[str, str]:
        """Return the names its duties and notices are said with."""
        asked = wish.read(matter.fields)
        return {
            "name": str(matter.fields["person"]),
            "place": "、".join(one.place for one in asked.destinations),
            "leaves": str(asked.leaves),
            "returns": str(asked.returns),
        }

    def examine(self, fields: Fields, *, dossier, matter, on: date) -> Fields:
        """Return the fields as they are kept, or refuse what is wrong with them."""
        asked = wish.read(fields)
        case = dossier.case
        examine(asked, case, on=on, besides=matter.ref if matter else "")
        return {
            **asked.fields(),
            "sealed": str(fields["sealed"]),
            "person": case.person.name,
            "asked_on": on.isoformat(),
        }

    def span(self, fields: Fields) -> tuple[date, date]:
        """Return from which to which day a grant holds."""
        asked = wish.read(fields)
        return asked.leaves, asked.returns

    def checks(self, matter, *, on: date) -> Iterable[Finding]:
        """Return what is found before somebody signs."""
        return looking.findings(matter, on=on)

    def paper_fields(
        self, matter, *, on: date, signing: Signing | None = None
    ) -> Mapping[str, object]:
        """Return what stands on the sheet; sealed entries are used when it is signed."""
        return papers.sheet(matter, on=on, signing=signing)

    def addressees(self, matter) -> tuple[Bearer, ...]:
        """Return who sees to it that the person signs for the decision, and the person."""
        officers = tuple(
            owing.role(role, matter.unit_path)
            for role in (Role.TOWNSHIP_OFFICER, Role.SQUAD_OFFICER)
        )
        own = matter.applicant.account_id
        return (*officers, owing.account(own)) if own else officers

    def when_told(self, matter, *, by, at: datetime) -> None:
        """Make out the notice the person takes along."""
        carrying.tell(matter, at=at)

    def when_ended(self, matter, *, by, at: datetime) -> None:
        """Let the leave end today in the case, or never have begun."""
        carrying.end(matter, at=at)


def route(matter, *, on: date) -> Verdict[Rung]:
    """Return who decides on a leave, by its days and those around it (leave.who_decides)."""
    asked = wish.read(matter.fields)
    besides = matter.ref if matter.pk else ""
    judged = judging.judge(asked, matter.dossier.case, on=on, besides=besides)
    return Verdict(judged.rung, judged.decides.grounds, judged.decides.steps)
