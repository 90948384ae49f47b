from datetime import timedelta

from guihang.agencies.queries import entrusted, entrustments
from guihang.decisions import queries
from guihang.decisions.course import Stage
from matters import SINCE, UNTIL


def test_an_entrustment_runs_from_the_request_to_the_receipt(play, cast):
    play.ask()
    play.check()
    play.grant()
    play.tell()
    play.confirm()
    matter = queries.matter(play.matter.number)
    assert [step.act for step in matter.steps.all()] == [
        "ask", "check", "grant", "tell", "confirm_receipt",
    ]  # fmt: skip
    assert matter.number == "2026-委-0001"
    assert matter.paper.number == "（2026）冷矫委字第 1 号"


def test_the_office_holds_the_powers_on_their_days_and_no_others(play, cast):
    play.up_to("tell")
    office = cast.unit("office")
    for day, holds in (
        (SINCE - timedelta(days=1), False),
        (SINCE, True),
        (UNTIL, True),
        (UNTIL + timedelta(days=1), False),
    ):
        assert bool(entrusted(office, "daily", day)) is holds
    assert entrusted(office, "inquiry", SINCE) is None


def test_nothing_is_entrusted_before_the_decision_has_been_told(play, cast):
    play.up_to("grant")
    assert not entrustments(cast.unit("office"), on=SINCE).exists()


def test_the_stage_follows_the_days_whether_or_not_a_sweep_has_looked(play):
    matter = play.up_to("tell")
    assert queries.standing(matter, on=SINCE - timedelta(days=1)) is Stage.TOLD
    assert queries.standing(matter, on=SINCE) is Stage.EFFECTIVE
    assert queries.standing(matter, on=UNTIL + timedelta(days=1)) is Stage.LAPSED


def test_the_sweep_notes_what_the_days_brought_once(play):
    play.up_to("confirm")
    play.later(days=8)
    play.sweep()
    play.sweep()
    assert play.stage() == Stage.EFFECTIVE
    play.later(days=365)
    play.sweep()
    play.sweep()
    assert play.stage() == Stage.LAPSED
    acts = [step.act for step in queries.matter(play.matter.number).steps.all()]
    assert acts.count("take_effect") == acts.count("lapse") == 1


def test_what_begins_today_is_in_force_as_soon_as_it_is_told(play, cast):
    today = play.at.date()
    play.ask(since=today, until=UNTIL - timedelta(days=30))
    play.check()
    play.grant()
    play.tell()
    assert play.stage() == Stage.EFFECTIVE
    assert entrusted(cast.unit("office"), "daily", today)
