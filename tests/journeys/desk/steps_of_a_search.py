"""Somebody out of contact: a missed report, attempts, the notices, the finding, what follows."""

from __future__ import annotations

import re
from datetime import timedelta

from searching import TODAY, WORDS

SEARCH = re.compile(r"/searches/[0-9a-f-]{36}/")


def misses_a_report(page, number, days_ago):
    """Note in the case that a report was missed; the search opens by itself."""
    page.goto(f"/cases/{number}/note/?what=duty_missed")
    page.locator('input[name="code"][value="report"]').check()
    page.locator('input[name="day"]').fill((TODAY - timedelta(days=days_ago)).isoformat())
    page.locator("main form [data-main]").click()
    page.wait_for_url(f"**/cases/{number}/")


def opens_the_search(page, name):
    """Open the search from the list."""
    page.goto("/searches/")
    page.get_by_role("link", name=name).click()
    page.wait_for_url(SEARCH)


def step(page, key):
    """Return the form of one step, unfolded."""
    box = page.locator(f'details[data-step="{key}"]')
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box


def tries(page, way, second=""):
    """Write down an attempt in vain."""
    box = step(page, "attempt")
    box.locator('select[name="way"]').select_option(way)
    box.locator('input[name="time"]').fill("00:00")
    box.locator('input[name="came"][value="nothing"]').check()
    box.locator('textarea[name="words"]').fill(WORDS)
    if second:
        there = box.locator('select[name="second"] option', has_text=second)
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


def finds(page):
    """Note that the person was found today, without a good reason."""
    box = step(page, "found")
    box.locator('select[name="how"]').select_option("found")
    box.locator('input[name="place"]').fill("零陵区亲戚家")
    box.locator('textarea[name="words"]').fill("称外出打工，忘记报告。")
    box.locator('select[name="good_reason"]').select_option("no")
    box.locator('select[name="severity"]').select_option("light")
    box.get_by_role("button").click()
    page.get_by_text("已登记查找到").first.wait_for()


def proposed(page):
    """Return what the law proposes, as the page lists it."""
    panel = page.locator("section.panel", has=page.locator("h2", has_text="依法可以作出的处理"))
    return panel.locator("ul.list").inner_text().split()
