"""The desk's pages of dossiers and papers, as a browser asks for them."""

import re
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from entrusting import FIELDS
from letters import put_into

import cast as the_cast
from cast import NOW
from guihang.doors.api import papers as public
from guihang.dossiers import actions, contents, forms
from guihang.dossiers.models import Attachment, Paper
from guihang.ledger.models import Entry


@pytest.fixture
def enter(cast):
    """Sign somebody of the cast in and return his browser."""

    def enter(who, **choices):
        browser = Client(**choices)
        browser.post(
            "/sign-in/", {"username": the_cast.username(who), "password": the_cast.PASSWORD}
        )
        return browser

    return enter


@pytest.fixture
def leader_desk(enter):
    return enter("brigade_leader")


@pytest.fixture
def letters(tmp_path):
    """An installation with a form of its own, which needs no decision."""
    folder = tmp_path / "forms"
    put_into(folder)
    forms.look_also_in(folder)
    yield
    forms._folders.remove(folder)


@pytest.fixture
def letter(person, leader, letters):
    """An issued letter."""
    draft = actions.draft_paper(
        dossier=person.dossier,
        form="letter",
        fields={"to": "某街道办事处", "points": ["一件"]},
        by=leader,
        at=NOW,
    )
    return actions.issue_by_hand(paper=draft, by=leader, at=NOW)


def page_of(thing):
    kind = "papers" if isinstance(thing, Paper) else "files"
    return f"/{kind}/{thing.key}/"


def seen(answer):
    return answer.content.decode()


def test_the_list_shows_whom_one_is_in_charge_of(person, dossier, leader_desk):
    page = seen(leader_desk.get("/dossiers/"))
    assert "唐建平" in page and "梅湾司法所" in page
    assert "431103198804120012" not in page


def test_the_list_asks_the_same_few_questions_however_long_it_is(
    person, leader_desk, django_assert_max_num_queries, numbered
):
    for name in ("second_office", "third_office", "fourth_office"):
        actions.dossier_of_office(office=numbered.unit(name), by=the_cast.SYSTEM, at=NOW)
    leader_desk.get("/dossiers/")
    with django_assert_max_num_queries(17):
        leader_desk.get("/dossiers/")


def test_a_person_is_found_by_a_whole_number_that_stays_out_of_the_address(person, leader_desk):
    answer = leader_desk.post("/dossiers/find/", {"identified": "431103198804120012"})
    assert answer.headers["Location"] == f"/dossiers/{person.dossier.number}/"
    nobody = leader_desk.post("/dossiers/find/", {"identified": "431103198804120013"})
    assert "唐建平" not in seen(nobody)


def test_a_dossier_masks_what_identifies_its_person(person, leader_desk):
    page = seen(leader_desk.get(f"/dossiers/{person.dossier.number}/"))
    assert "431103********0012" in page and "139****0065" in page
    assert "清桥社区 3 栋" not in page


def test_a_hidden_entry_is_shown_for_a_reason(person, leader_desk):
    answer = leader_desk.post(
        f"/dossiers/{person.dossier.number}/show/phone/", {"reason": "contact"}
    )
    assert "13907460065" in seen(answer)
    assert Entry.objects.filter(event="SensitiveRead").count() == 1


@pytest.mark.parametrize("who", ["near_officer", "next_brigade_leader", "administrator"])
def test_for_a_stranger_every_address_of_a_dossier_leads_to_the_same_missing_page(
    person, issued, enter, leader, who
):
    upload = actions.Upload("说明.txt", "文字".encode())
    file = actions.attach(dossier=person.dossier, upload=upload, by=leader, at=NOW)
    stranger = enter(who)
    missing = stranger.get("/dossiers/431103-B-2026-99999/")
    assert missing.status_code == 404
    number = person.dossier.number
    for address in (
        f"/dossiers/{number}/",
        page_of(file),
        page_of(issued),
        f"{page_of(issued)}pdf/",
        f"{page_of(issued)}edit/",
        f"{page_of(issued)}pages/1.svg",
    ):
        answer = stranger.get(address)
        assert (answer.status_code, plain(answer)) == (404, plain(missing)), address
    for address, sent in (
        (f"/dossiers/{number}/show/phone/", {"reason": "contact"}),
        (f"/dossiers/{number}/files/", {"file": SimpleUploadedFile("a.txt", b"a b")}),
        (page_of(file), {"reason": "contact"}),
        (f"{page_of(file)}set-aside/", {"because": "放错了卷"}),
        (f"{page_of(issued)}issue/", {}),
        (f"{page_of(issued)}withdraw/", {"reason": "另行委托"}),
    ):
        assert stranger.post(address, sent).status_code == 404, address
    assert not Entry.objects.filter(event__in=("PaperRead", "AttachmentRead")).exists()


