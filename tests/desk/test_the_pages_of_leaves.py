import io
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfWriter

import leaving
from guihang.decisions import queries
from guihang.decisions.models import Matter
from guihang.ledger.models import Entry
from guihang.supervision.models import Trip
from leaving import TODAY

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def leave(cast):
    """One person under correction, and the officers around him."""
    return leaving.play(cast)


def asked(days=8, ahead=4, **changes):
    leaves = TODAY + ahead * DAY
    return {
        "came_by": "counter",
        "reason": "family",
        "words": "母亲住院，前往照料。",
        "code0": "44",
        "place0": "广东省东莞市长安镇",
        "contact0": "唐建华",
        "phone0": "13800000001",
        "leaves": leaves.isoformat(),
        "returns": (leaves + (days - 1) * DAY).isoformat(),
        "once": "one-press",
        **changes,
    }


def asking(leave):
    return f"/cases/{leave.case.number}/leave/new/"


def judging(leave):
    return f"/cases/{leave.case.number}/leave/judged/"


def test_an_officer_finds_the_person_and_enters_what_he_asks_for(leave, desk):
    at = desk("township_officer").open("/leave/new/?q=唐")
    assert "唐建平" in at.words and asking(leave) in at.page
    assert at.open(asking(leave)).status == 200
    found = at.send(asking(leave), **asked())
    assert found.status == 302
    matter = Matter.objects.get(kind="leave")
    assert matter.applicant.name == "唐建平"
    assert found.answer.headers["Location"].startswith("/matters/2026-")


def test_a_person_is_found_by_initials_and_a_strangers_not_at_all(leave, desk):
    assert "唐建平" in desk("squad_officer").open("/leave/new/?q=tjp").words
    assert "没有符合的人员" in desk("far_officer").open("/leave/new/?q=唐").words


