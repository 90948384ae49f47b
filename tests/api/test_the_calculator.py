"""The page 法律计算器: forms from schemas, answers in words, counts drawn into months."""

import re
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.utils import translation

from guihang.doors.api import limits
from guihang.doors.api.calculator import LIKELY, answers, months, topics
from guihang.doors.api.calculator.asking import Question
from guihang.law import catalogue, periods
from guihang.law.calendars import shipped
from guihang.law.codes import Body, Kind
from guihang.law.rules import load
from guihang.law.rungs import Rung
from guihang.law.spans import Span
from guihang.law.texts import Text

sys.path.append(str(Path(__file__).parents[1] / "law"))
from golden_rows import plain, rows  # noqa: E402

TODAY = date(2026, 11, 23)
ASKED = [row for row in rows() if "expect" in row.case]
ONE_A_RULE = list({row.case["rule"]: row for row in ASKED}.values())


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    cache.clear()


@pytest.fixture
def web():
    return Client()


def typed(facts, stem=""):
    """What somebody types into the form to say these facts."""
    for name, value in facts.items():
        where = f"{stem}{name}"
        if isinstance(value, list):
            yield from listed(value, where)
        elif isinstance(value, bool):
            yield where, "yes" if value else "no"
        elif value is not None:
            yield where, str(value)


def listed(parts, where):
    """Rows of facts are numbered; words of a closed list are ticked, days typed in rows."""
    for number, part in enumerate(parts):
        if isinstance(part, dict):
            yield from typed(part, f"{where}-{number}-")
        elif part[:1].isdecimal():
            yield f"{where}-{number}", part
        else:
            yield where, part


def asked_for(row):
    asked = QueryDict(mutable=True)
    for name, word in typed(plain(row.case["facts"])):
        asked.appendlist(name, word)
    asked["on"] = row.case["on"].isoformat()
    return asked


def question(row):
    return Question(catalogue.schema(row.case["rule"]), asked_for(row), TODAY)


def same(facts):
    """Facts without what is not known, minutes compared as minutes."""
    if isinstance(facts, dict):
        return {name: same(part) for name, part in facts.items() if part not in (None, [])}
    if isinstance(facts, list):
        return [same(part) for part in facts]
    if isinstance(facts, str) and "T" in facts and facts[:4].isdecimal():
        minute = datetime.fromisoformat(facts)
        return minute if minute.tzinfo else minute.replace(tzinfo=periods.BEIJING)
    return facts


@pytest.mark.parametrize("name", sorted(load()))
def test_whatever_a_golden_row_says_can_be_typed_into_the_form(name):
    for row in ASKED:
        if row.case["rule"] != name:
            continue
        form = question(row)
        assert form.is_valid(), (str(row), form.errors)
        assert same(form.facts()) == same(plain(row.case["facts"])), str(row)


@pytest.mark.parametrize("row", ONE_A_RULE, ids=lambda row: row.case["rule"])
def test_every_rule_answers_on_its_page_in_both_languages(web, row):
    asked = asked_for(row).urlencode()
    for language in ("zh-hans", "en"):
        web.cookies["django_language"] = language
        empty = web.get(f"/law/{row.case['rule']}/")
        answered = web.get(f"/law/{row.case['rule']}/?{asked}")
        assert (empty.status_code, answered.status_code) == (200, 200)
        assert "calc-big" in answered.content.decode()
        assert "calc-big" not in empty.content.decode()


def test_all_rules_stand_in_the_list_and_a_search_narrows_it(web):
    page = web.get("/law/").content.decode()
    assert all(f"/law/{name}/" in page for name in load())
    found = web.get("/law/", {"q": "解除 证明书"}).content.decode()
    assert "/law/closing.certificate/" in found and "/law/leave.days/" not in found
    assert "/law/terms.parole/" in web.get("/law/", {"q": "PAROLE"}).content.decode()
    nothing = web.get("/law/", {"q": "<script>"}).content.decode()
    assert "&lt;script&gt;" in nothing and "显示全部规则" in nothing
    assert [topic.name for topic in topics()][:2] == ["terms", "counting"]


def test_what_is_often_asked_exists():
    assert set(LIKELY) <= set(load())


def test_an_unknown_rule_is_a_missing_page(web):
    assert web.get("/law/no.rule/").status_code == 404


def test_a_fault_stands_beside_its_field_and_a_missing_fact_is_no_fault(web):
    wrong = web.get("/law/leave.who_decides/?leaves=2026-11-24&returns=2026-11-20")
    assert wrong.status_code == 422
    assert 'id="q_returns_error"' in wrong.content.decode()
    missing = web.get("/law/closing.remind/?kind=outside&ends=2026-12-31")
    assert missing.status_code == 200
    assert "缺少社区矫正决定机关" in missing.content.decode()


def test_a_fault_in_a_row_is_found_though_an_empty_row_stands_before_it(web):
    asked = {
        "leaves": "2026-11-24", "returns": "2026-11-25",
        "earlier-1-leaves": "2026-10-05", "earlier-1-returns": "2026-10-01",
    }  # fmt: skip
    page = web.get("/law/leave.who_decides/", asked)
    assert page.status_code == 422
    assert 'id="q_earlier-1-returns_error"' in page.content.decode()


def test_a_fault_of_no_field_stands_at_the_top(web):
    page = web.get("/law/closing.certificate/?ends=1950-01-01").content.decode()
    assert 'id="q_ends_error"' in page
    far = {"kind": "suspension", "probation": "1 year", "events-0-what": "told",
           "events-0-day": "2026-01-01"}  # fmt: skip
    assert 'id="q_events-0-to_error"' in web.get("/law/closing.of_case/", far).content.decode()


