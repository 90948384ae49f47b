"""A device order: its fact, its approver, its three months, longer use, and its end."""

from datetime import timedelta

import pytest

from approving import TODAY, WENT, approval_play
from guihang.decisions.actions import Note
from guihang.law.codes import Body
from guihang.law.events import Breach, Event, Missed, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly, TooLate
from guihang.supervision.approvals import plans, proving, queries
from guihang.supervision.approvals.actions.asking import ask
from guihang.supervision.models import Proceeding
from lives import OLD, OUTSIDE

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(cast):
    """One person who left without approval, and the officers around him."""
    return approval_play(cast, WENT)


def test_only_the_head_of_the_justice_bureau_approves_a_device(play):
    play.ask(plans.DEVICE, stated=play.device(), files=())
    play.check("squad_officer")
    assert play.matter.rung == "bureau_head"
    with pytest.raises(NotYours):
        play.grant("brigade_leader")
    play.grant("bureau_head")
    approved = play.happened(What.DEVICE_APPROVED)
    assert [(one.code, one.begins, one.ends) for one in approved] == [
        ("absence", play.approval.begins, play.approval.ends)
    ]


def test_a_circumstance_without_its_proving_fact_carries_no_device(play):
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.DEVICE, stated=play.device(circumstance="penalised"), files=())
    assert refused.value.field == "proof"
    with pytest.raises(BadFacts):
        play.ask(plans.DEVICE, stated=play.device(proof="event:999"), files=())


def test_an_order_names_the_event_that_proves_it(play):
    play.ask(plans.DEVICE, stated=play.device(), files=())
    assert play.approval.proof_event.what == What.ABSENT


def test_a_struck_fact_no_longer_carries_an_order_that_waits(play):
    from guihang.cases.actions import correct
    from guihang.ledger.chains import SYSTEM

    play.ask(plans.DEVICE, stated=play.device(), files=())
    row = play.case.events.get(what=What.ABSENT)
    correct(row=row, event=None, because="记到别人案件", by=SYSTEM, at=play.later())
    with pytest.raises(Missing):
        play.check("squad_officer")


def test_a_warning_for_refused_reports_and_a_proposal_under_way_prove_a_circumstance(cast):
    from conducting import GRAVE, ConductPlay

    missed = Event(What.DUTY_MISSED, TODAY - timedelta(days=14), code=Missed.REPORT)
    refusal = Event(What.RULE_BROKEN, TODAY - timedelta(days=5), code=Breach.REPORT)
    play = approval_play(cast, missed, refusal)
    conduct = ConductPlay(cast)
    conduct.case = play.case
    conduct.served("warning", GRAVE, by="brigade_leader")
    shown = proving.shown(play.case, on=conduct.at.date())
    assert [(one.circumstance.value, one.key.split(":")[0]) for one in shown] == [
        ("warned", "proceeding")
    ]
    play.at = conduct.at
    asked = play.device(circumstance="warned", proof=shown[0].key)
    play.ask(plans.DEVICE, stated=asked, files=())
    assert play.approval.proof_proceeding == Proceeding.objects.get()


def test_an_order_lasts_three_months_and_not_a_day_longer(play):
    begins = TODAY + timedelta(days=1)
    three = (begins.replace(month=2, year=2027) - timedelta(days=1)).isoformat()
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.DEVICE, stated=play.device(ends="2027-02-24"), files=())
    assert (refused.value.field, refused.value.ground) == ("ends", "ccl-2019:29.2")
    play.ask(plans.DEVICE, stated=play.device(ends=three), files=())
    assert play.approval.ends.isoformat() == three == "2027-02-23"


def test_a_device_is_worn_only_after_the_person_signed_for_being_told(play):
    play.granted(plans.DEVICE, by="bureau_head", stated=play.device(), files=())
    play.tell()
    play.to_day(play.approval.begins)
    with pytest.raises(TooEarly) as refused:
        play.put_on()
    assert refused.value.ground == "measures-2020:37"
    play.confirm()
    assert len(play.happened(What.DEVICE_TOLD)) == 1
    play.put_on()
    assert queries.device_in_force(play.case, on=play.at.date()) == play.approval


def test_a_phone_is_no_device_and_nothing_is_worn_before_the_first_day(play):
    play.order()
    with pytest.raises(BadFacts) as refused:
        play.put_on()
    assert refused.value.field == "day"
    play.to_day(play.approval.begins)
    with pytest.raises(BadFacts) as refused:
        play.put_on(apparatus="phone")
    assert refused.value.field == "apparatus"


def test_the_procuratorate_gets_a_copy(play):
    play.order()
    play.tell_others("procuratorate")
    assert [one.to for one in play.happened(What.COPIED)] == [Body.PROCURATORATE]


def worn(play, days=30):
    play.order(days=days)
    play.to_day(play.approval.begins)
    play.put_on()
    return play


