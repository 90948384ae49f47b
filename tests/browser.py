"""A real browser before a real server, for the journeys of every door.

A template installation with the cast is made once a run; every module of journeys gets a copy of it
and a server of its own, so that nothing is flushed and no story meets the traces of another.

    def test_a_squad_leader_sees_his_docket(page, site):
        site.sign_in(page, "squad_leader")
        page.goto("/")
        look_over(page, "docket")
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import django
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "tmp" / "journeys"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NAMES = (
    "chromium-headless-shell",  # draws no window of its own: the journeys take half the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
POLICY = "Content Security Policy"
GRAVE = {"serious", "critical"}
READY_WITHIN_SECONDS = 40

MAKE = """
from guihang.cli.migrate import migrate
migrate()
import cast
cast.enter()
"""

# A page may report what its security policy had to stop; the list is read by `look_over`.
WATCH = """
window.stopped = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.stopped.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}`);
});
"""
# A dialog that still fades in has no colours to judge yet. What would not end by itself is ended:
# a page that is not drawn at the moment has animations that stand still.
SETTLED = """
() => {
  for (const one of document.getAnimations()) {
    if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish();
  }
}
"""
SMALLEST = """
() => {
  const small = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const box = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !box.checkVisibility()) continue;
    if (parseFloat(getComputedStyle(box).fontSize) < 12) small.add(box.outerHTML.slice(0, 80));
  }
  return [...small];
}
"""


@dataclass
class Site:
    """One installation with its own server."""

    home: Path
    origin: str
    process: subprocess.Popen | None = field(default=None, repr=False)
    cookies: dict[str, list] = field(default_factory=dict, repr=False)
    first_day: date | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        port = self.origin.rsplit(":", 1)[1]
        words = [sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws"]
        words += ["--host", "127.0.0.1", "--port", port, "--log-level", "warning"]
        self.process = subprocess.Popen(
            [*words, "guihang.asgi:application"], env=environment(self.home), cwd=self.home
        )
        _wait_for(f"{self.origin}/alive/", self.process)

    def stop(self) -> None:
        """Stop the server."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None

    def run(self, *words: str) -> str:
        """Run a command of the product on this installation and return what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "guihang", *words],
            env=environment(self.home),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def today(self) -> date:
        """Return the day the installation lives on."""
        settings = tomllib.loads((self.home / "settings.toml").read_text(encoding="utf-8"))
        return date.fromisoformat(settings["today"])

    def live_on(self, today: date) -> None:
        """Let the installation live on another day from its next start."""
        settings = self.home / "settings.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(re.sub(r"(?m)^today = .*$", f'today = "{today}"', text), "utf-8")

    def sign_in(self, page: Page, name: str, *, anew: bool = False) -> None:
        """Sign somebody of the cast in: through the page for it, later by the same session."""
        page.context.clear_cookies(name="sessionid")
        if name in self.cookies and not anew:
            page.context.add_cookies(self.cookies[name])
            return
        import cast as the_cast

        page.goto(f"{self.origin}/sign-in/")
        page.locator('input[name="username"]').fill(the_cast.username(name))
        page.locator('input[name="password"]').fill(the_cast.PASSWORD)
        page.locator('main form button[type="submit"]').first.click()
        page.wait_for_url(lambda address: "/sign-in/" not in address)
        kept = page.context.cookies()
        self.cookies[name] = [one for one in kept if one["name"] in ("sessionid", "csrftoken")]


def environment(home: Path) -> dict[str, str]:
    """Return the environment in which a process works on an installation."""
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GUIHANG_")}
    return kept | {
        "GUIHANG_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "guihang.settings",
        "PYTHONPATH": paths,
    }


def make_installation(home: Path) -> None:
    """Make a demo installation on the cast's day, with the cast in it."""
    from guihang.ledger import keyfile

    home.mkdir(parents=True, exist_ok=True)
    keyfile.make(home / "keys" / "keyring.json")
    _settle(home, "http://localhost:8000")
    subprocess.run([sys.executable, "-c", MAKE], env=environment(home), check=True)


def _settle(home: Path, origin: str) -> None:
    import cast as the_cast

    words = f'demo = true\ntoday = "{the_cast.TODAY}"\norigin = "{origin}"\n'
    (home / "settings.toml").write_text(words, encoding="utf-8")


def _wait_for(address: str, process: subprocess.Popen) -> None:
    """Ask until any answer comes; a refusal of the method is an answer too."""
    for _ in range(READY_WITHIN_SECONDS * 10):
        if process.poll() is not None:
            raise RuntimeError("The server did not stay up.")
        try:
            urllib.request.urlopen(address, timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            _give_way(process)
            continue
        return
    raise RuntimeError("The server did not answer.")


def _give_way(process: subprocess.Popen) -> None:
    """Give a starting process a tenth of a second, or less when it falls."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.1)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def chromium() -> str | None:
    """Return where a Chrome or Chromium is on this machine."""
    named = os.environ.get("GUIHANG_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def template_installation() -> Iterator[Path]:
    """Make the installation all journeys start from, once."""
    django.setup()
    home = Path(tempfile.mkdtemp(prefix="guihang-journeys-"))
    make_installation(home)
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def site(template_installation, tmp_path_factory) -> Iterator[Site]:
    """Give a module of journeys a server over its own copy of the template."""
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(template_installation, home)
    origin = f"http://localhost:{free_port()}"
    _settle(home, origin)
    running = Site(home, origin)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser, once a run."""
    program = chromium()
    if program is None:
        pytest.fail("No Chrome or Chromium was found; name one with GUIHANG_CHROMIUM.")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def context(browser, site, request) -> Iterator[BrowserContext]:
    """Open a browser profile; `@pytest.mark.parametrize("context", [dict(...)], indirect=True)`."""
    chosen = {"viewport": DESK, "locale": "zh-CN", "color_scheme": "light"}
    chosen |= getattr(request, "param", {})
    opened = browser.new_context(base_url=site.origin, timezone_id="Asia/Shanghai", **chosen)
    opened.add_init_script(WATCH)
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context) -> Iterator[Page]:
    """Open a page; a script that fails, or a stopped request, fails the test."""
    faults: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda said: POLICY in said.text and faults.append(said.text))
    yield opened
    assert not faults, faults


def look_over(page: Page, name: str) -> None:
    """Check what must hold for every page: accessible, strict policy, nothing sideways.

    With GUIHANG_PICTURES set, a picture of it is kept for the eye.
    """
    page.evaluate(SETTLED)
    assert page.evaluate("window.stopped") == []
    assert page.locator("[style]").count() == 0, "no style attribute on any page"
    width = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width[0] <= width[1], f"the page scrolls sideways: {width}"
    assert page.evaluate(SMALLEST) == [], "no text under 12 px"
    if os.environ.get("GUIHANG_PICTURES"):
        draw(page, name)
    assert grave_faults(page) == []


def at_both_widths(page: Page, name: str) -> None:
    """Look a page over on a desk and on a phone."""
    for width, size in (("wide", DESK), ("narrow", PHONE)):
        page.set_viewport_size(size)
        look_over(page, f"{name}-{width}")
    page.set_viewport_size(DESK)


def draw(page: Page, name: str) -> Path:
    """Keep a picture of the page for the manual and the eye."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready.then(() => true)")
    picture = PICTURES / f"{name}.png"
    # Hiding the caret would need an inline style, which the page rightly stops.
    page.screenshot(path=picture, full_page=True, animations="disabled", caret="initial")
    return picture


def grave_faults(page: Page) -> list[str]:
    """Return what axe finds serious or worse: the rule, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";true")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {json.dumps([node['target'] for node in one['nodes']][:5])}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


def tab_to(page: Page, selector: str, *, within: int = 80) -> None:
    """Press Tab until an element has the focus, as somebody without a mouse does."""
    for _ in range(within):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")
