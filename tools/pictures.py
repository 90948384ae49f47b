"""Take the pictures of the documents from a demo county of a fixed day and seed.

    .venv/bin/python tools/pictures.py

The same seed gives the same people, so a picture changes only when the page changed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PORT = 8799
ADDRESS = f"http://localhost:{PORT}"
TODAY, SEED = "2026-11-23", "2023"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = 1440, 390
SHOTS = (
    ("", "sign-in", WIDE, "/sign-in/?as=squad.officer"),
    ("squad.officer", "docket", WIDE, "/"),
    ("squad.officer", "docket", NARROW, "/"),
    ("squad.officer", "register", WIDE, "/cases/"),
    ("squad.officer", "register", NARROW, "/cases/"),
    ("squad.officer", "person", WIDE, "first person"),
    ("squad.officer", "person", NARROW, "first person"),
    ("squad.officer", "receive", WIDE, "/cases/receive/"),
    ("squad.officer", "receive", NARROW, "/cases/receive/"),
    ("squad.officer", "leave-ask", WIDE, "first person’s leave"),
    ("squad.officer", "leave-ask", NARROW, "first person’s leave"),
    ("squad.officer", "leaves", WIDE, "/leave/"),
    ("squad.officer", "leaves", NARROW, "/leave/"),
    ("squad.leader", "import", WIDE, "/import/"),
    ("squad.leader", "ask", WIDE, "/entrustments/ask/"),
    ("brigade.leader", "matter", WIDE, "first matter"),
    ("brigade.leader", "matter", NARROW, "first matter"),
    ("brigade.leader", "dossiers", WIDE, "/dossiers/"),
    ("brigade.leader", "dossier", WIDE, "first dossier"),
    ("brigade.leader", "paper", WIDE, "first paper"),
    ("administrator", "organisation", WIDE, "/organisation/"),
    ("administrator", "unit", WIDE, "/organisation/units/431103/"),
    ("auditor", "ledger", WIDE, "/ledger/"),
)


def main() -> None:
    """Make the county, start it, walk through it, stop it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "demo"
        command = [sys.executable, "-m", "guihang", "demo", "--home", str(home)]
        command += ["--port", str(PORT), "--today", TODAY, "--seed", SEED]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            _wait()
            password = json.loads((home / "sign-ins.json").read_text())["password"]
            _walk(password)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)


def _wait() -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{ADDRESS}/health/", timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the demo did not start")


def _walk(password: str) -> None:
    chromium = os.environ.get("GUIHANG_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for who, name, width, where in SHOTS:
            context = browser.new_context(
                viewport={"width": width, "height": 820 if width == WIDE else 844},
                locale="zh-CN",
                reduced_motion="reduce",
            )
            page = context.new_page()
            if who:
                _sign_in(page, who, password)
            _open(page, where)
            page.screenshot(path=str(PICTURES / f"{name}-{width}.png"))
            context.close()
        browser.close()


def _sign_in(page: Page, who: str, password: str) -> None:
    page.goto(f"{ADDRESS}/sign-in/")
    page.fill("[name=username]", who)
    page.fill("[name=password]", password)
    page.click("form button.main")
    page.wait_for_load_state("networkidle")


FIRST_OF = {
    "first person": "/cases/?overlay=on_leave",
    "first person’s leave": "/cases/",
    "first matter": "/matters/",
    "first dossier": "/dossiers/",
    "first paper": "/papers/",
}


def _open(page: Page, where: str) -> None:
    listed = FIRST_OF.get(where)
    page.goto(ADDRESS + (listed or where))
    if listed:
        page.locator("main [data-open]").first.click()
        page.wait_for_load_state("networkidle")
    if where.endswith("leave"):
        page.goto(page.url.partition("?")[0] + "leave/new/")
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
