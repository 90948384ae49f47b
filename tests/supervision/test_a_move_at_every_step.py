"""What else can happen while somebody moves: the file is lost, the correction ends; there and back.

The table in docs/explanation/changing-the-place.md names the test of every way a step fails.
"""

from datetime import date, timedelta

import pytest
from django.db import connection

import moving
from guihang.cases.actions import terminate
from guihang.cases.facts import facts_of
from guihang.cases.models import Case
from guihang.decisions.actions import Note
from guihang.duties import queries as duties
from guihang.law.events import Ending
from guihang.law.refusals import AlreadyDone, TooLate
from guihang.ledger import vault
from guihang.ledger.verify import verify
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import actions, offering, queries

pytestmark = pytest.mark.both_databases
OLD, NEW = "squad_officer", "next_brigade_leader"
BACK = "冷水滩区梅湾街道清桥社区 5 栋 201"


@pytest.fixture
def play(cast):
    return moving.play(cast)


def owed(play, name):
    found = duties.docket(play.actor(name), on=play.at.date())
    return {
        item.what for item in found if item.is_owed and item.what.startswith(("move", "transfer"))
    }


def dies(play, name="squad_leader"):
    play.later()
    return terminate(
        case=Case.objects.get(pk=play.case.pk),
        ending=Ending.DIED,
        day=play.at.date(),
        by=play.actor(name),
        at=play.at,
    )


def test_a_file_lost_on_the_way_is_sent_anew_and_counts_from_the_second_time(play):
    play.sent()
    first = play.transfer.file_sent
    with pytest.raises(AlreadyDone):
        play.do("send_file")
    play.new("fail", words="邮件在途遗失，新执行地没有收到。")
    assert "file" in offering.offered(play.actor(OLD), play.transfer, on=play.at.date())
    play.do("send_file", days=2)
    assert play.transfer.file_sent == first + timedelta(days=2)
    assert [event.day for event in play.happened("transfer_file_sent")] == [play.at.date()]
    play.do("take_up", words="重新移交，双方派员当面交接。")
    with pytest.raises(AlreadyDone):
        play.do("send_file")
    play.new("receive_file")
    play.comes()
    assert queries.standing(play.transfer) == "taken_over"


def asked(play):
    play.ask()


def written_to(play):
    play.ask()
    play.check()
    play.do("send_letter")


def disputed(play):
    play.replied(agrees=False, words="拟迁入地无固定住所。")
    play.do("refer", words="租房合同有效，房屋可以居住。")


def on_its_way(play):
    play.sent()


def failed(play):
    play.sent()
    play.new("fail", words="邮件在途遗失，新执行地没有收到。")


@pytest.mark.parametrize(
    "step",
    [
        asked,
        written_to,
        moving.MovePlay.replied,
        disputed,
        moving.MovePlay.told,
        on_its_way,
        failed,
    ],
    ids=["asked", "written to", "replied", "disputed", "told", "file on its way", "failed"],
)
def test_when_the_correction_ends_midway_nobody_owes_a_step_of_the_move(play, step):
    step(play)
    dies(play)
    found = play.transfer
    assert found.closed_on == play.at.date() and found.steps.filter(act="over").exists()
    assert owed(play, NEW) == owed(play, "city_officer") == set()
    assert owed(play, OLD) <= {"move.check", "move.decide"}
    for name in (OLD, NEW):
        assert offering.offered(play.actor(name), found, on=play.at.date()) == ()
    if found.to_path:
        with pytest.raises(TooLate):
            play.new("receive_file" if found.decided else "receive_letter")


def test_a_request_left_undecided_by_a_death_is_withdrawn_and_its_records_close(play):
    written_to(play)
    dies(play)
    closed = play.transfer.closed_on
    play.matter.refresh_from_db()
    play.act("withdraw", "township_officer", Note(reasons="本人已经死亡。"))
    found = play.transfer
    assert found.closed_on == closed and found.matter.dossier.is_closed
    assert owed(play, OLD) == set()


def test_after_the_case_went_over_its_end_is_the_new_countys_and_closes_the_move(play):
    play.arrived()
    dies(play, NEW)
    assert play.transfer.closed_on == play.at.date()
    assert owed(play, NEW) == set()


def goes_back(play):
    """Let the person, who now lives in the new county, move home again."""
    play.matter = None
    press = play.press("next_officer")
    play.later(days=30)
    play.case = Case.objects.get(pk=play.case.pk)
    press = play._at_once(press, "next_officer")
    wish = play.wish(office="431103001", new_home=BACK, words="用工合同到期，回原住处居住。")
    play.matter = actions.ask(
        case=play.case, wish=wish, by=play.actor("next_officer"), at=play.at, press=press
    )
    play.check("second_next_officer")
    play.new("send_letter")
    play.do("receive_letter", OLD)
    play.do("reply", "squad_leader", agrees=True, words="已走访原住处，房屋可以居住。")
    play.grant("next_brigade_leader")
    play.tell("next_officer")
    play.confirm("next_officer")
    play.new("send_file")
    play.do("receive_file", OLD)
    play.do("report", OLD, day=play.at.date())
    play.do("return_receipt", OLD)
    play.do("register", OLD)


def test_there_and_back_the_case_comes_home_whole(play, cast):
    before = facts_of(play.case)
    play.taken_over()
    goes_back(play)
    case = Case.objects.get(pk=play.case.pk)
    assert case.unit_path == case.dossier.unit_path == cast.unit("office").path
    assert (case.number, case.state) == (play.case.number, "under")
    first, second = Transfer.objects.order_by("pk")
    assert first.closed_on and second.closed_on and first.number != second.number
    after = facts_of(case)
    kept = [event for event in before.events if event not in after.events]
    assert kept == []
    assert (case.term_begins, case.term_ends) == (play.case.term_begins, play.case.term_ends)
    for name in (OLD, NEW, "next_officer"):
        assert owed(play, name) == set()
    assert verify(connection, vault.keyring()).whole


def test_each_way_has_numbers_and_papers_of_the_county_that_wrote_them(play):
    play.taken_over()
    goes_back(play)
    first, second = Transfer.objects.order_by("pk")
    marks = [
        {step.paper_number[6:8] for step in one.steps.all() if step.paper_number}
        for one in (first, second)
    ]
    assert all("冷矫" in "".join(one) and "零矫" in "".join(one) for one in marks)
    assert isinstance(second.asked, date) and second.asked > first.asked
