"""Everybody can ask the law and gets an answer with its grounds, or the field that is wrong."""

import io
import json
import runpy
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import jsonschema
import pytest

from guihang.law import ask, catalogue, wire
from guihang.law.codes import Kind
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.rules import load
from guihang.law.texts import Text
from guihang.law.verdicts import Verdict

SUSPENSION = {"effective": "2024-02-29", "probation": "1 year"}


def run(*argv, facts=None):
    out, err = io.StringIO(), io.StringIO()
    stdin = io.StringIO(facts if isinstance(facts, str) else json.dumps(facts))
    code = ask.main(argv, stdin, out, err)
    return code, out.getvalue(), err.getvalue()


def test_an_answer_carries_outcome_grounds_and_steps():
    code, out, err = run(
        "ask", "terms.suspension", "--facts", "-", "--on", "2026-11-23", facts=SUSPENSION
    )
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["outcome"]["ends"] == "2025-02-27"
    assert answer["grounds"][0]["article"] == "cl-1997:73.3"
    assert answer["grounds"][0]["status"] == "official"
    assert answer["grounds"][0]["text"] == "刑法_2020-12-26.md"
    assert answer["steps"][-1]["day"] == "2025-02-27"


def test_the_day_may_come_with_the_facts():
    code, out, _ = run(
        "ask", "terms.suspension", "--facts", "-", facts=SUSPENSION | {"on": "2026-11-23"}
    )
    assert (code, json.loads(out)["on"]) == (0, "2026-11-23")


def test_facts_may_come_from_a_file(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(SUSPENSION), "utf-8")
    code, _, _ = run("ask", "terms.suspension", "--facts", str(file), "--on", "2026-11-23")
    assert code == 0


def test_what_cannot_be_said_names_what_is_missing():
    code, out, _ = run(
        "ask", "terms.parole", "--facts", "-", facts={"released": "2026-11-23", "on": "2026-11-23"}
    )
    assert code == 3
    assert json.loads(out)["missing"] == ["sentence_ends"]
    assert json.loads(out)["because"]["en"].startswith("cannot say, because")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (SUSPENSION, "on"),
        (SUSPENSION | {"on": "2026-02-30"}, "on"),
        (SUSPENSION | {"on": "1492-01-01"}, "on"),
        ({"on": "2026-11-23"}, "effective"),
        (SUSPENSION | {"on": "2026-11-23", "effective": "2026-02-30"}, "effective"),
        (SUSPENSION | {"on": "2026-11-23", "effective": 20260230}, "effective"),
        (SUSPENSION | {"on": "2026-11-23", "probation": "soon"}, "probation"),
        (SUSPENSION | {"on": "2026-11-23", "probation": "500 years"}, "probation"),
        (SUSPENSION | {"on": "2026-11-23", "penalty": "fine"}, "penalty"),
        (SUSPENSION | {"on": "2026-11-23", "penalty": 3}, "penalty"),
        (SUSPENSION | {"on": "2026-11-23", "several_crimes": 1}, "several_crimes"),
        (SUSPENSION | {"on": "2026-11-23", "name": "nobody"}, "name"),
        ([], "facts"),
        ("{", "facts"),
        ("[" * 100_000, "facts"),
    ],
)  # fmt: skip
def test_bad_facts_are_refused_by_field_and_nothing_is_answered(facts, field):
    code, out, err = run("ask", "terms.suspension", "--facts", "-", facts=facts)
    assert (code, out) == (2, "")
    assert json.loads(err)["field"] == field
    assert json.loads(err)["why"]["zh"]


