"""The desk of approvals: choosing, asking, what the law says, the list, what is noted."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from approving import WENT, approval_play
from guihang.decisions.models import Matter
from guihang.ledger.models import Entry
from guihang.supervision.approvals import plans


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def play(cast):
    """One person under correction, and the officers around him."""
    return approval_play(cast)


def asking(play, kind=plans.TRAVEL):
    return f"/cases/{play.case.number}/approvals/{kind}/"


def page_of(play):
    return reverse("desk:matter", args=[play.matter.number])


def travel(play, **changes):
    return {
        "came_by": "counter",
        "words": "在零陵送货，生活来源。",
        "code0": "431102",
        "place1": "广东省东莞市",
        "times": "工作日",
        "frequency": "每周五次",
        "files": [play.attach()],
        "once": "one-press",
        **changes,
    }


def test_an_officer_finds_the_person_and_asks_for_frequent_travel(play, desk):
    at = desk("township_officer").open("/approvals/new/?q=唐")
    choosing = f"/cases/{play.case.number}/approvals/new/"
    assert choosing in at.page
    assert asking(play) in at.open(choosing).page
    assert at.open(asking(play)).status == 200
    assert at.send(asking(play), **travel(play)).status == 302
    made = Matter.objects.get(kind=plans.TRAVEL)
    assert [one["place"] for one in made.fields["stated"]["places"]] == ["零陵区", "广东省东莞市"]


def test_what_the_law_says_stands_beside_the_form_before_it_is_sent(play, desk):
    said = desk("township_officer").send(f"{asking(play)}judged/", **travel(play)).words
    assert "由社区矫正机构决定" in said and "2027-05-22" in said


def test_what_is_refused_stands_at_its_field_and_nothing_typed_is_lost(play, desk):
    at = desk("township_officer").send(asking(play), **travel(play, files=[]))
    assert at.status == 422
    assert "证明材料" in at.words and "在零陵送货" in at.page


def test_a_kind_of_approval_that_does_not_exist_is_not_found(play, desk):
    assert desk("township_officer").open(asking(play, "nothing")).status == 404


def test_a_device_is_offered_only_where_a_fact_proves_a_circumstance(play, cast, desk):
    choosing = f"/cases/{play.case.number}/approvals/new/"
    at = desk("township_officer").open(choosing)
    assert asking(play, plans.DEVICE) not in at.page and "五种情形" in at.words
    play.note(WENT)
    at.open(choosing)
    assert asking(play, plans.DEVICE) in at.page and "未经批准离开" in at.words


def test_a_neighbour_sees_neither_the_case_nor_the_approval(play, desk):
    play.ask()
    far = desk("far_officer")
    assert far.open(asking(play)).status == 404
    assert far.send(f"/approvals/{play.matter.number}/show/words/", reason="核查").status == 404
    assert "唐建平" not in far.open("/approvals/?tab=all").words


def test_the_page_of_an_approval_shows_what_holds_and_who_must_be_told(play, desk):
    play.told()
    words = desk("squad_officer").open(page_of(play)).words
    assert "有效中" in words and "还剩 181 日" in words


def test_sealed_words_are_shown_for_a_reason_and_the_reading_is_recorded(play, desk):
    play.ask()
    at, address = desk("squad_officer"), f"/approvals/{play.matter.number}/show/words/"
    before = Entry.objects.count()
    assert "送货" in at.send(address, reason="request").page
    assert Entry.objects.count() == before + 1


def test_a_returned_request_is_completed_and_handed_in_again(play, desk):
    play.ask()
    play.act("return_matter", "squad_officer", note_of("请补充频次。"))
    address = f"/approvals/{play.matter.number}/complete/"
    at = desk("township_officer").open(address)
    assert "请补充频次" in at.words
    again = travel(play, frequency="每周三次", version=play.matter.version)
    assert at.send(address, **again).status == 302
    play.matter.refresh_from_db()
    assert play.matter.stage == "asked"
    assert play.matter.fields["stated"]["frequency"] == "每周三次"


def note_of(words):
    from guihang.decisions.actions import Note

    return Note(reasons=words)


def test_the_list_is_narrowed_by_state_and_kind_and_taken_out_for_a_purpose(play, desk):
    play.told()
    at = desk("squad_leader")
    assert "唐建平" in at.open("/approvals/?tab=running").words
    assert "唐建平" not in at.open("/approvals/?tab=running&kind=contact").words
    assert at.send("/approvals/export/?tab=running", purpose="").status == 422
    book = at.send("/approvals/export/?tab=running", purpose="月度核查")
    cells = load_workbook(io.BytesIO(book.answer.content)).active.iter_rows(values_only=True)
    assert any("唐建平" in row for row in cells)


def test_the_case_shows_its_approvals_and_leads_to_asking(play, desk):
    play.told()
    at = desk("township_officer").open(f"/cases/{play.case.number}/")
    assert page_of(play) in at.page and f"/cases/{play.case.number}/approvals/new/" in at.page


def test_a_duty_about_an_approval_leads_to_its_page(play, desk):
    play.ask()
    at = desk("squad_officer").open(f"/approvals/of/{play.approval.of}/")
    assert at.answer.headers["Location"] == page_of(play)
    assert desk("far_officer").open(f"/approvals/of/{play.approval.of}/").status == 404


def test_a_device_is_put_on_assessed_and_taken_off_on_its_page(play, desk, settings):
    play.note(WENT)
    play.order()
    settings.GUIHANG_TODAY = play.approval.begins
    at, noting = desk("squad_officer"), f"/approvals/{play.matter.number}"
    day = play.approval.begins.isoformat()
    refused = at.send(f"{noting}/put-on/", day=day, apparatus="phone")
    assert refused.status == 422
    assert at.send(f"{noting}/put-on/", day=day, apparatus="wristband").status == 302
    assessed = {"is_needed": "yes", "words": "仍有擅自离开的可能。"}
    assert at.send(f"{noting}/assess/", **assessed).status == 302
    longer = f"/approvals/device_extension/?extends={play.matter.number}"
    assert "/approvals/device_extension/?extends=" in at.open(page_of(play)).page, longer
    assert at.send(f"{noting}/take-off/", day=day, because="not_needed").status == 302
    assert "不需要继续使用" in at.open(page_of(play)).words


def test_health_reports_and_reviews_are_noted_on_their_page(cast, desk):
    from lives import OLD, OUTSIDE

    play = approval_play(cast, person=OLD, order=OUTSIDE)
    address = f"/health/{play.case.number}/"
    at = desk("township_officer")
    assert address in at.open(f"/cases/{play.case.number}/").page
    assert "2027-01-28" in at.open(address).words
    sent = {"what": "review", "day": "2026-11-23", "words": "市中心医院复查，病情稳定。"}
    refused = at.send(address, **sent, is_named="no", file=play.attach())
    assert refused.status == 422 and "指定" in at.words
    assert at.send(address, what="report", day="2026-11-23", words="按时服药。").status == 302
    assert "2026-12-23" in at.open(address).words
    assert desk("far_officer").open(address).status == 404
