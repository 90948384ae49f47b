"""Tables of what is owed in a case on a day: who owes it, to whom, by when, and what ended it."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from golden_rows import plain

from guihang.law import obligations, wire
from guihang.law.facts import CaseFacts
from guihang.law.obligations import REGISTER, Why
from guihang.law.rules import load
from guihang.law.spans import Span
from guihang.law.statutes import LocalRule, Statutes
from guihang.law.texts import Text

load()
FOLDER = Path(__file__).parent / "owed"
FIELDS = {"when", "on", "facts", "local", "owed", "done", "met", "not_opened", "because"}
SAYS = Text("本地规定", "local rule")


@cache
def rows():
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(file.read_text("utf-8"))
        found += [(file.stem, table["subjects"], row) for row in table["case"]]
    return tuple(found)


def titled(row):
    return f"{row[0]}: {row[2]['when']}" if isinstance(row, tuple) else None


def told(duty, on):
    """A duty as a table writes it; whom it is owed to is the obligation's."""
    says = {"name": duty.name, "due": duty.due, "by": duty.obligation.by.value}
    return says | ({"overdue": True} if duty.is_overdue(on) else {})


@pytest.mark.parametrize("row", rows(), ids=titled)
def test_the_law_asks_of_a_case_what_the_table_says(row):
    _, subjects, case = row
    assert set(case) <= FIELDS
    on = case["on"]
    law = law_of(case)
    facts = wire.decode(CaseFacts, plain(case["facts"]))
    found = [
        told(duty, on)
        for duty in obligations.duties(facts, on, law)
        if duty.name.split(".")[0] in subjects
    ]
    if "owed" in case:
        named = sorted(case["owed"], key=lambda each: (each["due"], each["name"]))
        assert sorted(found, key=lambda each: (each["due"], each["name"])) == named
    for name in case.get("done", []):
        assert obligations.why_not_due(name, facts, on, law).why is Why.DONE, name
        assert name not in {duty["name"] for duty in found}
    for name in case.get("not_opened", []):
        assert obligations.why_not_due(name, facts, on, law).why is Why.NOT_OPENED, name
    for met in case.get("met", []):
        assert met in [
            {"name": duty.name, "due": duty.due, "done": duty.done}
            for duty in REGISTER.find(facts.until(on), on, law)
        ]


def law_of(case):
    local = case.get("local", {})
    rules = (
        LocalRule(name.replace(".", "-"), name, "", date(2020, 7, 1), Span.parse(held), SAYS)
        for name, held in local.items()
    )
    return Statutes(case["on"], local=tuple(rules))


def ours():
    subjects = {subject for _, subjects, _ in rows() for subject in subjects}
    return sorted(name for name in REGISTER.obligations if name.split(".")[0] in subjects)


@pytest.mark.parametrize("name", ours())
def test_every_obligation_stands_in_a_table_as_owed_and_as_done(name):
    cases = [case for _, _, case in rows()]
    owed = {each["name"] for case in cases for each in case.get("owed", [])}
    done = {each for case in cases for each in case.get("done", [])}
    done |= {each["name"] for case in cases for each in case.get("met", [])}
    assert name in owed
    assert name in done


def test_every_table_tells_its_situations_apart():
    named = [titled(row) for row in rows()]
    assert sorted(set(named)) == sorted(named)


def test_what_has_no_time_is_owed_and_never_overdue():
    on = date(2036, 11, 23)
    facts = wire.decode(
        CaseFacts,
        {"kind": "parole", "events": [{"what": "registered", "day": "2026-11-23"}]},
    )
    (group,) = [
        duty for duty in obligations.duties(facts, on, Statutes(on)) if duty.name == "group.form"
    ]
    written = obligations.written_duty(group, on)
    assert written["untimed"] and not written["overdue"] and not written["at_once"]
