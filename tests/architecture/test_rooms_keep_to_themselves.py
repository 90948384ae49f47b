"""House rules that can be checked by reading the imports."""

import sys
from functools import cache
from pathlib import Path

import grimp
import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "guihang"
ROOMS = sorted(
    folder.name
    for folder in PACKAGE.iterdir()
    if (folder / "__init__.py").exists() and folder.name not in {"doors", "cli"}
)


@cache
def imports():
    return grimp.build_graph(
        "guihang", include_external_packages=True, exclude_type_checking_imports=True
    )


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_reads_another_rooms_tables(room):
    strangers = {
        (importer, table)
        for table in imports().modules
        if f"{table}.".startswith(f"guihang.{room}.models.")
        for importer in imports().find_modules_that_directly_import(table)
        if not importer.startswith(f"guihang.{room}.")
    }
    assert not strangers


def test_the_law_imports_only_the_standard_library():
    outside = {
        imported.partition(".")[0]
        for module in imports().modules
        if module == "guihang.law" or module.startswith("guihang.law.")
        for imported in imports().find_modules_directly_imported_by(module)
    } - {"guihang"}
    assert outside <= sys.stdlib_module_names


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_opens_with_its_charter(room):
    charter = (PACKAGE / room / "__init__.py").read_text(encoding="utf-8")
    assert charter.startswith('"""')
    if room != "law":
        assert "\nHere: " in charter and "\nNot here: " in charter
