"""What was owed in a case and was done today stands on the docket as done until the day ends."""

from datetime import date

import pytest

from guihang.cases import actions
from guihang.duties import queries as duties
from guihang.duties.actions import rebuild
from guihang.duties.models import Duty
from guihang.insight import docket
from guihang.insight.docket import Asked, Tab
from lives import at, received, registered

pytestmark = pytest.mark.both_databases
DAY = date(2026, 10, 28)
NOW = at(2026, 10, 28, 10)


def done(cast, name="squad_officer", on=DAY):
    return {item.what: item for item in docket.done_today(cast.actor(name, on=on), on=on)}


@pytest.fixture
def case(office):
    """Return a case received the day before yesterday, whose receipt goes back today."""
    case = received(office)
    actions.return_receipt(case=case, by=office.actor("squad_officer"), at=NOW)
    return case


def test_what_was_met_today_is_counted_with_its_moment(cast, case):
    (item,) = done(cast).values()
    assert (item.what, item.discharged_at) == ("intake.return_receipt", NOW)
    found = docket.read(cast.actor("squad_officer", on=DAY), Asked(tab=Tab.DONE), on=DAY)
    assert found.counts[Tab.DONE] == len(found.items) == 1


def test_what_is_done_is_owed_no_more(cast, case):
    registered(cast, case)
    owed = {item.what for item in duties.docket(cast.actor("squad_officer", on=DAY), on=DAY)}
    assert owed and owed.isdisjoint(done(cast))


def test_what_arose_and_was_done_on_one_day_counts_too(cast, office):
    case = received(cast)
    actions.return_receipt(case=case, by=cast.actor("squad_officer"), at=at(2026, 10, 26, 15))
    (item,) = done(cast, on=date(2026, 10, 26)).values()
    assert (item.what, item.discharged_at) == ("intake.return_receipt", at(2026, 10, 26, 15))


def test_it_is_counted_for_those_who_owed_it_and_for_nobody_else(cast, case):
    assert done(cast, "second_squad_officer") and not done(cast, "second_squad_leader")


def test_when_the_day_is_over_it_is_gone(cast, case):
    after = date(2026, 10, 29)
    rebuild("cases", on=after)
    assert done(cast, on=after) == {}
    assert not Duty.objects.filter(of=case.number, discharged_at__isnull=False).exists()


def test_building_the_list_anew_finds_the_same(cast, case):
    before = set(done(cast))
    Duty.objects.all().delete()
    rebuild("cases", on=DAY)
    assert set(done(cast)) == before


def test_what_is_struck_is_not_done(cast, case):
    row = case.events.get(what="receipt_returned")
    leader = cast.actor("squad_leader")
    actions.correct(row=row, event=None, because="寄错了法院", by=leader, at=at(2026, 10, 28, 16))
    assert done(cast) == {}
    owed = {item.what for item in duties.docket(cast.actor("squad_officer", on=DAY), on=DAY)}
    assert "intake.return_receipt" in owed
