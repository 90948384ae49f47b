"""Read a QR code off a picture, as a telephone would: finder patterns, grid, mask, words, text.

Written from the standard (ISO/IEC 18004) and independent of what draws our codes. Pictures of a
screen are sharp, so a damaged code is an error here and is not mended. Up to version 6.
"""

from __future__ import annotations

from base64 import b64encode
from itertools import groupby
from math import dist
from statistics import mean

FINDER = (1, 1, 3, 1, 1)
LEVELS = {0b01: "L", 0b00: "M", 0b11: "Q", 0b10: "H"}
WORDS = {1: 26, 2: 44, 3: 70, 4: 100, 5: 134, 6: 172}
# version: for each level the words of correction in a block, and the blocks
BLOCKS = {
    1: {"L": (7, 1), "M": (10, 1), "Q": (13, 1), "H": (17, 1)},
    2: {"L": (10, 1), "M": (16, 1), "Q": (22, 1), "H": (28, 1)},
    3: {"L": (15, 1), "M": (26, 1), "Q": (18, 2), "H": (22, 2)},
    4: {"L": (20, 1), "M": (18, 2), "Q": (26, 2), "H": (16, 4)},
    5: {"L": (26, 1), "M": (24, 2), "Q": (18, 4), "H": (22, 4)},
    6: {"L": (18, 2), "M": (16, 4), "Q": (24, 4), "H": (28, 4)},
}
MASKS = (
    lambda r, c: (r + c) % 2,
    lambda r, c: r % 2,
    lambda r, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
)
FORMAT_MASK = 0b101010000010010
BYTES = 0b0100
PIXELS = """
async (source) => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const { data } = pen.getImageData(0, 0, picture.width, picture.height);
  const rows = [];
  for (let y = 0; y < picture.height; y += 1) {
    let row = "";
    for (let x = 0; x < picture.width; x += 1)
      row += data[4 * (y * picture.width + x)] < 128 ? 1 : 0;
    rows.push(row);
  }
  return rows;
}
"""


def rows(browser, picture: bytes) -> list[str]:
    """Return a picture as rows of 1 (dark) and 0, which a browser reads out."""
    page = browser.new_page()
    found = page.evaluate(PIXELS, "data:image/png;base64," + b64encode(picture).decode())
    page.close()
    return found


def read(dark: list[str]) -> str:
    """Return the text of the one code in a picture, given as rows of 1 (dark) and 0."""
    modules = _modules(dark)
    size = len(modules)
    version = (size - 17) // 4
    level, mask = _format(modules)
    bits = [
        modules[r][c] ^ (MASKS[mask](r, c) == 0) for r, c in _path(size) if not _fixed(r, c, size)
    ]
    words = [_number(bits[at : at + 8]) for at in range(0, 8 * WORDS[version], 8)]
    return _text(_in_order(words, *BLOCKS[version][level]))


def _modules(dark: list[str]) -> list[list[int]]:
    """Lay a grid over the three finder patterns and look at the middle of every module."""
    corners = sorted(_finders(dark), key=lambda one: one[0] + one[1])
    (top, left, module), others = corners[0], corners[1:]
    assert len(others) == 2, f"three corners, not {corners}"
    right = max(col for _row, col, _module in others)
    size = round((right - left) / module) + 7
    size = 17 + 4 * round((size - 17) / 4)
    step = (right - left) / (size - 7)
    at = [(top + (n - 3) * step, left + (n - 3) * step) for n in range(size)]
    return [[int(dark[round(r)][round(c)]) for _r, c in at] for r, _c in at]


def _finders(dark: list[str]) -> list[tuple[float, float, float]]:
    """Return the middle of every finder pattern, and how wide a module is there."""
    across = {
        (r, round(middle)): module for r, row in enumerate(dark) for middle, module in _runs(row)
    }
    seen = [
        (middle, c, (wide + module) / 2)
        for c in sorted({column for _row, column in across})
        for middle, module in _runs("".join(row[c] for row in dark))
        if (wide := across.get((round(middle), c))) and abs(wide - module) <= 1
    ]
    found: list[list[tuple[float, float, float]]] = []
    for one in seen:
        near = (group for group in found if dist(group[0][:2], one[:2]) < 3 * one[2])
        group = next(near, None)
        if group is None:
            found.append([one])
        else:
            group.append(one)
    return [tuple(map(mean, zip(*group, strict=True))) for group in found]


def _runs(line: str) -> list[tuple[float, float]]:
    """Return where a line is dark and light in the proportions of a finder pattern."""
    runs = [(sign, len(list(same))) for sign, same in groupby(line)]
    ends = [0]
    for _sign, length in runs:
        ends.append(ends[-1] + length)
    found = []
    for at in range(len(runs) - 4):
        lengths = [length for _sign, length in runs[at : at + 5]]
        module = sum(lengths) / 7
        fits = all(
            abs(length - want * module) <= module / 2
            for length, want in zip(lengths, FINDER, strict=True)
        )
        if runs[at][0] == "1" and module >= 2 and fits:
            found.append(((ends[at] + ends[at + 5] - 1) / 2, module))
    return found


def _format(modules: list[list[int]]) -> tuple[str, int]:
    """Return the level of correction and the mask."""
    row = [modules[8][c] for c in (0, 1, 2, 3, 4, 5, 7, 8)]
    said = _number(row + [modules[r][8] for r in (7, 5, 4, 3, 2, 1, 0)]) ^ FORMAT_MASK
    return LEVELS[said >> 13], said >> 10 & 0b111


def _fixed(r: int, c: int, size: int) -> bool:
    """Whether a module belongs to a pattern and carries no word."""
    corner = (r < 9 and (c < 9 or c >= size - 8)) or (r >= size - 8 and c < 9)
    small = size > 21 and abs(r - (size - 7)) <= 2 and abs(c - (size - 7)) <= 2
    return corner or small or r == 6 or c == 6


def _path(size: int):
    """Walk the modules as words are written: two columns at a time, up and down from the right."""
    columns = [c for c in range(size - 1, 0, -2) if c > 6] + [5, 3, 1]
    for turn, c in enumerate(columns):
        for r in range(size) if turn % 2 else reversed(range(size)):
            yield r, c
            yield r, c - 1


def _in_order(words: list[int], correction: int, blocks: int) -> list[int]:
    """Put the words of the blocks, which are written in turn, one block after the other."""
    total = len(words) - correction * blocks
    lengths = [total // blocks + (n >= blocks - total % blocks) for n in range(blocks)]
    parts: list[list[int]] = [[] for _ in lengths]
    coming = iter(words)
    for turn in range(max(lengths)):
        for part, length in zip(parts, lengths, strict=True):
            if turn < length:
                part.append(next(coming))
    return [word for part in parts for word in part]


def _text(words: list[int]) -> str:
    bits = [word >> at & 1 for word in words for at in range(7, -1, -1)]
    assert _number(bits[:4]) == BYTES, "only text written as bytes is read"
    length = _number(bits[4:12])
    return bytes(_number(bits[12 + 8 * n : 20 + 8 * n]) for n in range(length)).decode()


def _number(bits) -> int:
    return int("".join(str(int(bit)) for bit in bits), 2)
