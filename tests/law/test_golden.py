"""The golden tables hold, and are complete: every rule, every value, both sides of a change."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from golden_rows import Row, ask, plain, reads, rows

from guihang.law import catalogue, statutes
from guihang.law.articles import article
from guihang.law.obligations import REGISTER
from guihang.law.refusals import BadFacts
from guihang.law.rules import load

load()
RULES = Path(catalogue.__file__).parent / "rules"
KINDS_OF_ANSWER = {"expect", "cannot_say", "refused"}
FIELDS = KINDS_OF_ANSWER | {
    "when", "example", "rule", "on", "within", "facts", "firm", "by", "because", "note",
}  # fmt: skip


@pytest.mark.parametrize("row", rows(), ids=str)
def test_the_law_says_what_the_table_says(row):
    said = ask(row)
    if "refused" in row.case:
        assert said.refused == row.case["refused"]
    elif "cannot_say" in row.case:
        assert row.case["cannot_say"] in said.missing
    else:
        assert not said.refused and not said.missing, said
        assert_fits(plain(row.case["expect"]), said.outcome)
    if "firm" in row.case:
        assert said.firm is row.case["firm"]
    if "by" in row.case:
        assert any(rests_on(name, row.case["by"]) for name in said.articles), said.articles


def assert_fits(expected, outcome):
    """A table names the fields it is about; lists and plain outcomes are compared whole."""
    if not isinstance(expected, dict):
        assert outcome == expected
        return
    assert isinstance(outcome, dict), outcome
    for name, part in expected.items():
        assert name in outcome, f"the outcome has no {name}"
        assert_fits(part, outcome[name])


def rests_on(name, wanted):
    return name == wanted or (name.startswith(wanted) and name[len(wanted)] in ".(")


@pytest.mark.parametrize("row", rows(), ids=str)
def test_a_row_is_written_in_full(row):
    assert set(row.case) <= FIELDS
    assert len(KINDS_OF_ANSWER & set(row.case)) == 1
    assert "by" in row.case or "cannot_say" in row.case
    assert article(row.case.get("by", "ccl-2019:1"))


def test_every_situation_is_told_apart():
    told = [str(row) + row.case.get("example", "") for row in rows()]
    assert sorted(set(told)) == sorted(told)


@pytest.mark.parametrize("name", sorted(load()))
def test_every_rule_has_an_ordinary_row(name):
    assert [row for row in rows() if row.case["rule"] == name and "expect" in row.case]


def since_days():
    """Every value a rule read, with the value before it, if there was one."""
    found = set()
    for name, seen in reads().items():
        for key in {key for key, _, _ in seen}:
            values = [value for value in statutes.parameters()[key] if not value.within]
            earlier = [None, *(value.since for value in values)]
            found |= {
                (name, key, before, value.since)
                for before, value in zip(earlier, values, strict=False)
                if any(key == other and since == value.since for other, _, since in seen)
            }
    return sorted(found, key=str)


@pytest.mark.parametrize(("name", "key", "before", "since"), since_days())
def test_every_change_of_a_value_is_crossed_by_rows(name, key, before, since):
    """A change is asked about on its day and on the day before; a first value from before it."""
    if before is None:
        days = {
            on
            for seen in reads().values()
            for other, on, _ in seen
            if statutes_first(other) == since
        }
        assert min(days) < since, f"{key}: no row asks {name} before {since}"
        return
    asked = {on for seen in reads().values() for other, on, _ in seen if other == key}
    assert since in asked, f"{key}: no row on {since}"
    assert since - timedelta(days=1) in asked, f"{key}: no row the day before {since}"


def statutes_first(key):
    """The first day of a value; none where only a local rule can set it."""
    return next((value.since for value in statutes.parameters()[key]), None)


def keys_named(path):
    """The literal keys a module asks the law for: law["…"] and within="…"."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return names & set(statutes.parameters())


@pytest.mark.parametrize("path", sorted(RULES.glob("*.py")), ids=lambda path: path.name)
def test_no_number_stands_in_a_rule(path):
    numbers = [
        (node.value, node.lineno)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and not isinstance(node.value, bool)
        and node.value > 1
    ]
    assert not numbers


@pytest.mark.parametrize("path", sorted(RULES.glob("*.py")), ids=lambda path: path.name)
def test_every_key_a_rule_names_is_a_parameter(path):
    subjects = {key.split(".")[0] for key in statutes.parameters()}
    rules = set(load())
    named = {
        node.slice.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
        and node.slice.value.split(".")[0] in subjects
        and "." in node.slice.value
    }
    assert named <= set(statutes.parameters()) | rules


def test_every_example_of_the_library_is_carried_by_a_row_of_its_own_words():
    """An example names one situation; several rows may show it."""
    for row in rows():
        if "example" in row.case:
            assert row.case["example"][0] in "TDLGPO" and row.case["example"][1:].isdigit()


def test_a_row_that_names_no_rule_is_refused():
    with pytest.raises(BadFacts):
        ask(Row("nowhere", 0, {"rule": "no.rule", "on": None, "facts": {}}))


def test_every_value_of_a_subject_with_rules_is_used():
    """A subject's numbers are read by its rows, or are the time of one of its obligations."""
    subjects = {name.split(".")[0] for name in load()}
    used = {key for seen in reads().values() for key, _, _ in seen}
    used |= {owed.within for owed in REGISTER.obligations.values()}
    ours = {key for key in statutes.parameters() if key.split(".")[0] in subjects}
    assert ours <= used, sorted(ours - used)


@pytest.mark.parametrize("name", sorted(REGISTER.obligations))
def test_the_time_of_an_obligation_is_a_parameter(name):
    within = REGISTER.obligations[name].within
    assert not within or statutes.parameters()[within][-1].span
