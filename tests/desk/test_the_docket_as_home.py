from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from guihang.agencies import actions
from guihang.duties.models import Duty, Party
from guihang.exchange.actions import deliver_notices
from guihang.exchange.models import Notice
from guihang.insight import docket
from guihang.ledger.models import Entry
from matters import UNTIL

EMPTY = {
    "procurator": "没有等检察机关办理的事项",
    "auditor": "审计员在这里不承担办理事项",
    "administrator": "管理员不作决定",
    "committee_member": "没有等您办理的事项",
    "counsellor": "没有等您办理的事项",
}


@pytest.mark.parametrize(
    "name",
    ["township_officer", "social_worker", "squad_officer", "squad_leader", "brigade_leader",
     "bureau_head", "province_officer"],
)  # fmt: skip
def test_home_is_the_docket_of_everybody_who_can_owe_something(desk, name):
    found = desk(name).open("/")
    assert found.status == 200
    assert "没有等您办理的事项" in found.words


@pytest.mark.parametrize(
    "name",
    ["procurator", "auditor", "administrator", "committee_member", "counsellor"],
)
def test_home_leads_everybody_else_to_his_work(desk, name):
    found = desk(name).open("/")
    assert found.status == 200
    assert "您的工作入口" in found.words
    assert EMPTY[name] in found.words


def test_a_docket_of_the_procuratorate_is_a_docket_like_any_other(play, desk, cast):
    play.ask()
    path = cast.unit("office").path
    Party.objects.create(
        duty=Duty.objects.get(), side="owes", token="role:procurator", unit_path=path
    )
    words = desk("procurator").open("/").words
    assert "核实委托申请：" in words and "推后所选" not in words


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
    address = f"/docket/put-off/?item={Duty.objects.get().pk}"
    at = desk("squad_officer").open(address)
    assert at.status == 200
    assert at.send(address, until="2026-11-25", reason="忙").status == 422
    assert at.send(address, until="2026-12-25", reason="等待补充材料").status == 422
    assert at.send(address, until="2026-11-25", reason="等待补充材料").status == 302
    words = at.open("/").words
    assert "推后到 11-25" in words and "等待补充材料" in words


def test_putting_off_can_be_taken_back(play, desk):
    play.ask()
    chosen = f"?item={Duty.objects.get().pk}"
    at = desk("squad_officer")
    at.send(f"/docket/put-off/{chosen}", until="2026-11-25", reason="等待补充材料")
    assert f"/docket/take-up/{chosen}" in at.open("/").page
    assert at.send(f"/docket/take-up/{chosen}").status == 302
    words = at.open("/").words
    assert "推后到" not in words and "等待补充材料" not in words


def test_several_are_put_off_for_one_reason_and_those_that_cannot_are_named(play, desk):
    for office in ("office", "second_office"):
        play.ask(office=office)
    first, second = Duty.objects.order_by("pk")
    Duty.objects.filter(pk=second.pk).update(ground="ccl-2019:21", due="2026-11-24")
    at = desk("squad_officer")
    address = f"/docket/put-off/?item={first.pk}&item={second.pk}"
    assert at.open(address).words.count("核实委托申请：") == 2
    assert at.send(address, until="2026-11-25", reason="等待补充材料").status == 422
    assert "最晚可以推到" in at.words and at.words.count("核实委托申请：") == 2
    assert Duty.objects.get(pk=first.pk).put_off_because == "等待补充材料"
    assert Duty.objects.get(pk=second.pk).put_off_because == ""
    assert at.send(address, until="2026-11-24", reason="等待补充材料").status == 302


@pytest.mark.parametrize("chosen", ["", "?item=x", "?item=0", "?item=99999999999999999999999"])
def test_what_nobody_chose_cannot_be_put_off(play, desk, chosen):
    play.ask()
    at = desk("squad_officer")
    assert at.open(f"/docket/put-off/{chosen}").status == 404
    assert at.send(f"/docket/take-up/{chosen}").status == 404


