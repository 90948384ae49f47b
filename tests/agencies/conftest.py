"""Tests about what only PostgreSQL can do are not collected on SQLite."""

import pytest
from django.utils import translation


def pytest_collection_modifyitems(config, items):
    from django.db import connection

    if connection.vendor == "postgresql":
        return
    theirs = [item for item in items if "postgres_only" in item.fixturenames]
    config.hook.pytest_deselected(items=theirs)
    items[:] = [item for item in items if item not in theirs]


@pytest.fixture
def postgres_only(db):
    """Name this in a test that is about PostgreSQL itself."""


@pytest.fixture(autouse=True)
def english():
    """Read refusals in English here; the Chinese has tests of its own."""
    with translation.override("en"):
        yield
