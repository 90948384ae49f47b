"""Change the law in one place and see whether a test notices: mutation testing of rules and counts.

    python tools/mutate.py [MODULE …] [--report FILE] [--functions NAME …] [--minutes N]

mutmut does not look into decorated functions, and every rule is decorated with its articles. So a
mutant here is one function of `guihang.law.rules` (or `periods`, `spans`) with one comparison,
constant, operator, condition, call or return changed; its code is put into the living function of
a forked process. First the golden rows that reach the function are asked and what they say is
compared with the approved sentences; what survives meets every other test that reaches it. What
runs only while a module loads cannot be tried. They are tried in one drawn order over all modules,
always the same, so that whatever `--minutes` allows is a fair sample.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import os
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[1]
LAW = ROOT / "src" / "guihang" / "law"
TESTS = ROOT / "tests" / "law"
sys.path.insert(0, str(TESTS))

LEFT_OUT = ("test_the_law_says_what_the_table_says", "test_a_row_is_written_in_full")
SLOW = ("test_rest_days.py", "test_any_question.py", "test_the_command_line.py")
ROW_SECONDS, TEST_SECONDS, MEMORY = 10, 60, 4 * 2**30
COUNTING = ("guihang.law.periods", "guihang.law.spans")
SEED = 20261123
TOOL, START = sys.monitoring.DEBUGGER_ID, sys.monitoring.events.PY_START


def living(module: ModuleType) -> dict[str, FunctionType]:
    """Return the functions of a loaded module by name, without their decorators."""
    found: dict[str, FunctionType] = {}
    for held in list(vars(module).values()):
        parts = vars(held).values() if inspect.isclass(held) else [held]
        for part in parts:
            part = getattr(part, "fget", None) or getattr(part, "__func__", None) or part
            if callable(part) and not inspect.isclass(part):
                bare = inspect.unwrap(part)
                if isinstance(bare, FunctionType) and bare.__module__ == module.__name__:
                    found[bare.__qualname__] = bare
    return found


def forget() -> None:
    """Empty what the law remembers, except the tables it read."""
    for name, module in list(sys.modules.items()):
        if name.startswith("guihang.law.rules") or name in COUNTING:
            for held in list(vars(module).values()):
                if hasattr(held, "cache_clear"):
                    held.cache_clear()


class Watch:
    """Which functions of the law run while something is asked or tested."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        sys.monitoring.use_tool_id(TOOL, "mutate")
        sys.monitoring.register_callback(TOOL, START, self._started)
        sys.monitoring.set_events(TOOL, START)

    def _started(self, code: CodeType, offset: int) -> object:
        if not code.co_filename.startswith(str(LAW)):
            return sys.monitoring.DISABLE
        stem = Path(code.co_filename).stem
        self.seen.add(f"{stem}:{code.co_qualname.split('.<locals>')[0]}")
        return None

    def stop(self) -> None:
        """Stop looking."""
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)


class Rows:
    """The golden rows, the functions each reaches, and what they say when nothing is changed."""

    def __init__(self) -> None:
        import test_golden
        import test_what_answers_say as sentences
        from golden_rows import rows

        self._check, self._sentences = test_golden.test_the_law_says_what_the_table_says, sentences
        self.reaching: dict[str, list[Any]] = defaultdict(list)
        self._said: dict[tuple[str, int], set[str]] = {}
        watch = Watch()
        for row in rows():
            forget()
            watch.seen = set()
            self._said[row.table, row.place] = set(sentences.sentences(row))
            for function in watch.seen:
                self.reaching[function].append(row)
        watch.stop()
        self._rows, self._approved = rows(), set(sentences.TABLES)

    def notice(self, function: str) -> bool:
        """Tell whether a row that reaches a function is answered or explained otherwise."""
        reaching = self.reaching[function]
        for row in reaching:
            self._check(row)
        touched = {(row.table, row.case["rule"]) for row in reaching} if reaching else set()
        now = {(row.table, row.place): set(self._sentences.sentences(row)) for row in reaching}
        for table, rule in touched:
            if table in self._approved and self._all(table, rule, {}) != self._all(
                table, rule, now
            ):
                return True
        return False

    def _all(self, table: str, rule: str, now: dict[tuple[str, int], set[str]]) -> set[str]:
        said: set[str] = set()
        for row in self._rows:
            if row.table == table and row.case["rule"] == rule:
                key = row.table, row.place
                said |= now.get(key, self._said[key])
        return said


