from datetime import timedelta

import pytest

from guihang.duties import actions, queries
from guihang.duties.access import latest_day
from guihang.duties.models import Duty, Postponement
from guihang.law.refusals import BadFacts, NotYours, TooLate
from guihang.ledger.models import Entry


@pytest.fixture
def put_off(play):
    play.ask()

    def put_off(days=1, name="squad_officer", reason="等待该所补充材料"):
        on = play.at.date()
        actions.put_off(
            key=Duty.objects.get(what="entrustment.check").pk,
            until=on + timedelta(days=days),
            reason=reason,
            by=play.actor(name),
            at=play.later(),
        )

    return put_off


def item(play, name="squad_officer"):
    (found,) = queries.docket(play.actor(name), on=play.at.date())
    return found


def test_what_is_put_off_keeps_its_due_day_and_stays_in_the_count(play, put_off, cast):
    before = item(play)
    put_off(days=3)
    after = item(play)
    assert after.due == before.due
    assert after.is_put_off(on=play.at.date())
    assert not after.is_put_off(on=after.put_off_until)
    assert queries.counts(cast.actor("squad_officer"), on=play.at.date()) == (1, 0)


def test_putting_off_is_on_the_record_with_its_reason(play, put_off):
    put_off()
    assert Postponement.objects.get().reason == "等待该所补充材料"
    assert Entry.objects.filter(event="DutyPutOff").count() == 1


@pytest.mark.parametrize("reason", ["", "  ", "忙", "长" * 201])
def test_putting_off_needs_a_reason(put_off, reason):
    with pytest.raises(BadFacts) as refused:
        put_off(reason=reason)
    assert refused.value.field == "reason"
    assert not Postponement.objects.exists()


@pytest.mark.parametrize("days", [0, -1])
def test_nothing_is_put_off_to_today_or_to_the_past(put_off, days):
    with pytest.raises(BadFacts) as refused:
        put_off(days=days)
    assert refused.value.field == "until"


def test_nothing_is_put_off_for_more_than_three_days(put_off):
    with pytest.raises(TooLate):
        put_off(days=4)


def test_the_three_days_count_from_the_first_time(play, put_off):
    put_off(days=1)
    play.later(days=1)
    put_off(days=2)
    with pytest.raises(TooLate) as refused:
        put_off(days=3)
    assert refused.value.remedy


def test_nobody_puts_off_past_the_day_of_the_law(play, put_off):
    found = item(play)
    on = play.at.date()
    assert latest_day(found, on) == on + timedelta(days=3)
    Duty.objects.update(ground="ccl-2019:21", due=on + timedelta(days=1))
    assert latest_day(item(play), on) == on + timedelta(days=1)


def test_who_only_waits_puts_nothing_off(put_off):
    with pytest.raises(NotYours):
        put_off(name="squad_leader")


@pytest.mark.parametrize("name", ["brigade_leader", "second_squad_leader", "township_officer"])
def test_nobody_puts_off_what_is_not_on_his_docket(put_off, name):
    with pytest.raises(NotYours):
        put_off(name=name)


def test_a_deputy_puts_off_what_he_covers(play):
    play.up_to("check")
    play.cover("brigade_leader", "deputy_leader")
    found = item(play, "deputy_leader")
    actions.put_off(
        key=found.key,
        until=play.at.date() + timedelta(days=1),
        reason="负责人明日返岗",
        by=play.actor("deputy_leader"),
        at=play.at,
    )
    assert item(play, "deputy_leader").put_off_because == "负责人明日返岗"
