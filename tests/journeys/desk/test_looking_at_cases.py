"""Every page of cases as an officer sees it: whole at both widths, strict, accessible."""

import subprocess
import sys

import pytest

from browser import DESK, PHONE, environment, look_over

pytestmark = pytest.mark.journey

FILL = """
import django
django.setup()
from datetime import date
import cast as the_cast, lives, matters
from guihang.cases import actions
from guihang.law.events import Event, What
cast = the_cast.Cast()
matters.play(cast)
by = cast.actor("squad_officer")
tang = lives.received(cast)
actions.return_receipt(case=tang, by=by, at=lives.at(2026, 10, 27))
actions.register(case=tang, arrival=actions.Arrival(date(2026, 10, 29), "reported", True),
                 by=by, at=lives.at(2026, 10, 29))
first = actions.note(case=tang, event=Event(What.CONTACTED, date(2026, 11, 2)), by=by,
                     at=lives.at(2026, 11, 4), besides=actions.Besides(note="电话联系"))
actions.correct(row=first, event=None, because="记错了人", by=cast.actor("squad_leader"),
                at=lives.at(2026, 11, 5))
lives.received(cast, person=lives.OLD, order=lives.OUTSIDE)
order = lives.another(lives.SUSPENDED, judgment_number="（2026）湘1103刑初13号",
                      paper_ends=date(2028, 10, 25))
lives.received(cast, person=lives.YOUNG, order=order, complete=False)
print(tang.number)
"""


@pytest.fixture(scope="module")
def number(site):
    done = subprocess.run(
        [sys.executable, "-c", FILL], env=environment(site.home), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


THIN = """
() => [...document.querySelectorAll("main li > div, main td, main dd")]
  .filter((box) => box.checkVisibility() && box.textContent.trim().length > 6)
  .filter((box) => box.getBoundingClientRect().width < 40)
  .map((box) => box.textContent.trim().slice(0, 40))
"""


def thin_words(page):
    return page.evaluate(THIN)


PAGES = {
    "register": "/cases/",
    "register-none": "/cases/?q=nobody",
    "receive": "/cases/receive/",
    "case": "/cases/{number}/",
    "step-register": "/cases/{number}/register/",
    "step-tell-arrival": "/cases/{number}/tell-arrival/",
    "note": "/cases/{number}/note/",
    "note-one": "/cases/{number}/note/?what=duty_missed",
    "correct": "/cases/{number}/events/1/",
    "step-group": "/cases/{number}/group/",
    "step-declare": "/cases/{number}/declare/",
    "step-plan": "/cases/{number}/plan/",
    "step-order": "/cases/{number}/order/",
    "step-person": "/cases/{number}/person/",
    "step-discharge": "/cases/{number}/discharge/",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_cases_is_whole_at_both_widths(page, site, number, name):
    site.sign_in(page, "squad_leader")
    for width, size in (("wide", DESK), ("narrow", PHONE)):
        page.set_viewport_size(size)
        answer = page.goto(PAGES[name].format(number=number))
        assert answer.status == 200
        page.wait_for_load_state("networkidle")
        assert page.locator("[data-strip]").is_hidden(), "nothing the page asks for fails"
        assert thin_words(page) == [], "no words squeezed into a column of single characters"
        look_over(page, f"cases-{name}-{width}")
