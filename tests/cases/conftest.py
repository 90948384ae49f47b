"""A case that was received, and the agency's mark on its papers."""

import pytest

from cast import NOW
from guihang.dossiers import actions as dossiers
from guihang.ledger.chains import SYSTEM
from lives import received


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def office(cast):
    """Let the agency number its papers under its mark."""
    dossiers.set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=NOW)
    return cast


@pytest.fixture
def case(office):
    """A suspended sentence whose papers came; the person has not reported yet."""
    return received(office)