def test_the_same_press_enters_one_request(leave, desk):
    at = desk("township_officer")
    answers = {at.send(asking(leave), **asked()).answer.headers["Location"] for _ in "12"}
    assert len(answers) == Matter.objects.filter(kind="leave").count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"returns": TODAY.isoformat()}, "返回日期早于离开日期"),
        ({"leaves": "someday"}, "离开日期"),
        ({"place0": ""}, "所到市、县及地址"),
        ({"code0": "81"}, "不准出境"),
        ({"code0": "431102", "place0": "零陵区"}, "不需要请假"),
        ({"reason": "medical"}, "书面证明"),
        ({"words": "病"}, "未说明事由"),
        ({"came_by": "pigeon"}, "申请方式"),
        ({"leaves": (TODAY + DAY).isoformat()}, "一般应在"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(leave, desk, wrong, says):
    found = desk("township_officer").send(asking(leave), **asked(**wrong, companions="妻子李某"))
    assert found.status == 422
    assert says in found.words
    assert "妻子李某" in found.page
    assert not Matter.objects.filter(kind="leave").exists()


@pytest.mark.parametrize("name", ["near_officer", "far_officer", "brigade_leader", "city_officer"])
def test_the_form_is_not_there_for_who_may_not_enter_a_leave(leave, desk, name):
    assert desk(name).open(asking(leave)).status == 404
    assert desk(name).send(asking(leave), **asked()).status == 404
    assert desk(name).send(judging(leave), **asked()).status == 404


@pytest.mark.parametrize(
    ("days", "entrusted", "says"),
    [(7, True, "司法所决定"), (8, True, "社区矫正机构决定"), (31, False, "市级")],
)
def test_the_law_answers_beside_the_form_before_it_is_sent(leave, desk, days, entrusted, says):
    if entrusted:
        leave.entrust()
    found = desk("township_officer").send(judging(leave), **asked(days=days))
    assert found.status == 200
    assert says in found.page
    assert f"共外出 {days} 日" in found.page
    assert not Matter.objects.filter(kind="leave").exists()


def test_the_law_says_beside_the_form_what_would_be_refused(leave, desk):
    at = desk("township_officer")
    assert "不需要请假" in at.send(judging(leave), **asked(code0="431102")).page
    assert "已晚于一般期限" in at.send(judging(leave), **asked(ahead=1)).page
    assert "填写理由、日期和目的地后" in at.send(judging(leave), **asked(leaves="")).page
    assert at.send(judging(leave), came_by="", leaves="2026-13-45").status == 200


def test_the_matter_says_who_decides_and_why_and_shows_nothing_sealed(leave, desk):
    leave.ask(days=8)
    found = desk("squad_leader").open(f"/matters/{leave.matter.number}/")
    assert "由谁审批及依据" in found.words
    assert "共外出 8 日" in found.words
    assert "唐建平" in found.words and "本人到场" in found.words
    for hidden in ("母亲住院", "唐建华", "13800000001"):
        assert hidden not in found.page


def test_sealed_words_are_shown_for_a_reason(leave, desk):
    leave.ask()
    at = desk("squad_leader")
    number = leave.matter.number
    before = Entry.objects.filter(event="SensitiveRead").count()
    found = at.send(f"/leave/{number}/show/words/", reason="request")
    assert "母亲住院" in found.page
    assert "唐建华 13800000001" in at.send(f"/leave/{number}/show/contacts/", reason="request").page
    assert Entry.objects.filter(event="SensitiveRead").count() == before + 2
    assert at.send(f"/leave/{number}/show/fields/", reason="request").status == 422
    assert desk("far_officer").send(f"/leave/{number}/show/words/", reason="request").status == 404


def test_a_returned_request_is_completed_by_a_colleague(leave, desk):
    leave.ask()
    leave.send_back("second_township_officer")
    address = f"/leave/{leave.matter.number}/complete/"
    at = desk("squad_officer").open(address)
    assert "请补充委托条件。" in at.words and 'value="广东省东莞市长安镇"' in at.page
    sent = asked(days=9, version=queries.matter(leave.matter.number).version, once="again")
    assert at.send(address, **sent).status == 302
    assert leave.stage() == "asked"
    assert (leave.trip.returns - leave.trip.leaves).days == 8
    assert at.open(address).answer.headers["Location"] == f"/matters/{quote(leave.matter.number)}/"


def test_a_permit_shows_its_days_and_its_code_and_takes_the_return(leave, desk, settings):
    leave.up_to("confirm", days=8)
    trip = leave.trip
    leave.to_day(trip.leaves)
    settings.GUIHANG_TODAY = trip.leaves
    at = desk("township_officer").open(f"/matters/{leave.matter.number}/")
    assert "还剩 8 日" in at.words
    assert trip.notice.number in at.words
    assert "<svg" in at.page.partition('class="qr"')[2][:200]
    assert "登记销假" in at.words
    sent = {"day": trip.leaves.isoformat(), "how": "counter", "told_in_time": "", "because": ""}
    assert at.send(f"/leave/{leave.matter.number}/back/", **sent).status == 302
    assert Trip.objects.get().returned_as == "on_time"
    again = at.send(f"/leave/{leave.matter.number}/back/", **sent)
    assert again.status == 422 and "已于" in again.words


def test_a_late_return_is_asked_about_and_then_noted(leave, desk, settings):
    leave.up_to("confirm", days=8)
    trip = leave.trip
    late = trip.returns + 2 * DAY
    leave.to_day(late)
    settings.GUIHANG_TODAY = late
    at = desk("township_officer")
    address = f"/leave/{leave.matter.number}/back/"
    sent = {"day": late.isoformat(), "how": "counter"}
    assert "未写明本人是否因特殊原因及时报告" in at.send(address, **sent).words
    sent |= {"told_in_time": "no", "because": "车票售罄，未报告。"}
    assert "未告知本人后果" in at.send(address, **sent).words
    found = at.send(address, **sent, is_told="on")
    assert found.status == 302
    words = at.open(f"/matters/{leave.matter.number}/").words
    assert "逾期 2 日" in words
    assert "车票售罄" not in words


def test_who_is_not_back_stands_first_and_is_dealt_with_on_the_page(leave, desk, settings):
    leave.up_to("confirm", days=8)
    late = leave.trip.returns + DAY
    leave.to_day(late)
    settings.GUIHANG_TODAY = late
    at = desk("squad_officer")
    assert "唐建平" in at.open("/leave/?tab=late").words
    sent = {"is_reached": "no", "words": "本人及家属电话均无法接通。"}
    assert at.send(f"/leave/{leave.matter.number}/missed/", **sent).status == 302
    assert [one.day for one in leave.happened("lost")] == [late]
    again = at.send(f"/leave/{leave.matter.number}/missed/", **sent)
    assert again.status == 422


def test_a_departure_and_a_proof_are_noted_on_the_page(leave, desk, settings):
    key = leave.attach()
    leave.ask(reason="medical", is_urgent=True)
    at = desk("township_officer")
    number = leave.matter.number
    assert "补充证明" in at.open(f"/matters/{number}/").words
    assert at.send(f"/leave/{number}/proof/", key=key).status == 302
    assert at.send(f"/leave/{number}/proof/", key="nothing").status == 422
    for verb in ("check", "grant", "tell"):
        getattr(leave, verb)()
    leave.to_day(leave.trip.leaves)
    settings.GUIHANG_TODAY = leave.trip.leaves
    at = desk("township_officer")
    assert at.send(f"/leave/{number}/left/", day="").status == 422
    assert at.send(f"/leave/{number}/left/", day=leave.trip.leaves.isoformat()).status == 302
    assert Trip.objects.get().left_on == leave.trip.leaves
    assert at.send(f"/leave/{number}/fly/", day="").status == 404


def test_a_running_leave_is_lengthened_from_its_page(leave, desk, settings):
    leave.up_to("confirm", days=5)
    last = leave.trip.returns
    leave.to_day(last)
    settings.GUIHANG_TODAY = last
    at = desk("township_officer").open(f"/matters/{leave.matter.number}/")
    href = re.search(r'href="(/cases/[^"]+extends=[^"]+)"', at.page)[1].replace("&amp;", "&")
    page = at.open(href)
    assert f'value="{(last + DAY).isoformat()}"' in page.page
    sent = asked(leaves=(last + DAY).isoformat(), returns=(last + 3 * DAY).isoformat())
    judged = at.send(href.replace("/new/", "/judged/"), **sent)
    assert "社区矫正机构决定" in judged.page
    assert at.send(href, **sent).status == 302
    assert Trip.objects.filter(extends__isnull=False).count() == 1


def test_the_list_is_narrowed_and_costs_the_same_queries_whatever_its_length(
    leave, desk, django_assert_max_num_queries
):
    leave.ask(days=2)
    at = desk("squad_leader")
    assert at.open("/leave/?tab=asked").words.count("2026-外-") == 1
    assert at.open("/leave/?tab=asked&words=tjp").words.count("2026-外-") == 1
    assert "没有符合条件" in at.open("/leave/?tab=asked&words=没有的").words
    assert at.open("/leave/?tab=asked&unit=nowhere/").words.count("2026-外-") == 0
    assert at.open("/leave/?tab=nonsense").status == 200
    for sort in ("name", "leaves", "-returns", "office", "reason", "number"):
        assert at.open(f"/leave/?tab=asked&sort={sort}").status == 200
    with django_assert_max_num_queries(25) as few:
        at.open("/leave/?tab=asked")
    for n in range(1, 6):
        leave.ask(days=1, ahead=6 + 2 * n)
    with django_assert_max_num_queries(len(few.captured_queries)):
        at.open("/leave/?tab=asked")


def test_the_list_is_taken_out_for_a_purpose_only(leave, desk):
    leave.ask(destinations=(leaving.Destination("=1+1 东莞", "44"),))
    at = desk("squad_officer")
    refused = at.send("/leave/export/?tab=asked", purpose="")
    assert refused.status == 422 and not Entry.objects.filter(event="LeavesExported").exists()
    assert at.send("/leave/export/?tab=asked", purpose="短").status == 422
    answer = at.send("/leave/export/?tab=asked", purpose="月度核对外出").answer
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {"唐建平", "=1+1 东莞"} <= {cell.value for cell in cells}
    assert not any(cell.data_type == "f" for cell in cells)
    assert "母亲住院" not in str([cell.value for cell in cells])
    assert Entry.objects.filter(event="LeavesExported").count() == 1
    assert desk("procurator").send("/leave/export/", purpose="了解外出情况").status == 404


def test_a_duty_of_the_case_leads_to_the_leave_it_is_about(leave, desk):
    leave.ask()
    at = desk("squad_officer")
    found = at.open(f"/leave/of/matter.{leave.matter.pk}/").answer
    assert found.headers["Location"].startswith("/matters/2026-")
    assert at.open("/leave/of/matter.999999/").status == 404
    assert desk("far_officer").open(f"/leave/of/matter.{leave.matter.pk}/").status == 404


@pytest.mark.parametrize("verb", ["ask", "check", "grant", "tell", "confirm"])
@pytest.mark.parametrize(
    "name", ["township_officer", "squad_leader", "brigade_leader", "city_officer", "procurator"]
)
def test_every_stage_reads_for_everybody_within_reach(leave, desk, verb, name):
    leave.up_to(verb)
    found = desk(name).open(f"/matters/{leave.matter.number}/")
    assert found.status == 200
    assert "%(" not in found.page and "{{" not in found.page
    assert desk(name).open("/leave/").status == 200
    assert desk(name).open("/").status == 200


def test_leaves_read_in_english(leave, desk):
    leave.up_to("tell")
    at = desk("township_officer")
    at.client.cookies["django_language"] = "en"
    assert "Who decides, and why" in at.open(f"/matters/{leave.matter.number}/").words
    assert "Keep the phone on" in at.words
    assert "Enter the request" in at.open(asking(leave)).words


def leaf():
    written, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(written)
    return written.getvalue()


def scan(name="诊断证明.pdf", content=None):
    return SimpleUploadedFile(name, leaf() if content is None else content)


def test_a_proof_is_handed_in_with_the_request(leave, desk):
    found = desk("township_officer").send(asking(leave), **asked(fresh=[scan()]))
    assert found.status == 302
    (proof,) = Trip.objects.get().proofs.all()
    assert proof.attachment.name == "诊断证明.pdf"
    assert Entry.objects.filter(event="AttachmentAdded").count() == 1


def test_a_proof_is_not_lost_when_the_form_comes_back(leave, desk):
    content = leaf()
    wrong = asked(fresh=[scan(content=content)], leaves="")
    at = desk("township_officer").send(asking(leave), **wrong)
    assert at.status == 422 and "诊断证明.pdf 已放入档案并已选为证明" in at.words
    (kept,) = leave.case.dossier.attachments.all()
    assert re.search(f'value="{kept.key}"[^>]*checked', at.page)
    assert "母亲住院，前往照料。" in at.words
    again = asked(proofs=[str(kept.key)], fresh=[scan(content=content)])
    assert at.send(asking(leave), **again).status == 302
    assert Trip.objects.get().proofs.get().attachment == kept
    assert leave.case.dossier.attachments.count() == 1


def test_what_is_no_proof_is_said_beside_its_field_and_nothing_is_asked_for(leave, desk):
    wrong = asked(fresh=[scan("诊断证明.pdf", b"MZ\x90 not a paper")])
    at = desk("township_officer").send(asking(leave), **wrong)
    assert at.status == 422 and 'id="id_fresh_error"' in at.page or "诊断证明.pdf" in at.words
    assert not Matter.objects.filter(kind="leave").exists()
    assert not leave.case.dossier.attachments.exists()


def test_what_is_too_large_is_refused_before_it_is_read(leave, desk):
    at = desk("township_officer").send(
        asking(leave), **asked(fresh=[scan("大.pdf", b"0" * (21 << 20))])
    )
    assert at.status == 413 and "文件超过 20 MB" in at.words


def test_nobody_hands_a_proof_in_for_a_stranger(leave, desk):
    assert desk("far_officer").send(asking(leave), **asked(fresh=[scan()])).status == 404
    assert not leave.case.dossier.attachments.exists()


def test_a_form_without_its_token_takes_nothing_in(leave, cast):
    client = Client(enforce_csrf_checks=True)
    client.cookies = cast.client("township_officer").cookies
    answer = client.post(asking(leave), asked(fresh=[scan()]))
    assert answer.status_code == 403
    assert not leave.case.dossier.attachments.exists()


def test_a_file_that_is_chosen_counts_beside_the_form_before_it_is_sent(leave, desk):
    at = desk("township_officer")
    said = "该理由需要书面证明"
    assert said in at.send(judging(leave), **asked(reason="medical")).words
    assert said not in at.send(judging(leave), **asked(reason="medical", fresh="x")).words


def test_a_returned_request_is_completed_with_a_proof(leave, desk):
    leave.ask()
    leave.send_back("second_township_officer")
    number = leave.matter.number
    version = Matter.objects.get(number=number).version
    fields = asked(fresh=[scan()], version=version)
    assert desk("township_officer").send(f"/leave/{number}/complete/", **fields).status == 302
    assert Trip.objects.get().proofs.count() == 1
