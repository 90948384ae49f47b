"""What a case page shows of the rooms that supervise: leaves, approvals, conduct, months."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from guihang.cases.vocabulary import REGISTERED, RUNNING
from guihang.doors.desk.cases import risk
from guihang.supervision.approvals import queries as approvals
from guihang.supervision.approvals.plans import PLANS as APPROVALS
from guihang.supervision.assessment import queries as assessments
from guihang.supervision.conduct import queries as conduct
from guihang.supervision.conduct.kind import TITLES as CONDUCT_TITLES
from guihang.supervision.leave import queries as leaves
from guihang.supervision.packages import queries as packages
from guihang.supervision.packages import rule as packages_rule
from guihang.supervision.planning import queries as plans
from guihang.supervision.planning.words import GOAL_STATES
from guihang.supervision.search import queries as searches
from guihang.supervision.search.words import STATES as SEARCH_STATES
from guihang.supervision.transfer import queries as transfers
from guihang.supervision.transfer.words import STATES as TRANSFER_STATES

MOST, MOST_SEARCHES, MOST_MONTHS = 5, 3, 6


def beside(request: HttpRequest, case, on: date) -> dict[str, object]:
    """Return the latest of each kind, and what may be begun."""
    return {
        "searches": [
            (one, SEARCH_STATES[one.state]) for one in searches.of_case(case)[:MOST_SEARCHES]
        ],
        "permits": [leaves.permit(trip, on=on) for trip in leaves.of_case(case)[:MOST]],
        "proceedings": [
            (one, CONDUCT_TITLES[one.matter.kind]) for one in conduct.of_case(case)[:MOST]
        ],
        "approvals": [(one, APPROVALS[one.kind].title) for one in approvals.of_case(case)[:MOST]],
        "transfers": [
            (one, TRANSFER_STATES[transfers.standing(one)])
            for one in transfers.of_case(case)[:MOST]
        ],
        "months_assessed": assessments.of_case(case)[:MOST_MONTHS],
        "last_month": assessments.last_month(case, on),
        "package": _package(case, on),
        "goals": [
            (goal, GOAL_STATES[goal.closed_as] if goal.closed_as else "")
            for goal in plans.standing_goals(case)
        ],
        **(_may_begin(request, case, on) if case.state in RUNNING else {}),
    }


def _package(case, on: date) -> list[tuple[object, object]]:
    """Return who answers for what, if the local rule asks for it and the person is registered."""
    rule = packages_rule.rule_on(on)
    if rule is None or case.state not in REGISTERED:
        return []
    return [(part.says, owner) for part, owner in packages.named(case, rule)]


def _may_begin(request: HttpRequest, case, on: date) -> dict[str, object]:
    by, path = request.actor, case.unit_path
    return {
        "score": risk.shown(case, on=on),
        "may_ask_approval": approvals.may_ask(by, path),
        "may_open_conduct": conduct.may_open(by, path),
        "may_ask_transfer": transfers.may_ask(by, path),
    }
