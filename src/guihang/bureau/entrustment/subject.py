"""What an entrustment does at the turns of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies import actions as agencies_actions
from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.agencies.vocabulary import Role
from guihang.bureau.entrustment import powers, wish
from guihang.bureau.entrustment.wish import Wish
from guihang.decisions.course import Stage
from guihang.decisions.kinds import Fields, Signing
from guihang.decisions.ports import Finding, Outcome
from guihang.decisions.queries import UNDECIDED
from guihang.dossiers.numbers import agency_of
from guihang.duties import owing
from guihang.duties.owing import Bearer, day_of
from guihang.law.refusals import Refused, TooLate

TWO_PEOPLE = 2


class Entrusting:
    """The subject of the kind of matter `entrustment`."""

    def title(self, fields: Fields) -> str:
        """Name the matter in one line."""
        names = {"office": fields["office_name"], "n": len(fields["powers"])}
        return str(_("Entrusting %(office)s with %(n)d kinds of work") % names)

    def names(self, matter) -> dict[str, str]:
        """Return the names its duties and notices are said with."""
        fields = matter.fields
        return {
            "office": str(fields["office_name"]),
            "n": str(len(fields["powers"])),
            "since": str(fields["since"]),
            "until": str(fields["until"]),
        }

    def examine(self, fields: Fields, *, dossier, matter, on: date) -> Fields:
        """Return the fields as they are kept, or refuse what is wrong with them."""
        asked = wish.read(fields)
        wish.examine(asked, on=on, besides=matter.number if matter else "")
        office = dossier.office
        who = wish.officers(office, on=on)[asked.responsible]
        return asked.fields() | {"office_name": office.name, "responsible_name": who}

    def span(self, fields: Fields) -> tuple[date, date]:
        """Return from which to which day a grant holds."""
        asked = wish.read(fields)
        return asked.since, asked.until

    def checks(self, matter, *, on: date) -> Iterable[Finding]:
        """Return what is found before somebody signs."""
        if Stage(matter.stage) not in UNDECIDED:
            return ()
        asked, office = wish.read(matter.fields), matter.dossier.office
        return (
            _open(office, on),
            _in_time(asked, on),
            _free(asked, office, matter.number, on),
            _responsible(asked, office, on),
            _two_officers(office, on),
        )

    def paper_fields(
        self, matter, *, on: date, signing: Signing | None = None
    ) -> Mapping[str, object]:
        """Return what is written into the paper, in the words of the paper."""
        asked, office = wish.read(matter.fields), matter.dossier.office
        return {
            "agency": agency_of(office).name,
            "office": office.name,
            "powers": [powers.said(power).zh for power in asked.powers],
            "since": asked.since,
            "until": asked.until,
            "conditions": asked.conditions,
            "responsible": matter.fields["responsible_name"],
            "decision": matter.number,
            "decided_on": on,
        }

    def addressees(self, matter) -> tuple[Bearer, ...]:
        """Return who is told and confirms the receipt: the officers of the office."""
        return (owing.role(Role.TOWNSHIP_OFFICER, matter.unit_path),)

    def when_told(self, matter, *, by: Actor, at: datetime) -> None:
        """Enter the powers the office holds from its first day, or from now when that has come."""
        asked, on = wish.read(matter.fields), day_of(at)
        if asked.until < on:
            raise TooLate(
                why=_("The last day of this entrustment is over; it can no longer be told."),
                ground=wish.ACT,
                remedy=_("Ask for a new one."),
            )
        for power in asked.powers:
            trust = agencies_actions.Trust(
                office=matter.dossier.office,
                power=power,
                since=max(asked.since, on),
                until=asked.until,
                paper=matter.paper.number,
            )
            agencies_actions.entrust(trust=trust, by=by, at=at)

    def when_ended(self, matter, *, by: Actor, at: datetime) -> None:
        """Take the powers back."""
        held = agencies.entrustments(matter.dossier.office, on=day_of(at))
        for row in held.filter(paper=matter.paper.number):
            agencies_actions.end_entrustment(entrustment=row, by=by, at=at)


def _open(office, on: date) -> Finding:
    names = {"office": office.name}
    if office.closed_on is not None and office.closed_on <= on:
        return Finding(
            Outcome.STOP,
            _("%(office)s is closed.") % names,
            _("Return the request; the work goes to another office."),
            wish.ACT,
        )
    return Finding(Outcome.PASS, _("%(office)s is open.") % names)


def _in_time(asked: Wish, on: date) -> Finding:
    if asked.since < on:
        return Finding(
            Outcome.STOP,
            _("The first day, %(since)s, has passed.") % {"since": asked.since},
            _("Return the request, so that another first day is chosen."),
            wish.ACT,
        )
    ahead = (asked.since - on).days
    return Finding(Outcome.PASS, _("The first day lies %(n)d days ahead.") % {"n": ahead})


def _free(asked: Wish, office, number: str, on: date) -> Finding:
    try:
        wish.demand_free(asked, office, on=on, besides=number)
    except Refused as refused:
        return Finding(Outcome.STOP, refused.why, refused.remedy, refused.ground)
    return Finding(Outcome.PASS, _("No other entrustment of the same work on these days."))


def _responsible(asked: Wish, office, on: date) -> Finding:
    if asked.responsible in wish.officers(office, on=on):
        return Finding(Outcome.PASS, _("The officer responsible holds a post there."))
    return Finding(
        Outcome.WARN,
        _("The officer responsible no longer holds a post at the office."),
        _("Return the request, or write who will be responsible."),
    )


def _two_officers(office, on: date) -> Finding:
    found = agencies.holders_in(Role.TOWNSHIP_OFFICER, office.path, on)
    n = found.filter(staff__state_staff=True).count()
    if n >= TWO_PEOPLE:
        return Finding(Outcome.PASS, _("%(n)d state staff work at the office.") % {"n": n})
    return Finding(
        Outcome.WARN,
        _("Only %(n)d of the state staff works at the office.") % {"n": n},
        _("Work that needs two people is then done together with the squad; write how."),
    )
