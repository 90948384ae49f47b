"""What a review found is given to an officer, answered by him, and closed by his leader."""

import pytest

from browser import DESK, PHONE, look_over

pytestmark = pytest.mark.journey

PREPARE = """
import lives
from guihang.bureau.reviews import actions
from guihang.ledger.chains import SYSTEM
case = lives.received(cast.Cast())
lives.registered(cast.Cast(), case)
actions.look(by=SYSTEM, at=lives.at(2026, 11, 23, 8))
"""
RECEIPT = "法律文书回执逾期送回或者未送回"


def seen(page, name):
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        look_over(page, name)
    page.set_viewport_size(DESK)


def test_a_finding_goes_from_the_list_to_its_end(desks, beforehand):
    beforehand(PREPARE, says="case.number")
    leader = desks["brigade_leader"]
    leader.goto("/reviews/")
    seen(leader, "reviews")
    leader.get_by_role("link", name=RECEIPT).click()
    seen(leader, "reviews")
    address = leader.url
    assert "今日补办" in leader.locator("main").inner_text()
    leader.locator("[name=to]").select_option(index=1)
    leader.locator("[name=due]").fill("2026-11-27")
    leader.get_by_role("button", name="分派办理").click()
    leader.get_by_text("已分派").first.wait_for()

    officer = desks["squad_officer"]
    officer.goto(address)
    # Closing is not his: the page says why, under what, and what to do instead.
    assert "评查问题由机构负责人销号" in officer.locator("main").inner_text()
    officer.locator("#AnswerForm_words").fill("回执已于今日补寄，卷内说明原因。")
    officer.get_by_role("button", name="作出答复").click()
    officer.get_by_text("已答复").first.wait_for()

    leader.goto(address)
    leader.locator("[name=outcome][value=mended]").check()
    leader.locator("#CloseForm_words").fill("已经改正。")
    leader.get_by_role("button", name="销号").click()
    leader.get_by_text("案卷中仍存在该问题").first.wait_for()
    leader.locator("[name=outcome][value=explained]").check()
    leader.get_by_role("button", name="销号").click()
    leader.get_by_text("已销号").first.wait_for()

    leader.goto("/reviews/checks/")
    seen(leader, "reviews")
