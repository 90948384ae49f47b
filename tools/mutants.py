"""What can be changed in a module, one place at a time: its mutants (see mutate.py).

A mutant is one function with one comparison, constant, operator, condition, call or return
changed. Docstrings and annotations stay as they are.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One changed place: where, what it was and what it became."""

    module: str
    function: str
    line: int
    what: str
    number: int


type Change = Callable[[Any], str]


def changes(node: ast.AST) -> Iterator[Change]:
    """Yield what can be changed in one node; each change says what it did."""
    if isinstance(node, ast.Compare):
        yield from (_swap_compare(at) for at, op in enumerate(node.ops) if type(op) in SWAPS)
    elif isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in SWAPS:
        yield _swap_operator
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.Return) and not _is_none(node.value):
        yield _return_none
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield _rename
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield _drop_call
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield _negate_test


def _is_none(node: ast.AST | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _swap_compare(at: int) -> Change:
    def change(node: ast.Compare) -> str:
        old = node.ops[at]
        node.ops[at] = SWAPS[type(old)]()
        return f"{type(old).__name__} → {type(node.ops[at]).__name__}"

    return change


def _swap_operator(node: ast.BoolOp | ast.BinOp) -> str:
    old, node.op = node.op, SWAPS[type(node.op)]()
    return f"{type(old).__name__} → {type(node.op).__name__}"


def _constants(value: object) -> Iterator[Change]:
    if isinstance(value, bool):
        yield _set(not value)
    elif isinstance(value, int):
        yield _set(value + 1)
    elif isinstance(value, str):
        yield _set(f"XX{value}")


def _set(value: bool | int | str) -> Change:
    def change(node: ast.Constant) -> str:
        old, node.value = node.value, value
        return f"{old!r} → {value!r}"[:70]

    return change


def _return_none(node: ast.Return) -> str:
    node.value = ast.Constant(None)
    return "return → return None"


def _rename(node: ast.Name) -> str:
    old, node.id = node.id, NAMES[node.id]
    return f"{old} → {node.id}"


def _drop_call(node: ast.Expr) -> str:
    said = ast.unparse(node)[:60]
    node.value = ast.Constant(None)
    return f"{said} → nothing"


def _negate_test(node: ast.If | ast.IfExp | ast.While) -> str:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "condition → not condition"


def places(tree: ast.Module) -> Iterator[tuple[str, int, int, Change]]:
    """Yield every change of every function: its name, the node's number and line, the change."""
    numbered = list(ast.walk(tree))
    at = {id(node): number for number, node in enumerate(numbered)}
    for name, function in _functions(tree, ""):
        for node in _body(function):
            for change in changes(node):
                yield name, at[id(node)], getattr(node, "lineno", function.lineno), change


def _functions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node


def _body(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body without its docstring and its annotations."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    for statement in body:
        yield from _without_annotations(statement)


def _without_annotations(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for name, part in ast.iter_fields(node):
        for child in part if isinstance(part, list) else [part]:
            if isinstance(child, ast.AST) and name not in {"annotation", "returns"}:
                yield from _without_annotations(child)


def mutants(module: str, path: Path) -> Iterator[tuple[Mutant, Callable[[], CodeType]]]:
    """Yield every mutant of a module with what writes the code of its changed function."""
    tree = ast.parse(path.read_text("utf-8"))
    for number, (name, at, line, change) in enumerate(places(tree)):
        what = change(copy.deepcopy(list(ast.walk(tree))[at]))
        code = partial(_changed, tree, path, name, at, change)
        yield Mutant(module, name, line, what, number), code


def _changed(tree: ast.Module, path: Path, name: str, at: int, change: Change) -> CodeType:
    changed = copy.deepcopy(tree)
    change(list(ast.walk(changed))[at])
    code = compile(ast.fix_missing_locations(changed), str(path), "exec")
    return dict(_codes(code))[name]


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part.co_qualname, part
            yield from _codes(part)
