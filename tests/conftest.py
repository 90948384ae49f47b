"""One temporary installation for the whole run; no clock but the one given."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

from guihang.ledger import keyfile

pytest_plugins = ("browser",)

gc.set_threshold(100_000)  # as the command does: thousands of rows come and go
HOME = Path(tempfile.mkdtemp(prefix="guihang-tests-"))
(HOME / "settings.toml").write_text("demo = true\n", encoding="utf-8")
os.environ["GUIHANG_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "guihang.settings"
keyfile.make(HOME / "keys" / "keyring.json")
django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Keep the tests' SQLite database in a file: parallel writers meet as they do in service."""
    from django.db import connections

    for alias in ("default", "positions"):
        if connections[alias].vendor == "sqlite":
            connections[alias].settings_dict["TEST"]["NAME"] = str(HOME / f"test-{alias}.db")


@pytest.fixture(scope="session", autouse=True)
def ledger_can_be_emptied():
    """Take the ledger's walls down before a test's tables are emptied; migrating rebuilds them."""
    from django.db import connections
    from django.test import TransactionTestCase

    from guihang.ledger import triggers

    empty = TransactionTestCase._fixture_teardown

    def take_down_and_empty(case):
        for alias in case._databases_names(include_mirrors=False):
            triggers.remove(connections[alias])
        empty(case)

    TransactionTestCase._fixture_teardown = take_down_and_empty
    yield
    TransactionTestCase._fixture_teardown = empty


def pytest_unconfigure():
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let every test find the cast: entered once, each test then undoes only what it did."""
    from django.db import connections

    import cast as the_cast
    from guihang.tracking.fixes import tables

    with django_db_blocker.unblock():
        # The database of positions is only set up where a test of the run asks for it.
        if Path(connections["positions"].settings_dict["NAME"]).name.startswith("test"):
            tables.make(connections["positions"])
        the_cast.enter()


@pytest.fixture
def cast(db):
    """Give a test the units and people it knows: `cast.actor("squad_leader")`."""
    import cast as the_cast

    return the_cast.enter()
