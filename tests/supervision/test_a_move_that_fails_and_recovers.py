"""Where a change of place can fail, and how it goes on from there, seen from both counties."""

from datetime import timedelta

import pytest

import moving
from guihang.cases import queries as cases
from guihang.cases.actions import hand_to_office
from guihang.cases.models import Case
from guihang.decisions.actions import Note
from guihang.duties import queries as duties
from guihang.law.codes import Body
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, Refused, TooEarly, TooLate
from guihang.law.rules.transfer import Coming
from guihang.supervision.transfer import actions, queries
from guihang.supervision.transfer.actions import NewHome, Prison

OLD, NEW = "squad_officer", "next_brigade_leader"


@pytest.fixture
def play(cast):
    return moving.play(cast)


def owed(play, name):
    found = duties.docket(play.actor(name), on=play.at.date())
    return {
        item.what for item in found if item.is_owed and item.what.startswith(("move", "transfer"))
    }


def in_charge(play):
    return set(queries.in_charge(play.transfer, on=play.at.date()).outcome)


def overlays(play):
    return {row.name for row in Case.objects.get(pk=play.case.pk).overlays.filter(until=None)}


def test_nobody_writes_before_the_office_has_given_its_opinion(play):
    play.ask()
    with pytest.raises(TooEarly):
        play.do("send_letter")


def test_a_letter_that_is_not_complete_goes_back_and_is_written_again(play):
    play.asked_the_other()
    play.new("return_letter", words="缺少租房合同。")
    assert queries.standing(play.transfer) == "returned"
    assert "transfer.letter" in owed(play, OLD) and owed(play, NEW) == set()
    with pytest.raises(TooEarly):
        play.new("receive_letter")
    play.do("send_letter", days=1)
    assert owed(play, NEW) == {"move.letter"}
    play.new("receive_letter")
    assert play.new("reply", agrees=True, words="已核实。").reply == "agrees"


def test_without_a_reply_nobody_agrees_and_the_reply_is_only_given_to_a_letter_that_arrived(play):
    play.ask()
    play.check()
    play.do("send_letter")
    with pytest.raises(TooEarly):
        play.new("reply", agrees=True, words="已核实。")
    with pytest.raises(Refused):
        play.grant()


def test_who_did_not_sign_for_the_new_county_does_not_reply(play):
    play.asked_the_other()
    for stranger in ("next_officer", OLD, "squad_leader", "brigade_leader"):
        with pytest.raises(NotYours):
            play.do("reply", stranger, agrees=True, words="已核实。")


def test_an_objection_needs_its_reasons_and_leads_to_a_refusal_told_in_writing(play):
    play.asked_the_other()
    with pytest.raises(BadFacts):
        play.new("reply", agrees=False, words=" ")
    play.new("reply", agrees=False, words="拟迁入房屋已拆除。")
    with pytest.raises(Refused):
        play.grant()
    play.act("refuse", "squad_leader", moving.REFUSED)
    found = play.transfer
    assert queries.standing(found) == "refused" and found.closed_on
    assert "transfer.tell_refusal" in owed(play, OLD)
    assert "moving" not in overlays(play)
    play.tell()
    play.confirm()
    assert owed(play, OLD) == set() and play.transfer.told
    assert play.transfer.matter.dossier.is_closed and play.transfer.dossier.is_closed
    assert play.ask()


def test_a_disputed_reply_is_settled_by_the_level_above_both(play):
    play.replied(agrees=False, words="拟迁入地无固定住所。")
    play.do("refer", words="租房合同有效，房屋可以居住。")
    assert owed(play, "city_officer") == {"move.settle"}
    with pytest.raises(Refused):
        play.grant()
    for stranger in (NEW, "brigade_leader"):
        with pytest.raises(NotYours):
            play.do("settle", stranger, agrees=True, words="经协调，双方同意。")
    play.do("settle", "city_officer", agrees=True, words="经实地核查，房屋可以居住，双方同意。")
    assert owed(play, "city_officer") == set()
    assert play.grant().stage == "granted"


def test_a_dispute_settled_against_the_person_is_refused(play):
    play.replied(agrees=False, words="拟迁入地无固定住所。")
    play.do("refer", words="租房合同有效。")
    play.do("settle", "city_officer", agrees=False, words="合同系伪造。")
    with pytest.raises(Refused):
        play.grant()
    assert play.act("refuse", "squad_leader", moving.REFUSED).stage == "refused"


def test_a_request_returned_after_the_letter_keeps_its_county_and_its_reply(play):
    play.replied()
    play.send_back("squad_leader")
    with pytest.raises(BadFacts):
        play.complete(office="431103009")
    play.complete(words="改受聘于另一家工厂。")
    play.check()
    assert play.transfer.reply == "agrees" and play.grant().stage == "granted"


def test_what_is_agreed_is_not_disputed(play):
    play.replied()
    with pytest.raises(TooEarly):
        play.do("refer", words="不同意。")


def test_a_request_taken_back_leaves_no_trace_that_runs(play):
    play.asked_the_other()
    play.act("withdraw", "township_officer", Note(reasons="本人不再迁居。"))
    assert play.transfer.matter.dossier.is_closed
    assert owed(play, OLD) == owed(play, NEW) == set() and "moving" not in overlays(play)
    with pytest.raises(TooLate):
        play.new("reply", agrees=True, words="已核实。")


