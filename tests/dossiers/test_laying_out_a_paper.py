"""From fields to a document: what the paper says, and that nothing written can do more than say."""

import json
import os
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typst
from entrusting import DAY, FIELDS, ISSUED, entrustment
from hypothesis import given, settings
from hypothesis import strategies as st

from guihang.dossiers import forms, layout, reading, typesetting
from guihang.law.refusals import BadFacts, Missing

GOLDEN = Path(__file__).parent / "golden"
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


class Words(HTMLParser):
    """The text a screen reader meets, and the tags around it."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags = "", set()
        self.feed(html)

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)


def agrees(text, name):
    """Compare with an approved document; APPROVE=1 takes the new one, to be read in the diff."""
    path = GOLDEN / name
    if os.environ.get("APPROVE"):
        path.write_text(text, encoding="utf-8")
    return text == path.read_text(encoding="utf-8")


def test_an_entrustment_reads_as_it_was_approved():
    assert agrees(reading.as_text(entrustment()), "entrustment.txt")


def test_a_draft_has_neither_number_nor_day_nor_code():
    draft = layout.Imprint("（　　　）　　字第　　号", DAY, "冷水滩区社区矫正执法大队", None)
    assert agrees(reading.as_text(entrustment(draft)), "entrustment-draft.txt")


def test_an_entrustment_without_conditions_says_that_there_are_none():
    rows = next(one for one in entrustment(conditions="").blocks if isinstance(one, layout.Rows))
    assert ("委托条件", ("无。",)) in [(row.label, row.lines) for row in rows.rows]


def test_the_article_is_printed_as_it_stands_in_the_act():
    article = forms.form("entrustment").article("ccl-2019:9.2")
    assert article.cited == "《中华人民共和国社区矫正法》第九条第二款"
    assert f"“{article.quote}”" in reading.as_text(entrustment())


def test_an_article_nobody_read_is_printed_without_its_number():
    article = replace(forms.form("entrustment").articles[0], read=False)
    assert article.cited == "《中华人民共和国社区矫正法》有关条款"


def test_a_paper_in_our_own_words_says_so():
    assert "本文书格式与措辞为自拟" in reading.as_text(entrustment())


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 11, 23), "2026年11月23日"), (date(2027, 1, 5), "2027年1月5日")],
)
def test_a_day_is_written_as_papers_write_it(day, words):
    assert layout.chinese_day(day) == words


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_whatever_is_written_stays_text_for_the_typesetter(text):
    assert json.loads(typst.eval(b"", typesetting.literal(text))) == text


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_whatever_is_written_stays_text_for_the_screen_reader(text):
    plain = Words(reading.as_html(entrustment(responsible="某")))
    written = Words(reading.as_html(entrustment(responsible=f"某{text[:30]}")))
    assert written.tags == plain.tags
    assert forms.cleaned(f"某{text[:30]}").replace("\n", " ").split()[0] in written.text


@pytest.mark.parametrize("text", ['"]; #pagebreak()', '#read("/etc/passwd")', "{number}", "*强调*"])
def test_markup_and_places_in_a_field_are_printed_as_they_were_typed(text):
    document = entrustment(responsible=text)
    assert text in reading.as_text(document)
    source = typesetting.typst_source(
        document, families=("Noto Serif SC",), undrawn=frozenset(), qr="", draft=False
    )
    assert typesetting.literal(text) in source


def test_what_cannot_be_seen_is_not_printed():
    hidden = "张\u202e三\u200b\ufeff\x07"
    assert forms.filled(forms.form("entrustment"), FIELDS | {"responsible": hidden})[
        "responsible"
    ] == ("张三")


def test_a_field_that_is_not_on_the_form_is_refused():
    with pytest.raises(BadFacts, match="没有“salary”这一栏") as refused:
        forms.filled(forms.form("entrustment"), FIELDS | {"salary": "1"})
    assert refused.value.field == "salary"


@pytest.mark.parametrize(
    ("field", "entry", "says"),
    [
        ("since", "1 December", "日期须写成"),
        ("office", "所" * 61, "最多 60 字，现有 61 字"),
        ("powers", ["一"] * 31, "最多填写 30 项"),
        ("powers", 7, "须逐项填写"),
        ("office", 7, "须填写文字"),
    ],
)
def test_a_field_filled_in_wrongly_is_refused_at_its_place(field, entry, says):
    with pytest.raises(BadFacts, match=says) as refused:
        forms.filled(forms.form("entrustment"), FIELDS | {field: entry})
    assert refused.value.field == field


def test_the_required_fields_that_are_empty_are_named():
    form = forms.form("entrustment")
    lacking = forms.missing(form, forms.filled(form, FIELDS | {"powers": [], "conditions": ""}))
    assert [field.name for field in lacking] == ["powers"]


@pytest.mark.parametrize("code", ["no_such_form", "../entrustment", "/etc"])
def test_there_is_no_paper_without_a_form(code):
    with pytest.raises(Missing, match="没有"):
        forms.form(code)


@pytest.mark.parametrize("form", forms.all_forms(), ids=lambda form: form.code)
def test_every_form_can_be_laid_out_empty_and_full(form):
    empty = forms.filled(form, {})
    assert layout.lay_out(form, empty, ISSUED).title == form.title.zh
    samples = {"day": "2026-11-23", "items": ["一项"]}
    full = {
        field.name: field.choices[0] if field.choices else samples.get(field.kind, "字")
        for field in form.fields
    }
    assert reading.as_text(layout.lay_out(form, forms.filled(form, full), ISSUED))


@pytest.mark.parametrize("form", forms.all_forms(), ids=lambda form: form.code)
def test_a_form_names_its_articles_and_its_fields_in_both_languages(form):
    assert all(field.label.zh and field.label.en for field in form.fields)
    assert form.title.zh and form.title.en
    # A paper of a step no law asks for cites none, and says whose rule it is.
    own = any("本局规定" in (part.text or "") for part in form.body)
    # One of several kinds of decision prints the grounds of the decision itself.
    told = any(field.name == "basis" and field.required for field in form.fields)
    assert form.articles or own or told
    assert all(article.quote for article in form.articles if article.read)


def test_the_short_hash_is_read_out_in_groups_of_four():
    assert layout.short_hash("ab12cd34ef56a789" + "0" * 48) == "AB12 CD34 EF56 A789"