def test_a_place_that_is_no_code_is_refused(web):
    page = web.get("/law/closing.summary_by/?ends=2026-12-31&within=Yongzhou")
    assert page.status_code == 422
    assert 'id="q_within_error"' in page.content.decode()


def test_a_link_holds_the_fields_of_the_form_and_nothing_else(web):
    page = web.get("/law/closing.summary_by/?ends=2026-12-31&name=Zhang").content.decode()
    (link,) = re.findall(r'readonly value="([^"]*)"', page)
    assert link.endswith("/law/closing.summary_by/?ends=2026-12-31")


def test_one_more_row_answers_nothing_yet(web):
    page = web.get("/law/leave.who_decides/?more=earlier&leaves=2026-11-24").content.decode()
    assert "earlier-1-leaves" in page and "calc-big" not in page
    assert "earlier-1-leaves" not in web.get("/law/leave.who_decides/").content.decode()


def test_a_list_has_no_end_but_its_page_does():
    asked = QueryDict("earlier-99-leaves=2026-01-01&earlier-99999-leaves=2026-01-01")
    form = Question(catalogue.schema("leave.who_decides"), asked, TODAY)
    (earlier,) = [group for group in form.groups if group.rows]
    assert len(earlier.rows) == 40


def test_whoever_asks_too_often_is_told_to_wait(web, monkeypatch):
    monkeypatch.setattr(limits.too_many, "__defaults__", (1,))
    assert web.get("/law/leave.days/").status_code == 200
    late = web.get("/law/leave.days/")
    assert (late.status_code, late["Retry-After"]) == (429, "60")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "—"), (True, "是"), (False, "否"), (0, "0"), (1200, "1,200"),
        (date(2026, 11, 23), "2026-11-23"), (Rung.OFFICE, "受委托的司法所"),
        (Kind.PAROLE, "假释"), (Span(months=3), "3个月"), (Text("甲", "a"), "甲"),
        ("ccl-2019:44", "《中华人民共和国社区矫正法》第四十四条"), ("kind", "kind"),
    ],
)  # fmt: skip
def test_every_kind_of_value_has_words(value, words):
    with translation.override("zh-hans"):
        assert answers.show(value).words == words


def test_several_values_and_values_with_names_are_shown_as_such():
    several = answers.show((Body.COUNTY, Body.POLICE))
    assert several.is_list and [one.words for one in several.several]
    assert answers.show(()).is_list
    window = answers.show(periods.Window(TODAY, TODAY, 1))
    assert [label for label, _ in window.named] and not window.is_list


def count(after, span, ending=periods.RestDay.ROLLS):
    return months.counted(periods.period(after, Span.parse(span), shipped(), ending).steps)


def cells(found):
    drawn = months.drawn(found, shipped())
    return {cell.day: cell for month in drawn for week in month.weeks for cell in week if cell}


def test_working_days_are_numbered_and_make_up_days_marked():
    found = cells(count(date(2026, 9, 21), "10 working days"))
    with translation.override("zh-hans"):
        assert found[date(2026, 9, 22)].says == "①"
        assert found[date(2026, 10, 10)].says == "班⑨"
        assert found[date(2026, 10, 1)].says == "休"
        assert found[date(2026, 10, 3)].says == ""
    assert found[date(2026, 9, 21)].kind == "day-start"
    assert found[date(2026, 10, 12)].kind == "day-last"
    assert found[date(2026, 9, 20)].kind == "day-made-up"
    assert found[date(2026, 9, 1)].kind == "day-plain"


def test_calendar_days_count_rest_days_and_a_rolled_end_shows_where_it_rolled():
    found = cells(count(date(2026, 9, 24), "10 days"))
    assert found[date(2026, 10, 4)].kind == "day-counted"
    assert found[date(2026, 10, 5)].kind == "day-rest"
    assert found[date(2026, 10, 8)].kind == "day-last"


def test_usual_mistakes_are_those_that_come_to_another_day():
    def wrong(after, span):
        return [one.day for one in months.mistakes(count(after, span), shipped())]

    assert wrong(date(2026, 9, 21), "10 working days") == [
        date(2026, 10, 13), date(2026, 10, 8), date(2026, 10, 10),
    ]  # fmt: skip
    assert wrong(date(2026, 9, 24), "10 days") == [date(2026, 10, 4)]
    assert wrong(date(2026, 11, 2), "10 days") == [date(2026, 11, 11)]


def test_more_than_twenty_working_days_are_numbered_in_figures():
    found = cells(count(date(2026, 3, 2), "25 working days"))
    assert found[date(2026, 3, 31)].says == "21"


def test_what_is_long_or_no_count_is_not_drawn():
    assert count(date(2026, 1, 1), "6 months") is None
    assert months.counted(()) is None
    assert months.counted(periods.term(TODAY, Span(years=1)).steps) is None
    instant = periods.hours(datetime(2026, 1, 1, tzinfo=periods.BEIJING), Span(hours=48))
    assert months.counted(instant.steps) is None


def test_a_month_is_called_in_the_readers_language():
    (month,) = months.drawn(count(date(2026, 11, 2), "10 days"), shipped())
    with translation.override("en"):
        assert (month.title, month.weekdays[0]) == ("November 2026", "Mon")
    with translation.override("zh-hans"):
        assert (month.title, month.weekdays[6]) == ("2026年11月", "周日")