def plain(answer):
    """The sheet of a page without what differs at every asking: tokens, times, addresses."""
    sheet = seen(answer).partition("<main")[2].partition("</main>")[0]
    changing = r'value="(?:[^"]{20,}|/[^"]*)"|"X-CSRFToken": "\w+"|\d\d:\d\d|datetime="[^"]*"'
    return re.sub(changing, "", sheet)


def test_a_file_is_added_and_comes_back_as_a_download_that_cannot_act(person, leader_desk):
    page = f"/dossiers/{person.dossier.number}/"
    sent = {
        "file": SimpleUploadedFile("情况 说明.txt", "情况说明".encode()),
        "kind": "execution",
        "pages": "2",
    }
    assert leader_desk.post(f"{page}files/", sent).status_code == 302
    file = Attachment.objects.get()
    assert (file.volume.kind, file.pages) == ("execution", 2)
    answer = leader_desk.post(page_of(file), {"reason": "request"})
    assert answer.content == "情况说明".encode()
    assert answer["Content-Type"] == "text/plain"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Disposition"] == (
        f"attachment; filename*=utf-8''{quote('情况 说明.txt')}"
    )
    assert "no-store" in answer["Cache-Control"]


def test_a_file_is_not_opened_without_a_reason(person, leader_desk, leader):
    upload = actions.Upload("说明.txt", "文字".encode())
    file = actions.attach(dossier=person.dossier, upload=upload, by=leader, at=NOW)
    for sent in ({}, {"reason": "other", "written": " "}):
        answer = leader_desk.post(page_of(file), sent)
        assert answer.status_code == 422 and "文字" not in seen(answer)
    assert not Entry.objects.filter(event="AttachmentRead").exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("说明.txt", b"", "文件是空的"),
        ("说明.pdf", "文字".encode(), "写的是 PDF，内容却是 TXT"),
        ("说明.exe", b"MZ\0", "不是可以上传的文件类型"),
    ],
)
def test_a_refused_file_is_explained_beside_the_field(person, leader_desk, name, content, says):
    sent = {"file": SimpleUploadedFile(name, content), "kind": "work"}
    answer = leader_desk.post(f"/dossiers/{person.dossier.number}/files/", sent)
    assert answer.status_code == 422 and says in seen(answer)
    assert not Attachment.objects.exists()


def test_the_claim_of_a_hundred_megabytes_is_refused_before_they_are_read(person, leader_desk):
    answer = leader_desk.generic(
        "POST",
        f"/dossiers/{person.dossier.number}/files/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(100 * 1024 * 1024),
    )
    assert answer.status_code == 413 and "文件超过 20 MB" in seen(answer)


def test_a_file_larger_than_it_claims_does_not_come_in(person, leader_desk):
    sent = {"file": SimpleUploadedFile("大.txt", b"a" * (contents.LARGEST + 1)), "kind": "work"}
    answer = leader_desk.post(f"/dossiers/{person.dossier.number}/files/", sent)
    assert answer.status_code in {413, 422}
    assert not Attachment.objects.exists()


def test_an_upload_from_elsewhere_is_not_taken(person, enter):
    strict = enter("brigade_leader", enforce_csrf_checks=True)
    login = Client(enforce_csrf_checks=False)
    login.post(
        "/sign-in/",
        {"username": the_cast.username("brigade_leader"), "password": the_cast.PASSWORD},
    )
    strict.cookies = login.cookies
    sent = {"file": SimpleUploadedFile("a.txt", b"a b"), "kind": "work"}
    answer = strict.post(f"/dossiers/{person.dossier.number}/files/", sent)
    assert answer.status_code == 403 and not Attachment.objects.exists()


