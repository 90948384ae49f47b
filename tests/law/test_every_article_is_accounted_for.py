"""Every article of the Act and of the Measures is carried out, or it is said why not."""

import pytest

from guihang.law import coverage

ARTICLES = [one for listed in coverage.covered().values() for one in listed]


@pytest.mark.parametrize("one", ARTICLES, ids=lambda one: one.article)
def test_an_article_is_carried_out_or_it_is_said_why_not(one):
    assert one.title.zh and one.title.en
    assert one.is_carried_out is (one.why_not is None)


def test_no_article_of_the_act_or_the_measures_is_left_out():
    found = coverage.covered()
    for instrument, last in (("ccl-2019", 63), ("measures-2020", 59)):
        numbers = [one.article for one in found[instrument]]
        assert numbers == [f"{instrument}:{number}" for number in range(1, last + 1)]


def test_a_paragraph_and_an_item_belong_to_their_article():
    assert coverage.whole("ccl-2019:29.2") == "ccl-2019:29"
    assert coverage.whole("psl-2025:72(4)") == "psl-2025:72"
    assert coverage.whole("cl-1997:37-1") == "cl-1997:37-1"
    by = {one.article: one for one in ARTICLES}["ccl-2019:44"]
    assert "closing.outcome" in by.rules and "closing.discharge" in by.obligations
    assert "closing.summary_before" in coverage.covered()["measures-2020"][52].parameters
