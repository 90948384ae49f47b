"""Whether an approval of frequent travel covers a leave, so that none need be asked for.

It covers a trip whose every day lies within it and whose every destination it names; where a
code is not known nobody guesses, and the leave is asked for.
"""

from __future__ import annotations

from datetime import date

from guihang.cases.facts import facts_of, law_of
from guihang.law.events import What
from guihang.law.rules import frequent
from guihang.law.verdicts import Verdict
from guihang.supervision.leave.wish import Wish
from guihang.supervision.models import Approval

DIGITS = frozenset({2, 4, 6})


def covered_by(wish: Wish, case, *, on: date) -> Approval | None:
    """Return the approval of frequent travel that covers a leave; none where none does."""
    if wish.extends:
        return None
    travels = case.approvals.travels(on=on).select_related("matter")
    return next((one for one in travels if _covers(one, wish, case, on)), None)


def _covers(approval: Approval, wish: Wish, case, on: date) -> bool:
    granted = facts_of(case).first(What.TRAVEL_GRANTED, of=approval.of)
    named = tuple(filter(_is_code, (str(one["code"]) for one in approval.places)))
    codes = [one.code for one in wish.destinations]
    if granted is None or not named or not codes or not all(map(_is_code, codes)):
        return False
    law = law_of(case, on)
    return all(
        _allows(
            frequent.CoverFacts(
                granted=granted.day,
                places=named,
                leaves=wish.leaves,
                returns=wish.returns,
                destination=code,
                ended=approval.ends,
            ),
            law,
        )
        for code in codes
    )


def _allows(facts: frequent.CoverFacts, law) -> bool:
    found = frequent.covers(facts, law)
    return isinstance(found, Verdict) and found.outcome.covered


def _is_code(code: str) -> bool:
    return code.isdigit() and len(code) in DIGITS
