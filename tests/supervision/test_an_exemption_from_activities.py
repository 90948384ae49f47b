"""Exemption from activities: asked with proof, decided, and nothing counts against the person."""

from datetime import timedelta

import pytest

from approving import SOON, approval_play
from guihang.dossiers import drawing, reading, sealing
from guihang.duties.models import Duty
from guihang.law.events import Event, Missed, What
from guihang.law.refusals import BadFacts, NotYours
from guihang.supervision.approvals import plans
from guihang.supervision.assessment import evidence
from guihang.supervision.assessment.month import Month

pytestmark = pytest.mark.django_db
MONTH = Month.of(SOON)
MISSED = Event(What.DUTY_MISSED, SOON, code=Missed.EDUCATION)


@pytest.fixture
def play(cast):
    """One person under correction, and the officers around him."""
    return approval_play(cast)


def breaches_owed(play):
    found = Duty.objects.filter(of=play.case.number, what="conduct.deal_with_breach")
    return found.filter(discharged_at=None).count()


def test_it_is_asked_for_with_proof_granted_by_the_agency_and_told_in_writing(play):
    approval = play.told(plans.EXEMPTION)
    assert play.matter.rung == "agency" and play.matter.number.count("免") == 1
    granted = play.happened(What.EXEMPTED)
    assert [(one.begins, one.ends, one.code) for one in granted] == [
        (SOON, SOON + timedelta(days=30), "both")
    ]
    assert [approval.matter.paper.form, approval.notice.form] == [
        "approval_sheet", "approval_notice",
    ]  # fmt: skip
    notice = reading.as_text(drawing.document(approval.notice, sealing.unseal(approval.notice)))
    assert "教育学习和公益活动" in notice and "不因此作不利考核" in notice


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("files", {"files": ()}),
        ("cause", {"stated": {"cause": "other"}}),
        ("activities", {"stated": {"activities": ""}}),
        ("ends", {"stated": {"ends": (SOON + timedelta(days=92)).isoformat()}}),
        ("ends", {"stated": {"ends": (SOON - timedelta(days=1)).isoformat()}}),
    ],
)
def test_it_is_refused_without_proof_for_other_causes_or_for_too_long(play, field, changes):
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.EXEMPTION, **changes)
    assert refused.value.field == field and refused.value.remedy


def test_a_township_office_does_not_grant_it(play):
    play.ask(plans.EXEMPTION)
    play.check("squad_officer")
    with pytest.raises(NotYours):
        play.grant("township_officer")


def test_education_missed_while_exempted_is_no_breach_and_after_it_is(play):
    play.told(plans.EXEMPTION)
    play.to_day(SOON + timedelta(days=1))
    play.note(MISSED)
    assert breaches_owed(play) == 0
    shown = evidence.gather(play.case, MONTH)
    assert [one.name for one in shown.topics if one.rows] == ["spared"]


def test_a_month_credits_the_part_of_it_somebody_was_exempted_for(play):
    play.told(plans.EXEMPTION)
    tally = evidence.gather(play.case, MONTH.after).tally
    assert {one.line.name: (one.points, one.credited) for one in tally.counted} == {
        "taught": (7, 7), "served": (7, 7),
    }  # fmt: skip
    play.to_day(MONTH.after.first + timedelta(days=9))
    play.note(Event(What.TAUGHT, play.at.date()))
    tally = evidence.gather(play.case, MONTH.after).tally
    assert {one.line.name: (one.points, one.credited) for one in tally.counted} == {
        "taught": (8, 4), "served": (7, 7),
    }  # fmt: skip


def test_ended_early_it_covers_the_days_until_then_and_no_more(play):
    play.told(plans.EXEMPTION)
    play.to_day(SOON + timedelta(days=1))
    play.note(MISSED)
    play.end("squad_leader")
    assert play.approval.ends == SOON + timedelta(days=1)
    play.to_day(SOON + timedelta(days=3))
    play.note(Event(What.DUTY_MISSED, SOON + timedelta(days=2), code=Missed.EDUCATION))
    assert breaches_owed(play) == 1
