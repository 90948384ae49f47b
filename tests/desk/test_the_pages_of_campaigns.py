"""Checking records at the desk: opening a campaign, one record entry by entry, its rate and end."""

from datetime import date

import pytest

from guihang.cases.actions.noting import fresh
from guihang.cases.campaigns import actions
from guihang.cases.campaigns.actions import Draft, Said
from guihang.cases.models import Campaign
from guihang.duties import actions as duties
from packaging_play import package_play, second


@pytest.fixture
def play(cast):
    """One person under correction, and the officers around him."""
    return package_play(cast)


@pytest.fixture
def campaign(play, cast):
    draft = Draft(cast.unit("county"), "年度信息核查", date(2026, 11, 30))
    return actions.open_campaign(draft=draft, by=cast.actor("brigade_leader"), at=play.at)


def record_of(play):
    return f"/records/{play.case.number}/"


def right(campaign):
    return {
        field: value
        for item in campaign.items
        for field, value in ((f"{item}-came", "confirmed"), (f"{item}-from", "paper"))
    }


def test_a_leader_opens_a_campaign_and_an_officer_may_not(play, cast, desk):
    at = desk("brigade_leader").open("/campaigns/")
    assert at.send("/campaigns/", unit="431103", title="", ends="").status == 422
    sent = {"unit": "431103", "title": "年度信息核查", "ends": "2026-11-30"}
    assert at.send("/campaigns/", **sent).answer.url.startswith("/campaigns/")
    assert at.send("/campaigns/", **sent).status == 422 and "正在进行" in at.words
    officer = desk("township_officer").open("/campaigns/")
    assert "年度信息核查" in officer.words and 'name="title"' not in officer.page
    assert officer.send("/campaigns/", **sent).status in (403, 404)
    assert Campaign.objects.count() == 1


def test_a_record_is_checked_entry_by_entry_and_leads_on_to_the_next(play, cast, campaign, desk):
    other = second(cast)
    at = desk("township_officer").open(f"/campaigns/{campaign.key}/")
    assert "唐建平" in at.words and "0/18" in at.words and "核查率＝" in at.words
    some = {"nation-came": "mended", "nation-value": "苗族", "nation-because": "身份证为苗族。"}
    assert at.send(record_of(play), **some).answer.url == record_of(play)
    assert fresh(play.case).person.nation == "苗族"
    assert "苗族" in at.open(record_of(play)).words and "已更正" in at.words
    done = at.send(record_of(play), **right(campaign)).answer
    assert done.url == f"/records/{other.number}/"
    assert "50.0%" in at.open(f"/campaigns/{campaign.key}/?tab=whole").words


def test_what_is_wrong_stands_at_its_entry_and_what_was_typed_stays(play, campaign, desk):
    at = desk("township_officer")
    wrong = {"phone-came": "mended", "phone-value": "13907460099", "phone-because": ""}
    said = at.send(record_of(play), **wrong)
    assert said.status == 422 and "须说明理由" in said.words and "13907460099" in said.page
    said = at.send(record_of(play), **{"work-came": "confirmed"})
    assert said.status == 422 and "没有说明以何种方式核实" in said.words
    number = {
        "identity_number-came": "mended",
        "identity_number-value": "431103198804120018",
        "identity_number-because": "登记错误。",
    }
    assert at.send(record_of(play), **number).status == 422
    assert at.send(record_of(play)).status == 422
    assert not campaign.confirmations.exists()


def test_sealed_entries_are_never_on_the_page(play, campaign, desk):
    at = desk("township_officer").open(record_of(play))
    assert "13907460065" not in at.page and "清桥社区 3 栋" not in at.page
    address = f"/cases/{play.case.number}/show/address/"
    assert address in at.page
    assert "清桥社区 3 栋" in at.send(address, reason="contact", written="").page


def test_without_a_campaign_the_record_is_read_and_not_checked(play, desk):
    at = desk("township_officer").open(record_of(play))
    assert "目前没有针对此人的信息核查" in at.words and "捕前职业" in at.words
    assert at.send(record_of(play), **{"work-came": "confirmed"}).status == 200
    assert "全部基本信息" in at.open(f"/cases/{play.case.number}/").words


def test_who_only_sees_is_given_no_form(play, campaign, desk):
    at = desk("procurator").open(record_of(play))
    assert at.status == 200 and "nation-came" not in at.page
    assert at.send(record_of(play), **right(campaign)).status in (403, 404)
    assert desk("far_officer").open(record_of(play)).status == 404


def test_the_docket_leads_to_the_people_of_an_office(play, campaign, desk):
    duties.rebuild("campaigns", on=play.at.date())
    at = desk("township_officer").open("/")
    assert "1 人的信息尚未核查完毕" in at.words
    assert f"/campaigns/{campaign.key}/?tab=open&amp;unit=" in at.page


def test_a_campaign_is_closed_and_taken_out(play, cast, campaign, desk):
    at = desk("brigade_leader")
    assert at.send(f"/campaigns/{campaign.key}/close/").status == 422
    actions.check_record(
        campaign=campaign,
        case=play.case,
        said=dict.fromkeys(campaign.items, Said("confirmed", "paper")),
        by=cast.actor("township_officer"),
        at=play.later(),
    )
    assert at.send(f"/campaigns/{campaign.key}/close/").status == 302
    assert "100.0%" in at.open("/campaigns/").words
    assert at.send(f"/campaigns/{campaign.key}/export/", purpose="").status == 422
    book = at.send(f"/campaigns/{campaign.key}/export/?tab=all", purpose="报送核查率").answer
    assert book["Content-Type"].endswith("sheet")
    next_door = desk("next_officer")
    assert next_door.open(f"/campaigns/{campaign.key}/").status == 404
