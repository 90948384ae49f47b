from urllib.parse import quote

import pytest

import cast as the_cast
from deliberating import Deliberation
from guihang.decisions.discussion import subjects
from guihang.decisions.discussion.subjects import Discussable
from guihang.decisions.models import Discussion


@pytest.fixture
def few(play, monkeypatch):
    """An entrustment that is discussed, and two who know it."""
    monkeypatch.setitem(subjects._subjects, "entrustment", Discussable("entrustment"))
    play.ask()
    return Deliberation(play)


def calling(few):
    return quote(f"/matters/{few.play.matter.number}/discuss/new/")


def called(few, **changes):
    return {
        "kind": "group",
        "topic": "是否同意委托",
        "proposal": "同意委托，期限一年。",
        "meets_on": "2026-11-23",
        "members": [few.account(name) for name in few.members],
        "leads": few.account("squad_officer"),
        "once": "one-press",
        **changes,
    }


def test_a_discussion_is_called_from_the_page_of_its_matter(few, desk):
    at = desk("squad_leader")
    at.open(f"/matters/{few.play.matter.number}/")
    assert calling(few) in at.page and "本事项尚未评议" in at.words
    assert "合议" in at.open(calling(few)).words
    assert at.send(calling(few), **called(few)).status == 302
    found = Discussion.objects.get()
    assert at.open(f"/discussions/{found.number}/").status == 200
    assert found.number in at.open("/discussions/").words


def test_too_few_are_named_at_the_field_and_nothing_typed_is_lost(few, desk):
    at = desk("squad_leader").send(calling(few), **called(few, kind="collective"))
    assert at.status == 422
    assert "至少应召集 3 人" in at.words and "同意委托，期限一年。" in at.page
    assert not Discussion.objects.exists()


def test_who_is_called_finds_it_on_the_docket_and_gives_an_opinion(few, desk):
    number = few.call().number
    at = desk("squad_officer")
    assert quote(f"/discussions/{number}/") in at.open("/").page
    sent = at.send(f"/discussions/{number}/speak/", stance="agree", words="同意委托。")
    assert sent.status == 302
    assert "同意委托。" in at.open(f"/discussions/{number}/").words


def test_minutes_are_concluded_and_signed_with_the_password(few, desk):
    number = few.call().number
    for name in few.members:
        desk(name).send(f"/discussions/{number}/speak/", stance="agree", words="同意委托。")
    leader = desk("squad_leader")
    leader.send(f"/discussions/{number}/conclude/", report="承办人汇报，成员发言。")
    signing = f"/discussions/{number}/sign/"
    at = desk("squad_officer")
    assert at.send(signing, password="wrong").status == 422
    assert at.send(signing, password=the_cast.PASSWORD).status == 302
    assert "签名有效" in at.open(f"/discussions/{number}/").words


def test_who_was_not_called_is_told_so_and_the_discussion_stays(few, desk):
    number = few.call().number
    at = desk("deputy_leader").send(f"/discussions/{number}/speak/", stance="agree", words="同意。")
    assert at.status in {403, 422}
    assert few.now().members.filter(spoke_at__isnull=False).count() == 0


def test_another_office_finds_no_discussion(few, desk):
    number = few.call().number
    at = desk("far_officer")
    assert at.open(f"/discussions/{number}/").status == 404
    assert number not in at.open("/discussions/").words


def test_a_kind_that_is_not_discussed_offers_none(play, desk):
    play.ask()
    at = desk("squad_leader")
    assert "/discuss/new/" not in at.open(f"/matters/{play.matter.number}/").page
    assert at.open(f"/matters/{play.matter.number}/discuss/new/").status == 404
