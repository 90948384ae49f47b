"""An article number is printed only when its words were read, or somebody says he compared it."""

from datetime import date

import pytest

from guihang.law.amounts import Word, holds
from guihang.law.articles import Status, article, chinese, instruments, quotes
from guihang.law.refusals import BadFacts


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("ccl-2019:29.2", "《中华人民共和国社区矫正法》第二十九条第二款",
         "Community Corrections Act, art. 29(2)"),
        ("psl-2025:72(4)", "《中华人民共和国治安管理处罚法》第七十二条第四项",
         "Public Security Administration Punishments Act, art. 72 item 4"),
        ("cl-1997:37-1", "《中华人民共和国刑法》第三十七条之一", "Criminal Law, art. 37-1"),
        ("cpl-2018:105.4", "《中华人民共和国刑事诉讼法》第一百零五条第四款",
         "Criminal Procedure Law, art. 105(4)"),
    ],
)  # fmt: skip
def test_an_article_that_was_read_is_cited_with_its_number(name, zh, en):
    assert (article(name).citation().zh, article(name).citation().en) == (zh, en)


def test_an_article_from_memory_is_cited_by_its_title_alone():
    cited = article("measures-2020:27.2")
    assert cited.status is Status.MEMORY
    assert cited.citation().zh == "《中华人民共和国社区矫正法实施办法》"


@pytest.mark.parametrize("confirmed", ["measures-2020:27.2", "measures-2020:27", "measures-2020"])
def test_a_confirmation_lets_the_article_and_its_parts_be_printed(confirmed):
    cited = article("measures-2020:27.2").citation(frozenset({confirmed}))
    assert cited.zh == "《中华人民共和国社区矫正法实施办法》第二十七条第二款"


def test_a_confirmation_of_another_article_changes_nothing():
    assert not article("measures-2020:27.2").may_be_printed(frozenset({"measures-2020:2"}))


def test_a_house_rule_is_named_and_never_shown_as_law():
    assert article("house:validity").citation().en.startswith("Reckoning of this platform")
    assert not article("local:two-investigators").may_be_printed()


def test_an_article_seen_on_an_official_page_is_secondary():
    assert article("measures-2020:34.1(2)").status is Status.SECONDARY
    assert article("measures-2020:26.3").status is Status.SECONDARY
    assert article("measures-2020:26.2").status is Status.MEMORY


def test_a_repealed_article_knows_its_successor():
    assert article("psl-2012:60(4)").superseded_by == "psl-2025:72(4)"
    assert article("pl-2012:33").superseded_by == "pl-2026:54"
    assert article("ccl-2019:29").superseded_by is None


def test_a_version_is_in_force_between_its_days():
    old, new = instruments()["psl-2012"], instruments()["psl-2025"]
    assert old.in_force(date(2025, 12, 31)) and not old.in_force(date(2026, 1, 1))
    assert new.in_force(date(2026, 1, 1)) and not new.in_force(date(2025, 12, 31))


@pytest.mark.parametrize("name", ["ccl-2019", "ccl-1999:1", "ccl-2019:x", "", "ccl-2019:29.2.3"])
def test_what_is_no_article_is_refused(name):
    with pytest.raises(BadFacts):
        article(name)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (1, "一"), (10, "十"), (12, "十二"), (29, "二十九"), (100, "一百"),
     (105, "一百零五"), (110, "一百一十"), (202, "二百零二"), (543, "五百四十三")],
)  # fmt: skip
def test_numbers_are_written_as_statutes_write_them(number, words):
    assert chinese(number) == words


@pytest.mark.parametrize(
    ("word", "below", "same", "above"),
    [
        (Word.NOT_BELOW, False, True, True),
        (Word.WITHIN, True, True, False),
        (Word.NOT_ABOVE, True, False, False),
        (Word.OVER, False, False, True),
    ],
)
def test_the_measures_include_the_number_in_some_words(word, below, same, above):
    includes = instruments()["measures-2020"].includes
    assert [holds(order, word, includes) for order in (-1, 0, 1)] == [below, same, above]


def test_the_criminal_law_also_includes_it_downwards():
    assert holds(0, Word.NOT_ABOVE, instruments()["cl-1997"].includes)


def test_only_official_articles_are_quoted_and_each_quote_is_one_of_an_article():
    for name, words in quotes().items():
        assert article(name).status is Status.OFFICIAL
        assert article(name).quote == words
        assert words.strip() == words and words.endswith(("。", "；", "：", "的", "；"))
    assert article("measures-2020:53").quote is None
    assert article("ccl-2019:45").quote.endswith("社区矫正终止。")
