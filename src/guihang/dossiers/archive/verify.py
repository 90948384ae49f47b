#!/usr/bin/env python3
"""Verify the bundle of one dossier (档案包): python verify.py BUNDLE [--digest HEX] [--anchor HEX].

Needs Python 3.12 or later and nothing else. Ends with 0 when the bundle is whole, with 1 when
anything in it was altered (each place is named), and with 2 when it cannot be looked at.
The layout written here is the only one a bundle has; whoever writes one uses these functions.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import struct
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

WHOLE, ALTERED, UNREADABLE = 0, 1, 2
MANIFEST, LEDGER = "MANIFEST.json", "ledger.json"
SEAL = b"guihang-bundle-1 sha256:"
SEAL_LENGTH = len(SEAL) + 64
TAKEN = "BundleTaken"  # the last entry of the dossier in its bundle
MOST_SHOWN = 40
ZERO = bytes(32)

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
LOCAL_SIGN, CENTRAL_SIGN, END_SIGN = b"PK\3\4", b"PK\1\2", b"PK\5\6"
# Stored, not packed; names in UTF-8; every moment 1 January 1980; a plain readable file.
NEEDS, UTF8, STORED, TIME, DAY = 20, 0x0800, 0, 0, 0x21
UNIX, MODE = 3 << 8 | 20, 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a bundle: its name, what its header says of it, and where its header begins."""

    name: bytes
    crc: int
    size: int
    offset: int

    @property
    def begins(self) -> int:
        """Where its content begins."""
        return self.offset + LOCAL.size + len(self.name)

    @property
    def ends(self) -> int:
        """Where the next thing begins."""
        return self.begins + self.size

    @property
    def said(self) -> str:
        """Its name for people, also when it was damaged."""
        return self.name.decode(errors="backslashreplace")


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a bundle is not what was written."""

    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a verification found: the faults, the digest of the whole, and what is told beside."""

    faults: tuple[Fault, ...]
    digest: str
    files: int = 0
    entries: int = 0
    anchor: str = ""


class NoBundleError(Exception):
    """The file is none of ours, or cannot be read."""


def local_header(part: Part) -> bytes:
    """Return what stands before the content of a file."""
    head = (LOCAL_SIGN, NEEDS, UTF8, STORED, TIME, DAY, part.crc, part.size, part.size)
    return LOCAL.pack(*head, len(part.name), 0) + part.name


def central_header(part: Part) -> bytes:
    """Return what stands in the directory about a file."""
    head = (CENTRAL_SIGN, UNIX, NEEDS, UTF8, STORED, TIME, DAY, part.crc, part.size, part.size)
    return CENTRAL.pack(*head, len(part.name), 0, 0, 0, 0, MODE, part.offset) + part.name


def end_record(count: int, size: int, begins: int) -> bytes:
    """Return what stands behind the directory, up to the seal."""
    return END.pack(END_SIGN, 0, 0, count, count, size, begins, SEAL_LENGTH)


def verify(data: bytes) -> Found:
    """Look at every byte of a bundle and say where it is not what was written."""
    digest = hashlib.sha256(data).hexdigest()
    listed, walked = _from_directory(data), _from_headers(data)
    if not listed and not walked:
        raise NoBundleError("这不是档案包。 This is not a bundle.")
    found = _looked_at(data, listed, digest)
    # Directory and headers say the same thing twice: where one is damaged, the other is right.
    if found.faults and walked != listed:
        other = _looked_at(data, walked, digest)
        found = min(found, other, key=lambda one: len(one.faults))
    return found


def _looked_at(data: bytes, parts: Sequence[Part], digest: str) -> Found:
    faults = [*_structure(data, parts), *_contents(data, parts)]
    ledger = _json(data, parts, LEDGER)
    entries = _rows(ledger, "entries")
    anchor = ledger.get("anchor")
    return Found(
        faults=(*faults, *_ledger(ledger)) if LEDGER.encode() in _names(parts) else tuple(faults),
        digest=digest,
        files=len(parts),
        entries=len(entries),
        anchor=str(anchor.get("hash", "")) if isinstance(anchor, dict) else "",
    )


def _from_headers(data: bytes) -> list[Part]:
    """Follow the files one after the other from the first byte."""
    parts: list[Part] = []
    at = 0
    while data[at : at + 4] == LOCAL_SIGN and at + LOCAL.size <= len(data):
        head = LOCAL.unpack_from(data, at)
        name = data[at + LOCAL.size : at + LOCAL.size + head[9]]
        part = Part(name, head[6], head[7], at)
        if part.ends > len(data):
            break
        parts.append(part)
        at = part.ends
    return parts


