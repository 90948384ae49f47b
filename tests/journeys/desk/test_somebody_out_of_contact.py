"""失联查找：found on the ninth day an admonition is proposed, on the eleventh a warning."""

import subprocess
import sys

import pytest
from steps_of_a_search import (
    SEARCH,
    finds,
    has_the_receipt,
    misses_a_report,
    opens_the_search,
    proposed,
    tells,
    tries,
)

from browser import at_both_widths, environment

pytestmark = pytest.mark.journey

PREPARE = """
import django
django.setup()
import cast, lives, searching
people = cast.Cast()
first = searching.search_play(people)
order = lives.another(lives.SUSPENDED, judgment_number="（2026）湘1103刑初13号")
known = lives.another(lives.OLD, identity_number="431103195303080019")
second = searching.search_play(people, searching.missed(11), person=known, order=order)
second.try_all()
print(first.case.number)
"""


@pytest.fixture(scope="module")
def number(site):
    """Two people under correction; the second missed a report eleven days ago."""
    words = [sys.executable, "-c", PREPARE]
    done = subprocess.run(
        words, env=environment(site.home), capture_output=True, text=True, check=True
    )
    return done.stdout.split()[-1]


def test_from_the_missed_report_to_what_the_law_proposes(desks, number):
    # given: a report missed nine days ago is noted; nobody opens the search
    township = desks["township_officer"]
    misses_a_report(township, number, 9)
    opens_the_search(township, "唐建平")
    there = SEARCH.search(township.url)[0]
    assert "脱离监管 9 天" in township.locator("main").inner_text()
    at_both_widths(township, "search-new")

    # when: it is tried in three ways, by two officers on the spot
    tries(township, "phone")
    tries(township, "check")
    tries(township, "visit")
    township.get_by_text("实地查访应当由两名工作人员进行").first.wait_for()
    tries(township, "visit", "何建军")
    township.get_by_text("电话联系、信息化核查、实地查访均已进行").first.wait_for()

    # then: the squad tells the police, and has the receipt
    squad = desks["squad_officer"]
    squad.goto(there)
    tells(squad, "police")
    squad.get_by_text("已通知公安机关").first.wait_for()
    has_the_receipt(squad, "王警官")
    squad.get_by_text("已登记回执").first.wait_for()
    at_both_widths(squad, "search-told")

    # then: found on the ninth day the law proposes an admonition, its form is filled in
    township.goto(there)
    finds(township)
    assert proposed(township) == ["训诫"]
    at_both_widths(township, "search-found")
    township.get_by_role("link", name="训诫").click()
    assert township.locator('[name="fact_breach"]').input_value() == "out_of_supervision"

    # then: on the eleventh day, a warning
    opens_the_search(township, "彭守安")
    finds(township)
    assert proposed(township) == ["警告"]
