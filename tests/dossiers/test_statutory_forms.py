"""The twelve forms of a case from receipt to discharge: what each says, and how it is drawn."""

import io
import os
import re
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from form_facts import (
    MINOR,
    OLD_WOMAN,
    OWN,
    PAROLED,
    REPAIRMAN,
    SURVEILLED,
    TWELVE,
    entries_of,
    laid_out,
    lay_out_whole,
)

from guihang.dossiers import forms, layout, reading, rendering
from guihang.dossiers.numbers import DOSSIERS
from guihang.law.articles import article
from guihang.law.codes import Kind
from guihang.law.refusals import BadFacts

GOLDEN = Path(__file__).parent / "golden"
BY_KIND = {"管制": SURVEILLED, "缓刑": REPAIRMAN, "假释": PAROLED, "暂予监外执行": OLD_WOMAN}
VARIANTS = {
    "induction-outside": ("induction", OLD_WOMAN, {}),
    "induction-parole": ("induction", PAROLED, {"rights_lost": "一年，自假释之日起计算。"}),
    "induction-surveillance": ("induction", SURVEILLED, {}),
    "induction-minor": ("induction", MINOR, {}),
    "arrival_notice-outside": ("arrival_notice", OLD_WOMAN, {}),
    "arrival_report-missing": (
        "arrival_report",
        REPAIRMAN,
        {
            "punctuality": "未报到且下落不明",
            "arrived_on": "",
            "reason": "电话停机，家属称去向不明。",
            "measures": "已走访居住地和原工作单位。",
        },
    ),
    "certificate-parole": ("certificate", PAROLED, {"remaining": "剥夺政治权利一年。"}),
    "certificate-pardon": ("certificate", PAROLED, {"discharge_ground": "被赦免"}),
}
PAGES = {code: 2 for code in TWELVE} | {
    "documents_receipt": 1,
    "completion_notice": 1,
    "arrival_report": 1,
    "leave_sheet": 1,
    "certificate": 1,
    "discharge_notice": 1,
}
LONG_NAME = "阿卜杜热西提·买买提"
LONG_TEXT = "因家庭成员患病住院需要照料，并办理有关手续，" * 100


@pytest.fixture(scope="module")
def at_hand():
    return rendering.fonts()


