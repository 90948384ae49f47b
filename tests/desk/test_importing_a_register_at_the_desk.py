"""A leader hands a register in, looks what would come in, and brings it in."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from guihang.cases.models import Case, ImportRun
from guihang.dossiers import actions as dossiers
from guihang.ledger.chains import SYSTEM
from lives import at
from registers import register, row, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(cast):
    dossiers.set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=at(2026, 11, 1))
    return cast.client("brigade_leader")


def hand_in(client, content, name="登记册.xlsx", **choices):
    file = SimpleUploadedFile(name, content)
    return client.post("/import/hand-in/", {"file": file, "steps_done": "on"} | choices)


@pytest.fixture
def handed_in(leader):
    lines = [*rows(3), row(4, 矫正类型="不详"), row(5, 矫正结束日期="2027-02-01")]
    answer = hand_in(leader, register(lines))
    run = ImportRun.objects.get()
    assert answer.url == f"/import/{run.key}/"
    return run


def page(client, run, part=""):
    return client.get(f"/import/{run.key}/{part}").content.decode()


def test_a_register_is_handed_in_looked_through_and_brought_in(leader, handed_in):
    assert 'max="5"' in page(leader, handed_in, "far/")
    assert leader.post(f"/import/{handed_in.key}/look/").status_code == 302
    looked = page(leader, handed_in)
    assert "应为：管制、缓刑、假释、暂予监外执行" in looked
    assert "以文书为准" in looked
    assert not Case.objects.exists()
    leader.post(f"/import/{handed_in.key}/bring/")
    shown = page(leader, handed_in)
    assert Case.objects.count() == 4
    assert Case.objects.first().number in shown
    assert leader.post(f"/import/{handed_in.key}/bring/").status_code == 409
    assert Case.objects.count() == 4


def test_a_page_that_asks_how_far_it_is_is_shown_anew_when_it_is_through(leader, handed_in):
    answer = leader.post(f"/import/{handed_in.key}/look/", headers={"hx-request": "true"})
    assert answer["HX-Refresh"] == "true"
    answer = leader.get(f"/import/{handed_in.key}/far/?state=handed_in")
    assert answer["HX-Refresh"] == "true"
    assert "HX-Refresh" not in leader.get(f"/import/{handed_in.key}/far/?state=looked_through")


def test_the_report_is_taken_out_as_a_file(leader, handed_in):
    leader.post(f"/import/{handed_in.key}/look/")
    answer = leader.post(f"/import/{handed_in.key}/report/")
    assert answer["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row == 2


def test_a_register_is_dropped(leader, handed_in):
    leader.post(f"/import/{handed_in.key}/drop/")
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.content) == ("dropped", b"")
    assert leader.post(f"/import/{handed_in.key}/look/").status_code == 409


def test_what_is_no_register_is_said_in_the_form_and_nothing_is_kept(leader):
    answer = hand_in(leader, b"name,kind", name="a.csv")
    assert answer.status_code == 422
    assert "不能导入 .csv 文件" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(leader):
    answer = hand_in(leader, b"PK" + b"0" * (21 * 1024 * 1024))
    assert answer.status_code in {413, 422}
    assert not ImportRun.objects.exists()


def test_the_template_has_the_offices_to_choose_from(leader):
    answer = leader.get("/import/template/")
    words = load_workbook(io.BytesIO(answer.content))["代码"]
    assert "梅湾司法所" in {cell.value for line in words.iter_rows() for cell in line}


@pytest.mark.parametrize("name", ["squad_officer", "township_officer", "next_brigade_leader"])
def test_a_register_of_others_is_not_there(cast, handed_in, name):
    client = cast.client(name)
    assert client.get(f"/import/{handed_in.key}/").status_code == 404
    assert client.post(f"/import/{handed_in.key}/bring/").status_code == 404
    assert client.post(f"/import/{handed_in.key}/report/").status_code == 404


def test_who_may_not_import_finds_no_page_and_no_way_there(cast):
    client = cast.client("squad_officer")
    assert client.get("/import/").status_code == 404
    assert "/import/" not in client.get("/").content.decode()
    assert "/import/" in cast.client("squad_leader").get("/").content.decode()


def test_every_page_says_its_facts_in_english_too(cast, leader, handed_in):
    leader.cookies["guihang_language"] = "en"
    leader.post(f"/import/{handed_in.key}/look/")
    assert leader.get(f"/import/{handed_in.key}/").status_code == 200
    assert leader.get("/import/").status_code == 200