@pytest.mark.parametrize(
    ("argv", "field"),
    [
        ((), "arguments"),
        (("dance",), "arguments"),
        (("schema", "no.rule"), "rule"),
        (("explain", "no:1"), "article"),
        (("ask", "terms.parole", "--facts", "/no/such/file", "--on", "2026-11-23"), "facts"),
        (("ask", "terms.parole", "--facts", "-", "--on", "tomorrow"), "on"),
        (("duties", "--facts", "-", "--on", "2026-11-23", "--within", "here"), "within"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused(argv, field):
    code, out, err = run(*argv, facts={})
    assert (code, out) == (2, "")
    assert json.loads(err)["field"] == field


def case(**changes):
    return {"kind": "suspension", "probation": "1 year", "on": "2026-11-23"} | changes


@pytest.mark.parametrize(
    ("events", "field"),
    [
        ([{"what": "danced", "day": "2026-01-01"}], "events[0].what"),
        ([{"what": "effective"}], "events[0].day"),
        ([{"what": "told", "day": "2026-01-01"}], "events[0].to"),
        ([{"what": "detained", "day": "2026-01-01", "code": "lunch"}], "events[0].code"),
        ([{"what": "detained", "day": "2026-01-01", "code": "张三"}], "events[0].code"),
        ([{"what": "not_counted", "day": "2026-01-01", "days": 0}], "events[0].days"),
        ([{"what": "not_counted", "day": "2026-01-01", "days": -3}], "events[0].days"),
        ([{"what": "not_counted", "day": "2026-01-01", "days": 10**9}], "events[0].days"),
        ([{"what": "arrest_asked", "day": "2026-01-01", "at": "2026-01-02T08:00"}], "events[0].at"),
        ([{"what": "arrest_asked", "day": "2026-01-01", "at": "noon"}], "events[0].at"),
        ([{"what": "arrest_asked", "day": "1999-01-01", "at": "0001-01-02T08:00"}], "events[0].at"),
        ([{"what": "left", "day": "2026-01-01", "begins": "2026-01-05", "ends": "2026-01-04"}],
         "events[0].ends"),
        ("none", "events"),
        (["none"], "events[0]"),
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_is_refused_by_its_place_in_the_list(events, field):
    code, _, err = run("ask", "terms.derived", "--facts", "-", facts=case(events=events))
    assert code == 2
    assert json.loads(err)["field"] == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sentence_begins": "2026-01-02", "sentence_ends": "2026-01-01"}, "sentence_ends"),
        ({"paper_begins": "2026-01-02", "paper_ends": "2026-01-01"}, "paper_ends"),
        ({"order_begins": "2026-01-02", "order_ends": "2026-01-01"}, "order_ends"),
        ({"birth": "2026-01-02", "events": [{"what": "effective", "day": "2026-01-02"}]}, "birth"),
    ],
)
def test_contradictory_facts_are_refused(changes, field):
    code, _, err = run("duties", "--facts", "-", facts=case(**changes))
    assert code == 2
    assert json.loads(err)["field"] == field


def test_a_year_outside_the_calendars_names_the_field_of_its_day():
    facts = {"paper": "judgment", "served": ["2026-01-05", "2090-01-05"], "appealed": False}
    code, _, err = run("ask", "terms.effective", "--facts", "-", "--on", "2026-11-23", facts=facts)
    assert code == 2
    assert json.loads(err)["field"] == "served[1]"
    assert catalogue.field_near({}, date(2090, 1, 1)) == ""


def test_minutes_without_a_zone_are_beijing_minutes():
    facts = {"after": "2026-09-30T09:00+00:00", "span": "48 hours"}
    _, out, _ = run("ask", "counting.hours", "--facts", "-", "--on", "2026-09-30", facts=facts)
    assert json.loads(out)["outcome"] == "2026-10-02T17:00:00+08:00"


def test_all_rules_are_listed_with_their_law_in_both_languages():
    code, out, _ = run("list")
    listed = {entry["rule"]: entry for entry in json.loads(out)}
    assert code == 0
    assert set(listed) == set(load())
    assert all(entry["says"]["zh"] and entry["says"]["en"] for entry in listed.values())


@pytest.mark.parametrize("name", sorted(load()))
def test_every_schema_is_a_schema_and_titles_every_field(name):
    code, out, _ = run("schema", name)
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert code == 0
    assert all("title" in part for part in schema["properties"].values())


def test_a_schema_accepts_what_the_decoder_accepts():
    schema = catalogue.schema("terms.derived")
    written = case(
        events=[
            {"what": "effective", "day": "2026-01-01", "place": "431103", "of": "A-1", "code": "x"},
            {"what": "told", "day": "2026-01-02", "to": "court"},
        ],
    )
    del written["on"]
    jsonschema.validate(written, schema)
    assert wire.decode(CaseFacts, written).kind is Kind.SUSPENSION
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written | {"place": "here"}, schema)


def test_an_article_is_explained_by_what_rests_on_it():
    code, out, _ = run("explain", "cl-1997:73")
    explained = json.loads(out)
    assert code == 0
    assert "terms.suspension" in {entry["rule"] for entry in explained["rules"]}
    assert "terms.probation_prison_min" in {entry["parameter"] for entry in explained["parameters"]}
    assert explained["citation"]["zh"] == "《中华人民共和国刑法》第七十三条"
    assert json.loads(run("explain", "psl-2012:60(4)")[1])["superseded_by"] == "psl-2025:72(4)"
    owed = json.loads(run("explain", "ccl-2019:22")[1])["obligations"]
    assert "terms.ask_correction" in {entry["obligation"] for entry in owed}


def test_duties_are_answered_as_json():
    facts = case(
        paper_begins="2026-06-01",
        paper_ends="2027-06-01",
        events=[
            {"what": "effective", "day": "2026-06-01"},
            {"what": "documents_received", "day": "2026-06-05"},
        ],
    )
    code, out, _ = run("duties", "--facts", "-", facts=facts)
    (duty,) = [duty for duty in json.loads(out)["duties"] if duty["name"] == "terms.ask_correction"]
    assert code == 0
    assert (duty["by"], duty["to"], duty["opened"]) == ("county", ["organ"], "2026-06-05")
    assert duty["grounds"][0]["citation"]["zh"] == "《中华人民共和国社区矫正法》第二十二条"


def test_the_law_works_alone():
    done = subprocess.run(
        [sys.executable, "-S", "-m", "guihang.law", "schema", "no.rule"],
        capture_output=True, text=True, check=False, cwd=catalogue.__file__.split("/guihang/")[0],
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")


def test_the_module_answers_when_it_is_run(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["law", "explain", "ccl-2019:29.2"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("guihang.law", run_name="__main__")
    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out)["article"] == "ccl-2019:29.2"


def test_a_rule_takes_a_facts_class():
    with pytest.raises(TypeError, match="no facts class"):

        @catalogue.rule("test.wrong", "ccl-2019:1", zh="错误")
        def wrong(facts: Annotated[str | None, "x"], law: "ask.Statutes") -> Verdict[int]:
            """Take no facts."""


@dataclass(frozen=True, slots=True)
class Loose:
    """Facts that hold what facts cannot hold."""

    word: Annotated[str, Text("字", "free text")] = ""


@dataclass(frozen=True, slots=True)
class Looser:
    """Facts of no type at all."""

    word: Annotated["list[int]", Text("列", "a list")] = ()


def test_free_text_has_no_place_among_facts():
    with pytest.raises(TypeError, match="without a pattern"):
        wire.decode(Loose, {"word": "张三"})
    with pytest.raises(TypeError, match="cannot hold"):
        wire.decode(Looser, {"word": [1]})
    with pytest.raises(TypeError, match="cannot hold"):
        wire.schema(Looser)
    with pytest.raises(TypeError, match="not a dataclass"):
        wire.schema(int)


def test_answers_hold_only_what_json_can():
    assert wire.encode([frozenset({Kind.PAROLE}), datetime(2026, 1, 1)]) == [
        ["parole"], "2026-01-01T00:00:00",
    ]  # fmt: skip
    with pytest.raises(TypeError, match="cannot hold"):
        wire.encode(1.5)


def test_a_refusal_may_be_a_plain_sentence():
    fault = BadFacts("day", why="Not that day.")
    assert ask.written_fault(fault)["why"] == "Not that day."
    assert str(fault) == "Not that day."


def test_an_outcome_without_a_ground_does_not_exist():
    with pytest.raises(ValueError, match="ground"):
        Verdict(1, ())


def test_a_sentence_reads_in_both_languages():
    says = Text("是", "yes")
    assert (says.within("en-gb"), says.within("zh-hans"), str(says)) == ("yes", "是", "是")
