"""The demo county and its database."""

import sqlite3

import pytest

from counties import PEOPLE, county_home

__all__ = ("county_home",)


@pytest.fixture(scope="session")
def county(county_home):
    return county_home


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
