"""The build: everything from our own house, hashed, small, and only when something changed."""

import json
import os
import re
import subprocess

import pytest
from fontTools.ttLib import TTFont

from guihang.doors.ui import assets
from guihang.doors.ui.assets import bundles, fonts

TEMPLATES = sorted(assets.DOORS.glob("*/templates/**/*.html"))
ICON_USED = re.compile(r"""icon=?\s*"([a-z_]+)\"""")
OUTSIDE = re.compile(r"(?:url\(|src=|href=|@import)\s*['\"]?(?:https?:)?//")
RARE_NAMES = "骉翾婞䶮㛃"


@pytest.fixture(scope="module")
def built():
    assets.build()
    return assets.BUILT


def test_a_second_build_has_nothing_to_do(built):
    assert assets.build() is False


def test_a_changed_source_is_a_reason_to_build(built, monkeypatch):
    before = assets.inputs()
    sources = assets._sources
    added = assets.HERE / "css" / "tokens.css"
    monkeypatch.setattr(assets, "_sources", lambda: [*sources(), added])
    assert assets.inputs() != before


def test_every_file_is_served_under_a_name_with_its_hash(built):
    manifest = json.loads((assets.COLLECTED / "staticfiles.json").read_text(encoding="utf-8"))
    for name in ("ui.css", "ui.js", "desk.css", "dark.css", "fonts.css", "icons.svg", "htmx.js"):
        hashed = manifest["paths"][name]
        assert re.fullmatch(r".+\.[0-9a-f]{12}\.\w+", hashed)
        assert (assets.COLLECTED / hashed).exists()


def test_nothing_is_loaded_from_outside(built):
    for file in [*built.glob("*.css"), *built.glob("ui.js"), *built.glob("*.svg"), *TEMPLATES]:
        assert not OUTSIDE.search(file.read_text(encoding="utf-8")), file.name


def test_no_template_carries_style_or_script_of_its_own():
    for file in TEMPLATES:
        words = file.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", words), file.name
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", words)), file.name


def test_every_icon_a_template_names_is_in_the_sprite(built):
    sprite = (built / "icons.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    for file in TEMPLATES:
        used = set(ICON_USED.findall(file.read_text(encoding="utf-8")))
        assert used <= known, f"{file.name} names {used - known}"


def test_the_scripts_agree_with_their_types():
    program = assets.PACKAGES / ".bin" / "tsc"
    done = subprocess.run(
        [str(program), "-p", str(assets.ROOT)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_rare_names_have_a_font_for_every_screen(built):
    rules = (built / "fonts.css").read_text(encoding="utf-8")
    for name in ("NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf"):
        assert f"fonts/{name}" in rules
        drawn = TTFont(built / "fonts" / name).getBestCmap()
        assert all(ord(sign) in drawn for sign in RARE_NAMES)


def test_the_whole_font_comes_first_so_that_the_slices_are_preferred(built):
    rules = (built / "fonts.css").read_text(encoding="utf-8")
    assert rules.index("NotoSerifSC-Regular.otf") < rules.index(".woff2")
    assert rules.count(fonts.RARE) == 4


def test_every_font_named_in_the_rules_is_there(built):
    rules = (built / "fonts.css").read_text(encoding="utf-8")
    named = re.findall(r"url\((fonts/[^)]+)\)", rules)
    assert len(named) > 400
    assert all((built / name).exists() for name in named)


def test_a_drawing_without_a_frame_is_no_icon(tmp_path):
    (tmp_path / "dot.svg").write_text("<svg><path d='M1 1'/></svg>")
    with pytest.raises(SystemExit, match="dot"):
        bundles.sprite(tmp_path, tmp_path / "sprite")


def test_without_the_packages_it_is_said_what_to_do(tmp_path):
    with pytest.raises(SystemExit, match="npm ci"):
        bundles.bundle([], tmp_path, tmp_path)


def test_a_server_that_runs_keeps_finding_the_files_it_started_with(built, tmp_path):
    place, fresh = tmp_path / "collected", tmp_path / "fresh"
    for folder, name in ((place, "ui.old.js"), (fresh, "ui.new.js")):
        folder.mkdir()
        (folder / name).write_text(name)
        (folder / "staticfiles.json").write_text(name)
    long_ago = place / "ui.older.js"
    long_ago.write_text("")
    os.utime(long_ago, (0, 0))
    assets._add(fresh, place)
    assert {file.name for file in place.iterdir()} == {"ui.old.js", "ui.new.js", "staticfiles.json"}
    assert (place / "staticfiles.json").read_text() == "ui.new.js"
