"""What is refused when a leave is asked for: the field, the reason, the article, what to do."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from guihang.cases.course import RECEIVED, UNDER, spells
from guihang.cases.facts import facts_of
from guihang.cases.vocabulary import State
from guihang.decisions.marks import mark
from guihang.law.calendars import ONE_DAY
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly, TooLate
from guihang.law.rules.frequent import TRAVEL
from guihang.law.rules.leave import ASKING, BACK, LEAVING, Reason
from guihang.law.rules.leave_areas import CITY
from guihang.supervision.leave import house_rules, judging
from guihang.supervision.leave.covering import covered_by
from guihang.supervision.leave.judging import Judgment
from guihang.supervision.leave.wish import MOST_PLACES, Wish

EXIT = "eel-2012:12(2)"
TERM = "ccl-2019:44"
UNDER_CORRECTION = frozenset({RECEIVED, UNDER, State.INCOMPLETE})


def examine(wish: Wish, case, *, on: date, besides: str = "") -> Judgment:
    """Refuse what is wrong with a leave; return what the law says of what is right."""
    _under_correction(case)
    _places(wish)
    _days(wish, case, on)
    if wish.extends:
        _extending(wish, case, on)
    _alone(wish, case, besides)
    judged = judging.judge(wish, case, on=on, besides=besides)
    _leaving(judged)
    _uncovered(wish, case, on)
    _in_time(wish, judged)
    _proved(wish)
    return judged


def _under_correction(case) -> None:
    if case.state not in UNDER_CORRECTION:
        raise TooEarly(
            why=_("%(name)s is not under correction here; state: %(state)s.")
            % {"name": case.person.name, "state": case.get_state_display()},
            ground=LEAVING,
            remedy=_(
                "Leave is asked for by somebody who has been registered, until the term ends."
            ),
        )


def _places(wish: Wish) -> None:
    named = [one for one in wish.destinations if one.place.strip()]
    if not named or len(named) != len(wish.destinations):
        raise BadFacts(
            "place",
            why=_("It is not said where to."),
            ground=ASKING,
            remedy=_("Name the city or county and the address there."),
        )
    if len(named) > MOST_PLACES:
        raise BadFacts(
            "place",
            why=_("These are more than %(most)d places.") % {"most": MOST_PLACES},
            ground="house:forms",
            remedy=_("Name the places where the person stays."),
        )
    if any(one.is_abroad for one in wish.destinations):
        raise BadFacts(
            "place",
            why=_("Nobody under correction leaves the mainland before the sentence is executed."),
            ground=EXIT,
            remedy=_("Name a place on the mainland; a journey abroad cannot be allowed."),
        )


def _days(wish: Wish, case, on: date) -> None:
    if wish.returns < wish.leaves:
        raise BadFacts(
            "returns",
            why=_("The return lies before the departure."),
            ground=ASKING,
            remedy=_("Choose a day of return on or after %(day)s.") % {"day": wish.leaves},
        )
    if wish.leaves < on and not wish.extends:
        raise BadFacts(
            "leaves",
            why=_("This day of departure has passed; leave is not granted afterwards."),
            ground=LEAVING,
            remedy=_("Choose today or a later day; an absence without leave is noted as such."),
        )
    ends = case.term_ends
    if ends is not None and wish.returns > ends:
        raise BadFacts(
            "returns",
            why=_("The term ends on %(day)s; no leave goes beyond it.") % {"day": ends},
            ground=TERM,
            remedy=_("Choose a day of return up to that day."),
        )


def _extending(wish: Wish, case, on: date) -> None:
    former = judging.trips(facts_of(case)).get(wish.extends)
    if former is None or facts_returned(case, wish.extends):
        raise AlreadyDone(
            why=_("The leave to be lengthened is not running."),
            ground=BACK,
            remedy=_("Ask for a leave of its own."),
        )
    if on > former.returns:
        raise TooLate(
            why=_("The leave ended on %(day)s; it is lengthened only before it ends.")
            % {"day": former.returns},
            ground=BACK,
            remedy=_("Have the person come back at once and report."),
        )
    if wish.returns <= former.returns:
        raise BadFacts(
            "returns",
            why=_("It ends no later than it does already, on %(day)s.") % {"day": former.returns},
            ground=BACK,
            remedy=_("Choose a later day."),
        )
    if wish.leaves != former.returns + ONE_DAY:
        raise BadFacts(
            "leaves",
            why=_("A lengthened leave goes on from the day after its last day."),
            ground=BACK,
            remedy=_("Begin it on %(day)s.") % {"day": former.returns + ONE_DAY},
        )


def facts_returned(case, of: str) -> bool:
    """Whether somebody is back from a leave, by the events of his case."""
    return facts_of(case).last(What.RETURNED, of=of) is not None


def _alone(wish: Wish, case, besides: str) -> None:
    own = {besides, wish.extends}
    asked = case.trips.exclude(matter__stage__in=("refused", "closed", "withdrawn", "ended"))
    for other in asked.select_related("matter", "extends"):
        if mark(other.matter_id) in own or other.of in own or other.extends_id:
            continue
        last = other.returned_on or other.returns
        if other.leaves <= wish.returns and wish.leaves <= last:
            raise AlreadyDone(
                why=_("%(number)s covers days of this leave already: %(first)s to %(last)s.")
                % {"number": other.matter.number, "first": other.leaves, "last": last},
                ground=ASKING,
                remedy=_("Choose other days, lengthen that leave, or withdraw it first."),
            )


def _leaving(judged: Judgment) -> None:
    if not judged.is_leaving:
        raise BadFacts(
            "place",
            why=_("Going there needs no leave: it stays inside the city or county of residence."),
            ground=CITY,
            remedy=_("No request is needed; the rules on reporting go on."),
        )


def _in_time(wish: Wish, judged: Judgment) -> None:
    asking = judged.asking.outcome
    if wish.extends or wish.is_urgent or not asking.late:
        return
    raise BadFacts(
        "leaves",
        why=_("Leave is asked for by %(day)s as a rule, for this departure.")
        % {"day": asking.ask_by},
        ground=ASKING,
        remedy=_("Mark it as urgent and say why, or choose a later departure."),
    )


def _uncovered(wish: Wish, case, on: date) -> None:
    travel = covered_by(wish, case, on=on)
    if travel is not None:
        raise BadFacts(
            "place",
            why=_("%(number)s allows this trip already: frequent travel until %(last)s.")
            % {"number": travel.matter.number, "last": travel.ends},
            ground=TRAVEL,
            remedy=_(
                "No leave is needed. The person goes under that approval, only where it names, "
                "and may report by telephone or the like meanwhile."
            ),
        )


def _proved(wish: Wish) -> None:
    if Reason(wish.reason) in house_rules.PROVED and not (wish.proofs or wish.is_urgent):
        raise BadFacts(
            "proofs",
            why=_("For this reason something in writing is asked for."),
            ground=house_rules.PROOF_RULE,
            remedy=_("Add the proof to the file and choose it; if it is urgent, it may follow."),
        )


def lying_over(case, on: date) -> frozenset[str]:
    """Return what lies over a case on a day: missing, held, proposed, on leave, moving."""
    return frozenset(
        spell.name
        for spell in spells(facts_of(case))
        if spell.since <= on and (spell.until is None or spell.until > on)
    )


def earliest(on: date, law) -> date:
    """Return the first day of departure that is asked for in time today."""
    return on + timedelta(days=law["leave.ask_ahead"].days)
