"""What somebody wishes an office to be entrusted with: read from what was typed, and examined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import Role, UnitKind
from guihang.bureau.entrustment import house_rules, powers
from guihang.decisions import queries as decisions
from guihang.decisions.words import day_given
from guihang.law.refusals import AlreadyDone, BadFacts

KIND = "entrustment"
ACT = "ccl-2019:9.2"
LONGEST_CONDITIONS = 600


@dataclass(frozen=True, slots=True)
class Wish:
    """An entrustment as it is asked for."""

    office: str
    powers: tuple[str, ...]
    since: date
    until: date
    responsible: int
    conditions: str = ""

    def fields(self) -> dict[str, object]:
        """Return the wish as a matter keeps it."""
        return {
            "office": self.office,
            "powers": list(self.powers),
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "responsible": self.responsible,
            "conditions": self.conditions,
        }


def read(fields: Mapping[str, object]) -> Wish:
    """Read a wish from a matter's fields, or say which of them cannot be read."""
    chosen = fields.get("powers") or ()
    return Wish(
        office=str(fields.get("office", "")),
        powers=tuple(dict.fromkeys(str(one) for one in _listed(chosen))),
        since=day_given("since", fields.get("since")),
        until=day_given("until", fields.get("until")),
        responsible=_account(fields.get("responsible")),
        conditions=str(fields.get("conditions", "")).strip(),
    )


def examine(wish: Wish, *, on: date, besides: str = "") -> None:
    """Refuse what is wrong with a wish; `besides` is the number of the matter it belongs to."""
    office = agencies.unit_coded(wish.office)
    if office is None or office.kind != UnitKind.OFFICE:
        raise BadFacts("office", why=_("There is no such township office."), ground=ACT)
    if office.closed_on is not None and office.closed_on <= on:
        raise BadFacts(
            "office",
            why=_("%(office)s is closed.") % {"office": office.name},
            ground=ACT,
            remedy=_("Choose the office that took over its work."),
        )
    _examine_powers(wish.powers)
    _examine_days(wish, on)
    _examine_words(wish, office, on)
    demand_free(wish, office, on=on, besides=besides)


def demand_free(wish: Wish, office, *, on: date, besides: str = "") -> None:
    """Refuse a power the office holds already, or that is asked for, on one of the days."""
    for held in agencies.entrustments(office, on=wish.since):
        if held.power in wish.powers and held.since <= wish.until:
            raise _held(office, held.power, held.paper, held.until)
    for other in decisions.running(KIND, office.path).exclude(number=besides):
        theirs = read(other.fields)
        both = [one for one in wish.powers if one in theirs.powers]
        if both and theirs.since <= wish.until and theirs.until >= wish.since:
            raise _held(office, both[0], other.number, theirs.until)


def officers(office, *, on: date) -> dict[int, str]:
    """Return who holds a post at an office on a day: account and name."""
    found = agencies.holders_in(Role.TOWNSHIP_OFFICER, office.path, on)
    return dict(found.values_list("pk", "name"))


def _examine_powers(chosen: tuple[str, ...]) -> None:
    if not chosen:
        raise BadFacts(
            "powers",
            why=_("Nothing is chosen to be entrusted."),
            ground=ACT,
            remedy=_("Choose at least one kind of work."),
        )
    unknown = [one for one in chosen if one not in powers.POWERS]
    if unknown:
        raise BadFacts(
            "powers",
            why=_("“%(power)s” is not among the work that can be entrusted.")
            % {"power": unknown[0]},
            ground=ACT,
            remedy=_("Choose from the list."),
        )


def _examine_days(wish: Wish, on: date) -> None:
    if wish.since < on:
        raise BadFacts(
            "since",
            why=_("The first day has passed; nothing is entrusted backwards."),
            ground=ACT,
            remedy=_("Choose today or a later day."),
        )
    if wish.until < wish.since:
        raise BadFacts(
            "until",
            why=_("The last day lies before the first."),
            ground=ACT,
            remedy=_("Choose a last day on or after %(since)s.") % {"since": wish.since},
        )
    latest = house_rules.latest_end(wish.since)
    if wish.until > latest:
        raise BadFacts(
            "until",
            why=_("An entrustment lasts one year at most; from that day, until %(latest)s.")
            % {"latest": latest},
            ground=house_rules.LONGEST_RULE,
            remedy=_("Choose an earlier last day; it can be entrusted again after a review."),
        )


def _examine_words(wish: Wish, office, on: date) -> None:
    if wish.responsible not in officers(office, on=on):
        raise BadFacts(
            "responsible",
            why=_("This person does not hold a post at %(office)s.") % {"office": office.name},
            ground=ACT,
            remedy=_("Choose somebody who works there."),
        )
    if len(wish.conditions) > LONGEST_CONDITIONS:
        raise BadFacts(
            "conditions",
            why=_("This is longer than %(most)d characters.") % {"most": LONGEST_CONDITIONS},
            ground="house:forms",
            remedy=_("Shorten it."),
        )


def _held(office, power: str, by_what: str, until: date) -> AlreadyDone:
    names = {
        "office": office.name,
        "power": powers.said(power),
        "what": by_what,
        "until": until,
    }
    return AlreadyDone(
        why=_("“%(power)s”: %(office)s holds it, or it is asked for, by %(what)s until %(until)s.")
        % names,
        ground=ACT,
        remedy=_("Leave this work out, choose days after that one, or end the other first."),
    )


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _account(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise BadFacts(
            "responsible",
            why=_("Nobody is named who is responsible at the office."),
            ground=ACT,
            remedy=_("Choose somebody who works there."),
        ) from None
