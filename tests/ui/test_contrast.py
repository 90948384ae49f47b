"""Every pair of colours that carries words or edges is told apart, in the light and in the dark."""

import re

import pytest

from guihang.doors.ui import assets

WORDS, EDGES = 4.5, 3.0
PAIRS = [
    *[(ink, ground, WORDS) for ink in ("ink", "ink-2", "ink-3", "link")
      for ground in ("page", "surface", "sunken", "paper", "tint")],
    *[(state, f"{state}-bg", WORDS) for state in ("late", "due", "ok", "run", "unk", "rest")],
    *[(state, "surface", WORDS) for state in ("late", "due", "ok", "run", "unk", "rest")],
    ("on-brand", "brand", WORDS),
    ("on-brand", "brand-ink", WORDS),
    ("on-bar", "bar", WORDS),
    ("on-bar-2", "bar", WORDS),
    ("ink", "due-bg", WORDS),
    ("ink-2", "rest-bg", WORDS),
    ("surface", "ink", WORDS),
    ("brand", "page", EDGES),
    *[("line-strong", ground, EDGES) for ground in ("surface", "page")],
    *[("focus", ground, EDGES) for ground in ("surface", "page", "tint", "sunken")],
]  # fmt: skip


def tokens(name: str) -> dict[str, str]:
    """The colours of one theme: dark ones take the place of light ones."""
    words = (assets.HERE / "css" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", words.split("@media")[0]))


LIGHT = tokens("tokens.css")
DARK = LIGHT | tokens("dark.css")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_measure():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_written_can_be_read(theme, ink, ground, least):
    assert contrast(theme[ink], theme[ground]) >= least


def test_the_dark_theme_names_every_colour_of_the_light_one():
    assert set(tokens("dark.css")) == set(LIGHT)
