"""A campaign of checking records: opened for a unit, entry by entry, with a rate one can read."""

from datetime import date, timedelta

import pytest

from guihang.cases import actions as case_actions
from guihang.cases.actions.noting import fresh
from guihang.cases.campaigns import actions, items, queries
from guihang.cases.campaigns.actions import Draft, Said
from guihang.cases.campaigns.queries import Wanted
from guihang.duties import actions as duties
from guihang.duties.models import Duty
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly, TooLate
from guihang.ledger.models import Entry
from lives import SUSPENDED, YOUNG, another, at, received, registered

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
NOW, ENDS = at(2026, 11, 2), date(2026, 11, 30)
RIGHT = Said("confirmed", "paper")
OTHER = another(SUSPENDED, judgment_number="（2026）湘1103刑初13号")


@pytest.fixture
def case(office):
    """唐建平, registered in the office of 梅湾."""
    return registered(office, received(office))


@pytest.fixture
def campaign(case, office):
    return opened(office)


def opened(cast, unit="county", by="brigade_leader", ends=ENDS, title="年度信息核查", when=NOW):
    draft = Draft(cast.unit(unit), title, ends)
    return actions.open_campaign(draft=draft, by=cast.actor(by), at=when)


def check(campaign, case, cast, by="township_officer", when=NOW, **said):
    return actions.check_record(campaign=campaign, case=case, said=said, by=cast.actor(by), at=when)


def all_right(campaign):
    return dict.fromkeys(campaign.items, RIGHT)


def owed(what="campaign.check"):
    return Duty.objects.filter(source="campaigns", what=what, discharged_at=None)


def test_a_record_counts_as_checked_once_every_entry_is_right(campaign, case, office):
    assert queries.rate(campaign).percent == "0.0%"
    said = all_right(campaign)
    last = said.popitem()[0]
    check(campaign, case, office, **said)
    assert queries.rate(campaign).checked == 0
    check(campaign, case, office, **{last: RIGHT})
    assert queries.rate(campaign).percent == "100.0%"


def test_an_entry_that_cannot_be_confirmed_keeps_the_record_out_of_the_rate(campaign, case, office):
    said = all_right(campaign) | {"phone": Said("unclear", because="号码停机，待核。")}
    check(campaign, case, office, **said)
    rate = queries.rate(campaign)
    assert (rate.counted, rate.checked, rate.unclear) == (1, 0, 1)
    check(campaign, case, office, phone=Said("mended", value="13907460099", because="本人换号。"))
    assert queries.rate(campaign).checked == 1


def test_mending_changes_the_record_and_the_ledger_keeps_what_and_why(campaign, case, office):
    check(
        campaign, case, office,
        work=Said("mended", value="归途家电维修部", because="新近就业。"),
        occupation=Said("mended", value="个体经营", because="原先漏录。"),
        nation=RIGHT,
    )  # fmt: skip
    person = fresh(case).person
    assert (person.work, person.occupation) == ("归途家电维修部", "个体经营")
    events = Entry.objects.filter(chain=case.chain.key).values_list("event", flat=True)
    assert {"CaseChanged", "RecordChecked"} <= {one.rpartition(".")[2] for one in events}


def test_what_is_sealed_is_shown_for_a_reason_alone(campaign, case, office):
    check(campaign, case, office, infection=Said("mended", value="无。", because="体检报告。"))
    case = fresh(case)
    assert "无" not in str(case.person.infection)
    shown = case_actions.reveal_entry(
        case=case, entry="infection", reason="核对体检报告", by=office.actor("township_officer"),
        at=NOW,
    )  # fmt: skip
    assert shown == "无。"


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, Missing),
        ({"nation": Said("confirmed")}, BadFacts),
        ({"nation": Said("unclear")}, BadFacts),
        ({"nation": Said("mended", value="苗族")}, BadFacts),
        ({"nation": Said("mended", because="登记有误。")}, BadFacts),
        ({"nation": Said("perhaps", "paper")}, BadFacts),
        ({"faith": RIGHT}, BadFacts),
        ({"nation": Said("mended", value="汉族", because="登记有误。")}, AlreadyDone),
    ],
    ids=("nothing", "known-from", "why-not", "why", "what", "what-came", "not-asked", "the-same"),
)
def test_every_answer_says_how_it_is_known_or_why(campaign, case, office, said, refused):
    with pytest.raises(refused):
        check(campaign, case, office, **said)
    assert not campaign.confirmations.exists()


