"""Fonts: small slices for common characters, and the whole font for the rare ones in names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn as whole_fonts

WEIGHTS = (400, 700)
RARE = "U+3400-9FFF,U+F900-FAFF,U+20000-323AF"
SLICED = re.compile(r"url\(\./files/([\w-]+\.woff2)\) format\('woff2'\)[^;]*;")


def gather(packages: Path, into: Path) -> None:
    """Copy the fonts and write the rules that say which file holds which characters.

    A browser prefers the rule that comes last, so the whole font is asked only for what no slice
    covers: 䶮 and 㛃 draw on every screen, and nobody else loads eight megabytes.
    """
    folder = into / "fonts"
    folder.mkdir()
    rules = [
        _whole("Noto Sans SC", whole_fonts.sans_path(), folder),
        _whole("Noto Serif SC", whole_fonts.serif_path(), folder),
    ]
    for family in ("noto-sans-sc", "noto-serif-sc"):
        rules += [_slices(packages / "@fontsource" / family, weight, folder) for weight in WEIGHTS]
    (into / "fonts.css").write_text("\n".join(rules), encoding="utf-8")


def _whole(family: str, font: Path, folder: Path) -> str:
    shutil.copyfile(font, folder / font.name)
    return "\n".join(
        f'@font-face{{font-family:"{family}";font-style:normal;font-display:swap;'
        f"font-weight:{weight};src:url(fonts/{font.name}) format('opentype');"
        f"unicode-range:{RARE}}}"
        for weight in WEIGHTS
    )


def _slices(package: Path, weight: int, folder: Path) -> str:
    rules = (package / f"{weight}.css").read_text(encoding="utf-8")
    for name in SLICED.findall(rules):
        shutil.copyfile(package / "files" / name, folder / name)
    rules = SLICED.sub(r"url(fonts/\1) format('woff2');", rules)
    return re.sub(r"/\*.*?\*/|\s*\n\s*", "", rules)
