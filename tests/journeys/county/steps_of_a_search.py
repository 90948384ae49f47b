"""Somebody out of contact: a missed report, attempts, the notices, the finding, what follows."""

from __future__ import annotations

WORDS = "拨打本人电话三次，均为关机。"


def step(page, key):
    """Return the form of one step, unfolded."""
    box = page.locator(f'details[data-step="{key}"]')
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box


def tries(page, way, second=False):
    """Write down an attempt in vain, alone or with the first colleague there is."""
    box = step(page, "attempt")
    box.locator('select[name="way"]').select_option(way)
    box.locator('input[name="time"]').fill("00:00")
    box.locator('input[name="came"][value="nothing"]').check()
    box.locator('textarea[name="words"]').fill(WORDS)
    if second:
        there = box.locator('select[name="second"] option').nth(1)
        box.locator('select[name="second"]').select_option(there.get_attribute("value"))
    box.get_by_role("button").click()


def tells(page, key):
    """Tell somebody of it."""
    step(page, key).get_by_role("button").click()


def has_the_receipt(page, received_by):
    """Note the receipt of the first notice."""
    box = step(page, "receipt")
    box.locator('input[name="received_by"]').fill(received_by)
    box.get_by_role("button").click()


def finds(page, good_reason="no"):
    """Note that the person was found today, with a good reason or without."""
    box = step(page, "found")
    box.locator('select[name="how"]').select_option("found")
    box.locator('input[name="place"]').fill("零陵区亲戚家")
    box.locator('textarea[name="words"]').fill("称外出打工，忘记报告。")
    box.locator('select[name="good_reason"]').select_option(good_reason)
    box.locator('select[name="severity"]').select_option("light")
    box.get_by_role("button").click()
    page.get_by_text("已登记查找到").first.wait_for()


def proposed(page):
    """Return what the law proposes, as the page lists it."""
    panel = page.locator("section.panel", has=page.locator("h2", has_text="依法可以作出的处理"))
    return panel.locator("ul.list").inner_text().split()
