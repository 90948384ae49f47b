"""Several people at their desks at once, each in a browser of his own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from browser import environment
from desks import Desks

PREPARE = """
import django
django.setup()
import cast, matters
play = matters.play(cast.Cast())
"""


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
