"""`guihang lock`: write the lock files anew, with hashes and without the name of any host."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# What is tested is what is installed: the product's lock takes no other version than the tests'.
LOCKS = {
    "requirements-dev.lock": ("pyproject.toml", "--group", "build", "--group", "dev"),
    "requirements.lock": ("pyproject.toml", "--group", "build", "-c", "requirements-dev.lock"),
    "requirements-node.lock": ("--group", "pyproject.toml:node"),
}
OPTIONS = ("--universal", "--generate-hashes", "--no-header", "--no-annotate")


def main(arguments: list[str]) -> int:
    """Resolve the dependencies; give `--upgrade` to move to newer versions."""
    uv = str(Path(sys.executable).with_name("uv"))
    for lock, sources in LOCKS.items():
        command = (uv, "pip", "compile", "-q", *OPTIONS, "--python-version", "3.12")
        done = subprocess.run([*command, *sources, "-o", lock, *arguments], check=False)
        if done.returncode:
            return done.returncode
    return 0
