"""Nothing foreign, nothing large, nothing of one machine is committed."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 1024 * 1024
LARGEST_PICTURE = 300 * 1024
# Put together from pieces, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    r"(pypi|files\.python" + r"hosted|registry\.npm" + r"js|deb\.deb" + r"ian)\.(org|net|com)"
)
MACHINE = re.compile(r"/(wo" + r"rk|fa" + r"rm)/(main|shared|\.library)")


@cache
def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts():
    for path in tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_package_registry_or_a_path_of_one_machine():
    found = {
        str(path.relative_to(ROOT))
        for path, text in texts()
        if REGISTRIES.search(text) or MACHINE.search(text)
    }
    assert not found


def test_no_file_is_large():
    large = {
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.stat().st_size > (LARGEST_PICTURE if path.suffix == ".png" else LARGEST)
    }
    assert not large


def test_no_key_no_database_and_no_compiled_catalogue_is_committed():
    foreign = {".pem", ".key", ".db", ".sqlite3", ".mo", ".woff2", ".otf", ".ttf", ".whl"}
    assert not {path.name for path in tracked() if path.suffix in foreign}


def test_the_numbers_of_the_decision_records_are_unique():
    numbers = [path.name[:4] for path in (ROOT / "docs" / "adr").glob("[0-9]*.md")]
    assert numbers and len(numbers) == len(set(numbers))


def test_no_two_test_files_share_a_name():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))
