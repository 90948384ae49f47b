"""Whatever is asked gets an answer, a refusal or "cannot say": never a traceback."""

import io
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from guihang.law import ask, catalogue
from guihang.law.rules import load

NAMES = sorted(load())
DAYS = ("2026-11-23", "2020-07-01", "2025-12-31", "1900-01-01", "2100-12-31", "2024-02-29")
SPANS = ("3 months", "一年六个月", "half a month", "48 hours", "10 working days", "199 years")
WILD = [None, True, 0, -1, 3.5, 10**30, "", "张三", "\ud800", "2026-02-30", [], {}, [[]], "0 days"]


def run(*argv, facts, today=None):
    out, err = io.StringIO(), io.StringIO()
    code = ask.main(argv, io.StringIO(json.dumps(facts)), out, err, today)
    assert code in {ask.ANSWERED, ask.BAD_FACTS, ask.CANNOT_SAY}
    said, refused = out.getvalue(), err.getvalue()
    assert bool(said) is (code != ask.BAD_FACTS)
    assert bool(refused) is (code == ask.BAD_FACTS)
    written = json.loads(said or refused)
    if code == ask.BAD_FACTS:
        assert written["field"] and written["why"]["zh"] and written["ground"]
    elif code == ask.CANNOT_SAY:
        assert written["missing"] and written["because"]["en"]
    return code


def fitting(schema, dice):
    """Return something a schema describes."""
    if "oneOf" in schema:
        return dice.choice(schema["oneOf"]).get("const")
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    if kind == "object":
        return {
            name: fitting(part, dice)
            for name, part in schema["properties"].items()
            if name in schema["required"] or dice.random() < 0.6
        }
    if kind == "array":
        return [fitting(schema["items"], dice) for _ in range(dice.randrange(4))]
    if kind == "boolean":
        return dice.random() < 0.5
    if kind == "integer":
        return dice.choice((0, 1, 2, 10, 100_000))
    if schema.get("format") == "date":
        return dice.choice(DAYS)
    if schema.get("format") == "date-time":
        return dice.choice(DAYS) + dice.choice(("T09:00:00+08:00", "T23:59", "T00:00Z"))
    return dice.choice(SPANS) if "examples" in schema else dice.choice(("43", "431103", "m-1"))


def spoilt(facts, dice):
    """Put something wild somewhere into facts."""
    if isinstance(facts, dict) and facts and dice.random() < 0.8:
        name = dice.choice(sorted(facts))
        return facts | {name: spoilt(facts[name], dice)}
    if isinstance(facts, list) and facts and dice.random() < 0.8:
        at = dice.randrange(len(facts))
        return [*facts[:at], spoilt(facts[at], dice), *facts[at + 1 :]]
    return dice.choice(WILD)


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_answers_or_refuses_whatever_fits_its_schema_and_whatever_does_not(name):
    schema = catalogue.schema(name)
    dice = random.Random(name)
    for _ in range(20):
        facts = fitting(schema, dice)
        on = dice.choice(DAYS)
        run("ask", name, "--facts", "-", "--on", on, facts=facts)
        run("ask", name, "--facts", "-", "--on", on, facts=spoilt(facts, dice))


def test_duties_answer_or_refuse_whatever_case_they_are_given():
    schema, dice = catalogue.schema("terms.derived"), random.Random("duties")
    for _ in range(200):
        facts = fitting(schema, dice)
        run("duties", "--facts", "-", "--on", dice.choice(DAYS), facts=facts)
        run("duties", "--facts", "-", "--on", dice.choice(DAYS), facts=spoilt(facts, dice))


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=8),
    lambda inside: (
        some.lists(inside, max_size=3)
        | some.dictionaries(some.text(max_size=8), inside, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(some.sampled_from(NAMES), JSON, some.text(max_size=12))
def test_any_json_and_any_words_are_answered_or_refused(name, facts, words):
    run("ask", name, "--facts", "-", "--on", "2026-11-23", facts=facts)
    run("ask", name, "--facts", "-", f"--on={words}", facts={})
    run("ask", name, "--facts", "-", "--on", "2026-11-23", f"--within={words}", facts={})
    run("explain", "--", words, facts={})


def test_what_lies_deep_is_refused():
    deep = "[" * 3000 + "]" * 3000
    for facts in (deep, f'{{"on": {deep}}}', f'{{"effective": {deep}, "probation": "1 year"}}'):
        out, err = io.StringIO(), io.StringIO()
        argv = ("ask", "terms.suspension", "--facts", "-")
        assert ask.main(argv, io.StringIO(facts), out, err) == ask.BAD_FACTS
        assert not out.getvalue()
