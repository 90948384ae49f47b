"""The library's own TOML files, read once and with types: a wrong file fails by name at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable

from guihang.law.texts import Text


class WrongTableError(TypeError):
    """A table of the library holds something else than it should."""


class Table:
    """One TOML table with typed access; what is absent takes the default, if there is one."""

    __slots__ = ("_name", "_rows")

    def __init__(self, rows: object, name: str) -> None:
        """Take the table and the name it is complained about by."""
        if not isinstance(rows, dict):
            raise WrongTableError(f"{name} is not a table")
        self._rows, self._name = rows, name

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    def held(self, key: str) -> object:
        """Return whatever stands there."""
        if key not in self._rows:
            raise WrongTableError(f"{self._name} lacks {key}")
        return self._rows[key]

    def word(self, key: str, default: str | None = None) -> str:
        """Return a word."""
        found = self.held(key) if default is None else self._rows.get(key, default)
        if not isinstance(found, str):
            raise WrongTableError(f"{self._name}.{key} is not a word")
        return found

    def day(self, key: str) -> date:
        """Return a day."""
        found = self.held(key)
        if not isinstance(found, date):
            raise WrongTableError(f"{self._name}.{key} is not a day")
        return found

    def rows(self, key: str) -> list[object]:
        """Return a list, empty where there is none."""
        found = self._rows.get(key, [])
        if not isinstance(found, list):
            raise WrongTableError(f"{self._name}.{key} is not a list")
        return found

    def days(self, key: str) -> frozenset[date]:
        """Return a set of days."""
        return frozenset(day for day in self.rows(key) if isinstance(day, date))

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words."""
        return tuple(map(str, self.rows(key)))

    def within(self, key: str) -> Table:
        """Return the table inside, empty where there is none."""
        return Table(self._rows.get(key, {}), f"{self._name}.{key}")

    def tables(self, key: str) -> list[Table]:
        """Return the list of tables inside."""
        return [Table(row, f"{self._name}.{key}") for row in self.rows(key)]

    def pairs(self) -> dict[str, str]:
        """Return the table as words by words."""
        return {key: self.word(key) for key in self._rows}

    def text(self, key: str) -> Text:
        """Return a sentence in both languages."""
        inside = self.within(key)
        return Text(inside.word("zh"), inside.word("en"))


def one(name: str) -> Table:
    """Return one file of the library as a table."""
    return _read(resources.files("guihang.law").joinpath(name))


def folder(name: str) -> list[tuple[str, Table]]:
    """Return every TOML file of a folder by its name, in order of their names."""
    files = resources.files("guihang.law").joinpath(name).iterdir()
    return [
        (file.name.removesuffix(".toml"), _read(file))
        for file in sorted(files, key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]


def _read(file: Traversable) -> Table:
    return Table(tomllib.loads(file.read_text("utf-8")), file.name)
