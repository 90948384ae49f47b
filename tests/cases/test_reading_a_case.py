"""The page of a case: what happened, what stands there now, its term, and what is owed and why."""

from datetime import date

import pytest

from guihang.cases import queries
from guihang.cases.actions import correct, note
from guihang.duties.models import Duty
from guihang.law.events import Event, What
from lives import SUSPENDED, another, at, received

pytestmark = pytest.mark.django_db


def told_of(case, by):
    return queries.timeline(queries.events(case), queries.papers(by, case))


def test_a_timeline_tells_the_latest_first_and_hides_nothing(case, cast):
    by = cast.actor("squad_leader")
    row = note(
        case=case, event=Event(What.REPORTED, date(2026, 10, 27)), by=by, at=at(2026, 10, 29)
    )
    correct(
        row=row,
        event=Event(What.REPORTED, date(2026, 10, 28)),
        because="登记时看错了日期",
        by=by,
        at=at(2026, 10, 30),
    )
    first, second, *earlier = told_of(case, by)
    assert (first.event.what, first.day) == ("reported", date(2026, 10, 28))
    assert second.corrected_by == first.event
    assert second.corrected_by.because == "登记时看错了日期"
    assert first.came_late
    assert second.came_late
    assert {moment.event.what for moment in earlier} == {
        "effective",
        "notice_received",
        "documents_received",
    }


def test_a_struck_event_stays_in_the_timeline_and_its_strike_adds_no_line(case, cast):
    by = cast.actor("squad_leader")
    row = note(
        case=case, event=Event(What.REPORTED, date(2026, 10, 27)), by=by, at=at(2026, 10, 27)
    )
    correct(row=row, event=None, because="登记到了别人名下", by=by, at=at(2026, 10, 27, 10))
    told = [moment for moment in told_of(case, by) if moment.event.what == "reported"]
    assert [moment.corrected_by.what for moment in told] == [""]
    assert len(told_of(case, by)) == 4


def test_the_legal_and_the_computed_end_stand_beside_each_other(office):
    right = queries.term(received(office))
    assert (right.differs, right.ends) == (False, date(2028, 10, 22))
    assert right.steps
    assert right.grounds
    other = another(
        SUSPENDED, paper_ends=date(2028, 10, 23), judgment_number="（2026）湘1103刑初13号"
    )
    wrong = queries.term(received(office, order=other))
    assert wrong.differs
    assert (wrong.ends, wrong.computed) == (date(2028, 10, 23), date(2028, 10, 22))


def test_a_term_that_cannot_be_computed_says_what_is_missing(office):
    bare = another(SUSPENDED, probation="", paper_begins=None, paper_ends=None)
    term = queries.term(received(office, order=bare))
    assert term.computed is None
    assert not term.differs
    assert term.cannot["zh"]


def test_what_is_owed_is_explained_under_the_docket_s_own_number(case):
    on = date(2026, 10, 26)
    owed = queries.duties_next(case, on)
    stored = set(Duty.objects.filter(of=case.number).values_list("what", "turn"))
    assert {(one.what, one.turn) for one in owed} == stored
    turn = next(one.turn for one in owed if one.what == "intake.return_receipt")
    duty = queries.why(case, "intake.return_receipt", turn, on)
    # Five days from 26 October end on a Saturday, which rolls to Monday 2 November.
    assert duty.due == date(2026, 11, 2)
    assert duty.counted.steps
    assert queries.why(case, "intake.return_receipt", turn + 1, on) is None


def test_what_has_a_day_stands_before_what_has_none(case):
    kinds = [one.duty.obligation.untimed for one in queries.duties_next(case, date(2026, 10, 26))]
    assert kinds == sorted(kinds)


def test_what_is_overdue_says_so_from_the_day_after(case):
    for on, late in ((date(2026, 11, 2), False), (date(2026, 11, 3), True)):
        found = queries.duties_next(case, on)
        receipt = next(one for one in found if one.what == "intake.return_receipt")
        assert receipt.is_overdue(on) is late
