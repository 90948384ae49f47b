"""What an approval does at the turns of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import Role
from guihang.decisions.kinds import Fields, Signing
from guihang.decisions.ports import Finding
from guihang.decisions.words import day_given
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.law.refusals import Missing
from guihang.law.rungs import Rung
from guihang.law.verdicts import Verdict
from guihang.supervision.approvals import judging, looking, papers, wish
from guihang.supervision.approvals.actions import carrying
from guihang.supervision.approvals.examining import examine
from guihang.supervision.approvals.plans import Plan


class Approving:
    """The subject of every kind of matter in the table of approvals."""

    def __init__(self, plan: Plan) -> None:
        """Know which approval it is about."""
        self.plan = plan

    def title(self, fields: Fields) -> str:
        """Name the matter in one line."""
        names = {"name": fields["person"], "what": self.plan.title, "last": fields["ends"]}
        return str(_("%(name)s: %(what)s, until %(last)s") % names)

    def names(self, matter) -> dict[str, str]:
        """Return the names its duties and notices are said with."""
        return {"name": str(matter.fields["person"]), "ends": str(matter.fields["ends"])}

    def examine(self, fields: Fields, *, dossier, matter, on: date) -> Fields:
        """Return the fields as they are kept, or refuse what is wrong with them."""
        asked, case = wish.read(fields), dossier.case
        judged = examine(asked, case, on=on, besides=matter.ref if matter else "")
        return {
            **asked.fields(),
            "sealed": str(fields["sealed"]),
            "person": case.person.name,
            "begins": str(judged.begins),
            "ends": str(judged.ends),
            "asked_on": on.isoformat(),
        }

    def span(self, fields: Fields) -> tuple[date, date]:
        """Return from which to which day a grant holds."""
        return day_given("begins", fields.get("begins")), day_given("ends", fields.get("ends"))

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
        subject = matter.dossier.subject
        own = subject.account_id if subject else None
        return (*officers, owing.account(own)) if own else officers

    def when_told(self, matter, *, by, at: datetime) -> None:
        """Make out the notice the person gets."""
        carrying.tell(matter, at=at)

    def when_ended(self, matter, *, by, at: datetime) -> None:
        """Let the case say that it ended today, or never began."""
        carrying.end(matter, at=at)


def route(matter, *, on: date) -> Verdict[Rung]:
    """Return who decides, as the law says of what is asked for."""
    found = judging.route(wish.read(matter.fields), matter.dossier.case, on=on)
    if found is None:
        raise Missing(
            why=_("The law names nobody who could approve this."),
            ground=wish.read(matter.fields).plan.article,
            remedy=_("Look at what is asked for once more."),
        )
    return found
