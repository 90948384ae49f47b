"""A file goes into a dossier only as what it is, sealed, whole, and once."""

import io
import os
import struct
import zipfile
import zlib

import pytest

from cast import NOW
from guihang.dossiers import actions, contents, queries, storage
from guihang.dossiers.actions import Upload
from guihang.dossiers.models import Attachment
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours
from guihang.ledger.models import Entry
from guihang.ledger.vault import CannotOpen

REASON = "核对材料"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x11\x08\x00\x40\x00\x30\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    b"\xff\xda\x00\x0c" + b"\x00" * 40 + b"\xff\xd9"
)


def png(width=4, height=4):
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 20)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def package(*names, **sized):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("[Content_Types].xml", *names):
            made.writestr(name, b"<x/>")
        for name, size in sized.items():
            made.writestr(name, b"\0" * size)
    return out.getvalue()


NOTE = "情况说明".encode()
DOCX = package("word/document.xml")
XLSX = package("xl/workbook.xml")
GOOD = {
    "判决书.pdf": PDF,
    "照片.jpg": JPEG,
    "照片.JPEG": JPEG,
    "截图.png": png(),
    "说明.txt": "情况说明\r\n第二行".encode(),
    "旧说明.txt": "情况说明".encode("gb18030"),
    "方案.docx": DOCX,
    "名册.xlsx": XLSX,
}


@pytest.fixture
def officer(cast):
    return cast.actor("township_officer")


@pytest.fixture
def put(person, officer):
    def put(name="说明.txt", content=NOTE, **more):
        upload = Upload(name, content, **more)
        return actions.attach(dossier=person.dossier, upload=upload, by=officer, at=NOW)

    return put


