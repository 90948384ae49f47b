"""An entrustment that people of the cast carry through its course."""

import pytest


@pytest.fixture
def play(cast):
    """Let the people of the cast act: `play.ask(); play.check(); play.grant()`."""
    import matters

    return matters.play(cast)
