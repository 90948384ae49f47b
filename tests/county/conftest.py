"""The demo county, built once: small, with every tale in it."""

import sqlite3
from datetime import date

import pytest

from installations import command

TODAY, PEOPLE = date(2026, 11, 23), 64


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    home = tmp_path_factory.mktemp("county") / "demo"
    words = ("--people", PEOPLE, "--today", TODAY, "--seed", 5)
    command("demo", "--no-start", "--home", home, *words)
    return home


@pytest.fixture(scope="session")
def people():
    """How many are on the register."""
    return PEOPLE


@pytest.fixture(scope="session")
def rows(county):
    """Ask the county's database something: `rows("SELECT …")`."""

    def ask(query, *values):
        with sqlite3.connect(county / "guihang.db") as database:
            return database.execute(query, values).fetchall()

    return ask
