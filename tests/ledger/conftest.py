"""What every test of the ledger is given: a chain, somebody who acts, a moment."""

import pytest
from lamps import AT, Somebody

from guihang.ledger import chains


@pytest.fixture
def at():
    return AT


@pytest.fixture
def song():
    return Somebody()


@pytest.fixture
def chain():
    return chains.Chain("dossier:1", "430000/431100/431103/")


@pytest.fixture
def lab(db):
    import lab as the_lab

    return the_lab.make()
