"""A reporting day: what many people did on one occasion is noted at once, each in his own case."""

from datetime import date

import pytest

from guihang.cases import actions
from guihang.cases.actions import Attended, Besides
from guihang.cases.models import CaseEvent
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, NotYours, TooEarly, TooLate
from guihang.ledger.models import Entry
from lives import OLD, at, received

DAY = date(2026, 11, 20)
REPORT = Event(What.REPORT_MADE, DAY)


def noted(case):
    return list(CaseEvent.objects.filter(case=case).order_by("seq").values_list("seq", "what"))[3:]


@pytest.fixture
def two(case, office):
    return case, received(office, person=OLD)


def test_each_case_gets_its_own_events_in_their_order(two, cast):
    visit = Event(What.VISITED, DAY)
    round_ = (
        Attended(two[0], (REPORT, visit), Besides(channel="counter")),
        Attended(two[1], (REPORT,)),
    )
    by = cast.actor("township_officer")
    assert actions.note_round(attended=round_, by=by, at=at(2026, 11, 20)) == 3
    assert noted(two[0]) == [(4, "report_made"), (5, "visited")]
    assert noted(two[1]) == [(4, "report_made")]
    entries = Entry.objects.filter(event="CaseEventNoted", chain=two[0].chain.key)
    assert entries.count() == 5


def test_what_moves_a_case_is_not_noted_for_many(two, cast):
    moving = (Attended(two[0], (REPORT,)), Attended(two[1], (Event(What.DISCHARGED, DAY),)))
    with pytest.raises(BadFacts):
        actions.note_round(attended=moving, by=cast.actor("squad_officer"), at=at(2026, 11, 20))
    assert noted(two[0]) == []


def test_a_round_is_refused_whole_for_one_case_out_of_reach(two, cast):
    with pytest.raises(NotYours):
        round_ = tuple(Attended(case, (REPORT,)) for case in two)
        actions.note_round(attended=round_, by=cast.actor("far_officer"), at=at(2026, 11, 20))
    assert noted(two[0]) == noted(two[1]) == []


def test_a_round_of_tomorrow_is_too_early_and_one_after_the_end_too_late(two, cast):
    by = cast.actor("squad_officer")
    with pytest.raises(TooEarly):
        actions.note_round(attended=(Attended(two[0], (REPORT,)),), by=by, at=at(2026, 11, 19))
    died = (Event(What.DIED, DAY), Event(What.TERMINATED, DAY, code="died"))
    actions.note_all(
        case=two[0], events=tuple((one, Besides()) for one in died), by=by, at=at(2026, 11, 20)
    )
    with pytest.raises(TooLate):
        actions.note_round(attended=(Attended(two[0], (REPORT,)),), by=by, at=at(2026, 11, 20))
