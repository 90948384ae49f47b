"""How people of the county take the steps of a matter at their desks."""

from __future__ import annotations

import sqlite3
from contextlib import closing

CHECKER, SQUAD, HEAD = "squad.officer", "squad.leader", "brigade.leader"
"""Of the second squad, and of the brigade; the others of it are looked up by their seats."""


def asked(site, query, *values):
    """Return what the county's database answers, row by row."""
    with closing(sqlite3.connect(site.home / "guihang.db")) as database:
        return database.execute(query, values).fetchall()


def one_of(site, query, *values):
    """Return the one thing looked up; a county without it cannot tell this story."""
    rows = asked(site, query, *values)
    assert rows, f"The county has none: {query}"
    return rows[0][0]


def at(site, unit, title=None):
    """Return the usernames of those at work in a unit, by its code, under a title."""
    rows = asked(
        site,
        "SELECT a.username, p.title FROM agencies_account a"
        " JOIN agencies_appointment s ON s.account_id = a.id"
        " JOIN agencies_post p ON p.id = s.post_id JOIN agencies_unit u ON u.id = p.unit_id"
        " WHERE u.code = ? AND p.may_sign AND s.until IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM agencies_absence b WHERE b.account_id = a.id"
        " AND ? BETWEEN b.since AND b.until) ORDER BY a.id",
        unit,
        site.today().isoformat(),
    )
    return [name for name, post in rows if title in (None, post)]


def squad_of(site, office):
    """Return the code of the squad in charge of a township office."""
    return one_of(
        site,
        "SELECT u.code FROM agencies_charge g JOIN agencies_unit u ON u.id = g.unit_id"
        " JOIN agencies_unit o ON o.id = g.office_id WHERE o.code = ?",
        office,
    )


def person_named(site, username):
    """Return the name somebody of the agencies goes by."""
    return one_of(site, "SELECT name FROM agencies_account WHERE username = ?", username)


def main(page):
    """Return what the page says."""
    return page.locator("main").inner_text()


def opened(page, panel):
    """Return the form of one step by what it is called, unfolded."""
    box = page.locator("details.besides", has=page.locator("summary", has_text=panel))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box


def step(page, act):
    """Return the form of one step by where it goes, unfolded."""
    form = page.locator(f"form[action$='/{act}/']")
    form.wait_for(state="attached")
    folded = form.locator("xpath=ancestor::details[not(@open)]")
    if folded.count():
        folded.locator("summary").click()
    return form


def hand_in(page, act, **entries):
    """Fill in the form of one step and hand it in; the page has come back by then."""
    form = step(page, act)
    for name, value in entries.items():
        form.locator(f"[name={name}]").fill(value)
    with page.expect_navigation():
        form.locator("button[type=submit]").last.click()


def chooses(box, field, name):
    """Choose a colleague in a list: his name stands there with his post."""
    options = box.locator(f"[name={field}] option", has_text=name)
    box.locator(f"[name={field}]").select_option(options.first.get_attribute("value"))


def decides(page, sign, matter, act, words):
    """Check or grant a matter with words of one's own, and sign it."""
    page.goto(matter)
    step(page, act).locator("[name=opinion]").fill(words)
    sign(page, act)
    page.locator(f"dialog#sign-{act}").wait_for(state="detached")


def is_told(page, matter):
    """Tell who asked, and have the receipt signed."""
    page.goto(matter)
    for act in ("tell", "confirm_receipt"):
        hand_in(page, act)


def discusses(site, desks, sign, matter, kind, members, topic):
    """Call a discussion, let everybody speak, conclude it, let everybody sign; its address."""
    caller = desks[members[0]]
    caller.goto(f"{matter}discuss/new/")
    caller.locator(f"[name=kind][value={kind}]").check()
    caller.locator("[name=topic]").fill(topic)
    caller.locator("[name=proposal]").fill("同意。")
    for who in members:
        box = caller.get_by_role("group", name="参加人员")
        box.get_by_label(person_named(site, who)).check()
    chooses(caller, "leads", person_named(site, members[0]))
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
    return address
