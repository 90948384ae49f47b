"""The archive at the desk: lists, one file, its bundle, lending, what is refused and why."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from cast import NOW, TODAY
from guihang.dossiers import actions as dossiers
from guihang.dossiers.archive import actions as archive
from guihang.dossiers.archive import queries
from guihang.dossiers.archive.verify import verify
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import Entry

pytestmark = pytest.mark.django_db
WHY = {"purpose": "court", "reason": "法院调阅全卷"}


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def filed(cast):
    """A person's file in the archive, kept for ten years."""
    subject = dossiers.SubjectDraft(name="唐建平")
    dossier = dossiers.open_dossier(
        kind="person", unit=cast.unit("office"), subject=subject, by=SYSTEM, at=NOW
    )
    upload = dossiers.Upload("判决书.txt", "判决如下。".encode(), kind="execution", pages=3)
    dossiers.attach(dossier=dossier, upload=upload, by=SYSTEM, at=NOW)
    archive.file_away(
        dossier=dossier, keeping=archive.Keeping("ten"), ground="x", by=SYSTEM, at=NOW
    )
    return dossier


def at(filed, more=""):
    return f"/archive/{filed.number}/{more}"


def test_the_lists_show_what_is_theirs_and_find_it_by_a_name(filed, desk):
    officer = desk("township_officer")
    assert filed.number in officer.open("/archive/?tab=kept&words=建平").words
    for tab, says in (("open", "没有待归档的档案"), ("lent", "没有借阅申请"), ("due", "没有到期")):
        assert says in officer.open(f"/archive/?tab={tab}").words
    assert filed.number not in desk("far_officer").open("/archive/?tab=kept").words


def test_a_file_says_how_long_it_is_kept_and_prints_its_cover_and_catalogue(filed, desk):
    officer = desk("township_officer")
    words = officer.open(at(filed)).words
    assert "十年" in words and "2036" in words and "材料齐全" in words
    volume = filed.volumes.get()
    for form in ("archive_cover", "archive_catalogue"):
        sheet = officer.open(at(filed, f"{volume.pk}/{form}.pdf"))
        assert sheet.answer.content.startswith(b"%PDF")
    assert officer.open(at(filed, f"{volume.pk}/certificate.pdf")).status == 404


def test_a_bundle_comes_as_a_download_and_its_digest_stays_on_the_page(filed, desk):
    leader = desk("brigade_leader")
    assert leader.send(at(filed, "bundle/"), purpose="court", reason="看").status == 422
    sent = leader.send(at(filed, "bundle/"), **WHY).answer
    found = verify(b"".join(sent.streaming_content))
    assert found.faults == ()
    words = leader.open(at(filed)).words
    assert found.digest in words and found.anchor in words
    assert desk("squad_officer").send(at(filed, "bundle/"), **WHY).status in (403, 404)


def test_a_file_is_borrowed_lent_overdue_and_back(filed, desk, settings):
    officer, leader = desk("township_officer"), desk("squad_leader")
    assert officer.send(at(filed, "borrow/"), purpose="复查时查阅").status == 302
    assert officer.send(at(filed, "borrow/"), purpose="复查时查阅").status == 422
    lending = queries.lendings_of(filed).get()
    deciding = f"/archive/lendings/{lending.pk}/decide/"
    assert leader.send(deciding, grant="1").status == 422
    assert leader.send(deciding, grant="1", due="2026-11-25").status == 302
    settings.GUIHANG_TODAY = TODAY + timedelta(days=4)
    officer, leader = desk("township_officer"), desk("squad_leader")
    assert "逾期" in leader.open("/archive/?tab=lent").words
    assert "归还" in officer.open("/").words
    assert leader.send(f"/archive/lendings/{lending.pk}/back/").status == 302
    assert "逾期2天归还" in leader.open(at(filed)).words


def test_a_file_is_refused_only_for_a_reason(filed, desk):
    desk("township_officer").send(at(filed, "borrow/"), purpose="复查时查阅")
    lending = queries.lendings_of(filed).get()
    deciding = f"/archive/lendings/{lending.pk}/decide/"
    leader = desk("squad_leader")
    assert leader.send(deciding, refuse="1").status == 422
    assert leader.send(deciding, refuse="1", because="正在评查").status == 302
    assert "正在评查" in leader.open(at(filed)).words


def test_a_destruction_before_its_time_is_refused_with_what_to_do(filed, desk):
    officer = desk("squad_officer")
    sent = officer.send(at(filed, "destroy/"), reasons="柜子满了，请求销毁")
    assert sent.status == 422
    assert "保管期限未满" in sent.words and "到期清单" in sent.words


