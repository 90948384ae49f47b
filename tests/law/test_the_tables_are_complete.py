"""The tables a jurist signs leave nothing out: examples, both sides of boundaries, enough rows."""

import json
from datetime import date
from itertools import combinations

import pytest
from golden_rows import ask, plain, reads, rows

from guihang.law import statutes
from guihang.law.rules import load
from guihang.law.spans import Span

EXAMPLES = {
    *("T01", "T03", "T06", "T12", "T13", "T16", "T17", "T18", "T19", "T21", "T23", "T24"),
    *("D01", "D05", "D06", "D08", "D11", "D12", "D14"),
    *("L02", "L06", "L07", "L09", "L10", "L11", "L12", "G03", "G05", "G06"),
    *("P01", "P03", "P04", "P06", "P07", "P08", "P11", "O03", "O06", "O07", "O08"),
}
FURTHER = 400
A_MONTH = 30
# No national text sets an interval: only a local rule changes what it answers.
LOCAL = {"reporting.interval"}


def test_every_worked_example_is_a_row():
    carried = {row.case.get("example") for row in rows()}
    assert len(EXAMPLES) == 40
    assert sorted(EXAMPLES - carried) == []


def test_at_least_four_hundred_further_rows_stand():
    assert len([row for row in rows() if "example" not in row.case]) >= FURTHER


def answers(name):
    """What a rule answers over its rows: outcomes, refusals and what it lacks."""
    return [ask(row) for row in rows() if row.case["rule"] == name]


@pytest.mark.parametrize("name", sorted(set(load()) - LOCAL))
def test_no_rule_has_rows_of_one_answer_only(name):
    said = {json.dumps([one.outcome, one.missing, one.refused]) for one in answers(name)}
    assert len(said) > 1


def leaves(facts, path=""):
    """Every single fact by where it stands."""
    parts = facts.items() if isinstance(facts, dict) else enumerate(facts)
    for key, part in parts:
        if isinstance(part, (dict, list)):
            yield from leaves(part, f"{path}.{key}")
        else:
            yield f"{path}.{key}", part


def is_a_step(one, other):
    """Tell whether two facts are neighbours: a day, a month, or one apart."""
    if isinstance(one, bool) or isinstance(other, bool) or type(one) is not type(other):
        return False
    if isinstance(one, int):
        return abs(one - other) == 1
    if not isinstance(one, str):
        return False
    return _days_apart(one, other) == 1 or _length_apart(one, other) in {1, A_MONTH}


def _days_apart(one, other):
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return None


def _length_apart(one, other):
    try:
        lengths = [Span.parse(words) for words in (one, other)]
    except ValueError:
        return None
    days = [A_MONTH * length.in_months + length.days + length.hours for length in lengths]
    return abs(days[0] - days[1])


def numbers(name):
    """The lengths and numbers a rule reads."""
    read = {key for key, _, since in reads().get(name, []) if since}
    known = statutes.parameters()
    return {key for key in read if not isinstance(known[key][-1].held, tuple)}


def neighbours(name):
    """Pairs of a rule's rows whose facts differ by single steps and nothing else."""
    found = [
        (dict(leaves(plain(row.case["facts"]))) | {"on": row.case["on"].isoformat()}, ask(row))
        for row in rows()
        if row.case["rule"] == name
    ]
    for (facts, said), (others, other) in combinations(found, 2):
        if facts.keys() == others.keys():
            differing = [key for key in facts if facts[key] != others[key]]
            if differing and all(is_a_step(facts[key], others[key]) for key in differing):
                yield said, other


@pytest.mark.parametrize("name", sorted(filter(numbers, load())))
def test_a_rule_with_a_number_is_asked_on_both_sides_of_a_boundary(name):
    assert any(
        (one.outcome, one.missing, one.refused) != (other.outcome, other.missing, other.refused)
        for one, other in neighbours(name)
    )
