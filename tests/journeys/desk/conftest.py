"""Several people at their desks at once, each in a browser of his own."""

from __future__ import annotations

import subprocess
import sys

import pytest

import cast as the_cast
from browser import DESK, WATCH, environment

PREPARE = """
import django
django.setup()
import cast, matters
play = matters.play(cast.Cast())
"""


class Desks:
    """Whoever sits at a desk: `desks["squad_leader"]` is his page, signed in."""

    def __init__(self, browser, site):
        self._browser, self._site = browser, site
        self._pages, self._contexts, self.faults = {}, [], []

    def __getitem__(self, name):
        if name not in self._pages:
            context = self._browser.new_context(
                base_url=self._site.origin,
                viewport=DESK,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                color_scheme="light",
            )
            context.add_init_script(WATCH)
            context.set_default_timeout(10_000)
            page = context.new_page()
            page.on("pageerror", lambda fault: self.faults.append(str(fault)))
            self._site.sign_in(page, name)
            self._contexts.append(context)
            self._pages[name] = page
        return self._pages[name]

    def to_day(self, today):
        """Let the days pass: the installation lives on another day, and everybody signs in anew."""
        settings = self._site.home / "settings.toml"
        lines = settings.read_text(encoding="utf-8").splitlines()
        said = [f'today = "{today}"' if line.startswith("today") else line for line in lines]
        settings.write_text("\n".join(said) + "\n", encoding="utf-8")
        self._site.stop()
        self._site.run("jobs", "--once")
        self._site.start()
        self._site.cookies.clear()
        self.leave()

    def leave(self):
        """Let everybody go home."""
        for context in self._contexts:
            context.close()
        self._pages.clear()
        self._contexts.clear()

    def close(self):
        """Let everybody go home, and back to the day every story begins on."""
        self.leave()
        if f'"{the_cast.TODAY}"' not in (self._site.home / "settings.toml").read_text():
            self.to_day(the_cast.TODAY)
        assert not self.faults, self.faults


@pytest.fixture
def desks(browser, site):
    """Let several people work at once."""
    open_desks = Desks(browser, site)
    yield open_desks
    open_desks.close()


@pytest.fixture(scope="module")
def beforehand(site):
    """Let something have happened before the story: `beforehand("play.up_to('check')")`."""

    def beforehand(what="", says="play.matter.number"):
        words = f"{PREPARE}\n{what}\nprint({says})\n"
        done = subprocess.run(
            [sys.executable, "-c", words],
            env=environment(site.home),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    return beforehand
