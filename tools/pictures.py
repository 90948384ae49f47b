"""Take the pictures of the documents from a demo county of a fixed day and seed.

    .venv/bin/python tools/pictures.py [--only NAME …] [--home DEMO] [--into FOLDER]

Every page of docs/pictures/pages.toml, at both widths, its first screen. The same seed gives the
same people, so a picture changes only when the page changed.
"""

from __future__ import annotations

import argparse
import base64
import itertools
import os
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser import DESK, FLAGS, PHONE, Site, chromium, environment, free_port  # noqa: E402
from county_site import AUDIENCES, SECOND_SQUAD, Places, sign_in  # noqa: E402
from registers import identity_number, register, row, rows  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
PALETTE = (ROOT / "tools" / "palette.js").read_text(encoding="utf-8")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_COLOURS = 96
TODAY, SEED = "2026-11-23", "2023"


def main() -> None:
    """Make the county unless one is given, start it, walk through it, stop it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", help="these pages, by name")
    parser.add_argument("--home", type=Path, help="a demo county that is there already")
    parser.add_argument("--into", type=Path, default=PICTURES, help="the folder to write to")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = (options.home or _county(Path(folder) / "demo")).resolve()
        site = Site(home, _origin(home))
        site.start()
        try:
            _walk(site, options.only, options.into)
        finally:
            site.stop()


def _county(home: Path) -> Path:
    command = [sys.executable, "-m", "guihang", "demo", "--no-start", "--home", str(home)]
    command += ["--today", TODAY, "--seed", SEED]
    subprocess.run(command, env=environment(home), check=True)
    return home


def _origin(home: Path) -> str:
    """Let the county live under an address that is free."""
    origin = f"http://localhost:{free_port()}"
    settings = home / "settings.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    said = [f'origin = "{origin}"' if line.startswith("origin") else line for line in lines]
    settings.write_text("\n".join(said) + "\n", encoding="utf-8")
    return origin


def _walk(site: Site, only: list[str] | None, into: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=list(FLAGS), env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        for audience in AUDIENCES:
            pages = [one for one in audience["page"] if not only or one["name"] in only]
            if pages:
                _take(browser, site, (audience.get("who", ""), pages), into)
        browser.close()


def _take(browser: Browser, site: Site, shown: tuple[str, list[dict]], into: Path) -> None:
    who, listed = shown
    context = browser.new_context(
        base_url=site.origin, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce"
    )
    page, drawing = context.new_page(), browser.new_page()
    if who:
        sign_in(page, site, who)
    places = Places(site.home)
    stands = places.of(SECOND_SQUAD) | places.seen_by(
        "squad.officer" if not who.startswith("squad") else who
    )
    stands |= places.one_of_each()
    for one in listed:
        if "{run}" in one["at"]:
            stands["run"] = stands["run"] or _hand_in(page)
        for width, size in ((1440, DESK), (390, PHONE)):
            page.set_viewport_size(size)
            answer = page.goto(one["at"].format(**stands), wait_until="networkidle")
            if not answer.ok and one["name"] != "not_found":
                raise SystemExit(f"{one['name']} answers {answer.status} at {answer.url}")
            page.evaluate("document.fonts.ready.then(() => true)")
            name = f"{one['name'].replace('_', '-')}-{width}.png"
            (into / name).write_bytes(_lean(drawing, page.screenshot(caret="initial")))
    context.close()


def _hand_in(page: Page) -> str:
    """Hand in a register with four faults; return the key of what came of it."""
    wrong = identity_number(41)
    lines = [
        *rows(40),
        row(41, 身份证号=wrong[:-1] + ("1" if wrong[-1] != "1" else "2")),
        row(42, 缓刑考验期="6年"),
        row(43, 所属司法所="南极司法所"),
        row(44, 矫正结束日期="2027-03-01"),
    ]
    page.goto("/import/")
    file = {"name": "登记册.xlsx", "mimeType": XLSX, "buffer": register(lines, above=2)}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form [data-main]").first.click()
    page.wait_for_url("**/import/*/")
    page.get_by_role("button", name="导入", exact=True).wait_for(timeout=60_000)
    return page.url.rstrip("/").rpartition("/")[2]


def _lean(drawing: Page, picture: bytes) -> bytes:
    """Return a picture with few colours, as PNG."""
    source = "data:image/png;base64," + base64.b64encode(picture).decode()
    width, height, palette, text = drawing.evaluate(PALETTE, [source, MOST_COLOURS])
    indices = base64.b64decode(text)
    lines = b"".join(b"\0" + bytes(line) for line in itertools.batched(indices, width))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(what)) + kind + what + struct.pack(">I", zlib.crc32(kind + what))
        for kind, what in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", bytes(itertools.chain.from_iterable(palette))),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )


if __name__ == "__main__":
    main()