def test_an_identity_number_that_cannot_be_is_refused_with_everything_else(campaign, case, office):
    wrong = Said("mended", value="431103198804120018", because="登记错误。")
    with pytest.raises(BadFacts):
        check(campaign, case, office, nation=RIGHT, identity_number=wrong)
    assert not campaign.confirmations.exists()


def test_only_leaders_open_and_one_at_a_time_until_a_day_to_come(case, office):
    with pytest.raises(NotYours):
        opened(office, by="township_officer")
    with pytest.raises(BadFacts):
        opened(office, ends=NOW.date() - timedelta(days=1))
    with pytest.raises(BadFacts):
        opened(office, title=" ")
    opened(office, ends=NOW.date())
    with pytest.raises(AlreadyDone):
        opened(office)
    # A squad leader may open one for an office in his charge besides.
    assert opened(office, unit="office", by="squad_leader")


def test_an_office_checks_its_own_people_alone(campaign, case, office):
    with pytest.raises(NotYours):
        check(campaign, case, office, by="far_officer", nation=RIGHT)
    elsewhere = opened(office, unit="second_office", by="squad_leader")
    with pytest.raises(BadFacts):
        check(elsewhere, case, office, nation=RIGHT)
    assert queries.campaigns(office.actor("next_officer")).count() == 0
    with pytest.raises(NotYours):
        queries.campaign_for(office.actor("next_officer"), campaign.key)


def test_the_docket_of_an_office_says_how_many_are_left_and_by_when(campaign, case, office):
    other = registered(office, received(office, person=YOUNG, order=OTHER))
    duties.rebuild("campaigns", on=NOW.date())
    duty = owed().get()
    assert (duty.title["n"], duty.due) == ("2", ENDS)
    check(campaign, case, office, **all_right(campaign))
    assert owed().get().title["n"] == "1"
    check(campaign, other, office, **all_right(campaign))
    assert not owed().exists()


def test_a_campaign_is_closed_with_its_rate_which_then_stands(campaign, case, office):
    leader = office.actor("brigade_leader")
    with pytest.raises(TooEarly):
        actions.close_campaign(campaign=campaign, by=leader, at=NOW)
    after = at(2026, 12, 1)
    duties.rebuild("campaigns", on=after.date())
    assert owed("campaign.close").get().due == date(2026, 12, 7)
    closed = actions.close_campaign(campaign=campaign, by=leader, at=after)
    assert (closed.counted, closed.checked) == (1, 0)
    assert not owed("campaign.close").exists() and not owed().exists()
    with pytest.raises(TooLate):
        check(closed, case, office, nation=RIGHT)
    with pytest.raises(TooLate):
        actions.close_campaign(campaign=closed, by=leader, at=after)


def test_a_campaign_is_closed_early_once_all_is_checked(campaign, case, office):
    check(campaign, case, office, **all_right(campaign))
    closed = actions.close_campaign(campaign=campaign, by=office.actor("brigade_leader"), at=NOW)
    assert queries.rate(closed).percent == "100.0%"


def test_people_are_listed_by_where_their_record_stands(campaign, case, office):
    other = registered(office, received(office, person=YOUNG, order=OTHER))
    check(campaign, case, office, nation=RIGHT, phone=Said("unclear", because="号码停机。"))
    by = office.actor("township_officer")

    def named(tab):
        found = queries.people(by, campaign, Wanted(tab), on=NOW.date())
        return [(one.person.name, one.right, one.unclear) for one in found]

    assert named("open") == [("蒋小川", 0, 0)]
    assert named("unclear") == [("唐建平", 1, 1)]
    assert named("whole") == []
    assert queries.next_to_check(by, campaign, case, on=NOW.date()) == other
    assert queries.running_for(case) == campaign


def test_a_list_leaves_for_a_purpose(campaign, case, office):
    by = office.actor("township_officer")
    taken = {"campaign": campaign, "people": (case,), "by": by, "at": NOW}
    with pytest.raises(BadFacts):
        actions.take_out(purpose="查", **taken)
    assert actions.take_out(purpose="报送核查情况", **taken) == (case,)


def test_an_own_list_of_entries_takes_the_place_of_the_packaged_one(tmp_path, monkeypatch):
    own = tmp_path / "items.toml"
    own.write_text(items.PACKAGED.read_text("utf-8").replace("2026-1", "本局-1"), "utf-8")
    monkeypatch.setattr(items, "_own", [own])
    items.versions.cache_clear()
    try:
        assert items.version_on(date(2026, 1, 1)).version == "本局-1"
        assert items.named("2026-1").version == "本局-1"
    finally:
        monkeypatch.undo()
        items.versions.cache_clear()
    assert items.version_on(date(2019, 1, 1)).version == "2026-1"
