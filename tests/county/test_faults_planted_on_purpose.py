"""Faults planted on purpose are found, each by its check; a year without them is clean."""

import json
from datetime import date
from random import Random
from types import SimpleNamespace

import pytest

from guihang.bureau.reviews import checks
from guihang.bureau.reviews.check import looked
from guihang.bureau.reviews.file import File
from guihang.cases.actions import Receipt
from guihang.cases.facts import facts_of_draft
from guihang.county.fault import Fault, bent
from guihang.county.faults import FAULTS
from guihang.county.lives import Homes
from guihang.county.tales import Now
from guihang.law.statutes import Statutes
from installations import command

TODAY, PLACE, PATH = date(2026, 11, 23), "431103", "/43/4311/431103/"
LEAST_PLANTED, LEAST_KINDS = 60, 40


def findings(life, events):
    """What the checks say of somebody whose books tell these events."""
    receipt = Receipt(
        person=life.person_draft(),
        order=life.order,
        unit=SimpleNamespace(path=PATH),
        channel="register",
        events=events,
    )
    file = File(1, "1", PATH, facts_of_draft(receipt), Statutes(TODAY, PLACE))
    return {one.code for one, _found in looked(file, checks.every())}


def lived(fault, number):
    homes = Homes(Random(number), number=90_000 + number)
    order = fault.order(homes.random, homes.number + 1, Now(TODAY))
    return homes.settle(order, order.paper_begins, wished=fault.wished)


def test_there_are_enough_of_enough_kinds():
    assert len(FAULTS) >= LEAST_PLANTED
    assert len({fault.check for fault in FAULTS}) >= LEAST_KINDS


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=lambda n: f"{n}-{FAULTS[n].check}")
def test_a_bent_history_is_found_out_and_the_straight_one_is_not(number):
    fault = FAULTS[number]
    life = lived(fault, number)
    straight = Fault(fault.check, lambda history: None, fault.order, fault.wished)
    assert findings(life, bent(life, straight, TODAY)) == set()
    assert fault.check in findings(life, bent(life, fault, TODAY))


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A county with faults in it: what was planted, and what the command finds."""
    home = tmp_path_factory.mktemp("faults") / "demo"
    told = home.parent / "planted.json"
    words = ("--fast", 40, "--today", TODAY, "--plant-faults", told)
    command("demo", "--no-start", "--home", home, *words)
    found = command("review", "--json", "--home", home, check=False)
    return json.loads(told.read_text("utf-8")), json.loads(found.stdout), found.returncode


def test_the_review_finds_every_planted_fault(planted):
    known, said, code = planted
    found = {(one["file"], one["check"]) for one in said["findings"]}
    assert {(one["file"], one["check"]) for one in known} <= found
    assert code == 1


def test_each_finding_says_what_under_which_ground_and_what_to_do(planted):
    _known, said, _code = planted
    for one in said["findings"]:
        assert one["says"]
        assert one["remedy"]
        assert ":" in one["ground"]
        assert date.fromisoformat(one["since"]) <= TODAY


def test_a_year_in_which_all_went_well_raises_nothing(county):
    done = command("review", "--json", "--home", county, check=False)
    assert json.loads(done.stdout)["findings"] == []
    assert done.returncode == 0
