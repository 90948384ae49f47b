from datetime import timedelta
from urllib.parse import quote

import pytest

from guihang.decisions.models import Matter
from matters import UNTIL


def wish(cast, **changes):
    return {
        "office": cast.unit("office").code,
        "powers": ["daily", "education"],
        "since": "2026-12-01",
        "until": "2027-11-30",
        "responsible": cast.account("township_officer").pk,
        "conditions": "",
        "once": "a-press",
        **changes,
    }


def test_a_squad_leader_asks_and_comes_to_the_matter(cast, desk):
    found = desk("squad_leader").send("/entrustments/ask/", **wish(cast))
    assert found.status == 302
    assert found.answer.headers["Location"].startswith("/matters/2026-")
    assert Matter.objects.get().fields["office_name"] == "梅湾司法所"


def test_the_same_request_sent_twice_is_one(cast, desk):
    at = desk("squad_leader")
    answers = {at.send("/entrustments/ask/", **wish(cast)).answer.headers["Location"] for _ in "12"}
    assert len(answers) == Matter.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"until": "2026-11-30"}, "截止日早于起始日"),
        ({"until": "2028-11-30"}, "最长一年"),
        ({"since": "2026-11-01"}, "起始日已过"),
        ({"since": "someday"}, "起始日：日期有误"),
        ({"powers": ["tracking"]}, "tracking"),
        ({"powers": []}, "委托事项：须填写"),
        ({"office": "431103009"}, "431103009"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(cast, desk, wrong, says):
    found = desk("squad_leader").send(
        "/entrustments/ask/", **wish(cast, conditions="每月报送一次。", **wrong)
    )
    assert found.status == 422
    assert says in found.words
    assert "每月报送一次。" in found.page
    assert not Matter.objects.exists()


def test_what_is_held_already_is_refused_with_what_to_do(play, cast, desk):
    play.ask()
    found = desk("squad_leader").send("/entrustments/ask/", **wish(cast))
    assert found.status == 422
    assert play.matter.number in found.words


def test_who_is_in_charge_of_no_office_reads_who_asks_instead(desk):
    found = desk("township_officer").open("/entrustments/ask/")
    assert found.status == 200
    assert "负责该所的中队" in found.words


def test_a_returned_request_is_completed_by_who_asked(play, cast, desk):
    play.ask()
    play.send_back()
    address = f"/entrustments/{play.matter.number}/complete/"
    at = desk("squad_leader").open(address)
    assert "请补充委托条件。" in at.words
    sent = wish(cast, conditions="每月报送一次。", version=play.matter.version)
    assert at.send(address, **sent).status == 302
    assert play.stage() == "asked"


@pytest.mark.parametrize("name", ["squad_officer", "near_officer"])
def test_nobody_else_comes_to_the_page_for_completing(play, desk, name):
    play.ask()
    play.send_back()
    assert desk(name).open(f"/entrustments/{play.matter.number}/complete/").status == 404


def test_a_review_leads_to_asking_for_the_next_year(play, desk, settings):
    play.up_to("confirm")
    settings.GUIHANG_TODAY = UNTIL - timedelta(days=10)
    at = desk("squad_leader").open("/")
    assert "到期评估：梅湾司法所" in at.words
    address = f"/entrustments/{play.matter.number}/review/"
    assert at.open(address).status == 200
    assert at.send(address, outcome="renew").status == 422
    answer = at.send(address, outcome="renew", reasons="工作仍需要。").answer
    assert answer.headers["Location"] == f"/entrustments/ask/?renews={quote(play.matter.number)}"
    page = at.open(answer.headers["Location"]).page
    assert 'value="2027-12-01"' in page and 'value="2028-11-30"' in page
    assert "继续委托" in at.open(f"/matters/{play.matter.number}/").words


def test_a_review_that_lets_it_lapse_leads_back_to_the_matter(play, desk, settings):
    play.up_to("confirm")
    settings.GUIHANG_TODAY = UNTIL - timedelta(days=10)
    address = f"/entrustments/{play.matter.number}/review/"
    found = desk("squad_officer").send(address, outcome="lapse", reasons="不再需要。")
    assert found.status == 302
    assert "到期失效" in found.open(f"/matters/{play.matter.number}/").words
    assert "不再需要。" in found.open(address).words
