"""What the browser loads: scripts and styles bundled, fonts, icons, translations, all hashed.

Sources: `css/`, `ts/`, `icons/` here and in any door's `assets/`; fonts from npm and PyPI; htmx
from django-htmx. Results: `static/built/`, then `static/collected/` with hashes in the names.
"""

from __future__ import annotations

import hashlib
import shutil
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from guihang.doors.ui import translations
from guihang.doors.ui.assets import bundles, collecting, fonts

HERE = Path(__file__).parent
UI = HERE.parent
DOORS = UI.parent
ROOT = DOORS.parents[2]
PACKAGES = ROOT / "node_modules"
STATIC = UI / "static"
BUILT, COLLECTED, STAMP = STATIC / "built", STATIC / "collected", STATIC / "stamp"
A_DAY = 24 * 60 * 60
FROM_PYPI = ("django-htmx", "django", "whitenoise", "pylopdf-fonts-zh-cn")


def build(*, anew: bool = False) -> bool:
    """Build what is not current; return whether there was anything to do."""
    translated = translations.build()
    wanted = inputs()
    is_current = COLLECTED.is_dir() and STAMP.exists() and STAMP.read_text() == wanted
    if is_current and not anew:
        return translated
    STATIC.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=STATIC) as bench:
        built, collected = Path(bench, "built"), Path(bench, "collected")
        built.mkdir()
        _make(built)
        collecting.collect(built, collected)
        _swap(built, BUILT)
        _add(collected, COLLECTED)
    STAMP.write_text(wanted)
    return True


def inputs() -> str:
    """Return one digest over everything that goes into the build."""
    total = hashlib.sha256()
    for name in FROM_PYPI:
        total.update(f"{name} {metadata.version(name)}\n".encode())
    for file in (ROOT / "package-lock.json", *_sources()):
        total.update(str(file.relative_to(ROOT)).encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def _sources() -> list[Path]:
    found = (file for file in DOORS.glob("*/assets/**/*") if file.is_file())
    return sorted(file for file in found if "__pycache__" not in file.parts)


def _make(into: Path) -> None:
    bundles.bundle(sorted(DOORS.glob("*/assets")), into, PACKAGES)
    bundles.sprite(HERE / "icons", into / "icons.svg")
    fonts.gather(PACKAGES, into)
    shutil.copyfile(HERE / "mark.svg", into / "mark.svg")
    htmx = find_spec("django_htmx")
    shutil.copyfile(Path(htmx.origin).parent / "static/django_htmx/htmx-2.min.js", into / "htmx.js")


def _swap(fresh: Path, place: Path) -> None:
    if place.exists():
        place.rename(fresh.with_name("old"))
    fresh.rename(place)


def _add(fresh: Path, place: Path) -> None:
    """Add the new files; a server that started before still finds its own for a day."""
    place.mkdir(exist_ok=True)
    manifest = fresh / "staticfiles.json"
    for file in (*_files(fresh, but=manifest), manifest):
        target = place / file.relative_to(fresh)
        target.parent.mkdir(exist_ok=True)
        file.replace(target)
    now = (place / manifest.name).stat().st_mtime
    for file in _files(place):
        if now - file.stat().st_mtime > A_DAY:
            file.unlink()


def _files(folder: Path, but: Path | None = None) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and file != but]
