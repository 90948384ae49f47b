from datetime import timedelta

import pytest

from guihang.agencies import actions
from guihang.doors.desk import docket_rows
from guihang.duties.models import Duty
from guihang.exchange.actions import deliver_notices
from guihang.exchange.models import Notice
from matters import UNTIL


@pytest.mark.parametrize(
    "name",
    ["township_officer", "social_worker", "squad_officer", "squad_leader", "brigade_leader",
     "bureau_head", "city_officer", "province_officer"],
)  # fmt: skip
def test_home_is_the_docket_of_everybody_who_can_owe_something(desk, name):
    found = desk(name).open("/")
    assert found.status == 200
    assert "没有等您办理的事项" in found.words


@pytest.mark.parametrize(
    "name",
    ["procurator", "auditor", "administrator", "committee_member", "counsellor", "person"],
)
def test_home_leads_everybody_else_to_his_work(desk, name):
    found = desk(name).open("/")
    assert found.status == 200
    assert "您的工作入口" in found.words
    assert "待办" not in found.words


def test_an_administrator_reads_at_home_which_power_has_nobody(desk, cast, play):
    actions.say_away(
        away=actions.Away(
            cast.account("brigade_leader"), play.at.date(), play.at.date(), "学习培训"
        ),
        by=cast.actor("administrator"),
        at=play.at,
    )
    assert "目前无人行使的权限" in desk("administrator").open("/").words


def test_the_docket_says_what_to_do_until_when_and_why(play, desk):
    play.ask()
    at = desk("squad_officer").open("/")
    assert "核实委托申请：梅湾司法所，2 项工作" in at.words
    assert "本局时限：3 日内核实" in at.words
    key = Duty.objects.get().pk
    why = at.open(f"/docket/{key}/why/").words
    assert "这一项为什么在这里" in why and "宋立新" in why
    part = at.client.get(f"/docket/{key}/why/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "autofocus" in part


def test_the_docket_is_narrowed_by_the_address(play, desk):
    play.ask()
    play.ask(office="second_office")
    at = desk("squad_officer")
    assert at.open("/?words=菱角山").words.count("核实委托申请：") == 2
    assert "没有符合条件的事项" in at.open("/?words=没有的").words
    assert "其他各栏还有 2 项" in at.open("/?tab=today").words
    assert at.open("/?tab=nonsense&sort=nonsense&what=x").status == 200
    for sort in ("due", "opened", "place", "kind"):
        assert at.open(f"/?sort={sort}").status == 200


def test_what_is_overdue_and_what_is_covered_is_said(play, desk, settings):
    play.ask()
    play.check()
    play.cover("brigade_leader", "deputy_leader", days=30)
    settings.GUIHANG_TODAY = play.at.date() + timedelta(days=7)
    words = desk("deputy_leader").open("/").words
    assert "逾期 2 天" in words
    assert "代 罗建国" in words


def test_putting_off_is_refused_beside_its_field(play, desk):
    play.ask()
    address = f"/docket/{Duty.objects.get().pk}/put-off/"
    at = desk("squad_officer").open(address)
    assert at.status == 200
    assert at.send(address, until="2026-11-25", reason="忙").status == 422
    assert at.send(address, until="2026-12-25", reason="等待补充材料").status == 422
    assert at.send(address, until="2026-11-25", reason="等待补充材料").status == 302
    assert "推后到 11-25" in at.open("/").words


@pytest.mark.parametrize("name", ["second_squad_leader", "brigade_leader", "administrator"])
def test_another_ones_duty_is_no_page(play, desk, name):
    play.ask()
    key = Duty.objects.get().pk
    at = desk(name)
    for page in ("why", "put-off"):
        assert at.open(f"/docket/{key}/{page}/").status == 404


def test_notices_are_read_one_by_one_or_all(play, desk):
    play.ask()
    play.ask(office="second_office")
    deliver_notices(at=play.at)
    at = desk("squad_officer").open("/")
    assert at.words.count("等待核实") == 2
    listed = at.open("/notices/?tab=new")
    assert listed.words.count("未读") >= 2
    mine = [one.pk for one in Notice.objects.filter(account__username="squad.officer")]
    opened = at.send(f"/notices/{mine[0]}/open/").answer
    assert opened.headers["Location"].startswith("/matters/2026-")
    other = Notice.objects.exclude(account__username="squad.officer").first()
    assert at.send(f"/notices/{other.pk}/open/").status == 404
    assert at.send("/notices/read/").status == 302
    assert "没有新通知" in at.open("/notices/?tab=new").words


@pytest.mark.parametrize("n", [1, 6])
def test_home_costs_the_same_queries_whatever_its_length(
    play, desk, django_assert_max_num_queries, n
):

    for at in range(n):
        day = UNTIL - timedelta(days=at)
        play.ask(since=day, until=day)
    deliver_notices(at=play.at)
    sat = desk("squad_officer")
    with django_assert_max_num_queries(24):
        sat.open("/")
    assert sat.words.count("核实委托申请：") == n + 1


def test_a_very_long_docket_says_how_much_has_no_room(play, desk, monkeypatch):
    monkeypatch.setattr(docket_rows, "MOST_ROWS", 2)
    for at in range(4):
        day = UNTIL - timedelta(days=at)
        play.ask(since=day, until=day)
    words = desk("squad_officer").open("/").words
    assert "还有 2 项没有列出" in words
    assert "三日内 4 项" in words


def test_a_day_that_is_not_soon_and_a_day_of_the_law_are_said(play, desk):
    play.ask()
    for due, ground, says in (
        (play.at.date(), "ccl-2019:21", "法 21 条"),
        (play.at.date() + timedelta(days=40), "ccl-2019:21", "01-02"),
        (None, "house:x", "没有固定日期"),
    ):
        Duty.objects.update(due=due, ground=ground)
        assert says in desk("squad_officer").open("/").words
