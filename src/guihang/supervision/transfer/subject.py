"""What a change of place does at the turns of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import Role
from guihang.decisions.kinds import Fields, Signing
from guihang.decisions.ports import Finding
from guihang.dossiers import queries as files
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.supervision.transfer import looking, papers, wish
from guihang.supervision.transfer.actions import following
from guihang.supervision.transfer.examining import examine


class Moving:
    """The subject of the kind of matter `move`."""

    def title(self, fields: Fields) -> str:
        """Name the matter in one line."""
        names = {"name": fields["person"], "place": fields["place"]}
        return str(_("%(name)s: change of place to %(place)s") % names)

    def names(self, matter) -> dict[str, str]:
        """Return the names its duties and notices are said with."""
        return {"name": str(matter.fields["person"]), "place": str(matter.fields["place"])}

    def examine(self, fields: Fields, *, dossier, matter, on: date) -> Fields:
        """Return the fields as they are kept, or refuse what is wrong with them."""
        case = files.dossier_numbered(str(fields["case"])).case
        asked = wish.read(fields)
        examine(asked, case, on=on, besides=matter.pk if matter else 0)
        office = agencies.unit_coded(asked.office)
        return {
            **fields,
            "person": case.person.name,
            "place": f"{papers.agency_name(office)}（{office.name}）",
            "asked_on": on.isoformat(),
        }

    def span(self, fields: Fields) -> tuple[None, None]:
        """Return no days: the person moves once, and it does not run."""
        return None, None

    def checks(self, matter, *, on: date) -> Iterable[Finding]:
        """Return what is found before somebody signs."""
        return looking.findings(matter, on=on)

    def paper_fields(
        self, matter, *, on: date, signing: Signing | None = None
    ) -> Mapping[str, object]:
        """Return what stands in the decision; sealed entries are used when it is signed."""
        return papers.decision(matter.transfer, on=on, signing=signing)

    def addressees(self, matter) -> tuple[Bearer, ...]:
        """Return who sees to it that the person signs for the decision, and the person."""
        officers = tuple(
            owing.role(role, matter.unit_path)
            for role in (Role.TOWNSHIP_OFFICER, Role.SQUAD_OFFICER)
        )
        own = matter.applicant.account_id if matter.applicant else None
        return (*officers, owing.account(own)) if own else officers

    def when_told(self, matter, *, by, at: datetime) -> None:
        """The case says so once the person has signed for it: from then on the time runs."""

    def when_ended(self, matter, *, by, at: datetime) -> None:
        """Take the change back, as long as the person has not come to the new county."""
        following.end(matter, at=at)