def longer(play, ends, once=None):
    order = play.approval
    wish = play.wish(plans.EXTENSION, {"ends": ends.isoformat()}, files=(), extends=order.of)
    play.matter = None
    press = play.press("township_officer", once)
    play.matter = ask(
        case=play.case, wish=wish, by=play.actor("township_officer"), at=play.later(), press=press
    )
    return order


def test_it_goes_on_only_when_assessed_as_needed_and_approved_again(play):
    worn(play)
    order, ends = play.approval, play.approval.ends
    with pytest.raises(Missing):
        longer(play, ends + timedelta(days=30))
    play.matter = order.matter
    play.to_day(ends - timedelta(days=5))
    play.assess()
    longer(play, ends + timedelta(days=30))
    play.check("squad_officer")
    play.grant("bureau_head")
    order.refresh_from_db()
    assert (order.ends, order.still_needed) == (ends + timedelta(days=30), None)
    assert [one.of for one in play.happened(What.DEVICE_EXTENDED)] == [order.of]
    assert play.happened(What.DEVICE_EXTENDED)[0].begins == ends + timedelta(days=1)


def test_what_is_not_needed_any_more_is_not_lengthened_but_comes_off(play):
    worn(play)
    play.assess(words="已按时报告，未再离开。", is_needed=False)
    order = play.approval
    with pytest.raises(BadFacts):
        longer(play, order.ends + timedelta(days=30))
    play.matter = order.matter
    play.take_off()
    assert queries.device_in_force(play.case, on=play.at.date()) is None
    with pytest.raises(AlreadyDone):
        play.take_off()


def test_after_its_last_day_no_position_is_taken_and_nothing_is_lengthened(play):
    worn(play)
    order = play.approval
    play.to_day(order.ends - timedelta(days=1))
    play.assess()
    play.to_day(order.ends)
    assert queries.device_in_force(play.case, on=play.at.date()) == order
    play.to_day(order.ends + timedelta(days=1))
    assert queries.device_in_force(play.case, on=play.at.date()) is None
    assert play.approval.matter.stage == "lapsed"
    with pytest.raises(TooLate):
        longer(play, order.ends + timedelta(days=30))
    play.matter = order.matter
    assert play.take_off("expired").off_because == "expired"


def test_the_head_ends_an_order_early_and_the_case_says_its_last_day(play):
    worn(play)
    play.later(days=3)
    play.act("end", "bureau_head", Note(reasons="情况变化，不需要继续使用。"))
    assert [one.ends for one in play.happened(What.DEVICE_APPROVED)] == [play.at.date()]
    assert queries.device_in_force(play.case, on=play.at.date()) is None


def test_a_refused_proposal_sends_the_person_no_paper_he_never_asked_for(play):
    play.ask(plans.DEVICE, stated=play.device(), files=())
    play.check("squad_officer")
    play.refuse("bureau_head")
    play.tell()
    assert play.approval.refusal is None and play.approval.matter.stage == "closed"


def test_a_device_still_worn_stands_in_the_way_of_a_new_order(play):
    worn(play)
    order = play.approval
    play.to_day(order.ends + timedelta(days=1))
    with pytest.raises(AlreadyDone):
        play.ask(plans.DEVICE, stated=play.device(), files=())
    play.matter = order.matter
    play.take_off("expired")
    assert play.ask(plans.DEVICE, stated=play.device(), files=()).stage == "asked"


def outside(cast):
    return approval_play(cast, person=OLD, order=OUTSIDE)


def test_the_length_of_a_longer_interval_settles_which_level_approves_it(cast):
    play = outside(cast)
    until = (TODAY + timedelta(days=300)).isoformat()
    rungs = {}
    for by in ("20 days", "1 month", "3 months"):
        stated = {"what": "reviews", "by": by, "ends": until}
        play.ask(plans.LENGTHENING, stated, files=(play.attach(f"复查{by}.pdf"),))
        rungs[by] = play.matter.rung
        play.act("withdraw", "township_officer", Note(reasons="另行申请。"))
    assert rungs == {"20 days": "agency", "1 month": "city", "3 months": "province"}


def test_a_longer_interval_moves_the_next_review_and_the_procuratorate_is_told(cast):
    play = outside(cast)
    stated = {
        "what": "reviews",
        "by": "1 month",
        "ends": (TODAY + timedelta(days=300)).isoformat(),
    }
    play.told(plans.LENGTHENING, stated=stated, by="city_officer", files=(play.attach(),))
    granted = play.happened(What.REVIEWS_LENGTHENED)
    assert [str(one.span) for one in granted] == ["1 month"]
    assert queries.still_to_tell(play.approval) == (Body.PROCURATORATE,)
    play.tell_others("procuratorate")
    assert queries.still_to_tell(play.approval) == ()


def test_who_does_not_serve_outside_prison_has_no_interval_to_lengthen(play):
    until = (TODAY + timedelta(days=30)).isoformat()
    stated = {"what": "reports", "by": "1 month", "ends": until}
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.LENGTHENING, stated, files=(play.attach(),))
    assert refused.value.field == "what"
