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