def _from_directory(data: bytes) -> list[Part]:
    """Read the directory, from where the end record says it begins, or from where it is found."""
    parts: list[Part] = []
    at = _directory(data)
    while data[at : at + 4] == CENTRAL_SIGN and at + CENTRAL.size <= len(data):
        head = CENTRAL.unpack_from(data, at)
        name = data[at + CENTRAL.size : at + CENTRAL.size + head[10]]
        parts.append(Part(name, head[7], head[8], head[16]))
        at += CENTRAL.size + len(name)
    return parts


def _directory(data: bytes) -> int:
    end = data.rfind(END_SIGN)
    if 0 <= end <= len(data) - END.size:
        size, begins = END.unpack_from(data, end)[5:7]
        for at in (begins, end - size):
            if at >= 0 and data[at : at + 4] == CENTRAL_SIGN:
                return int(at)
    walked = _from_headers(data)
    return walked[-1].ends if walked else len(data)


def _structure(data: bytes, parts: Sequence[Part]) -> Iterator[Fault]:
    """Compare everything that is not content with what a writer would have put there."""
    at = 0
    for part in parts:
        placed = Part(part.name, part.crc, part.size, at)
        yield from _same(data, at, local_header(placed), f"{part.said}：文件头 header")
        at = placed.ends
    begins, where = at, 0
    for part in parts:
        entry = central_header(Part(part.name, part.crc, part.size, where))
        where += LOCAL.size + len(part.name) + part.size
        yield from _same(data, at, entry, f"{part.said}：目录项 directory entry")
        at += len(entry)
    end = end_record(len(parts), at - begins, begins)
    yield from _same(data, at, end, "包尾 end record")
    yield from _sealed(data, at + len(end))


def _same(data: bytes, at: int, expected: bytes, place: str) -> Iterator[Fault]:
    actual = data[at : at + len(expected)]
    if actual != expected:
        pairs = zip(actual, expected, strict=False)
        first = next((n for n, (one, other) in enumerate(pairs) if one != other), len(actual))
        yield Fault(place, f"第 {at + first} 字节起被改动。 Altered from byte {at + first} on.")


def _sealed(data: bytes, at: int) -> Iterator[Fault]:
    seal = SEAL + hashlib.sha256(data[:at]).hexdigest().encode()
    if data[at : at + len(seal)] != seal:
        yield Fault("封签 seal", "与包内全部字节不符。 It does not fit the bytes before it.")
    if more := len(data[at + len(seal) :]):
        yield Fault(
            "包尾之后 after the end", f"多出 {more} 字节。 There are {more} bytes too many."
        )


def _contents(data: bytes, parts: Sequence[Part]) -> Iterator[Fault]:
    """Compare every file with the manifest, and the manifest with the files."""
    stated = {str(row.get("name")): row for row in _rows(_json(data, parts, MANIFEST), "files")}
    if not stated:
        yield Fault(MANIFEST, "清单缺失或无法读取。 The manifest is missing or unreadable.")
    for part in parts:
        content = data[part.begins : part.ends]
        row = stated.pop(part.said, None)
        if row is None and part.said != MANIFEST and stated:
            yield Fault(part.said, "清单中没有这个文件。 The manifest has no such file.")
        if zlib.crc32(content) != part.crc or (row is not None and not _fits(content, row)):
            yield Fault(part.said, "文件内容被改动。 The content of this file was altered.")
    for name in stated:
        yield Fault(name, "清单中的文件不在包内。 The manifest names it; it is not here.")
    if len(set(_names(parts))) != len(parts):
        yield Fault(MANIFEST, "有同名文件。 Two files have the same name.")


def _fits(content: bytes, row: Mapping[str, object]) -> bool:
    return (len(content), hashlib.sha256(content).hexdigest()) == (
        row.get("size"),
        row.get("sha256"),
    )


def _names(parts: Sequence[Part]) -> list[bytes]:
    return [part.name for part in parts]


def _json(data: bytes, parts: Sequence[Part], name: str) -> dict[str, object]:
    """Read one file of the bundle; what cannot be read says nothing."""
    for part in parts:
        if part.said == name:
            try:
                read = json.loads(data[part.begins : part.ends])
            except (ValueError, RecursionError):
                return {}
            return read if isinstance(read, dict) else {}
    return {}


def _rows(read: Mapping[str, object], name: str) -> list[dict[str, object]]:
    rows = read.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _ledger(ledger: Mapping[str, object]) -> Iterator[Fault]:
    """Make every hash of the dossier's history anew, from the first entry to the anchor."""
    chain, before = str(ledger.get("chain", "")), ZERO
    entries = _rows(ledger, "entries")
    for seq, entry in enumerate(entries, 1):
        yield from _entry(chain, seq, entry, before)
        before = _bytes(entry.get("hash"))
    ends = entries[-1].get("event") if entries else ""
    if ends != TAKEN or _bytes(ledger.get("head")) != before:
        yield Fault(
            "留痕链尾 end of the ledger chain",
            "最后一条不是导出本包。 It does not end with the taking of this bundle.",
        )
    yield from _anchored(ledger.get("anchor"), before)