def on_disk(tmp_path):
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def read(attachment, by):
    return b"".join(actions.read_attachment(attachment=attachment, reason=REASON, by=by, at=NOW))


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_it_says_is_taken_and_given_back_whole(put, officer, name):
    attachment = put(name, GOOD[name])
    assert (attachment.name, attachment.size) == (name, len(GOOD[name]))
    assert read(attachment, officer) == GOOD[name]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("判决书.pdf", png(), "写的是 PDF，内容却是 PNG"),
        ("照片.jpg", PDF, "写的是 JPEG，内容却是 PDF"),
        ("照片.png", JPEG, "写的是 PNG，内容却是 JPEG"),
        ("方案.docx", XLSX, "写的是 DOCX，内容却是 XLSX"),
        ("方案.docx", package("a.txt"), "内容不是 DOCX"),
        ("方案.docx", "文字".encode(), "写的是 DOCX，内容却是 TXT"),
        ("说明.txt", b"MZ\x00\x00\x00", "内容不是 TXT"),
        ("说明.txt", b"\xff\xfe\x00\x01", "内容不是 TXT"),
        ("判决书.pdf", b"MZ" + b"\x00" * 100, "内容不是 PDF"),
        ("程序.exe", b"MZ" + b"\x00" * 100, "不是可以上传的文件类型"),
        ("网页.html", b"<script>alert(1)</script>", "不是可以上传的文件类型"),
        ("图.svg", b"<svg/>", "不是可以上传的文件类型"),
        ("没有后缀", PDF, "不是可以上传的文件类型"),
        ("判决书.pdf.exe", PDF, "不是可以上传的文件类型"),
        ("空.pdf", b"", "0 字节"),
        ("判决书.pdf", PDF[:-8], "文件不完整"),
        ("截图.png", png()[:-20], "文件不完整"),
        ("照片.jpg", JPEG[:-2], "文件不完整"),
        ("照片.jpg", JPEG[:22] + b"\xff\xd9", "文件不完整"),
        ("截图.png", png(30_000, 10), "图片尺寸过大（30000 × 10 像素）"),
        ("截图.png", png(19_000, 19_000), "图片尺寸过大"),
        ("截图.png", png(0, 10), "文件不完整"),
        ("方案.docx", package("word/document.xml", "word/vbaProject.bin"), "文件里有宏"),
        ("名册.xlsx", package("xl/workbook.xml", "xl/activeX/activeX1.xml"), "文件里有宏"),
        ("", PDF, "文件没有名称"),
        ("...", PDF, "文件没有名称"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_plain_words(
    put, tmp_path, name, content, says
):
    with pytest.raises(BadFacts, match=says) as refused:
        put(name, content)
    assert refused.value.field == "file" and str(refused.value.remedy)
    assert not Attachment.objects.exists() and not on_disk(tmp_path)


def test_a_package_that_unpacks_into_far_more_is_refused(put):
    bomb = package("word/document.xml", big=contents.MOST_UNPACKED + 1)
    assert len(bomb) < contents.LARGEST
    with pytest.raises(BadFacts, match="展开后过大"):
        put("方案.docx", bomb)


def test_a_file_beyond_the_limit_is_refused_by_its_size_alone():
    contents.demand_size(contents.LARGEST)
    with pytest.raises(BadFacts, match="超过 20 MB"):
        contents.demand_size(100 * 1024 * 1024)


def test_a_file_beyond_the_limit_does_not_come_in(put):
    with pytest.raises(BadFacts, match="超过 20 MB"):
        put("判决书.pdf", PDF + b"\0" * contents.LARGEST)


@pytest.mark.parametrize(
    "name", ["../../x.txt", "/etc/x.txt", "..\\..\\x.txt", "C:\\x.txt", "a/\u202eb/x.txt"]
)
def test_a_name_never_leads_out_of_the_folder(put, tmp_path, name):
    attachment = put(name)
    assert attachment.name == "x.txt"
    (stored,) = on_disk(tmp_path)
    assert stored == storage.place("attachments", attachment.key)


def test_a_very_long_name_keeps_its_ending():
    assert len(contents.bare_name("长" * 300 + ".pdf")) <= contents.LONGEST_NAME
    assert contents.bare_name("长" * 300 + ".pdf").endswith(".pdf")


def test_a_file_is_sealed_on_the_disk(put, tmp_path):
    put("说明.txt", "唐建平情况说明".encode())
    (stored,) = on_disk(tmp_path)
    assert "唐建平".encode() not in stored.read_bytes()


def test_a_file_of_several_pieces_comes_back_whole(put, officer):
    content = PDF.replace(b"<<>>", os.urandom(2_500_000), 1)
    assert read(put("扫描.pdf", content), officer) == content


@pytest.mark.parametrize("harm", ["cut", "altered", "reordered", "swapped"])
def test_a_file_that_was_altered_on_the_disk_does_not_open(put, officer, harm):
    attachment = put("扫描.pdf", PDF.replace(b"<<>>", os.urandom(2_500_000), 1))
    path = storage.place("attachments", attachment.key)
    whole = path.read_bytes()
    piece = len(storage.MARK) + storage.LENGTH.size
    size = storage.LENGTH.unpack(whole[len(storage.MARK) : piece])[0]
    first = whole[len(storage.MARK) : piece + size]
    rest = whole[piece + size :]
    harmed = {
        "cut": storage.MARK + first,
        "altered": whole[:100] + bytes([whole[100] ^ 1]) + whole[101:],
        "reordered": storage.MARK + rest[: len(first)] + first + rest[len(first) :],
        "swapped": b"something else",
    }[harm]
    path.write_bytes(harmed)
    with pytest.raises(CannotOpen):
        read(attachment, officer)


def test_a_file_of_another_dossier_does_not_open_in_this_one(put, officer, dossier, leader):
    mine = put()
    theirs = actions.attach(
        dossier=dossier, upload=Upload("说明.txt", "别的".encode()), by=leader, at=NOW
    )
    place = storage.place("attachments", mine.key)
    place.write_bytes(storage.place("attachments", theirs.key).read_bytes())
    with pytest.raises(CannotOpen):
        read(mine, officer)


def test_the_same_file_sent_twice_is_added_once(put, tmp_path):
    put()
    with pytest.raises(AlreadyDone):
        put("又一份.txt")
    assert Attachment.objects.count() == 1 and len(on_disk(tmp_path)) == 1


def test_reading_a_file_needs_a_reason_and_is_recorded(put, officer):
    attachment = put()
    with pytest.raises(Missing):
        actions.read_attachment(attachment=attachment, reason="看", by=officer, at=NOW)
    assert not Entry.objects.filter(event="AttachmentRead").exists()
    read(attachment, officer)
    assert Entry.objects.get(event="AttachmentRead").by == officer.key


def test_a_neighbour_finds_no_file(put, cast):
    attachment = put()
    neighbour = cast.actor("near_officer")
    with pytest.raises(NotYours):
        queries.attachment_for(neighbour, attachment.key)
    with pytest.raises(NotYours):
        actions.read_attachment(attachment=attachment, reason=REASON, by=neighbour, at=NOW)


def test_a_procurator_reads_but_does_not_add(put, cast, person):
    attachment = put()
    procurator = cast.actor("procurator")
    assert read(attachment, procurator) == NOTE
    with pytest.raises(NotYours):
        actions.attach(
            dossier=person.dossier, upload=Upload("意见.txt", b"a b"), by=procurator, at=NOW
        )


def test_a_file_in_the_wrong_dossier_is_set_aside_for_a_reason(put, officer):
    attachment = put()
    actions.set_aside_attachment(attachment=attachment, reason="放错了卷", by=officer, at=NOW)
    attachment.refresh_from_db()
    for again in (
        lambda: actions.read_attachment(attachment=attachment, reason=REASON, by=officer, at=NOW),
        lambda: actions.set_aside_attachment(
            attachment=attachment, reason="放错了卷", by=officer, at=NOW
        ),
    ):
        with pytest.raises(AlreadyDone):
            again()
    assert put().key != attachment.key


def test_a_full_disk_leaves_neither_file_nor_row(put, tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put()
    assert not Attachment.objects.exists() and not on_disk(tmp_path)
    assert not Entry.objects.filter(event="AttachmentAdded").exists()


def test_what_a_crash_left_behind_is_swept_after_a_day(put, tmp_path):
    kept = storage.place("attachments", put().key)
    orphan = kept.with_name("00000000-0000-4000-8000-000000000000.sealed")
    unfinished = kept.with_name("tmp123.unfinished")
    fresh = kept.with_name("11111111-0000-4000-8000-000000000000.sealed")
    for path in (orphan, unfinished, fresh):
        path.write_bytes(b"left")
    for path in (orphan, unfinished, kept):
        os.utime(path, (1, 1))
    assert actions.sweep_orphans() == 2
    assert sorted(on_disk(tmp_path)) == sorted([kept, fresh])


def test_there_is_nothing_to_sweep_before_the_first_file(db):
    assert actions.sweep_orphans() == 0


def test_a_lost_file_says_where_to_get_it_back(put, officer):
    attachment = put()
    storage.place("attachments", attachment.key).unlink()
    with pytest.raises(Missing):
        read(attachment, officer)


def test_the_catalogue_counts_what_lies_in_each_volume(put, person, officer):
    put("判决书.pdf", PDF, kind="execution", pages=6)
    put("照片.jpg", JPEG, kind="work", pages=1)
    aside = put("别人的.txt", "别人".encode(), kind="work")
    actions.set_aside_attachment(attachment=aside, reason="放错了卷", by=officer, at=NOW)
    listed = [
        (bound.volume.kind, bound.pages, [(leaf.order, leaf.title.zh) for leaf in bound.leaves])
        for bound in queries.catalogue(person.dossier)
    ]
    assert listed == [
        ("execution", 6, [(1, "判决书.pdf")]),
        ("work", 1, [(1, "照片.jpg")]),
    ]


def test_papers_lie_in_the_catalogue_with_their_numbers(issued):
    (bound,) = queries.catalogue(issued.dossier)
    assert [(leaf.number, leaf.title.zh) for leaf in bound.leaves] == [
        (issued.number, "社区矫正工作委托书")
    ]
