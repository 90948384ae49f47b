"""How an officer takes the steps of a case at the desk, for the journeys that tell of one."""

from __future__ import annotations

import qr

HIDDEN_IN_PRINT = (".bar", ".rail", ".crumb", "h1", "main .btn", ".cols > aside")
SCALE = 3
A4 = {"width": 800, "height": 1150}


def take_in(page, entries, **chosen):
    """Take in a notice and its papers; return the number of the case."""
    page.goto("/cases/receive/")
    for name, value in {
        "kind": "suspension",
        "organ": "court",
        "penalty": "prison",
        **chosen,
    }.items():
        page.locator(f"[name={name}]").select_option(value)
    for name, value in entries.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="接收登记").click()
    page.wait_for_url(lambda address: "/receive/" not in address)
    return page.url.rstrip("/").rpartition("/")[2]


def step(page, number, slug, ticks=(), choices=(), **entries):
    """Take a step of a case through its own screen, and come back to the case."""
    page.goto(f"/cases/{number}/{slug}/")
    hand_in(page, number, ticks, choices, **entries)


def hand_in(page, number, ticks=(), choices=(), **entries):
    """Fill in the screen that is open, hand it in, and come back to the case."""
    for name, value in entries.items():
        page.locator(f"main [name={name}]").fill(value)
    for name, value in dict(choices).items():
        page.locator(f"main select[name={name}]").select_option(value)
    for name, value in ticks:
        which = "" if value == "on" else f"[value='{value}']"
        page.locator(f"main input[name={name}]{which}").check()
    page.locator("main form [data-main]").click()
    page.wait_for_url(lambda address: address.rstrip("/").endswith(number))


def refused(page, number, slug, **entries):
    """Try a step that is refused; return what the refusal says."""
    page.goto(f"/cases/{number}/{slug}/")
    for name, value in entries.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form [data-main]").click()
    page.locator("main form .refuse").first.wait_for()
    return page.locator("main form .refuse").inner_text()


def reports(page, number, day):
    """He comes to the office and is registered on a day."""
    step(page, number, "register", day=day, ticks=[("how", "reported"), ("identity", "yes")])


def grouped(page, number, day, name="周晓兰", sex="female", **more):
    """Form the group, with somebody of the township office in it."""
    more.setdefault("role", "office")
    step(
        page, number, "group", more.get("ticks", ()),
        choices={"role_1": more["role"], "sex_1": sex}, name_1=name, day=day,
    )  # fmt: skip


def declared(page, number, day, **more):
    """Declare the beginning of correction before those present; he signs."""
    step(page, number, "declare", ticks=[("signed", "on")], day=day, present="周晓兰", **more)


def planned(page, number, day):
    """Make the first plan."""
    step(
        page, number, "plan", day=day, assessment="情绪稳定", psychology="平和",
        measures="每周报告一次",
    )  # fmt: skip


def main(page):
    """Return what the page says."""
    return page.locator("main").inner_text()


def open_paper(page, number, title):
    """Open a paper of a case by its title."""
    page.goto(f"/cases/{number}/")
    page.locator("main").get_by_role("link", name=title, exact=True).first.click()
    page.wait_for_url("**/papers/*/")
    page.wait_for_load_state("networkidle")


def is_whole_in_print(page):
    """Printed, the sheet stands whole and alone: nothing of the desk is on the paper."""
    page.emulate_media(media="print")
    sheet = page.locator(".sheet-of-paper").first
    assert sheet.evaluate("(one) => one.complete && one.naturalWidth > 0")
    box, width = sheet.bounding_box(), page.viewport_size["width"]
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert box["height"] / box["width"] > 1.4, "the proportions of A4"
    for hidden in HIDDEN_IN_PRINT:
        assert not page.locator(hidden).first.is_visible(), hidden
    page.emulate_media(media="screen")


def code_on(page):
    """Read the QR code off the last sheet that is shown, as it is drawn, from near."""
    sheet = page.locator(".sheet-of-paper").last.evaluate("(one) => one.src")
    near = page.context.browser.new_context(
        storage_state=page.context.storage_state(), viewport=A4, device_scale_factor=SCALE
    )
    drawn = near.new_page()
    drawn.goto(sheet)
    picture = drawn.screenshot(caret="initial")
    near.close()
    return qr.read(qr.rows(page.context.browser, picture))
