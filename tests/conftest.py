"""One temporary installation for the whole run; no clock but the one given."""

import os
import shutil
import tempfile
from pathlib import Path

from guihang.ledger import keyfile

HOME = Path(tempfile.mkdtemp(prefix="guihang-tests-"))
(HOME / "settings.toml").write_text("demo = true\n", encoding="utf-8")
os.environ["GUIHANG_HOME"] = str(HOME)
keyfile.make(HOME / "keys" / "keyring.json")


def pytest_unconfigure():
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)
