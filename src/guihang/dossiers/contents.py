"""What an uploaded file really is: told by its content, against a short list; pure, no Django.

The name only has to agree. A file that is not what it says is refused in plain words.
"""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

import puremagic

from guihang.dossiers.forms import cleaned
from guihang.law.refusals import BadFacts
from guihang.law.texts import Text

MEBIBYTE = 1024 * 1024
LARGEST = 20 * MEBIBYTE
LONGEST_NAME = 120
LONGEST_SIDE = 20_000
MOST_PIXELS = 60_000_000
MOST_UNPACKED = 10 * LARGEST
MOST_PARTS = 2_000
TAIL = 2048
GROUND = "house:attachments"
FIELD = "file"
MACROS = ("vbaproject.bin", "activex", "macrosheets", "vbadata.xml")
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_BARE = frozenset(range(0xD0, 0xD9)) | {0x01}


class Media(StrEnum):
    """The kinds of file a dossier takes."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TXT = "txt"
    DOCX = "docx"
    XLSX = "xlsx"


MIME = {
    Media.PDF: "application/pdf",
    Media.JPEG: "image/jpeg",
    Media.PNG: "image/png",
    Media.TXT: "text/plain",
    Media.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Media.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SIGNED = frozenset({Media.PDF, Media.JPEG, Media.PNG})
SUFFIXES = {".jpg": Media.JPEG, **{f".{media.value}": media for media in Media}}
ALLOWED = Text(
    "可以上传：PDF、JPEG、PNG、TXT、DOCX、XLSX，每个不超过 20 MB。",
    "PDF, JPEG, PNG, TXT, DOCX and XLSX can be added, up to 20 MB each.",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is what it says: its bare name, its kind and its bytes."""

    name: str
    media: Media
    content: bytes


def check(name: str, content: bytes) -> Checked:
    """A file enters a dossier only if its content is on the list and agrees with its name."""
    name = bare_name(name)
    expected = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if expected is None:
        raise _refused(Text(f"“{name}”不是可以上传的文件类型。", f"{name} is not a kind we take."))
    demand_size(len(content))
    if not content:
        raise _refused(
            Text("文件是空的（0 字节）。", "The file is empty (0 bytes)."),
            Text("请检查原文件后重新上传。", "Look at the original and add it again."),
        )
    if not _is(expected, content):
        raise _refused(_mismatch(name, expected, content))
    INSPECTIONS.get(expected, _nothing_more)(content)
    return Checked(name, expected, content)


def demand_size(size: int) -> None:
    """Refuse a file by its size alone, before its content is read."""
    if size > LARGEST:
        raise _refused(
            Text("文件超过 20 MB。", "The file is larger than 20 MB."),
            Text("请压缩或分开后上传。", "Split it or make it smaller."),
        )


def bare_name(name: str) -> str:
    """Return a file's name without folders and without what cannot be seen."""
    bare = " ".join(cleaned(name.replace("\\", "/")).split()).rsplit("/", 1)[-1].strip(". ")
    if not bare:
        raise _refused(Text("文件没有名称。", "The file has no name."))
    stem, dot, suffix = bare.rpartition(".")
    return bare if len(bare) <= LONGEST_NAME else stem[: LONGEST_NAME - 10] + dot + suffix[:9]


def _is(expected: Media, content: bytes) -> bool:
    match expected:
        case Media.TXT:
            return _is_text(content)
        case Media.DOCX | Media.XLSX:
            return _package(content) is expected
        case _:
            return expected in _by_signature(content)


def _by_signature(content: bytes) -> frozenset[Media]:
    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return frozenset()
    best = max((match.confidence for match in matches), default=0)
    named = {SUFFIXES.get(match.extension) for match in matches if match.confidence >= best}
    return SIGNED & named


def _found(content: bytes) -> Media | None:
    found = next(iter(_by_signature(content)), None) or _package(content)
    return Media.TXT if found is None and _is_text(content) else found


def _is_text(content: bytes) -> bool:
    if b"\0" in content:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(sign.isprintable() or sign in "\r\n\t\u3000\ufeff" for sign in text)
    return False


def _package(content: bytes) -> Media | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = {name.lower() for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if "[content_types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return Media.DOCX
    return Media.XLSX if "xl/workbook.xml" in names else None


def _mismatch(name: str, expected: Media, content: bytes) -> Text:
    found = _found(content)
    suffix = expected.value.upper()
    if found is None:
        return Text(
            f"“{name}”的内容不是 {suffix}，也不是可以上传的其他类型。",
            f"What is in {name} is neither {suffix} nor another kind we take.",
        )
    return Text(
        f"“{name}”写的是 {suffix}，内容却是 {found.value.upper()}。",
        f"{name} says {suffix}, but its content is {found.value.upper()}.",
    )


def _inspect_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-TAIL:]:
        raise _cut_short()


def _inspect_png(content: bytes) -> None:
    if b"IEND" not in content[-16:]:
        raise _cut_short()
    _demand_sides(*struct.unpack(">II", content[16:24]))


def _inspect_jpeg(content: bytes) -> None:
    if b"\xff\xd9" not in content[-TAIL:]:
        raise _cut_short()
    _demand_sides(*_jpeg_sides(content))


def _jpeg_sides(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 if marker in JPEG_BARE else 2 + int.from_bytes(content[at + 2 : at + 4])
    raise _cut_short()


def _demand_sides(width: int, height: int) -> None:
    if not width or not height:
        raise _cut_short()
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise _refused(
            Text(
                f"图片尺寸过大（{width} × {height} 像素）。",
                f"The picture is too large ({width} × {height} pixels).",
            ),
            Text("请以 300 dpi 以下重新扫描。", "Scan it again at no more than 300 dpi."),
        )


def _inspect_package(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise _refused(
            Text("文件展开后过大。", "The file is far larger once unpacked."),
            Text("请另存为新文件后上传。", "Save it as a new file and add that."),
        )
    if any(macro in part.filename.lower() for part in parts for macro in MACROS):
        raise _refused(
            Text("文件里有宏。", "The file has macros in it."),
            Text("请另存为不带宏的文件或 PDF 后上传。", "Save it without macros, or as PDF."),
        )


def _nothing_more(content: bytes) -> None:
    """Text has no inside that could be wrong."""


INSPECTIONS = {
    Media.PDF: _inspect_pdf,
    Media.PNG: _inspect_png,
    Media.JPEG: _inspect_jpeg,
    Media.DOCX: _inspect_package,
    Media.XLSX: _inspect_package,
}


def _cut_short() -> BadFacts:
    return _refused(
        Text("文件不完整，打不开。", "The file is not whole and cannot be opened."),
        Text("请检查原文件后重新上传。", "Look at the original and add it again."),
    )


def _refused(why: Text, remedy: Text = ALLOWED) -> BadFacts:
    return BadFacts(FIELD, why=why, ground=GROUND, remedy=remedy)