def agrees(text, name):
    """Compare with an approved document; APPROVE=1 takes the new one, to be read in the diff."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("APPROVE"):
        path.write_text(text, encoding="utf-8")
    return text == path.read_text(encoding="utf-8")


def drawn(document, at_hand):
    return pypdf.PdfReader(io.BytesIO(rendering.pdf(document, at_hand)))


def words(reader):
    """What the pages say in one piece, without their numbers."""
    printed = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    return re.sub(r"(?<=版）)第\d页共\d页", "", printed)


def said(code, person=REPAIRMAN, **changed):
    return reading.as_text(laid_out(code, person, **changed))


@pytest.mark.parametrize("code", TWELVE)
def test_a_form_reads_as_it_was_approved(code):
    assert agrees(said(code), code)


@pytest.mark.parametrize("name", VARIANTS)
def test_a_form_reads_as_approved_for_another_kind_of_person(name):
    code, person, changed = VARIANTS[name]
    assert agrees(said(code, person, **changed), name)


@pytest.mark.parametrize("code", TWELVE)
def test_what_a_case_knows_fills_every_required_place(code):
    form = forms.form(code)
    assert forms.missing(form, forms.filled(form, entries_of(code))) == ()


@pytest.mark.parametrize("code", TWELVE)
def test_a_form_is_drawn_archival_with_everything_it_says_on_its_pages(code, at_hand):
    document = laid_out(code)
    reader = drawn(document, at_hand)
    assert len(reader.pages) == PAGES[code]
    assert document.title in reader.metadata.title
    xmp = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>\s*2\s*<", xmp) and re.search(r"pdfuaid:part>\s*1\s*<", xmp)
    printed = words(reader)
    for text in layout.texts(document):
        assert re.sub(r"\s", "", text) in printed
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())


@pytest.mark.parametrize("person", [*BY_KIND.values(), MINOR], ids=lambda one: one["name"])
@pytest.mark.parametrize("code", TWELVE)
def test_a_form_never_takes_more_than_two_pages_for_anybody_of_the_cast(code, person, at_hand):
    assert len(rendering.pages(laid_out(code, person), at_hand)) <= 2


@pytest.mark.parametrize("code", TWELVE)
def test_a_form_can_be_drawn_with_every_optional_place_empty(code, at_hand):
    form = forms.form(code)
    needed = {field.name for field in form.fields if field.required}
    document = lay_out_whole(
        code, {name: entry for name, entry in entries_of(code).items() if name in needed}
    )
    text = reading.as_text(document)
    assert "自起至止" not in text and "（，" not in text and "，。" not in text
    assert rendering.pdf(document, at_hand)


@pytest.mark.parametrize("code", TWELVE)
def test_a_long_name_and_long_words_are_printed_whole(code, at_hand):
    form = forms.form(code)
    long = {
        field.name: LONG_TEXT[: field.longest]
        for field in form.fields
        if field.kind is forms.Kind.TEXT
    }
    document = laid_out(code, **{**long, "name": LONG_NAME})
    printed = words(drawn(document, at_hand)).replace(re.sub(r"\s", "", document.foot), "")
    assert LONG_NAME in printed
    for text in layout.texts(document)[:-1]:
        assert re.sub(r"\s", "", text) in printed


def test_every_kind_of_paper_has_numbers_of_its_own():
    kinds = [form.kind for form in forms.all_forms()]
    assert len(kinds) == len(set(kinds))
    assert DOSSIERS not in kinds


@pytest.mark.parametrize("form", forms.all_forms(), ids=lambda form: form.code)
def test_a_form_quotes_an_article_word_for_word_where_the_law_has_it(form):
    for cited in form.articles:
        known = article(cited.name)
        assert cited.read == known.may_be_printed()
        if cited.read:
            assert cited.quote in (known.quote or "").replace("\n", "")
            assert known.citation().zh.endswith(f"》{cited.place}")


@pytest.mark.parametrize("person", BY_KIND.values(), ids=BY_KIND)
@pytest.mark.parametrize("code", TWELVE)
def test_no_form_prints_the_number_of_an_article_nobody_read(code, person):
    assert not re.search(r"实施办法》第", said(code, person))


def test_the_forms_know_the_four_kinds_of_person_the_law_knows():
    assert forms.form("induction").field("kind").choices == tuple(kind.says.zh for kind in Kind)


@pytest.mark.parametrize("code", ["arrival_notice", "induction", "leave_notice"])
@pytest.mark.parametrize("kind", BY_KIND)
def test_the_consequences_are_those_of_the_persons_own_kind(code, kind):
    follows = {"缓刑": "撤销缓刑", "假释": "撤销假释", "暂予监外执行": "收监"}
    text = said(code, BY_KIND[kind])
    for other, words_ in follows.items():
        if other == "暂予监外执行" and kind == "假释":
            continue
        assert (words_ in text) is (other == kind)
    assert ("治安管理处罚" in text) is (kind != "假释")


@pytest.mark.parametrize(
    ("kind", "effect"),
    [("管制", "解除管制"), ("缓刑", "原判的刑罚不再执行"), ("假释", "原判刑罚已经执行完毕")],
)
@pytest.mark.parametrize("code", ["certificate", "discharge_notice"])
def test_a_discharge_says_what_becomes_of_the_sentence(code, kind, effect):
    assert effect in said(code, BY_KIND[kind])
    assert effect not in said(code, BY_KIND[kind], discharge_ground="被赦免")
    assert "赦免" in said(code, BY_KIND[kind], discharge_ground="被赦免")


def test_a_certificate_has_its_stub_and_itself_under_one_number_across_the_cut(at_hand):
    document = laid_out("certificate")
    text = reading.as_text(document)
    stub, whole = text.split("（骑缝章）")
    assert "解除社区矫正证明书（存根）" in stub and "领取人（签名、捺印）" in stub
    assert "特此证明" in whole and document.signature.by in whole
    assert stub.count(document.number) == 2 and document.number in whole
    assert words(drawn(document, at_hand)).count(re.sub(r"\s", "", document.number)) == 3


def test_a_certificate_stays_on_one_page_with_a_long_name_and_what_still_runs(at_hand):
    still = "附加剥夺政治权利一年，自2027年5月13日起至2028年5月12日止，由公安机关执行。"
    long = {
        "organ_name": "新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院",
        "remaining": still * 2,
    }
    document = laid_out("certificate", PAROLED, name=LONG_NAME, **long)
    assert len(rendering.pages(document, at_hand)) == 1


def test_the_stub_of_a_draft_has_no_day():
    form = forms.form("certificate")
    blank = layout.Imprint("（　　　）　　字第　　号", laid_out("certificate").day, "某大队", None)
    draft = layout.lay_out(form, forms.filled(form, entries_of("certificate")), blank)
    assert f"发证日期：{layout.BLANK_DAY}" in reading.as_text(draft)


def test_a_guardian_signs_beside_a_minor_and_nobody_beside_others():
    assert "监护人（签名）" in said("induction", MINOR)
    assert "监护人（签名）" not in said("induction")


def test_the_group_never_reads_what_the_crime_was():
    assert not {"crime", "crime_facts", "penalty"} & {
        field.name for field in forms.form("group_agreement").fields
    }


def test_a_womans_group_is_told_that_a_woman_belongs_to_it():
    rule = "社区矫正对象为女性的，矫正小组中应有女性成员"
    assert rule in said("group_agreement", OLD_WOMAN)
    assert rule not in said("group_agreement")


def test_the_official_sheet_ticks_the_one_place_that_is_true():
    grid = next(block for block in laid_out("basic_sheet").blocks if isinstance(block, layout.Grid))
    row = next(row for row in grid.rows if "在规定时" in row[0].lines)
    assert [cell.lines for cell in row[1::2]] == [("√",), ("",), ("",)]


def test_the_official_sheet_keeps_its_empty_places_and_four_lines_for_a_life():
    text = reading.as_text(lay_out_whole("basic_sheet", {"name": "某", "kind": "缓刑"}))
    assert "政治面貌 | \n" in text
    assert text.count(" |  | \n") >= 4
    assert "本文书采用司法部文书格式" in text


def test_items_with_columns_stand_in_columns_and_are_read_as_one_line_elsewhere():
    assert "蒋桂花 | 清桥社区居委会委员 | 走访，了解生活情况 | 13900000021" in said("induction")
    assert "1．湖南省长沙市岳麓区桐梓坡路，唐国富（叔父），13900000031" in said("leave_notice")


def test_a_column_never_breaks_into_two():
    assert forms.columns("甲｜乙", " 丙 ") == "甲/乙｜丙"


def test_more_columns_than_the_table_has_stay_in_the_last():
    text = said("documents_receipt", papers=["判决书｜一号｜3｜另附光盘"])
    assert "判决书 | 一号 | 3｜另附光盘" in text


@pytest.mark.parametrize("field", ["kind", "punctuality"])
def test_a_choice_takes_none_but_its_own_words(field):
    with pytest.raises(BadFacts, match="须从中选择") as refused:
        forms.filled(forms.form("basic_sheet"), {field: "剥夺政治权利"})
    assert refused.value.field == field


def test_a_form_says_of_a_shared_field_only_what_is_its_own():
    field = forms.form("leave_sheet").field("phone")
    assert (field.label.zh, field.empty) == ("个人联系电话", "未登记")
    assert forms.form("basic_sheet").field("phone").empty == ""


def test_a_leave_that_no_decision_granted_has_no_sheet():
    assert forms.form("leave_sheet").by_decision


@pytest.mark.parametrize("code", TWELVE)
def test_a_screen_reader_meets_every_word_of_a_form(code):
    html = reading.as_html(laid_out(code))
    heard = re.sub(r"<[^>]+>", "", html)
    for text in layout.texts(laid_out(code)):
        assert text in heard
    assert ('scope="row"' in html) is any(
        isinstance(block, layout.Grid | layout.Rows) for block in laid_out(code).blocks
    ) or code in {"group_agreement", "certificate"}


def test_a_label_takes_the_rows_it_stands_beside():
    html = reading.as_html(laid_out("basic_sheet"))
    assert '<th scope="row" rowspan="5">个人简历</th>' in html
    assert '<th scope="col" colspan="3">工作单位或家庭地址</th>' in html


def test_a_block_nobody_can_draw_is_named_with_its_form():
    form = forms.form("certificate")
    broken = replace(form, body=(replace(form.body[0], block="poem"),))
    with pytest.raises(ValueError, match="certificate has a block nobody can draw: poem"):
        layout.lay_out(broken, forms.filled(form, {}), _imprint())


def test_the_last_words_go_with_the_seal(at_hand):
    for code in OWN:
        last = drawn(laid_out(code), at_hand).pages[-1].extract_text()
        assert len(re.sub(r"\s", "", last)) > 100


def _imprint():
    return layout.Imprint("（2026）冷矫解字第 1 号", laid_out("certificate").day, "某大队", None)


@pytest.mark.parametrize("form", forms.all_forms(), ids=lambda form: form.code)
def test_a_form_asks_for_nothing_that_changes_nothing_on_it(form):
    parts = (*form.body, *(form.stub.body if form.stub else ()))
    plans = [
        plan for part in parts for plan in (*part.rows, *(c for row in part.cells for c in row))
    ]
    sentences = [*(part.text for part in parts), *(plan.text for plan in plans)]
    sentences += [form.receipt.recipient, form.receipt.text] if form.receipt else []
    printed = {plan.field for plan in plans} | set(layout.PLACE.findall("".join(sentences)))
    decides = {one.field for place in (*parts, *plans) for one in place.when}
    assert {field.name for field in form.fields} <= printed | decides
