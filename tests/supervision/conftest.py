"""A person under correction who asks for leave, and the officers who deal with it."""

import pytest


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def play(cast):
    """Let the person ask and the officers act: `play.ask(); play.check(); play.grant()`."""
    import leaving

    return leaving.play(cast)


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
