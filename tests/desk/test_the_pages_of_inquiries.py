from urllib.parse import quote

import pytest

import inquiring
from guihang.cases.models import Inquiry


@pytest.fixture
def play(cast):
    return inquiring.play(cast)


def letter(**changes):
    return {
        "name": "郭志强",
        "identity_number": "431103198804120019",
        "home": "梅湾街道清桥社区 3 栋 501",
        "commissioner": "court",
        "organ_name": "冷水滩区人民法院",
        "letter_number": "（2026）湘1103委评41号",
        "procedure": "ordinary",
        "kind": "suspension",
        "charge": "盗窃罪",
        "has_victim": "yes",
        "unit": "431103001",
        "channel": "post",
        "commissioned_on": "2026-11-23",
        "materials_on": "2026-11-23",
        "once": "one-press",
        **changes,
    }


def at_page(play):
    return quote(f"/inquiries/{play.inquiry.number}/")


def test_a_commission_is_taken_in_at_the_desk(play, desk):
    at = desk("squad_officer")
    assert "登记委托" in at.open("/inquiries/").words
    assert at.open("/inquiries/new/").status == 200
    assert at.send("/inquiries/new/", **letter()).status == 302
    made = Inquiry.objects.get()
    assert at.open(f"/inquiries/{made.number}/").status == 200
    assert "完成调查评估并送交意见" in at.words and "12-07" in at.words
    assert "郭志强" in at.open("/inquiries/?tab=received").words


def test_an_organ_that_may_not_ask_is_named_at_the_field(play, desk):
    at = desk("squad_officer").send(
        "/inquiries/new/", **letter(commissioner="prison", organ_name="永州监狱")
    )
    assert at.status == 422 and "不能就此类社区矫正委托" in at.words
    assert "盗窃罪" in at.page and not Inquiry.objects.exists()


def test_a_township_officer_takes_no_commission_in(play, desk):
    at = desk("township_officer")
    assert "登记委托" not in at.open("/inquiries/").words
    assert at.open("/inquiries/new/").status == 404


def test_a_commission_is_accepted_with_two_who_look_into_it(play, desk):
    play.receive()
    at = desk("squad_officer")
    holds = dict.fromkeys(("materials_complete", "name_true", "home_true", "identity_known"), "yes")
    one = [play.cast.account("squad_officer").pk]
    refused = at.send(f"{at_page(play)}start/", **holds, people=one)
    assert refused.status == 422 and "不少于两人" in refused.words
    two = [*one, play.cast.account("township_officer").pk]
    assert at.send(f"{at_page(play)}start/", **holds, people=two).status == 302
    assert "调查中" in at.open(at_page(play)).words


def test_a_statement_is_written_down_by_who_looks_into_it(play, desk):
    play.receive()
    play.start()
    at = desk("township_officer")
    address = f"{at_page(play)}statements/new/"
    assert at.open(address).status == 200
    said = {
        "asked_as": "committee",
        "name": "张大姐",
        "place": "清桥社区居委会",
        "day": "2026-11-22",
        "begins": "08:00",
        "ends": "08:30",
        "together_with": [play.cast.account("squad_officer").pk],
        "topics": ["committee", "community"],
        "words": "居委会同意接纳。",
        "signed": "on",
        "once": "one-press",
    }
    assert at.send(address, **said | {"together_with": []}).status == 422
    assert at.send(address, **said).status == 302
    page = at.open(at_page(play))
    assert "居委会同意接纳" not in page.page and "张大姐" not in page.page
    key = play.inquiry.statements.get().pk
    shown = at.send(f"{at_page(play)}statements/{key}/show/words/", reason="request")
    assert "居委会同意接纳" in shown.page


def test_the_assessment_leads_to_an_opinion_that_is_discussed(play, desk):
    play.receive()
    play.start()
    play.ask_everybody()
    at = desk("squad_officer")
    sent = at.send(
        f"{at_page(play)}assess/",
        outcome="suitable",
        findings=inquiring.FINDINGS,
        once="one-press",
    )
    assert sent.status == 302
    leader = desk("squad_leader").open(sent.answer.headers["Location"])
    assert "郭志强" in leader.words and "召集评议" in leader.words
    assert inquiring.FINDINGS not in leader.page


def test_nobody_of_another_office_finds_it(play, desk):
    play.receive()
    at = desk("far_officer")
    assert at.open(at_page(play)).status == 404
    assert "郭志强" not in at.open("/inquiries/?tab=all").words


def test_the_whole_course_is_shown_and_the_case_joined(play, cast, desk):
    from lives import received

    play.through()
    case = received(cast, person=inquiring.GUO)
    at = desk("squad_officer")
    assert "已送交意见" in at.open(at_page(play)).words
    offered = at.open(f"/cases/{case.number}/")
    assert "未归入任何案件" in offered.words and f"{at_page(play)}join/" in offered.page
    assert (
        f"{at_page(play)}join/" not in desk("township_officer").open(f"/cases/{case.number}/").page
    )
    at = desk("squad_officer")
    sent = at.send(f"{at_page(play)}join/", case=case.number, followed="followed")
    assert sent.status == 302
    assert case.number in at.open(at_page(play)).words
    joined = at.open(f"/cases/{case.number}/")
    assert play.inquiry.number in joined.words and "join/" not in joined.page
    assert at.open(quote(f"/matters/{play.matter.number}/")).status == 200
    assert at.open("/matters/").status == 200
    assert at.open(f"/dossiers/{play.inquiry.number}/").status == 200
