"""What a destruction does at the turns of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.vocabulary import Role
from guihang.decisions.kinds import Fields, Signing
from guihang.decisions.ports import Finding, Outcome
from guihang.dossiers import forms
from guihang.dossiers.archive import actions as archive
from guihang.dossiers.archive import queries
from guihang.dossiers.archive.actions import demand_due
from guihang.dossiers.house_rules import GROUND
from guihang.dossiers.numbers import agency_of, day_of
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.law.refusals import BadFacts, Refused

KIND = "destruction"
MOST = forms.ITEMS_MOST
LEAST_REASONS = 4


class Destroying:
    """The subject of the kind of matter `destruction`."""

    def title(self, fields: Fields) -> str:
        """Name the matter in one line."""
        names = {"office": fields["office_name"], "n": len(_numbers(fields))}
        return str(_("Destroying %(n)d files of %(office)s") % names)

    def names(self, matter) -> dict[str, str]:
        """Return the names its duties and notices are said with."""
        fields = matter.fields
        return {"office": str(fields["office_name"]), "n": str(len(_numbers(fields)))}

    def examine(self, fields: Fields, *, dossier, matter, on: date) -> Fields:
        """Return the fields as they are kept, or refuse a file that may not be destroyed."""
        reasons = str(fields.get("reasons", "")).strip()
        if len(reasons) < LEAST_REASONS:
            raise BadFacts("reasons", why=_("A destruction says why."), ground=GROUND)
        numbers = _numbers(fields)
        if not 1 <= len(numbers) <= MOST:
            raise BadFacts(
                "dossiers",
                why=_("Between one and %(n)d files are destroyed at a time.") % {"n": MOST},
                ground=GROUND,
            )
        for filing in _filings(numbers, dossier):
            demand_due(filing, on)
        return {"dossiers": numbers, "reasons": reasons, "office_name": dossier.office.name}

    def span(self, fields: Fields) -> tuple[date | None, date | None]:
        """A destruction holds for ever, from the moment it is told."""
        return None, None

    def checks(self, matter, *, on: date) -> Iterable[Finding]:
        """Return for each file whether its time is over and it is there."""
        for filing in _filings(_numbers(matter.fields), matter.dossier):
            number = {"number": filing.dossier.number}
            try:
                demand_due(filing, on)
            except Refused as refused:
                yield Finding(Outcome.STOP, refused.why, refused.remedy, refused.ground)
            else:
                yield Finding(Outcome.PASS, _("%(number)s: its time is over.") % number)

    def paper_fields(
        self, matter, *, on: date, signing: Signing | None = None
    ) -> Mapping[str, object]:
        """Return what stands on the certificate; it names no person."""
        office = matter.dossier.office
        return {
            "agency": agency_of(office).name,
            "office": office.name,
            "files": [
                forms.columns(one.dossier.number, str(day_of(one.at)), str(one.kept_until))
                for one in _filings(_numbers(matter.fields), matter.dossier)
            ],
            "reasons": matter.fields["reasons"],
            "decision": matter.number,
            "decided_on": on,
        }

    def addressees(self, matter) -> tuple[Bearer, ...]:
        """Return who is told: the officers of the office that keeps the files."""
        return (owing.role(Role.TOWNSHIP_OFFICER, matter.unit_path),)

    def when_told(self, matter, *, by: Actor, at: datetime) -> None:
        """Destroy the key of every file on the list."""
        for filing in _filings(_numbers(matter.fields), matter.dossier):
            archive.destroy(dossier=filing.dossier, approval=matter.number, by=by, at=at)

    def when_ended(self, matter, *, by: Actor, at: datetime) -> None:
        """Nothing: what was destroyed stays so, and what was not told was not destroyed."""


def _numbers(fields: Fields) -> list[str]:
    chosen = fields.get("dossiers") or ()
    listed = chosen if isinstance(chosen, list | tuple) else (chosen,)
    return list(dict.fromkeys(str(one) for one in listed))


def _filings(numbers: list[str], dossier) -> list:
    """Return the files named, or refuse one that is not kept by this office."""
    found = queries.filings_numbered(numbers, dossier.unit_path)
    if missing := set(numbers) - set(found):
        raise BadFacts(
            "dossiers",
            why=_("This file does not lie in the archive of the office: %(number)s.")
            % {"number": "、".join(sorted(missing))},
            ground=GROUND,
        )
    return [found[number] for number in numbers]
