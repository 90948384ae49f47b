"""Who serves outside prison reports every month; on medical release a hospital reviews."""

from datetime import date, timedelta

import pytest

from approving import TODAY, approval_play
from guihang.law.events import What
from guihang.law.refusals import BadFacts, NotYours
from guihang.law.rules.health import Review
from guihang.supervision.approvals import plans
from guihang.supervision.health import actions, queries
from guihang.supervision.health.actions import HandedIn
from lives import OLD, OUTSIDE

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(cast):
    """Somebody on medical release, registered on 28 October 2026."""
    return approval_play(cast, person=OLD, order=OUTSIDE)


def due(play):
    return queries.of_case(play.case, on=play.at.date())


def hand_in(play, by="squad_officer", day=None, **changes):
    made = {"day": day or play.at.date(), "words": "市中心医院复查，病情稳定。", "is_named": True}
    handed = HandedIn(**{**made, "file": play.attach("复查.pdf"), **changes})
    return actions.hand_in_review(case=play.case, handed=handed, by=play.actor(by), at=play.later())


def test_reports_are_due_every_month_and_reviews_every_three(play):
    assert due(play).report.due == date(2026, 11, 30)
    assert due(play).review.due == date(2027, 1, 28)


def test_a_report_begins_the_next_month(play):
    handed = HandedIn(TODAY, "按时服药，行动方便。")
    actions.report_health(
        case=play.case, handed=handed, by=play.actor("township_officer"), at=play.later()
    )
    assert [one.day for one in play.happened(What.HEALTH_REPORTED)] == [TODAY]
    assert due(play).report.due == date(2026, 12, 23)


def test_a_review_from_another_hospital_does_not_count(play):
    with pytest.raises(BadFacts) as refused:
        hand_in(play, is_named=False)
    assert (refused.value.field, refused.value.ground) == ("is_named", "cpl-2018:265.4")
    assert play.happened(What.REVIEW_HANDED_IN) == ()


def test_a_review_on_the_last_day_is_in_time_and_a_day_later_it_is_late(play):
    last = due(play).review.due
    play.to_day(last + timedelta(days=1))
    assert hand_in(play, day=last) is Review.GOOD
    play.to_day(due(play).review.due + timedelta(days=1))
    assert hand_in(play) is Review.LATE


def test_nothing_is_noted_before_its_day_or_without_the_hospitals_paper(play):
    with pytest.raises(BadFacts) as refused:
        hand_in(play, day=TODAY + timedelta(days=1))
    assert refused.value.field == "day"
    with pytest.raises(BadFacts) as refused:
        hand_in(play, file="")
    assert refused.value.field == "file"


def test_a_granted_lengthening_moves_the_next_review(play):
    stated = {
        "what": "reviews",
        "by": "1 month",
        "ends": (TODAY + timedelta(days=300)).isoformat(),
    }
    play.told(plans.LENGTHENING, stated=stated, by="city_officer", files=(play.attach(),))
    play.case = type(play.case).objects.get(pk=play.case.pk)
    assert due(play).review.due == date(2027, 3, 1)
    assert str(due(play).review.lengthened_by) == "1 month"


def test_who_is_not_outside_prison_owes_no_report(cast):
    play = approval_play(cast)
    assert due(play) is None
    with pytest.raises(BadFacts):
        hand_in(play)


def test_a_neighbour_notes_nothing(play):
    with pytest.raises(NotYours):
        hand_in(play, by="far_officer")
