"""Tests about what only PostgreSQL can do are not collected on SQLite."""

import pytest


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
