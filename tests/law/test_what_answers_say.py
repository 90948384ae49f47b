"""Every sentence of an answer or an obligation is approved: read in `said/`, changed on purpose.

After a change of wording: `GUIHANG_APPROVE=1 python -m pytest tests/law/test_what_answers_say.py`,
then read the difference. Days and numbers are written as signs, so that rows can be added freely.
"""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from golden_rows import plain, rows

from guihang.law import catalogue, wire
from guihang.law.obligations import REGISTER
from guihang.law.refusals import BadFacts
from guihang.law.rules import load
from guihang.law.statutes import Statutes
from guihang.law.verdicts import CannotSay

load()
SAID = Path(__file__).parent / "said"
TABLES = sorted({row.table for row in rows()})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"\d+")


def signs(says):
    """A sentence in both languages with its days and numbers as signs."""
    words = says if isinstance(says, str) else f"{says.zh} | {says.en}"
    return NUMBER.sub("#", DAY.sub("〈day〉", words))


def sentences(row):
    """What one row's answer says, or why it is refused."""
    case = row.case
    law = Statutes(case["on"], case.get("within", ""))
    try:
        answer = catalogue.entry(case["rule"]).ask(plain(case["facts"]), law)
    except BadFacts as fault:
        yield f"refused {fault.ground}: {signs(fault.why)} → {signs(fault.remedy)}"
        return
    for ground in answer.grounds:
        yield f"ground {ground.article}: {signs(ground.because)}"
    if isinstance(answer, CannotSay):
        yield f"cannot say: {signs(answer.because)}"
        return
    for step in answer.steps:
        day = "〈day〉" if step.day else "–"
        yield f"step {step.article or '–'} {day}: {signs(step.says)}"


def obligation(owed):
    """What one obligation says of itself."""
    parts = {
        "says": f"{owed.says.zh} | {owed.says.en}",
        "by": owed.by,
        "to": wire.encode(owed.to),
        "opened by": wire.encode(owed.opened_by),
        "discharged by": wire.encode(owed.discharged_by),
        "articles": list(owed.articles),
        "within": owed.within or None,
        "kinds": wire.encode(owed.kinds),
        "told": owed.told,
        "else": owed.consequence and f"{owed.consequence.zh} | {owed.consequence.en}",
        "marks": [name for name in ("once", "lives_on", "untimed") if getattr(owed, name)],
    }
    lines = [f"  {name}: {part}" for name, part in parts.items() if part]
    return [f"owed {owed.name}", *lines]


def said(table):
    """Everything the rules of a table say over its rows, and what its obligations say."""
    found = {}
    for row in rows():
        if row.table == table:
            rule = found.setdefault(row.case["rule"], set())
            rule.update(sentences(row))
    lines = [line for rule in sorted(found) for line in (rule, *sorted(found[rule]))]
    subjects = {rule.split(".")[0] for rule in found}
    for name in sorted(REGISTER.obligations):
        if name.split(".")[0] in subjects:
            lines += obligation(REGISTER.obligations[name])
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("table", TABLES)
def test_every_sentence_of_a_table_is_approved(table):
    path = SAID / f"{table}.txt"
    if os.environ.get("GUIHANG_APPROVE"):
        path.write_text(said(table), "utf-8")
    assert said(table) == path.read_text("utf-8")


def test_the_numbers_in_a_sentence_are_those_of_the_count():
    """Approved sentences carry signs for numbers, so one is read with its own."""
    facts = {"begins": "2026-03-01", "sentence": "1 year", "custody_days": 30}
    answer = catalogue.entry("terms.surveillance").ask(facts, Statutes(date(2026, 11, 23)))
    offset = answer.steps[-1].says
    assert offset.zh == "先行羁押30日折抵60日，共折抵60日"
    assert offset.en == "30 days of custody take off 60; 60 in all"