class Reached:
    """A plugin that keeps which functions of the law each test reaches, and how long it takes."""

    def __init__(self) -> None:
        self.tests: dict[str, list[tuple[float, str]]] = defaultdict(list)
        self._watch = Watch()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Note what a test reaches."""
        forget()
        self._watch.seen = set()
        begun = time.perf_counter()
        result = yield
        taken = time.perf_counter() - begun
        for function in self._watch.seen:
            self.tests[function].append((taken, item.nodeid))
        return result

    def pytest_unconfigure(self) -> None:
        """Stop looking."""
        self._watch.stop()


@cache
def files() -> tuple[str, ...]:
    """The test files that may notice a mutant."""
    return tuple(str(path) for path in sorted(TESTS.glob("test_*.py")) if path.name not in SLOW)


def quiet(*words: str, plugin: object | None = None) -> int:
    """Run pytest without a word."""
    out = os.dup(1), os.dup(2)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    try:
        flags = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:django", "--rootdir", str(TESTS)]
        flags += ["-c", os.devnull, "--confcutdir", str(TESTS)]
        return int(pytest.main([*flags, *words], plugins=[plugin] if plugin else []))
    finally:
        os.dup2(out[0], 1)
        os.dup2(out[1], 2)


type Tests = dict[str, list[str]]


def reached() -> Tests:
    """Return the tests that reach each function, the quickest first."""
    plugin = Reached()
    without = [f"not {name}" for name in LEFT_OUT]
    if quiet("-k", " and ".join(without), *files(), plugin=plugin) != 0:
        raise SystemExit("The tests fail without any mutant.")
    return {name: [test for _, test in sorted(tests)] for name, tests in plugin.tests.items()}


def in_a_fork(work: Callable[[], bool], seconds: int) -> bool:
    """Return whether work found something wrong; a crash, a hang and a flood count as wrong."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        try:
            wrong = work()
        except BaseException:
            wrong = True
        os._exit(1 if wrong else 0)
    _, status = os.waitpid(child, 0)
    return status != 0


def survives(target: FunctionType, code: CodeType, rows: Rows, tests: list[str]) -> bool:
    """Tell whether nobody notices a changed function."""

    def change() -> None:
        target.__code__ = code
        forget()

    def ask() -> bool:
        change()
        return rows.notice(named(target))

    def test() -> bool:
        change()
        return bool(tests) and quiet(*tests) != 0

    return not (in_a_fork(ask, ROW_SECONDS) or in_a_fork(test, TEST_SECONDS))


def named(function: FunctionType) -> str:
    """Return the name a function is watched under: its file and its own."""
    return f"{Path(function.__code__.co_filename).stem}:{function.__qualname__}"


def modules(named: list[str]) -> dict[str, Path]:
    """Return the modules to change by their names."""
    every = {f"guihang.law.rules.{path.stem}": path for path in sorted(LAW.glob("rules/*.py"))}
    every |= {name: LAW / f"{name.rpartition('.')[2]}.py" for name in COUNTING}
    every.pop("guihang.law.rules.__init__")
    return {name: path for name, path in every.items() if not named or path.stem in named}


def drawn(named: list[str], functions: list[str]) -> list[tuple[Mutant, Callable[[], CodeType]]]:
    """Return the mutants in the order in which they are tried."""
    found = [
        each
        for name, path in modules(named).items()
        for each in mutants(name, path)
        if not functions or each[0].function in functions
    ]
    random.Random(SEED).shuffle(found)
    return found


def try_one(mutant: Mutant, code: Callable[[], CodeType], rows: Rows, tests: Tests) -> str:
    """Tell whether a mutant is killed, alive, or cannot be tried."""
    function = living(importlib.import_module(mutant.module)).get(mutant.function)
    if function is None:
        return "untried"
    reaching = tests.get(named(function), [])
    if not reaching and not rows.reaching[named(function)]:
        return "untried"
    return "alive" if survives(function, code(), rows, reaching) else "killed"


def main(arguments: list[str]) -> int:
    """Change everything, count what is noticed, and list what is not."""
    parser = argparse.ArgumentParser(prog="mutate", description=__doc__)
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--report", type=Path, default=ROOT / "tmp" / "mutants.jsonl")
    parser.add_argument("--functions", nargs="*", default=[])
    parser.add_argument("--minutes", type=float, default=float("inf"))
    options = parser.parse_args(arguments)
    until = time.monotonic() + 60 * options.minutes
    options.report = options.report.resolve()
    options.report.parent.mkdir(exist_ok=True)
    os.chdir(TESTS)
    rows, tests = Rows(), reached()
    counted: Counter[tuple[str, str]] = Counter()
    with options.report.open("a", encoding="utf-8") as report:
        for mutant, code in drawn(options.modules, options.functions):
            if time.monotonic() > until:
                break
            came = try_one(mutant, code, rows, tests)
            counted[mutant.module, came] += 1
            report.write(json.dumps(asdict(mutant) | {"came": came}) + "\n")
            report.flush()
            if came == "alive":
                print(f"{mutant.module}:{mutant.line} {mutant.function}: {mutant.what}", flush=True)
    for (module, came), number in sorted(counted.items()):
        print(f"== {module}: {number} {came}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
