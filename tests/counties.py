"""The demo county of the tests: small, with every tale in it, built once for all cores."""

import fcntl
import os
import shutil
from datetime import date

import pytest

from installations import command

TODAY, PEOPLE, SEED = date(2026, 11, 23), 64, 5


def of_all_cores(tmp_path_factory):
    """Return a folder that all processes of one run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def built(tmp_path_factory):
    """Return the county as it was built, by whichever process came first; not to be changed."""
    folder = of_all_cores(tmp_path_factory)
    home = folder / "county"
    with open(folder / "county.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            making = folder / "county-in-the-making"
            words = ("--people", PEOPLE, "--today", TODAY, "--seed", SEED)
            said = command("demo", "--no-start", "--home", making, *words).stderr
            assert "ended early" not in said, said
            making.rename(home)
    return home


@pytest.fixture(scope="session")
def county_home(tmp_path_factory):
    """A county of one's own: a copy of the one that was built."""
    home = tmp_path_factory.mktemp("county") / "demo"
    shutil.copytree(built(tmp_path_factory), home)
    return home