def test_a_file_is_set_aside_for_a_reason(person, leader_desk, leader):
    upload = actions.Upload("说明.txt", "文字".encode())
    file = actions.attach(dossier=person.dossier, upload=upload, by=leader, at=NOW)
    assert leader_desk.post(f"{page_of(file)}set-aside/", {"because": "错"}).status_code == 422
    assert (
        leader_desk.post(f"{page_of(file)}set-aside/", {"because": "放错了卷"}).status_code == 302
    )
    page = seen(leader_desk.get(f"/dossiers/{person.dossier.number}/"))
    assert "放错了卷" in page
    assert leader_desk.post(page_of(file), {"reason": "request"}).status_code == 422


def test_a_paper_is_shown_as_picture_and_as_words(issued, leader_desk):
    page = seen(leader_desk.get(page_of(issued)))
    assert issued.number in page and "骉翾婞" in page and issued.digest in page
    picture = re.search(r'<img[^>]* src="([^"]+)"', page)[1].replace("&amp;", "&")
    answer = leader_desk.get(picture)
    assert answer["Content-Type"] == "image/svg+xml" and answer.content.startswith(b"<svg")
    assert "no-store" in answer["Cache-Control"]


def test_the_words_of_a_paper_are_words_and_not_markup(dossier, leader, leader_desk):
    nasty = FIELDS | {"responsible": "<script>alert(1)</script>"}
    draft = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=nasty, by=leader, at=NOW
    )
    page = seen(leader_desk.get(page_of(draft)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script>alert" not in page


def test_a_picture_is_shown_only_to_who_opened_the_paper(issued, leader_desk, enter):
    page = seen(leader_desk.get(page_of(issued)))
    picture = re.search(r'<img[^>]* src="([^"]+)"', page)[1].replace("&amp;", "&")
    assert enter("township_officer").get(picture).status_code == 404
    assert leader_desk.get(picture.partition("?")[0]).status_code == 404
    assert leader_desk.get(picture.replace("1.svg", "9.svg")).status_code == 404


def test_a_paper_is_given_as_a_file_and_for_printing(issued, leader_desk):
    answer = leader_desk.get(f"{page_of(issued)}pdf/")
    assert answer.content.startswith(b"%PDF") and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert quote(issued.number) in answer["Content-Disposition"]
    printed = leader_desk.get(f"{page_of(issued)}pdf/?print=1")
    assert printed["Content-Disposition"].startswith("inline")


def test_a_paper_that_needs_a_decision_shows_a_readable_refusal_instead_of_a_button(
    draft, leader_desk
):
    page = seen(leader_desk.get(page_of(draft)))
    assert 'aria-disabled="true"' in page and f'action="{page_of(draft)}issue/"' not in page
    assert leader_desk.post(f"{page_of(draft)}issue/").status_code == 409
    assert Paper.objects.get().is_draft


def test_a_paper_issued_by_a_decision_ends_with_it_and_not_by_hand(issued, leader_desk):
    address = f"{page_of(issued)}withdraw/"
    assert f'action="{address}"' not in seen(leader_desk.get(page_of(issued)))
    assert leader_desk.post(address, {"reason": "受委托人员调整"}).status_code == 422
    issued.refresh_from_db()
    assert issued.stage == "issued"


def test_a_paper_issued_by_hand_is_withdrawn_for_a_reason(letter, leader_desk):
    address = f"{page_of(letter)}withdraw/"
    assert leader_desk.post(address, {"reason": ""}).status_code == 422
    assert leader_desk.post(address, {"reason": "错"}).status_code == 422
    assert leader_desk.post(address, {"reason": "收件单位有误"}).status_code == 302
    page = seen(leader_desk.get(page_of(letter)))
    assert "收件单位有误" in page and f'action="{address}"' not in page
    assert leader_desk.post(address, {"reason": "收件单位有误"}).status_code == 422


def test_a_form_of_the_installation_itself_is_drafted_changed_and_issued_by_hand(
    person, leader_desk, letters
):
    dossier = f"/dossiers/{person.dossier.number}/"
    drafting = f"{dossier}new/letter/"
    assert drafting in seen(leader_desk.get(dossier))
    assert leader_desk.get(drafting).status_code == 200
    assert leader_desk.post(drafting, {"to": "某街道"}).status_code == 422
    sent = {"to": "某街道办事处", "points": "第一件\n第二件"}
    answer = leader_desk.post(drafting, sent)
    letter = Paper.objects.get()
    assert answer.headers["Location"] == page_of(letter)
    again = leader_desk.post(drafting, sent)
    assert again.headers["Location"] == page_of(letter) and Paper.objects.count() == 1

    edit = seen(leader_desk.get(f"{page_of(letter)}edit/"))
    assert "第一件\n第二件" in edit
    changed = {"to": "某街道办事处", "points": "只有一件", "edition": "1"}
    assert leader_desk.post(f"{page_of(letter)}edit/", changed).status_code == 302
    assert leader_desk.post(f"{page_of(letter)}edit/", changed).status_code == 422

    page = seen(leader_desk.get(page_of(letter)))
    assert "只有一件" in page and f'action="{page_of(letter)}issue/"' in page
    assert leader_desk.post(f"{page_of(letter)}issue/").status_code == 302
    letter.refresh_from_db()
    assert letter.number == "（2026）冷矫函字第 1 号"
    assert leader_desk.post(f"{page_of(letter)}issue/").status_code == 409


def test_a_township_officer_reads_a_paper_but_neither_issues_nor_withdraws(issued, enter):
    officer = enter("township_officer")
    page = seen(officer.get(page_of(issued)))
    assert issued.number in page and f'action="{page_of(issued)}withdraw/"' not in page
    assert (
        officer.post(f"{page_of(issued)}withdraw/", {"reason": "受委托人员调整"}).status_code == 404
    )


def test_the_register_shows_every_number_and_the_administrator_sets_the_mark(
    issued, leader_desk, enter
):
    assert issued.number in seen(leader_desk.get("/papers/"))
    administrator = enter("administrator")
    page = seen(administrator.get("/papers/"))
    assert issued.number not in page and 'value="冷矫"' in page
    assert administrator.post("/papers/mark/", {"mark": "冷水滩矫"}).status_code == 302
    assert administrator.post("/papers/mark/", {"mark": " "}).status_code == 422
    assert 'value="冷水滩矫"' in seen(administrator.get("/papers/"))
    assert enter("squad_officer").post("/papers/mark/", {"mark": "乱"}).status_code == 404


@pytest.mark.parametrize("who", ["auditor", "counsellor", "person"])
def test_who_sees_no_files_finds_empty_lists(issued, person, enter, who):
    desk = enter(who)
    for address in ("/dossiers/", "/papers/"):
        page = seen(desk.get(address))
        for kept in (person.dossier.number, issued.dossier.number, issued.number):
            assert kept not in page


def test_anybody_checks_a_paper_without_signing_in(issued, client):
    page = client.get(f"/v/{issued.token}")
    assert page.status_code == 200
    for told in (issued.number, "2026-11-23", issued.sealed_by, issued.digest):
        assert told in seen(page)
    for kept in ("骉翾婞", "梅湾司法所", issued.dossier.number, FIELDS["powers"][0]):
        assert kept not in seen(page)


def test_the_printed_address_is_that_of_the_check(issued, client, settings):
    from guihang.dossiers import queries

    address = queries.check_address(issued)
    assert address.startswith(settings.GUIHANG_ORIGIN)
    assert client.get(address.removeprefix(settings.GUIHANG_ORIGIN)).status_code == 200


def test_every_unknown_code_gets_the_same_answer(issued, client):
    answers = {
        (answer.status_code, plain(answer))
        for code in ("AAAAAAAAAAAAAAAA", "x", "%00", "..%5C", "1" * 200, "号")
        for answer in [client.get(f"/v/{code}")]
    }
    assert len(answers) == 1 and next(iter(answers))[0] == 404


def test_a_code_can_be_typed_as_it_is_printed(issued, client):
    token = issued.token.lower()
    typed = " ".join(token[at : at + 4] for at in range(0, 16, 4))
    answer = client.get("/v/", {"code": f" {typed}/ "}, follow=True)
    assert issued.number in seen(answer)
    assert client.get("/v/").status_code == 200


def test_somebody_who_tries_codes_is_stopped_for_a_while(issued, client):
    for _each in range(public.CHECKS_A_MINUTE):
        client.get("/v/AAAAAAAAAAAAAAAA", REMOTE_ADDR="10.9.8.7")
    answer = client.get(f"/v/{issued.token}", REMOTE_ADDR="10.9.8.7")
    assert answer.status_code == 429 and answer["Retry-After"] == "60"
    assert issued.number not in seen(answer)
    assert client.get(f"/v/{issued.token}", REMOTE_ADDR="10.9.8.8").status_code == 200
