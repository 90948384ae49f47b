"""合议、集体评议：called, everybody speaks, concluded, signed by all."""

from __future__ import annotations

from test_entrusting_an_office import sign

from browser import at_both_widths
from cast import PEOPLE


def opened(page, panel):
    """Return the form of one step, unfolded."""
    box = page.locator("details.besides", has=page.locator("summary", has_text=panel))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box


def chooses(box, field, who):
    """Choose a colleague in a list: his name stands there with his post."""
    options = box.locator(f"[name={field}] option", has_text=PEOPLE[who][0])
    box.locator(f"[name={field}]").select_option(options.first.get_attribute("value"))


def discusses(desks, matter, kind, members):
    """Call a discussion, let everybody speak, conclude it, let everybody sign."""
    caller = desks["squad_leader"]
    caller.goto(f"{matter}discuss/new/")
    caller.locator(f"[name=kind][value={kind}]").check()
    caller.locator("[name=topic]").fill("是否同意提出适宜社区矫正的意见")
    caller.locator("[name=proposal]").fill("同意。")
    for who in members:
        caller.get_by_role("group", name="参加人员").get_by_label(PEOPLE[who][0]).check()
    chooses(caller, "leads", members[0])
    caller.locator("main form[method=post] button.main").click()
    caller.wait_for_url("**/discussions/*/")
    address = caller.url
    for who in members:
        desks[who].goto(address)
        desks[who].locator("[name=stance][value=agree]").check()
        desks[who].locator("[name=words]").fill("事实清楚，同意。")
        desks[who].get_by_role("button", name="出具意见").click()
        desks[who].get_by_text("事实清楚，同意。").first.wait_for()
    caller.goto(address)
    opened(caller, "形成评议意见并制作记录").locator("[name=report]").fill(
        "逐一发表意见，一致同意。"
    )
    caller.get_by_role("button", name="形成评议意见").click()
    caller.get_by_text("冷矫").first.wait_for()
    for who in members:
        desks[who].goto(address)
        sign(desks[who], "minutes")
        desks[who].get_by_text("签名有效").first.wait_for()
    at_both_widths(caller, f"discussion-{kind}")
