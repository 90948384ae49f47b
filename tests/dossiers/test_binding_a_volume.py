"""Papers and files become one PDF whose pages are numbered through."""

import io
import struct
import zlib
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter

from guihang.dossiers import binding
from guihang.dossiers.binding import Scan, bound, pages_of, printable

DAY = date(2026, 11, 23)


def pdf(*sizes, turned=0, password=""):
    writer, out = PdfWriter(), io.BytesIO()
    for width, height in sizes:
        writer.add_blank_page(width, height).rotate(turned)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def picture(width=30, height=20):
    def part(kind, content):
        return (
            struct.pack(">I", len(content)) + kind + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )  # fmt: skip

    raw = b"".join(b"\0" + bytes([200, 30, 30]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(raw))
        + part(b"IEND", b"")
    )  # fmt: skip


def words(content):
    return [page.extract_text().split() for page in PdfReader(io.BytesIO(content)).pages]


def test_pages_are_numbered_through_over_all_leaves():
    made = bound((), (pdf((200, 300), (300, 200)), pdf((595, 842), turned=90)))
    assert words(made) == [["1"], ["2"], ["3"]]


def test_a_turned_page_lies_as_it_is_read_and_keeps_its_number():
    page = PdfReader(io.BytesIO(bound((), (pdf((400, 200), turned=90),)))).pages[0]
    assert (page.mediabox.width, page.mediabox.height, page.rotation) == (200, 400, 0)
    assert page.extract_text().strip() == "1"


def test_sheets_in_front_have_no_number_of_the_volume():
    entries = {"dossier": "甲-1", "file": "提请卷", "name": "唐建平", "entries": ()}
    front = binding.sheet("archive_catalogue", entries, agency="冷水滩区社区矫正管理局", on=DAY)
    made = words(bound((front,), (pdf((200, 300)),)))
    assert "提请卷" in " ".join(made[0]) and made[-1] == ["1"]


def test_a_volume_may_be_nothing_but_its_sheets():
    assert bound((), ()).startswith(b"%PDF")


def test_a_picture_is_bound_in_as_one_page():
    made = printable(Scan("照片.png", "png", picture()))
    page = PdfReader(io.BytesIO(made)).pages[0]
    assert pages_of(made) == 1 and len(page.images) == 1


@pytest.mark.parametrize(
    ("name", "media", "content"),
    [
        ("台账.xlsx", "xlsx", b"PK"),
        ("坏.pdf", "pdf", b"%PDF-1.4 nothing %%EOF"),
        ("锁.pdf", "pdf", pdf((200, 300), password="secret")),
        ("空.pdf", "pdf", pdf()),
    ],
)
def test_what_cannot_be_printed_is_stood_for_by_a_page_that_names_it(name, media, content):
    said = "".join(words(printable(Scan(name, media, content)))[0])
    assert "原件随卷另附" in said and name in said


def test_a_readable_pdf_is_bound_in_as_it_is():
    content = pdf((200, 300), (200, 300))
    assert printable(Scan("判决书.pdf", "pdf", content)) == content
