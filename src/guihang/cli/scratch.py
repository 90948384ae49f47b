"""A throw-away installation, for work that needs Django but nobody's records."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from guihang import installation
from guihang.ledger import keyfile


def make(**chosen: str) -> Path:
    """Make a demo installation in a temporary folder, gone when this process ends."""
    home = Path(tempfile.mkdtemp(prefix="guihang-scratch-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    lines = ["demo = true", *(f'{name} = "{value}"' for name, value in chosen.items())]
    (home / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    keyfile.make(home / "keys" / "keyring.json")
    os.environ[installation.HOME_VARIABLE] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guihang.settings")
    return home
