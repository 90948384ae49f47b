from dataclasses import replace
from datetime import date, timedelta

import pytest

from guihang.agencies import actions as agencies
from guihang.agencies import ports
from guihang.agencies.queries import entrustments
from guihang.bureau.entrustment import actions, house_rules, powers, queries, wish
from guihang.decisions import queries as matters
from guihang.decisions.actions import Note
from guihang.decisions.course import Act
from guihang.decisions.models import Matter
from guihang.decisions.ties import RunningMatters
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours
from matters import SINCE, UNTIL


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"powers": ()}, "powers"),
        ({"powers": ("tracking",)}, "powers"),
        ({"since": date(2026, 11, 22)}, "since"),
        ({"until": SINCE - timedelta(days=1)}, "until"),
        ({"until": date(2027, 12, 1)}, "until"),
        ({"responsible": 0}, "responsible"),
        ({"conditions": "长" * 601}, "conditions"),
    ],
    ids=[
        "nothing chosen", "unknown work", "first day past", "last before first",
        "longer than a year", "nobody of the office", "conditions too long",
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_asked(play, wrong, field):
    with pytest.raises(BadFacts) as refused:
        play.ask(**wrong)
    assert refused.value.field == field
    assert refused.value.ground and str(refused.value.why) and str(refused.value.remedy)
    assert not Matter.objects.exists()


@pytest.mark.parametrize("field", ["since", "until", "responsible"])
def test_what_cannot_be_read_is_said_at_its_field(play, field):
    fields = play.wish().fields() | {field: "next spring"}
    with pytest.raises(BadFacts) as refused:
        wish.read(fields)
    assert refused.value.field == field


@pytest.mark.parametrize("code", ["999999", "431103-B1"], ids=["no unit", "a squad"])
def test_a_township_office_is_named_that_there_is(play, code):
    with pytest.raises(BadFacts) as refused:
        wish.examine(replace(play.wish(), office=code), on=play.at.date())
    assert refused.value.field == "office"


def test_nobody_asks_for_a_unit_that_does_not_exist(play):
    with pytest.raises(BadFacts) as refused:
        actions.ask(
            wish=replace(play.wish(), office="999999"),
            by=play.actor("squad_leader"),
            at=play.at,
            press=play.press("squad_leader"),
        )
    assert refused.value.field == "office"


def test_a_closed_office_is_not_entrusted(play, cast):
    closed = cast.unit("fourth_office")
    closed.closed_on = play.at.date()
    closed.save()
    with pytest.raises(BadFacts) as refused:
        wish.examine(replace(play.wish(), office=closed.code), on=play.at.date())
    assert refused.value.field == "office"


def test_a_year_is_the_longest_and_a_year_to_the_day_is_allowed(play):
    assert play.ask(until=UNTIL).ends == UNTIL


@pytest.mark.parametrize(
    ("since", "latest"),
    [
        (date(2026, 12, 1), date(2027, 11, 30)),
        (date(2027, 1, 1), date(2027, 12, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_the_longest_entrustment_ends_the_day_before_its_anniversary(since, latest):
    assert house_rules.latest_end(since) == latest


def test_the_same_work_is_not_asked_for_twice_on_the_same_days(play):
    first = play.ask()
    with pytest.raises(AlreadyDone) as refused:
        play.ask(powers=("education",), since=UNTIL, until=UNTIL)
    assert first.number in str(refused.value.why)


def test_other_work_or_later_days_may_be_asked_for_meanwhile(play):
    play.ask()
    play.ask(powers=("inquiry",))
    after = UNTIL + timedelta(days=1)
    play.ask(since=after, until=after)
    assert Matter.objects.count() == 3


def test_work_an_office_holds_is_not_entrusted_again(play):
    matter = play.up_to("tell")
    with pytest.raises(AlreadyDone) as refused:
        play.ask(powers=("daily",))
    assert matter.paper.number in str(refused.value.why)


def test_a_withdrawn_request_stands_in_nobodys_way(play):
    play.ask()
    play.withdraw()
    play.ask()
    assert Matter.objects.count() == 2


def test_a_request_whose_first_day_has_passed_is_not_granted(play):
    play.ask(since=play.at.date() + timedelta(days=1), until=SINCE)
    play.check()
    play.later(days=2)
    with pytest.raises(Missing) as refused:
        play.grant()
    assert refused.value.remedy
    play.send_back("brigade_leader")
    play.resubmit()
    play.check()
    play.grant()
    assert play.stage() == "granted"


def test_a_grant_told_late_counts_from_the_day_it_was_told(play, cast):
    today = play.at.date()
    play.ask(since=today, until=UNTIL - timedelta(days=30))
    play.check()
    play.grant()
    play.later(days=3)
    play.tell()
    row = entrustments(cast.unit("office"), on=today).first()
    assert row.since == today + timedelta(days=3)


def test_a_warning_lets_sign_only_with_a_written_word(play):
    """The second office has one officer of the state staff."""
    play.ask(office="second_office", powers=("work_file",))
    play.check()
    with pytest.raises(Missing) as refused:
        play.grant()
    assert refused.value.remedy
    play.act("grant", "brigade_leader", Note(opinion="需两人办理的事项由一中队派员共同办理。"))
    assert play.stage() == "granted"


def test_running_matters_are_among_what_keeps_an_office_open(play, cast):
    office = cast.unit("office").path
    tie = RunningMatters()
    assert tie.count(office, on=play.at.date()) == 0
    play.ask()
    play.ask(powers=("inquiry",))
    play.withdraw()
    assert tie.count(office, on=play.at.date()) == 1
    assert tie.count(cast.unit("second_office").path, on=play.at.date()) == 0
    assert any(isinstance(one, RunningMatters) for one in ports.ties())
    assert str(tie.says) and str(tie.remedy)


def test_a_responsible_officer_who_left_is_a_warning(play, cast):
    play.ask(responsible=cast.account("second_township_officer").pk)
    appointment = cast.account("second_township_officer").appointments.get()
    agencies.end_appointment(
        appointment=appointment,
        last_day=play.at.date(),
        by=cast.actor("administrator"),
        at=play.at,
    )
    play.later(days=1)
    states = [one.state for one in matters.findings(play.matter, Act.CHECK, on=play.at.date())]
    assert states.count("warn") == 2


def test_a_closed_office_stops_every_signature(play, cast):
    play.ask()
    closed = cast.unit("office")
    closed.closed_on = play.at.date()
    closed.save()
    with pytest.raises(Missing) as refused:
        play.check()
    assert refused.value.ground == "ccl-2019:9.2"


def test_work_entrusted_by_another_paper_meanwhile_stops_the_signature(play, cast):
    play.ask()
    trust = agencies.Trust(cast.unit("office"), "daily", SINCE, SINCE, "（2025）冷矫委字第 9 号")
    agencies.entrust(trust=trust, by=cast.actor("brigade_leader"), at=play.at)
    with pytest.raises(Missing) as refused:
        play.check()
    assert "第 9 号" in str(refused.value.why)


def test_a_power_no_longer_on_the_list_keeps_its_code():
    assert powers.said("ferry").zh == "ferry"


def test_one_chooses_only_among_the_offices_one_may_ask_for(play, cast):
    on = play.at.date()
    names = [office.short_name for office in queries.offices(cast.actor("squad_leader"), on=on)]
    assert names == ["梅湾所", "菱角山所"]
    assert queries.offices(cast.actor("township_officer"), on=on) == ()
    with pytest.raises(NotYours):
        queries.office_for(cast.actor("squad_leader"), cast.unit("third_office").code, on=on)
