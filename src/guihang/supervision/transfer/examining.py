"""What is refused when a change of place is asked for: the field, the reason, what to do."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.course import RECEIVED, UNDER
from guihang.cases.vocabulary import State
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.law.rules.transfer import ASKING, CHANGE, IN_COUNTY, Move
from guihang.law.verdicts import Verdict
from guihang.supervision.transfer import house_rules, judging
from guihang.supervision.transfer.judging import Judgment
from guihang.supervision.transfer.wish import Wish

TERM = "ccl-2019:44"
UNDER_CORRECTION = frozenset({RECEIVED, UNDER, State.INCOMPLETE})


def examine(wish: Wish, case, *, on: date, besides: int = 0) -> Judgment:
    """Refuse what is wrong with a request; return what the law says of what is right."""
    if case.state not in UNDER_CORRECTION:
        raise TooEarly(
            why=_("%(name)s is not under correction here; state: %(state)s.")
            % {"name": case.person.name, "state": case.get_state_display()},
            ground=CHANGE,
            remedy=_("It is asked for by somebody who has been registered, until the term ends."),
        )
    running = case.transfers.open().exclude(matter_id=besides).first()
    if running is not None:
        raise AlreadyDone(
            why=_("%(number)s about this person is still under way.") % {"number": running.number},
            ground=house_rules.RULE,
            remedy=_("Bring that one to its end, or withdraw it first."),
        )
    office = office_coded(wish.office)
    judged = judging.judge(case, office.path, wish.moves, on=on)
    if isinstance(judged.move, Verdict) and judged.move.outcome is not Move.CHANGE:
        raise BadFacts(
            "office",
            why=_("This office lies in the same county; the place of execution stays."),
            ground=IN_COUNTY,
            remedy=_("Note the move within the county: the case is handed to that office."),
        )
    if case.term_ends is not None and wish.moves > case.term_ends:
        raise BadFacts(
            "moves",
            why=_("The term ends on %(day)s, before the move.") % {"day": case.term_ends},
            ground=TERM,
            remedy=_("Choose a day before that, or wait for the end of the term."),
        )
    if not wish.proofs:
        raise BadFacts(
            "proofs",
            why=_("A request for another place comes with proof of work, home or the like."),
            ground=ASKING,
            remedy=_("Put the proof into the dossier and choose it here."),
        )
    return judged


def office_coded(code: str):
    """Return the township office with a code, or refuse what is none."""
    office = agencies.unit_coded(code)
    if office is None or office.kind != UnitKind.OFFICE:
        raise BadFacts(
            "office",
            why=_("It is not said to which office the new home belongs."),
            ground=ASKING,
            remedy=_("Choose the county and the office of the new home."),
        )
    return office
