"""Set up this checkout and hand over to the installed command. Standard library only.

Every step has a stamp: the digest of what goes into it. A step runs only when that changed.
All of it talks on standard error, so that standard output is the command's alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMPS = VENV / "guihang-stamps"
BUILT = ROOT / "src/guihang/doors/ui/static/collected"
ASSET_INPUTS = ("doors/*/assets/**/*", "doors/ui/*.py", "locale/**/*.po")
NEEDS_DEVELOPMENT = frozenset({"test", "check", "lock"})
OLDEST_NODE = 20


def say(sentence: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(f"guihang: {sentence}", file=sys.stderr, flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a command of the set-up, or stop with what it said."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise SystemExit(f"guihang: this step failed: {' '.join(map(str, command))}")


def digest(files: Iterable[Path], *words: str) -> str:
    """Return one digest over the contents of files and some words."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(str(file.relative_to(ROOT)).encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def step(name: str, sentence: str, stamp: str, work: Callable[[], None]) -> None:
    """Do a piece of work unless it was done for the same input before."""
    kept = STAMPS / name
    if kept.exists() and kept.read_text() == stamp:
        return
    say(sentence)
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    kept.write_text(stamp)


def make_environment() -> None:
    """Make .venv from the Python that runs this file."""
    python = BIN / "python"
    if (
        python.exists()
        and subprocess.run([python, "-c", "import pip"], check=False).returncode == 0
    ):
        return
    say("making .venv")
    venv.create(VENV, with_pip=True, clear=True)


def install(lock: str) -> None:
    """Install a hashed lock, with uv where there is one, with pip otherwise."""
    uv = shutil.which("uv") or (str(BIN / "uv") if (BIN / "uv").exists() else None)
    if uv:
        run(uv, "pip", "install", "-q", "--python", BIN / "python", "--require-hashes", "-r", lock)
    else:
        run(BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check",
            "--require-hashes", "-r", lock)  # fmt: skip


def install_packages(development: bool) -> None:
    """Install what the product needs, and what testing it needs when asked."""
    names = ["requirements.lock"] + ["requirements-dev.lock"] * development
    for lock in names:
        stamp = digest([ROOT / lock], sys.version)
        step(lock, f"installing {lock}", stamp, lambda lock=lock: install(lock))
    stamp = digest([ROOT / "pyproject.toml"], str(ROOT))
    step("package", "installing the package itself", stamp, install_package)


def install_package() -> None:
    """Install this checkout in place, with the build tools of the lock."""
    run(BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check",
        "--no-deps", "--no-build-isolation", "--editable", ".")  # fmt: skip


def node_environment() -> dict[str, str]:
    """Return an environment in which `node` and `npm` are found."""
    if not _has_node():
        stamp = digest([ROOT / "requirements-node.lock"], sys.version)
        step("node", "installing Node", stamp, lambda: install("requirements-node.lock"))
    return {**os.environ, "PATH": f"{os.environ.get('PATH', '')}{os.pathsep}{BIN}"}


def _has_node() -> bool:
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return int(version.stdout.lstrip("v").split(".")[0] or 0) >= OLDEST_NODE


def build_assets() -> None:
    """Get the front-end packages and build what the browser loads."""
    package = [ROOT / "package.json", ROOT / "package-lock.json"]
    inputs = [
        file
        for pattern in ASSET_INPUTS
        for file in (ROOT / "src/guihang").glob(pattern)
        if file.is_file()
    ]
    wanted = digest([*package, *inputs])
    kept = STAMPS / "assets"
    if BUILT.is_dir() and kept.exists() and kept.read_text() == wanted:
        return
    env = node_environment()
    npm = shutil.which("npm", path=env["PATH"]) or "npm"
    step("npm", "getting the front-end packages", digest(package), lambda: run(
        npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", env=env))  # fmt: skip
    say("building the assets")
    run(BIN / "python", "-m", "guihang.doors.ui.assets", env=env)
    kept.write_text(wanted)


BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable", "chrome")  # fmt: skip
PACKAGES = ("chromium-headless-shell", "chromium")
"""What Debian calls it: without a window first, it is lighter; older releases have no such one."""


def find_chromium() -> None:
    """Make sure that a Chrome or Chromium is there for the journeys."""
    if os.environ.get("GUIHANG_CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("installing chromium")
        run("apt-get", "update", "-q")
        known = subprocess.run(["apt-cache", "show", PACKAGES[0]], capture_output=True, check=False)
        run("apt-get", "install", "-q", "-y", "--no-install-recommends",
            PACKAGES[bool(known.returncode)],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})  # fmt: skip
        return
    raise SystemExit(
        "guihang: the tests drive a real browser and none was found. "
        "Install Chromium or Chrome, or set GUIHANG_CHROMIUM to its path."
    )


def main(arguments: list[str]) -> None:
    """Set up what the command needs, then become the command."""
    command = arguments[0] if arguments else "help"
    make_environment()
    install_packages(development=command in NEEDS_DEVELOPMENT)
    build_assets()
    if command == "test":
        find_chromium()
    installed = str(BIN / "guihang")
    os.execv(installed, [installed, *arguments])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
