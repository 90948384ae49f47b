"""What stands beside the signature of a leave: stops, warnings, and what can be told."""

from datetime import date, timedelta

import pytest

from guihang.cases.actions import SideDraft
from guihang.decisions import queries
from guihang.decisions.actions import Note
from guihang.decisions.course import Act
from guihang.law.events import Event, What
from guihang.law.refusals import Missing
from leaving import TODAY
from leaving import play as begin
from lives import SUSPENDED, another

pytestmark = pytest.mark.django_db


def found(play, state):
    matter = queries.matter(play.matter.number)
    findings = queries.findings(matter, Act.GRANT, on=play.at.date())
    return [one for one in findings if one.state == state]


def test_an_ordinary_leave_stops_and_warns_of_nothing(play):
    key = play.attach()
    play.ask(reason="medical", proofs=(key,))
    assert not found(play, "stop") and not found(play, "warn")


@pytest.mark.parametrize(
    "event",
    [
        Event(What.LOST, TODAY),
        Event(What.DETAINED, TODAY, code="administrative"),
        Event(What.ABSENT, TODAY),
    ],
)
def test_who_is_missing_held_or_gone_is_not_granted_leave(play, event):
    play.ask()
    play.check()
    play.note(event)
    assert len(found(play, "stop")) == 1
    with pytest.raises(Missing):
        play.grant()
    play.refuse("squad_leader")
    assert play.stage() == "refused"


def test_who_was_found_again_may_be_granted_leave(play):
    play.note(Event(What.LOST, date(2026, 11, 10)), Event(What.FOUND, date(2026, 11, 12)))
    play.ask()
    assert not found(play, "stop")


def test_a_pending_proposal_asks_for_a_word(play):
    play.note(Event(What.REVOCATION_PROPOSED, TODAY, of="R-1"))
    play.ask()
    assert any("提请" in str(one.says) for one in found(play, "warn"))
    play.check()
    with pytest.raises(Missing):
        play.act("grant", "squad_leader", Note())
    play.grant()


def test_a_prohibition_order_is_read_before_signing(cast):
    sides = (SideDraft("prohibition", "禁止进入娱乐场所。", begins=date(2026, 10, 23)),)
    play = begin(cast, order=another(SUSPENDED, sides=sides))
    play.ask()
    assert any("禁止进入娱乐场所" in str(one.says) for one in found(play, "warn"))


@pytest.mark.parametrize(("ends", "warns"), [(3, False), (4, True)])
def test_a_prohibition_order_counts_on_its_own_days(cast, ends, warns):
    last = TODAY + timedelta(days=ends)
    sides = (SideDraft("prohibition", "禁止进入某地。", begins=date(2026, 10, 23), ends=last),)
    play = begin(cast, order=another(SUSPENDED, sides=sides))
    play.ask(ahead=4)
    assert any("某地" in str(one.says) for one in found(play, "warn")) is warns


def test_a_leave_whose_day_of_departure_passes_undecided_is_not_granted(play):
    play.ask(ahead=4)
    play.check()
    play.to_day(TODAY + timedelta(days=4))
    assert not found(play, "stop")
    play.to_day(TODAY + timedelta(days=5))
    assert len(found(play, "stop")) == 1
    with pytest.raises(Missing) as refused:
        play.grant()
    assert refused.value.ground == "ccl-2019:27.1"


def test_a_proof_that_was_to_follow_can_be_added(play):
    play.ask(reason="medical", is_urgent=True)
    assert any("尚未证明" in str(one.says) for one in found(play, "warn"))
    from guihang.dossiers.models import Attachment
    from guihang.supervision.leave import actions

    key = play.attach()
    actions.attach_proof(
        trip=play.trip,
        attachment=Attachment.objects.get(key=key),
        by=play.actor("township_officer"),
        at=play.later(),
    )
    assert not found(play, "warn")


def test_another_reason_is_for_who_decides(play):
    play.ask(reason="other")
    assert any("法定列举" in str(one.says) for one in found(play, "warn"))


def test_a_term_that_was_cut_stops_a_leave_beyond_it(play):
    last = play.case.term_ends
    play.ask(leaves=last - timedelta(days=3), returns=last)
    play.note(Event(What.TERM_CORRECTED, TODAY, ends=last - timedelta(days=10)))
    stops = found(play, "stop")
    assert [one.ground for one in stops] == ["ccl-2019:44"]


def test_a_case_without_a_home_cannot_have_its_sheet_made_out(play):
    subject = play.case.person.subject
    subject.address = ""
    subject.save()
    play.ask()
    assert any("居住地" in str(one.says) for one in found(play, "stop"))


def test_the_preview_shows_nothing_that_is_sealed(play):
    play.ask()
    page = queries.paper_preview(queries.matter(play.matter.number), on=TODAY)
    for hidden in ("母亲住院", "唐建华", "13800000001", "431103198804120019", "清桥社区 3 栋"):
        assert hidden not in page
    assert "东莞" in page
