"""Days, numbers, sentences and citations, as people read them in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import gettext_lazy, override

from guihang.doors.ui import wording
from guihang.law.refusals import TooLate
from guihang.law.texts import Text

SATURDAY = date(2026, 11, 28)
EVENING_IN_LONDON = datetime(2026, 11, 27, 16, 39, tzinfo=UTC)


@pytest.fixture
def chinese():
    with override("zh-hans"):
        yield


@pytest.fixture
def english():
    with override("en"):
        yield


def test_tables_write_iso_days():
    assert wording.day(SATURDAY) == "2026-11-28"
    assert wording.day_short(SATURDAY) == "11-28"


def test_a_moment_is_written_in_the_offices_own_time():
    assert wording.moment(EVENING_IN_LONDON) == "2026-11-28 00:39"
    assert wording.clock(EVENING_IN_LONDON) == "00:39"


def test_a_day_on_which_somebody_must_act_carries_its_weekday(chinese):
    assert wording.day_week(SATURDAY) == "11-28（周六）"
    assert wording.day_long(SATURDAY) == "11月28日 周六"
    assert wording.weekday(SATURDAY) == "星期六"


def test_english_readers_get_english_weekdays_and_months(english):
    assert wording.day_week(SATURDAY) == "11-28 (Sat)"
    assert wording.day_long(SATURDAY) == "Sat 28 Nov"
    assert wording.weekday(SATURDAY) == "Saturday"


@pytest.mark.parametrize(
    "write",
    [wording.day, wording.day_short, wording.day_week, wording.day_long, wording.clock,
     wording.moment, wording.thousands],
)  # fmt: skip
def test_what_is_missing_reads_as_a_dash(write):
    assert write(None) == "—"


def test_numbers_have_a_comma_from_a_thousand_on():
    assert [wording.thousands(number) for number in (0, 999, 1000, 1076543)] == [
        "0",
        "999",
        "1,000",
        "1,076,543",
    ]


def test_a_sentence_is_said_in_the_readers_language():
    sentence = Text("请核实。", "Please check.")
    refused = TooLate(why=sentence, ground="ccl-2019:27", remedy="")
    with override("en"):
        assert wording.said(sentence) == wording.said(refused) == "Please check."
    with override("zh-hans"):
        assert wording.said(sentence) == wording.said(refused) == "请核实。"


def test_plain_and_lazy_sentences_are_said_as_they_are(chinese):
    assert wording.said("冯远帆") == "冯远帆"
    assert wording.said(gettext_lazy("Look again")) == "再看看"
    assert wording.said(None) == ""


def test_lists_cite_an_article_shortly(chinese):
    assert wording.cite_short("ccl-2019:29.2") == "法 29 条"
    assert wording.cite_short("measures-2020:27") == "办法 27 条"
    assert wording.cite_short("house:two-people") == "平台规则"


def test_lists_cite_an_article_shortly_in_english(english):
    assert wording.cite_short("ccl-2019:29.2") == "Act 29"
    assert wording.cite_short("local:one-day") == "local rule"


def test_papers_and_reasons_cite_an_article_in_full(chinese):
    assert wording.cite("ccl-2019:29.2") == "《中华人民共和国社区矫正法》第二十九条第二款"


def test_an_unknown_article_is_named_as_it_came(chinese):
    assert wording.cite("nowhere-1900:1") == "nowhere-1900:1"
    assert not wording.is_read("nowhere-1900:1")


def test_only_words_read_in_the_official_text_count_as_checked():
    assert wording.is_read("ccl-2019:29.2")
    assert not wording.is_read("measures-2020:27")
    assert wording.is_own_rule("house:two-people")
    assert not wording.is_own_rule("ccl-2019:29.2")


def test_a_rule_of_our_own_is_never_dressed_up_as_law(chinese):
    assert wording.cite("house:two-people") == "平台规则"
    assert wording.cite("local:one-day") == "本局规定"
