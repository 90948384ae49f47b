"""Responsibility packages at the desk: the list, naming for many, one person's page, the docket."""

import pytest

from guihang.duties import actions as duties
from guihang.exchange import actions as exchange
from guihang.supervision.models import Owner
from guihang.supervision.packages import rule
from packaging_play import CADRE, POLICE, WHY, package_play, second


@pytest.fixture
def play(cast):
    """One person under correction, and the officers around him."""
    return package_play(cast)


def page_of(play):
    return f"/packages/{play.case.number}/"


def test_an_officer_names_for_all_who_are_ticked(play, cast, desk):
    other = second(cast)
    at = desk("township_officer").open("/packages/")
    assert "唐建平" in at.words and "未定人" in at.words and "三包一" in at.words
    ticked = [play.case.number, other.number]
    sent = {"item": ticked, "part": "police", "outsider": POLICE.outsider, "body": POLICE.body}
    assert at.send("/packages/name/?tab=lacking", **sent, because="").status == 422
    assert at.page.count("checked") == 2 and POLICE.outsider in at.page
    assert at.send("/packages/name/?tab=lacking", **sent, because=WHY).status == 302
    assert Owner.objects.filter(part="police").count() == 2
    assert at.send("/packages/name/", part="police", because=WHY).status == 302


def test_a_squad_chooses_an_office_before_it_names_for_many(play, cast, desk):
    at = desk("squad_officer").open("/packages/")
    assert 'name="item"' not in at.page
    at.open(f"/packages/?unit={cast.unit('office').path}")
    assert f'value="{play.case.number}" form="many"' in at.page
    assert 'value="leader"' not in at.page
    assert 'value="leader"' in desk("squad_leader").open(
        f"/packages/?unit={cast.unit('office').path}"
    ).page  # fmt: skip


def test_the_page_of_a_person_names_keeps_what_was_typed_and_releases(play, desk):
    at = desk("township_officer").open(page_of(play))
    refused = at.send(f"{page_of(play)}police/", outsider="蒋所长", body="", because=WHY)
    assert refused.status == 422 and "蒋所长" in refused.page
    at.send(f"{page_of(play)}police/", outsider="蒋所长", body="梅湾派出所", because=WHY)
    owner = Owner.objects.get()
    assert "蒋所长" in at.open(page_of(play)).words and WHY in at.words
    assert at.send(f"{page_of(play)}{owner.pk}/release/", because="").status == 422
    at.send(f"{page_of(play)}{owner.pk}/release/", because="已调离。")
    assert "已调离。" in at.open(page_of(play)).words


@pytest.mark.parametrize("address", ["godfather/", "9/release/", "9/show/"])
def test_what_is_not_there_is_not_found(play, desk, address):
    assert desk("township_officer").send(page_of(play) + address).status == 404


def test_another_office_finds_neither_person_nor_package(play, desk):
    at = desk("far_officer")
    assert at.open(page_of(play)).status == 404
    assert at.send(f"{page_of(play)}police/", outsider="x").status == 404
    assert "唐建平" not in at.open("/packages/?tab=all").words


def test_a_phone_is_shown_for_a_reason_and_the_list_holds_none(play, desk):
    (owner,) = play.name("police", POLICE)
    at = desk("township_officer").open(page_of(play))
    assert POLICE.phone not in at.page
    shown = at.send(f"{page_of(play)}{owner.pk}/show/", reason="contact", written="")
    assert POLICE.phone in shown.page
    assert at.send("/packages/export/?tab=all", purpose="").status == 422
    book = at.send("/packages/export/?tab=all", purpose="核对责任人").answer
    assert book["Content-Type"].endswith("sheet") and POLICE.phone.encode() not in book.content


def test_whose_packages_one_holds_is_a_filter_and_a_notice_leads_there(play, cast, desk):
    play.name("officer", play.account("second_township_officer"))
    exchange.deliver_notices(at=play.later())
    at = desk("second_township_officer").open("/notices/")
    assert "责任人" in at.words
    notice = cast.account("second_township_officer").notices.get()
    led = at.send(f"/notices/{notice.pk}/open/").answer.url
    assert "唐建平" in at.open(led).words
    other = cast.account("township_officer").pk
    assert "唐建平" not in at.open(f"/packages/?tab=all&owner={other}").words


def test_the_docket_leads_to_those_who_lack_somebody(play, desk):
    duties.rebuild("packages", on=play.at.date())
    at = desk("township_officer").open("/?tab=overdue")
    assert "1 人的责任包缺责任人" in at.words
    assert "/packages/?tab=lacking&amp;unit=" in at.page


def test_the_page_of_a_case_shows_who_answers(play, desk):
    play.name("community", CADRE)
    words = desk("township_officer").open(f"/cases/{play.case.number}/").words
    assert "清桥张大姐" in words and "未定人" in words


def test_where_packages_are_switched_off_the_pages_say_so(play, desk, monkeypatch):
    monkeypatch.setattr("guihang.doors.desk.package_lists.rule_on", lambda day: None)
    monkeypatch.setattr("guihang.doors.desk.packages.rule_on", lambda day: None)
    at = desk("township_officer")
    assert "本地未启用责任包" in at.open("/packages/").words
    assert "本地未启用责任包" in at.open(page_of(play)).words
    assert at.send(f"{page_of(play)}police/", outsider="蒋").status == 404
    assert rule.versions()
