"""The same question has the answer of its day and its place; local rules are named and optional."""

from datetime import date

import pytest

from guihang.law import statutes, tables
from guihang.law.articles import Status, article, instruments
from guihang.law.calendars import shipped
from guihang.law.spans import Span
from guihang.law.statutes import LocalRule, NotInForce, Statutes
from guihang.law.texts import Text

TODAY = date(2026, 11, 23)
SAYS = Text("本省规定", "rule of this province")


def local(**changes):
    given = {
        "name": "hunan-leave",
        "key": "leave.ask_ahead",
        "within": "43",
        "since": date(2022, 1, 1),
        "held": Span(days=5),
        "says": SAYS,
    }
    return LocalRule(**(given | changes))


def test_a_value_is_that_of_its_day_and_cites_the_article_of_its_day():
    before, after = Statutes(date(2025, 12, 31)), Statutes(date(2026, 1, 1))
    assert (before["penalty.fine_max"].number, before["penalty.fine_max"].by) == (
        500, "psl-2012:60(4)",
    )  # fmt: skip
    assert (after["penalty.fine_max"].number, after["penalty.fine_max"].by) == (
        1000, "psl-2025:72(4)",
    )  # fmt: skip


def test_before_a_law_there_is_no_value():
    law = Statutes(date(2020, 6, 30))
    assert law.get("leave.trip_max") is None
    with pytest.raises(NotInForce, match=r"leave\.trip_max"):
        law["leave.trip_max"]
    assert Statutes(date(1990, 1, 1)).get("leave.trip_max") is None


def test_a_decision_keeps_the_law_of_its_day():
    law = Statutes(TODAY, "431103")
    assert law.at(date(2025, 12, 30))["penalty.fine_max"].number == 500
    assert law.at(TODAY) is law
    assert law.at(date(2025, 12, 30)).within == "431103"


def test_a_local_rule_lies_over_the_national_value_in_its_place_and_time():
    rule = local(until=date(2026, 12, 31))
    here = Statutes(TODAY, "431103", local=(rule,))["leave.ask_ahead"]
    assert (here.span, here.by, here.status) == (
        Span(days=5), "local:hunan-leave", Status.PRACTICE,
    )  # fmt: skip
    assert here.says == SAYS
    for elsewhere in (
        Statutes(TODAY, "440100", local=(rule,)),
        Statutes(date(2021, 12, 31), "431103", local=(rule,)),
        Statutes(date(2027, 1, 1), "431103", local=(rule,)),
    ):
        assert elsewhere["leave.ask_ahead"].span == Span(days=3)


def test_a_local_step_may_be_switched_off():
    off = local(name="one-will-do", key="inquiry.investigators", held=None)
    assert Statutes(TODAY, "431103")["inquiry.investigators"].number == 2
    assert Statutes(TODAY, "431103", local=(off,)).get("inquiry.investigators") is None


def test_a_local_rule_may_add_what_no_national_law_has():
    added = local(name="visits", key="local.visit_every", held=Span(months=1))
    assert Statutes(TODAY, "4311", local=(added,))["local.visit_every"].span == Span(months=1)


def test_a_value_is_asked_for_as_what_it_is():
    law = Statutes(TODAY)
    assert law["leave.office_max"].days == 7
    assert law["penalty.kinds"].words == ("surveillance", "suspension", "outside")
    with pytest.raises(TypeError, match="not a number"):
        _ = law["leave.office_max"].number
    with pytest.raises(TypeError, match="not a length"):
        _ = law["penalty.fine_max"].span
    with pytest.raises(TypeError, match="not a list"):
        _ = law["penalty.fine_max"].words


def test_a_value_is_a_ground_with_what_it_says_or_why_it_matters_here():
    value = Statutes(TODAY)["leave.office_max"]
    assert value.ground().because == value.says
    assert value.ground(SAYS).because == SAYS
    assert value.ground().article == "measures-2020:27.2"


def test_a_period_is_due_by_the_value_and_the_calendar():
    law = Statutes(date(2026, 11, 3), calendar=shipped())
    assert law.due(date(2026, 11, 3), "intake.report_within").last == date(2026, 11, 13)


@pytest.mark.parametrize("key", statutes.parameters())
def test_every_value_is_cited_in_full(key):
    values = statutes.parameters()[key]
    assert [value.since for value in values] == sorted({value.since for value in values})
    for value in values:
        cited = article(value.by)
        assert value.says.zh and value.says.en
        assert cited.instrument.until is None or value.since <= cited.instrument.until
        assert (value.status is Status.OFFICIAL) == bool(value.text)
        assert value.status is not Status.OFFICIAL or cited.status is Status.OFFICIAL
        assert value.text in ("", cited.instrument.text)


@pytest.mark.parametrize("key", instruments())
def test_every_text_that_was_read_names_its_file_and_every_successor_exists(key):
    instrument = instruments()[key]
    assert (instrument.status is Status.OFFICIAL) == bool(instrument.text)
    for place, successor in instrument.superseded.items():
        assert article(f"{key}:{place}").superseded_by == successor
        assert article(successor).instrument.since > instrument.since


def test_a_wrong_table_fails_by_name():
    table = tables.Table({"a": 1, "b": {"zh": "甲"}, "c": 2, "d": []}, "here")
    for ask, words in (
        (lambda: tables.Table(3, "there"), "there is not a table"),
        (lambda: table.word("a"), "not a word"),
        (lambda: table.word("z"), "lacks z"),
        (lambda: table.day("a"), "not a day"),
        (lambda: table.rows("a"), "not a list"),
        (lambda: table.text("b"), "lacks en"),
        (lambda: statutes.held("x.y", 1.5), "neither"),
    ):
        with pytest.raises(tables.WrongTableError, match=words):
            ask()
