"""执行地变更：two counties at their desks, from the request to the reception."""

import subprocess
import sys

import pytest
import steps_of_a_move as steps

from browser import at_both_widths, environment
from moving import TODAY

pytestmark = pytest.mark.journey

PREPARE = """
import django
django.setup()
import cast, moving
play = moving.play(cast.Cast())
print(play.case.number)
"""


@pytest.fixture(scope="module")
def case(site):
    """Somebody under correction, with a proof in the dossier."""
    words = [sys.executable, "-c", PREPARE]
    ran = subprocess.run(
        words, env=environment(site.home), capture_output=True, check=True, text=True
    )
    return ran.stdout.split()[-1]


def test_a_person_moves_from_one_county_to_the_next(desks, case):
    office, squad, new = (
        desks[name] for name in ("township_officer", "squad_officer", "next_brigade_leader")
    )
    steps.asks(office, case)
    number = "2026-迁-0001"
    steps.opines(desks["second_township_officer"], number)
    steps.press(squad, number, "发函征求新执行地意见")
    new.goto("/")
    new.get_by_role("link", name="查看").first.click()
    new.wait_for_url("**/transfers/2026-*/")
    steps.press(new, number, "登记收函")
    steps.press(new, number, "回复原执行地", **{"是": True, "核实情况": "已走访，房屋可以居住。"})
    at_both_widths(new, "transfer-replied")
    steps.decides(desks["squad_leader"], number)
    steps.tells(office, number)
    steps.press(squad, number, "移交文书档案")
    steps.press(new, number, "文书档案收到，齐全")
    steps.press(new, number, "本人报到", **{"报到日期": TODAY.isoformat()})
    steps.press(new, number, "送达回执")
    steps.press(new, number, "办理接收登记")
    at_both_widths(new, "transfer-done")
    new.locator(f"a[href='/cases/{case}/']").first.click()
    new.wait_for_url(f"**/cases/{case}/")
    assert squad.goto(f"/cases/{case}/").status == 404
    squad.goto("/transfers/?tab=done")
    at_both_widths(squad, "transfers-done")
    with squad.expect_download() as letter:
        squad.goto(f"/transfers/{number}/")
        squad.get_by_role("button", name="零矫复字").click()
    assert letter.value.path().read_bytes().startswith(b"%PDF")
