"""`guihang law`: the answer on standard output, the day of today when none is given."""

import io
import json
import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from guihang.cli import law as door
from guihang.law import ask

FACTS = {"effective": "2024-02-29", "probation": "1 year"}


def guihang(*argv, words="", **more):
    return subprocess.run(
        [sys.executable, "-m", "guihang", "law", *argv],
        input=words.encode(), capture_output=True, check=False, **more,
    )  # fmt: skip


def run(*argv, facts=FACTS, today=date(2026, 11, 23)):
    out, err = io.StringIO(), io.StringIO()
    code = ask.main(argv, io.StringIO(json.dumps(facts)), out, err, today)
    return code, json.loads(out.getvalue() or err.getvalue())


def test_without_a_day_today_is_asked():
    code, answer = run("ask", "terms.suspension", "--facts", "-")
    assert (code, answer["on"]) == (0, "2026-11-23")


def test_a_day_given_beats_the_day_in_the_facts_and_both_beat_today():
    written = FACTS | {"on": "2025-01-01"}
    assert run("ask", "terms.suspension", "--facts", "-", facts=written)[1]["on"] == "2025-01-01"
    argv = ("ask", "terms.suspension", "--facts", "-", "--on", "2025-02-02")
    assert run(*argv, facts=written)[1]["on"] == "2025-02-02"


def test_an_empty_day_is_no_day():
    code, fault = run("ask", "terms.suspension", "--facts", "-", "--on", "")
    assert (code, fault["field"]) == (2, "on")


@pytest.mark.parametrize("day", ["20261123", "2026-W48-1", "2026-11-23T00:00", 20261123, ["x"]])
def test_a_day_is_written_as_year_month_and_day(day):
    code, fault = run("ask", "terms.suspension", "--facts", "-", facts=FACTS | {"on": day})
    assert (code, fault["field"]) == (2, "on")


def test_the_door_adds_the_day_of_today_in_beijing(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(FACTS)))
    before = datetime.now(ZoneInfo("Asia/Shanghai")).date()  # noqa: TID251
    assert door.main(["ask", "terms.suspension", "--facts", "-"]) == 0
    after = datetime.now(ZoneInfo("Asia/Shanghai")).date()  # noqa: TID251
    on = date.fromisoformat(json.loads(capsys.readouterr().out)["on"])
    assert before <= on <= after


def test_an_answer_is_chinese_in_any_locale_and_standard_output_holds_nothing_else():
    done = guihang(
        "ask", "closing.summary_by", "--facts", "-", "--on", "2026-11-23",
        words='\ufeff{"ends": "2026-12-31"}', env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout.decode())
    assert answer["outcome"] == "2026-12-01"
    assert "期满" in answer["grounds"][0]["because"]["zh"]


def test_bad_facts_leave_standard_output_empty():
    done = guihang("ask", "closing.summary_by", "--facts", "-", words='{"ends": "2026-02-30"}')
    assert (done.returncode, done.stdout) == (2, b"")
    assert json.loads(done.stderr)["field"] == "ends"


def test_what_cannot_be_said_is_an_answer_with_its_own_code():
    done = guihang("ask", "closing.remind", "--facts", "-",
                   words='{"kind": "outside", "ends": "2026-12-31"}')  # fmt: skip
    assert (done.returncode, done.stderr) == (3, b"")
    assert json.loads(done.stdout)["missing"] == ["organ"]


def test_bytes_that_are_no_text_are_refused():
    done = subprocess.run(
        [sys.executable, "-m", "guihang", "law", "ask", "closing.summary_by", "--facts", "-"],
        input=b'{"ends": "\xff\xfe"}', capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize("name", ["\0", ".", "/no/such/file"])
def test_facts_that_cannot_be_opened_are_refused(name):
    code, fault = run("ask", "terms.suspension", "--facts", name)
    assert (code, fault["field"]) == (2, "facts")


def test_help_is_given():
    done = guihang("-h")
    assert done.returncode == 0
    assert b"duties" in done.stdout
