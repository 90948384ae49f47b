"""House rules that can be checked by reading the syntax."""

import ast
import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "guihang"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40
BANNED = re.compile(
    r"(^|_)(data|info|manager|handler|helper|util|utils|process|flag|obj|misc)(_|$)"
)
OF_DJANGO = {"process_view", "process_exception", "receive_data_chunk"}
WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete",
}  # fmt: skip
NOT_ROWS = {"book", "segno", "storage"}
"""What has a `save` and is no row."""
WHERE_ROWS_ARE_WRITTEN = ("actions", "signing_in")
INSIDE_THE_LEDGER = {"ledger/heads.py", "ledger/vault.py"}
"""The heads of the chains and the fingerprints of the keys: written under the actions."""


@cache
def syntax(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path, *kinds):
    return [node for node in ast.walk(syntax(path)) if isinstance(node, kinds)]


def functions(path):
    return nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path):
    return path.relative_to(PACKAGE).as_posix()


def test_a_module_stays_short():
    long = {
        name_of(path): lines
        for path in MODULES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


def test_a_function_fits_the_eye():
    long = {
        f"{name_of(path)}:{function.name}"
        for path in MODULES
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    }
    assert not long


def test_names_say_something():
    named = {
        (name_of(path), node.name)
        for path in MODULES
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        if node.name not in OF_DJANGO
    } | {(name_of(path), path.stem) for path in MODULES}
    assert not {(where, name) for where, name in named if BANNED.search(_snake(name))}


def test_a_module_says_what_it_is_for():
    silent = {
        name_of(path)
        for path in MODULES
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(syntax(path))
    }
    assert not silent


def test_rows_are_written_only_by_actions():
    written = {
        f"{name_of(path)}:{call.lineno}"
        for path in MODULES
        if not _may_write(path)
        for call in nodes(path, ast.Call)
        if _writes(call)
    }
    assert not written


def _may_write(path):
    parts = {*path.relative_to(PACKAGE).parts, path.stem}
    return name_of(path) in INSIDE_THE_LEDGER or not parts.isdisjoint(WHERE_ROWS_ARE_WRITTEN)


def _writes(call):
    if not isinstance(call.func, ast.Attribute):
        return False
    whole = ast.unparse(call.func)
    if whole.partition(".")[0] in NOT_ROWS:
        return False
    return call.func.attr in WRITES or (call.func.attr == "update" and ".objects." in whole)


def _snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