def test_a_sealed_file_is_nowhere_but_on_the_list_of_who_may_open_it(filed, desk, cast):
    archive.seal(dossier=filed, ground="cpl-2018:286", by=cast.actor("brigade_leader"), at=NOW)
    for name in ("township_officer", "squad_leader", "procurator"):
        one = desk(name)
        assert one.open(at(filed)).status == 404
        assert one.open(f"/dossiers/{filed.number}/").status == 404
        assert one.open(f"/archive/sealed/{filed.number}/").status == 404
        assert filed.number not in one.open("/archive/?tab=sealed").words
        assert filed.number not in one.open("/archive/?tab=kept").words
    leader = desk("brigade_leader")
    assert filed.number in leader.open("/archive/?tab=sealed").words
    sealed = f"/archive/sealed/{filed.number}/"
    assert "唐建平" not in leader.open(sealed).words
    sent = leader.send(sealed, **WHY).answer
    assert verify(b"".join(sent.streaming_content)).faults == ()


def listed_in(answer):
    rows = load_workbook(io.BytesIO(answer.content)).active
    return [cell.value for row in rows for cell in row if cell.value]


def test_the_hand_over_list_of_a_year_is_taken_out_to_be_signed(filed, desk):
    leader = desk("squad_leader")
    there = "/archive/list/export/?tab=kept"
    assert filed.number in leader.open(f"/archive/?tab=kept&year={TODAY.year}").words
    assert filed.number not in leader.open("/archive/?tab=kept&year=2019").words
    assert leader.send(there, purpose="").status == 422
    cells = listed_in(leader.send(f"{there}&year={TODAY.year}", purpose="移交县档案馆").answer)
    assert filed.number in cells and "唐建平" in cells and "十年" in cells
    assert any("接收人（签名）" in str(one) for one in cells)
    assert filed.number not in listed_in(
        leader.send(f"{there}&year=2019", purpose="移交县档案馆").answer
    )
    assert Entry.objects.filter(event="ArchiveListTaken").count() == 2


def test_no_sealed_file_stands_on_the_hand_over_list(filed, desk):
    archive.seal(dossier=filed, ground="cpl-2018:286", by=SYSTEM, at=NOW)
    there = "/archive/list/export/?tab=kept"
    taken = desk("brigade_leader").send(there, purpose="移交县档案馆").answer
    assert filed.number not in listed_in(taken)


def test_only_a_leader_takes_the_list_out_and_only_of_its_own_files(filed, desk):
    there = "/archive/list/export/?tab=kept"
    assert desk("township_officer").send(there, purpose="移交县档案馆").status in {403, 404}
    taken = desk("second_squad_leader").send(there, purpose="移交县档案馆").answer
    assert filed.number not in listed_in(taken)


def test_a_leader_notes_for_which_of_the_ticked_files_an_archive_signed(filed, desk):
    leader, key = desk("squad_leader"), queries.filing_of(filed).pk
    assert "登记档案馆接收凭证" in leader.open("/archive/?tab=kept").words
    there = f"/archive/list/receipt/?item={key}"
    signed = {"archive": "冷水滩区档案馆", "number": "3号", "received_by": "何馆员"}
    signed["day"] = TODAY.isoformat()
    assert filed.number in leader.open(there).words
    assert leader.send(there, **signed | {"archive": ""}).status == 422
    assert leader.send(there, **signed, **{f"because_{key}": "缺少目录"}).status == 302
    words = leader.open("/archive/?tab=handed").words
    assert "不予接收" in words and "缺少目录" in words
    refused = leader.send(there, **signed)
    assert refused.status == 422 and "已按该接收凭证登记" in refused.words
    assert leader.send(there, **signed | {"number": "4号"}).status == 302
    assert "已接收" in leader.open("/archive/?tab=handed").words
    assert "冷水滩区档案馆" in leader.open(at(filed)).words
    assert "已移交" in leader.open("/archive/?tab=kept").words


def test_only_a_leader_notes_a_receipt_and_only_for_files_he_ticked(filed, desk):
    key = queries.filing_of(filed).pk
    there = f"/archive/list/receipt/?item={key}"
    officer = desk("township_officer")
    assert "登记档案馆接收凭证" not in officer.open("/archive/?tab=kept").words
    assert officer.open(there).status in {403, 404}
    assert desk("squad_leader").open("/archive/list/receipt/").status == 302
    assert desk("second_squad_leader").open(there).status == 302
