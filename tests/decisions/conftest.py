"""An entrustment that people of the cast carry through its course."""

import pytest


@pytest.fixture
def play(cast):
    """Let the people of the cast act: `play.ask(); play.check(); play.grant()`."""
    import matters

    return matters.play(cast)


def pytest_collection_modifyitems(config, items):
    """What only PostgreSQL can do is not collected on SQLite."""
    from django.db import connection

    if connection.vendor == "postgresql":
        return
    theirs = [item for item in items if "postgres_only" in item.fixturenames]
    config.hook.pytest_deselected(items=theirs)
    items[:] = [item for item in items if item not in theirs]


@pytest.fixture
def postgres_only(db):
    """Name this in a test that is about PostgreSQL itself."""