def test_a_file_that_is_not_whole_goes_back_and_both_deal_with_it_until_it_is_sent_anew(play):
    play.sent()
    play.new("return_file", words="缺少执行通知书。")
    assert queries.standing(play.transfer) == "failed"
    assert in_charge(play) == {Body.COUNTY, Body.NEW_COUNTY}
    assert "transfer.send_file" in owed(play, OLD)
    with pytest.raises(TooEarly):
        play.new("receive_file")
    play.do("take_up", words="补齐后当日再移交。")
    play.do("send_file", days=1)
    play.new("receive_file")
    play.comes()
    assert in_charge(play) == {Body.NEW_COUNTY}


def test_who_has_not_come_is_reported_by_the_new_county_and_searched_for_by_the_old(play):
    play.sent()
    due = queries.coming(play.transfer, on=play.at.date()).due
    play.to_day(due)
    with pytest.raises(TooEarly):
        play.new("note_not_come", words="电话未接。")
    with pytest.raises(TooEarly):
        play.do("search", words="到其住处查找。")
    play.to_day(due + timedelta(days=1))
    duties_rebuilt(play)
    assert "transfer.tell_old_county" in owed(play, NEW) and "transfer.search" in owed(play, OLD)
    play.new("note_not_come", words="两次电话未接。")
    play.do("search", words="到其原住处和单位查找。")
    assert owed(play, NEW) == set() and "transfer.search" not in owed(play, OLD)
    assert {"missing", "moving"} <= overlays(play)
    play.new("receive_file")
    assert in_charge(play) == {Body.COUNTY}
    play.comes(days=1)
    assert overlays(play) == set() and in_charge(play) == {Body.NEW_COUNTY}
    came = queries.coming(play.transfer, on=play.at.date())
    assert came.status is Coming.LATE and len(play.happened("duty_missed")) == 1


def duties_rebuilt(play):
    from guihang.duties.actions import rebuild_all

    rebuild_all(on=play.at.date())


def test_either_county_may_say_that_the_hand_over_failed_and_take_it_up(play):
    play.told()
    with pytest.raises(NotYours):
        play.new("note_prison", prison=Prison("永州监狱", play.at.date(), play.at.date()))
    play.new("fail", words="原执行地档案在途遗失一册。")
    with pytest.raises(AlreadyDone):
        play.do("fail", words="同上说明。")
    with pytest.raises(BadFacts):
        play.do("take_up", words="")
    play.do("take_up", words="双方商定三日内补办。")
    with pytest.raises(AlreadyDone):
        play.new("take_up", words="再次接续。")
    assert queries.standing(play.transfer) == "agreed"


def test_a_decision_taken_back_before_the_person_came_leaves_everything_with_the_old_county(play):
    play.sent()
    play.new("receive_file")
    play.act("end", "squad_leader", Note(reasons="用工合同解除，本人不再迁居。"))
    assert "moving" not in overlays(play) and queries.standing(play.transfer) == "over"
    assert owed(play, OLD) == {"transfer.tell_refusal"}
    play.do("tell_taken_back")
    assert owed(play, OLD) == owed(play, NEW) == set()
    assert cases.case_for(play.actor(OLD), play.case.number)
    with pytest.raises(TooLate):
        play.comes()
    assert play.ask()


def test_once_the_person_came_nothing_is_taken_back(play):
    play.arrived()
    with pytest.raises(TooLate):
        play.act("end", "squad_leader", Note(reasons="撤回变更决定。"))
    for step, more in (("fail", {"words": "交接脱节。"}), ("report", {"day": play.at.date()})):
        with pytest.raises(AlreadyDone):
            play.new(step, **more)


def test_the_day_somebody_came_lies_after_the_decision_and_not_ahead(play):
    play.sent()
    for day in (play.transfer.told - timedelta(days=1), play.at.date() + timedelta(days=1)):
        with pytest.raises(BadFacts):
            play.new("report", day=day)


def test_a_case_handed_to_another_office_of_the_county_takes_its_request_along(play, cast):
    play.ask()
    hand_to_office(
        case=play.case, unit=cast.unit("third_office"), because="迁到邻近街道居住",
        by=cast.actor("brigade_leader"), at=play.later(),
    )  # fmt: skip
    assert play.transfer.from_path == cast.unit("third_office").path
    play.matter.refresh_from_db()
    assert play.check("far_officer").unit_path == cast.unit("third_office").path


def test_a_new_home_in_the_county_changes_the_office_and_not_the_place(play, cast):
    def move(office="second_office", home="菱角山街道忠烈社区 2 栋 101"):
        to = NewHome(cast.unit(office), home, play.at.date())
        return actions.move_within(
            case=play.case, to=to, by=cast.actor("squad_leader"), at=play.later()
        )

    assert move().unit_path == cast.unit("second_office").path
    assert {"home_changed", "office_changed"} <= set(
        play.case.events.values_list("what", flat=True)
    )
    assert cases.case_for(cast.actor("near_officer"), play.case.number)
    with pytest.raises(BadFacts):
        move("next_office")
    with pytest.raises(BadFacts):
        move(home=" ")
    with pytest.raises(NotYours):
        to = NewHome(cast.unit("office"), "某处一号", play.at.date())
        actions.move_within(case=play.case, to=to, by=cast.actor(OLD), at=play.at)