def test_the_docket_leaves_as_a_workbook_for_a_purpose_that_is_recorded(play, desk):
    play.ask()
    play.ask(office="second_office")
    at = desk("squad_officer")
    assert at.send("/docket/take-out/", purpose=" ").status == 422
    assert not Entry.objects.filter(event="DocketTakenOut").exists()
    at.send("/docket/take-out/?words=菱角山", purpose="=周例会安排")
    book = load_workbook(BytesIO(at.answer.content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0][0] == "待办" and "菱角山" in rows[1][0] and "宋立新" in rows[2][0]
    assert len([row for row in rows if str(row[2]).startswith("核实委托申请：")]) == 1
    assert {cell.data_type for row in book.active.iter_rows() for cell in row}.isdisjoint("f")
    assert Entry.objects.filter(event="DocketTakenOut").count() == 1


@pytest.mark.parametrize("name", ["administrator", "auditor", "person", "committee_member"])
def test_who_sees_no_files_takes_no_docket_out(desk, name):
    assert desk(name).send("/docket/take-out/", purpose="周例会安排").status == 404


@pytest.mark.parametrize("name", ["second_squad_leader", "brigade_leader", "administrator"])
def test_another_ones_duty_is_no_page(play, desk, name):
    play.ask()
    key = Duty.objects.get().pk
    at = desk(name)
    for page in (f"{key}/why/", f"put-off/?item={key}"):
        assert at.open(f"/docket/{page}").status == 404


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


def test_a_long_docket_has_pages_and_says_how_much_there_is(play, desk, monkeypatch):
    monkeypatch.setattr(docket, "PER_PAGE", 2)
    for at in range(4):
        day = UNTIL - timedelta(days=at)
        play.ask(since=day, until=day)
    at = desk("squad_officer").open("/")
    assert "第 1–2 项，共 4 项" in at.words and "七日内 4 项" in at.words
    assert "?page=2" in at.page
    assert "第 3–4 项，共 4 项" in at.open("/?page=2").words


def test_a_day_that_is_not_soon_and_a_day_of_the_law_are_said(play, desk):
    play.ask()
    for due, ground, says in (
        (play.at.date(), "ccl-2019:21", "法 21 条"),
        (play.at.date() + timedelta(days=40), "ccl-2019:21", "01-02"),
        (None, "house:x", "没有固定日期"),
    ):
        Duty.objects.update(due=due, ground=ground)
        assert says in desk("squad_officer").open("/?view=people").words


def test_what_has_time_is_folded_and_counted(play, desk):
    play.ask()
    Duty.objects.update(due=play.at.date() + timedelta(days=40))
    play.ask(office="second_office")
    at = desk("squad_officer").open("/")
    assert "核实委托申请：梅湾" not in at.words and "以后：1 项" in at.words
    assert "核实委托申请：梅湾" in at.open("/?tab=later").words


def test_each_filter_is_a_chip_that_can_be_dropped(play, desk):
    play.ask()
    path = play.matter.unit_path
    asked = f"/?words=梅湾&what=entrustment.check&unit={path}&whose=mine&basis=house&sort=kind"
    at = desk("squad_officer").open(asked)
    for says in ("“梅湾”", "核实委托", "梅湾所", "我自己的", "本局时限"):
        assert says in at.words.partition("全部再看")[0]
    assert at.page.count("去掉这一条件") == 5
    assert "宋立新" in at.words


def test_why_counts_the_days_in_steps(play, desk):
    play.ask()
    at = desk("squad_officer").open(f"/docket/{Duty.objects.get().pk}/why/")
    assert "11-23（周一）" in at.words and "11-26（周四）" in at.words
    assert "这个期限是本局规定" in at.words and "打印" in at.words


def test_a_leader_reads_at_home_where_the_staff_are_late(play, desk, settings):
    play.ask()
    settings.GUIHANG_TODAY = play.at.date() + timedelta(days=7)
    words = desk("bureau_head").open("/").words
    assert "所辖办理情况" in words and "梅湾所 1 0" in words
    assert "所辖办理情况" not in desk("squad_officer").open("/").words
