"""House rules that can be checked by reading the syntax."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "guihang"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
LONGEST_MODULE, LONGEST_FUNCTION, MOST_ARGUMENTS = 400, 40, 5
BANNED = re.compile(
    r"(^|_)(data|info|manager|handler|helper|util|utils|process|flag|obj|misc)(_|$)"
)
WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete",
}  # fmt: skip


@cache
def syntax(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path):
    return [
        node
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def name_of(path):
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stays_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_fits_the_eye(path):
    long = {
        function.name
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    }
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_names_say_something(path):
    names = {function.name for function in functions(path)} | {
        node.name for node in ast.walk(syntax(path)) if isinstance(node, ast.ClassDef)
    }
    assert not {name for name in names if BANNED.search(_snake(name))}
    assert not BANNED.search(path.stem)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path):
    assert ast.get_docstring(syntax(path)) or not path.read_text(encoding="utf-8").strip()


def _snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
