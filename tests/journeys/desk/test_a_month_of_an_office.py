"""日常考核：an office's month is assessed person by person, confirmed in one go, and told."""

import re
import subprocess
import sys

import pytest

from browser import at_both_widths, environment

pytestmark = pytest.mark.journey

FILL = """
import django
django.setup()
from datetime import date
import cast as the_cast, lives, matters
from guihang.cases.actions import Besides, note_all
from guihang.law.events import Event, Missed, What
cast = the_cast.Cast()
matters.play(cast)
by = cast.actor("squad_officer")
on = lambda day: date(2026, 10, day)
REPORTS = [Event(What.REPORT_MADE, on(day)) for day in (8, 15, 22)]
KEPT = [*REPORTS, Event(What.TAUGHT, on(16)), Event(What.SERVICE_DONE, on(20))]
MISSED = Event(What.DUTY_MISSED, on(29), code=Missed.REPORT)
for number, person, events in ((21, lives.TANG, KEPT), (22, lives.YOUNG, [*KEPT, MISSED])):
    order = lives.another(
        lives.SUSPENDED, judgment_number=f"（2026）湘1103刑初{number}号",
        judged_on=date(2026, 9, 1), paper_begins=date(2026, 9, 12), paper_ends=date(2028, 9, 11))
    case = lives.received(cast, person=person, order=order, when=lives.at(2026, 9, 14))
    lives.registered(cast, case, when=lives.at(2026, 9, 18))
    rows = tuple((event, Besides(channel="phone")) for event in events)
    note_all(case=case, events=rows, by=by, at=lives.at(2026, 11, 2))
    print(case.number)
"""
LIST = "/months/?month=2026-10"


@pytest.fixture(scope="module")
def numbers(site):
    done = subprocess.run(
        [sys.executable, "-c", FILL], env=environment(site.home), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-2:]


def test_a_month_goes_through_an_office(desks, numbers):
    office = desks["township_officer"]
    office.goto(f"{LIST}&tab=to_assess")
    at_both_widths(office, "months-to-assess")
    office.get_by_role("link", name="唐建平").click()
    at_both_widths(office, "a-month")
    office.get_by_label("良好").check()
    office.get_by_role("button", name="评定本月").click()
    office.wait_for_url(re.compile(numbers[1]))
    assert "该月未按规定报告" in office.locator("main").inner_text()
    office.get_by_label("合格", exact=True).check()
    office.get_by_role("button", name="评定本月").click()
    assert "请写明为何仍评为合格以上" in office.locator("main").inner_text()
    office.get_by_label("理由").fill("当日住院，次日补报，有医院证明。")
    office.get_by_role("button", name="评定本月").click()
    office.wait_for_selector("text=已评定")

    leader = desks["squad_leader"]
    leader.goto(f"{LIST}&tab=to_confirm")
    at_both_widths(leader, "months-to-confirm")
    assert leader.locator("input[name=item]:checked").count() == 1
    leader.keyboard.press("j")
    leader.keyboard.press("x")
    assert leader.locator("input[name=item]:checked").count() == 2
    leader.get_by_role("button", name="确认勾选的各行").click()
    leader.wait_for_selector("text=已确认2人的月考核")

    office.goto(f"{LIST}&tab=to_tell")
    for box in office.locator("input[name=item]").all():
        box.check()
    office.get_by_role("button", name="记录勾选的人已告知").click()
    office.wait_for_selector("text=已记录告知2人")

    leader.goto("/months/published/?month=2026-10")
    words = leader.locator("main").inner_text()
    assert "唐某" in words and "蒋" not in words
    at_both_widths(leader, "months-published")


def test_the_score_only_advises_beside_the_category(desks, numbers):
    squad = desks["squad_officer"]
    squad.goto(f"/cases/{numbers[1]}/assess/")
    squad.get_by_label("评估内容").fill("情绪稳定，家庭支持好。")
    squad.locator("main form[method=post] button.main").click()
    squad.wait_for_url(re.compile(rf"/cases/{numbers[1]}/$"))
    squad.goto(f"/cases/{numbers[1]}/classify/")
    assert "只作提示" in squad.locator("main").inner_text()
    at_both_widths(squad, "category-beside-a-score")
    squad.get_by_label("普通管理").check()
    squad.get_by_label("理由").fill("表现稳定，按普通管理。")
    squad.locator("main form[method=post] button.main").click()
    squad.wait_for_url(re.compile(rf"/cases/{numbers[1]}/$"))
    assert "设定类别时所见" in squad.locator("main").inner_text()
    squad.goto("/risk/formula/")
    at_both_widths(squad, "formula")