def _entry(chain: str, seq: int, entry: Mapping[str, object], before: bytes) -> Iterator[Fault]:
    place = (
        f"留痕第 {seq} 条 ledger entry {seq}（{entry.get('event')}，{_moment(entry.get('at'))}）"
    )
    if entry.get("seq") != seq:
        yield Fault(place, "序号不连续：有留痕被删除或插入。 The numbers have a gap.")
    if _bytes(entry.get("previous")) != before:
        yield Fault(place, "与上一条留痕的链接断开。 The link to the entry before it is broken.")
    columns = [entry.get(name) for name in ("id", "seq", "at", "by", "unit_path", "event")]
    number, place_in_chain, *rest = columns
    made = hashlib.sha256(
        framed(
            "entry",
            number,
            chain,
            place_in_chain,
            *rest,
            _bytes(entry.get("digest")),
            _bytes(entry.get("previous")),
        )
    ).digest()
    if made != _bytes(entry.get("hash")):
        yield Fault(place, "内容与其哈希不符。 It does not fit its own hash.")


def _anchored(anchor: object, last: bytes) -> Iterator[Fault]:
    place = "锚点 anchor"
    if not isinstance(anchor, dict):
        yield Fault(place, "没有锚点。 There is no anchor.")
        return
    hashes = anchor.get("hashes")
    over = [_bytes(one) for one in hashes] if isinstance(hashes, list) else []
    if last not in over:
        yield Fault(place, "锚点不含最后一条留痕。 It was not taken over the last entry.")
    root = hashlib.sha256(b"".join([_bytes(anchor.get("before")), *over])).digest()
    if root != _bytes(anchor.get("root")) or len(over) != anchor.get("count"):
        yield Fault(place, "锚点与其所含留痕不符。 It does not fit the entries it was taken over.")
    numbers = [anchor.get(name) for name in ("seq", "at", "upto", "count")]
    made = hashlib.sha256(framed("anchor", *numbers, _bytes(anchor.get("root")))).digest()
    if made != _bytes(anchor.get("hash")):
        yield Fault(place, "锚点与其哈希不符。 It does not fit its own hash.")


def framed(*parts: object) -> bytes:
    """Join parts so that no two different lists of parts give the same bytes."""
    raw = [part if isinstance(part, bytes) else str(part).encode() for part in parts]
    return b"".join(piece for part in raw for piece in (len(part).to_bytes(4), part))


def _bytes(words: object) -> bytes:
    try:
        return bytes.fromhex(words) if isinstance(words, str) else b""
    except ValueError:
        return b""


def _moment(micros: object) -> str:
    if not isinstance(micros, int) or not 0 <= micros < 2**53:
        return "?"
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
    return f"{at:%Y-%m-%d %H:%M} UTC"


def outside(found: Found, digest: str, anchor: str) -> Iterator[Fault]:
    """Compare with what was written down elsewhere: on the hand-over list, in the minutes."""
    if digest and _plain(digest) != found.digest:
        yield Fault(
            "摘要 digest",
            "与另处记下的不符：不是那一包。 Not the bundle that was written down elsewhere.",
        )
    if anchor and _plain(anchor) != found.anchor:
        yield Fault(
            "锚点 anchor", "与另处记下的不符。 Not the anchor that was written down elsewhere."
        )


def _plain(words: str) -> str:
    return "".join(words.split()).lower()


def words(found: Found, faults: Sequence[Fault]) -> str:
    """Say what was found, in both languages."""
    told = [
        f"文件 {found.files} 个，留痕 {found.entries} 条。"
        f" {found.files} files, {found.entries} ledger entries.",
        f"摘要 SHA-256 of this bundle: {found.digest}",
        f"锚点 anchor: {found.anchor or '—'}",
    ]
    if not faults:
        return "\n".join(["档案包完好。 The bundle is whole.", *told])
    shown = [str(fault) for fault in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        shown.append(f"… {len(faults) - MOST_SHOWN} +")
    head = f"档案包被改动，共 {len(faults)} 处。 The bundle was altered in {len(faults)} places."
    return "\n".join([head, *shown, *told])


def read(path: Path) -> bytes:
    """Return the bytes of a bundle."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise NoBundleError(f"无法读取。 It cannot be read: {fault.strerror}.") from None


def main(arguments: Sequence[str]) -> int:
    """Verify one bundle and say what was found."""
    parser = argparse.ArgumentParser(prog="verify.py", description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--digest", default="", help="the digest written down elsewhere")
    parser.add_argument("--anchor", default="", help="the anchor written down elsewhere")
    options = parser.parse_args(arguments)
    try:
        found = verify(read(options.bundle))
    except NoBundleError as fault:
        print(f"verify.py: {fault}", file=sys.stderr)
        return UNREADABLE
    faults = (*found.faults, *outside(found, options.digest, options.anchor))
    print(words(found, faults))
    return ALTERED if faults else WHOLE


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
