"""Scripts and styles through esbuild, icons into one sprite."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

# The oldest browsers that know cascade layers and :has(); older ones get no nesting or new syntax.
TARGET = "chrome105,firefox121,safari16"
SYMBOL = re.compile(r'<svg[^>]*viewBox="([^"]+)"[^>]*>(.*)</svg>', re.DOTALL)


def bundle(doors: Sequence[Path], into: Path, packages: Path) -> None:
    """Bundle every door's entries: `ts/<door>.ts`, `css/<door>.css`, and our dark values."""
    entries = [entry for door in doors for entry in _entries(door)]
    subprocess.run(
        [
            *_esbuild(packages),
            *map(str, entries),
            f"--outdir={into}",
            "--entry-names=[name]",
            "--bundle",
            "--minify",
            "--charset=utf8",
            f"--target={TARGET}",
            "--log-level=warning",
        ],
        check=True,
    )


def _entries(door: Path) -> list[Path]:
    name = door.parent.name
    wanted = [door / "ts" / f"{name}.ts", door / "css" / f"{name}.css", door / "css" / "dark.css"]
    return [entry for entry in wanted if entry.exists()]


def _esbuild(packages: Path) -> list[str]:
    """Return how to call esbuild: the machine's own program, which needs no Node."""
    for program in packages.glob("@esbuild/*/bin/esbuild"):
        return [str(program)]
    for program in packages.glob("@esbuild/*/esbuild.exe"):
        return [str(program)]
    raise SystemExit("esbuild is not there. Run `npm ci --ignore-scripts` first.")


def sprite(icons: Path, into: Path) -> None:
    """Put all symbols into one file; each is named like its own file."""
    symbols = [_symbol(file) for file in sorted(icons.glob("*.svg"))]
    into.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n', encoding="utf-8"
    )


def _symbol(file: Path) -> str:
    found = SYMBOL.search(file.read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit(f"{file.name} is no symbol: it needs a viewBox.")
    return f'<symbol id="{file.stem}" viewBox="{found[1]}">{found[2]}</symbol>'
