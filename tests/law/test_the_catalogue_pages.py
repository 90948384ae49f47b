"""The generated pages name every rule, every value and every article."""

import pytest

from guihang.cli import reference_law
from guihang.law import coverage, statutes
from guihang.law.rules import load


@pytest.fixture(scope="module")
def pages():
    return {
        "rules": reference_law.rule_pages(),
        "parameters": reference_law.parameter_pages(),
        "articles": reference_law.article_pages(),
    }


def test_every_rule_has_its_sentence_articles_examples_and_callers(pages):
    parts = pages["rules"].split("\n### ")
    found = {part.split("`")[1]: part for part in parts[1:]}
    assert set(found) == set(load())
    for name, entry in load().items():
        assert entry.says.zh in found[name] and entry.says.en in found[name]
        assert all(f"`{one}`" in found[name] for one in entry.articles)
        assert "| for example | on | answer |" in found[name]
        assert "Asked by: " in found[name]


def test_a_rule_names_the_values_it_reads_with_their_history(pages):
    part = pages["rules"].split("### `records.kept`")[1].split("\n### ")[0]
    assert "`records.logs_kept` = 6 months | 2017-06-01 | `csl-2016:21`" in part
    assert "`records.logs_kept` = 6 months | 2026-01-01 | `csl-2025:23`" in part
    assert "`leave." not in part


def test_what_a_rule_does_not_model_is_said(pages):
    part = pages["rules"].split("### `minors.manner`")[1].split("\n### ")[0]
    assert "Not modelled: who attends in place of a guardian" in part


def test_every_value_says_when_it_is_due_for_checking(pages):
    for values in statutes.parameters().values():
        for value in values:
            again = value.checked.replace(year=value.checked.year + 1)
            line = next(
                line
                for line in pages["parameters"].splitlines()
                if f"`{value.key}`<br>" in line and f"| {value.since} |" in line
            )
            assert line.endswith(f"| {again} |")


def test_every_article_of_the_act_and_the_measures_has_a_line(pages):
    for listed in coverage.covered().values():
        for one in listed:
            assert f"| {one.article.split(':')[1]} | {one.title.zh} (" in pages["articles"]
    assert "not modelled, because: 经费" not in pages["articles"]
    assert "政府预算事项，不属于办案" in pages["articles"]
    assert "治安管理处罚法" in pages["articles"]
