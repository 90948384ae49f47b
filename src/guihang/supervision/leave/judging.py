"""What the law makes of a leave: is it one, who decides, is it asked in time, shall it be granted.

One judgment answers the live form, the route, the checks before signing and the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guihang.agencies import queries as agencies
from guihang.cases.facts import facts_of, law_of, place_of
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.rules import leave, leave_areas
from guihang.law.rules.counting import Trip
from guihang.law.rules.leave import Asking, Reply
from guihang.law.rules.leave_areas import Leaving
from guihang.law.rungs import Rung
from guihang.law.statutes import Statutes
from guihang.law.verdicts import CannotSay, Verdict
from guihang.supervision.leave.wish import Destination, Wish

SHORT_LEAVE = "short_leave"
COUNTY_CODE = 6


@dataclass(frozen=True, slots=True)
class Judgment:
    """Everything the law says of one leave on a day."""

    days: int
    going: tuple[tuple[Destination, Verdict[Leaving] | None], ...]
    decides: Verdict
    asking: Verdict[Asking]
    reply: Verdict[Reply] | CannotSay
    is_entrusted: bool

    @property
    def rung(self) -> Rung:
        """Who decides."""
        return self.decides.outcome.decides

    @property
    def is_leaving(self) -> bool:
        """Whether any destination lies outside the city or county one lives in."""
        return any(found is None or found.outcome.needed for _place, found in self.going)


def trips(facts: CaseFacts, *, besides: str = "") -> dict[str, Trip]:
    """Return the trips granted in a case by the leave they belong to; past ones as they were."""
    found = {}
    for granted in facts.all(What.LEAVE_GRANTED):
        of = granted.of or f"{granted.day}"
        if of != besides:
            found[of] = _trip(granted, facts)
    return found


def _trip(granted: Event, facts: CaseFacts) -> Trip:
    leaves = granted.begins or granted.day
    longer = facts.last(What.LEAVE_EXTENDED, of=granted.of) if granted.of else None
    returns = max((longer and longer.ends) or leaves, granted.ends or leaves)
    back = facts.last(What.RETURNED, of=granted.of) if granted.of else None
    return Trip(leaves, max(back.day, leaves) if back else returns)


def judge(wish: Wish, case, *, on: date, besides: str = "", proved: bool | None = None) -> Judgment:
    """Return what the law says of a wish in a case on a day; `besides` names the leave itself."""
    law = law_of(case, on)
    entrusted = is_entrusted(case, on)
    known = trips(facts_of(case), besides=besides)
    former = known.pop(wish.extends, None)
    if former is None:
        trip = leave.TripFacts(wish.leaves, wish.returns, entrusted, tuple(known.values()))
        decides = leave.who_decides(trip, law)
    else:
        whole = leave.ExtensionFacts(
            leaves=former.leaves,
            ends=former.returns,
            new_ends=wish.returns,
            asked=on,
            office_entrusted=entrusted,
            earlier=tuple(known.values()),
        )
        decides = leave.extension(whole, law)
    return Judgment(
        days=decides.outcome.days,
        going=going(wish.destinations, case, law),
        decides=decides,
        asking=leave.ask_by(leave.AskingFacts(wish.leaves, on), law),
        reply=leave.must_approve(
            leave.ReasonFacts(
                reason=leave.Reason(wish.reason),
                proved=bool(wish.proofs) if proved is None else proved,
                proper=None,
                abroad=any(one.is_abroad for one in wish.destinations),
            ),
            law,
        ),
        is_entrusted=entrusted,
    )


def is_entrusted(case, on: date) -> bool:
    """Whether the office of a case may decide short leaves on a day (ccl-2019:9.2)."""
    return agencies.entrusted(case.dossier.unit, SHORT_LEAVE, on) is not None


def going(
    destinations: Iterable[Destination], case, law: Statutes
) -> tuple[tuple[Destination, Verdict[Leaving] | None], ...]:
    """Say of each destination whether going there is leaving; None where its code is not known."""
    home = place_of(case.unit_path)
    return tuple((one, _leaving(home, one.code, law)) for one in destinations)


def _leaving(home: str, code: str, law: Statutes) -> Verdict[Leaving] | None:
    if len(code) != COUNTY_CODE or len(home) != COUNTY_CODE:
        return None
    try:
        return leave_areas.is_leaving(home, code, law)
    except BadFacts:
        return None
