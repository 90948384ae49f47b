"""Real installations in temporary folders, on either database, driven by the command."""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

POSTGRES = os.environ.get("GUIHANG_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
STARTS_WITHIN = 60


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GUIHANG_")}
    return kept | {"PYTHONUNBUFFERED": "1"} | more


def command(*words, check=True, **more):
    """Run the installed command as a person at a terminal would."""
    done = subprocess.run(
        [sys.executable, "-m", "guihang", *map(str, words)],
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if check:
        assert done.returncode == 0, done.stdout + done.stderr
    return done


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=2) as page:
            return page.status == 200
    except OSError:
        return False


@contextmanager
def serving(home, port):
    """A running server; killed at the end if the test has not stopped it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "guihang", "serve", "--home", str(home), "--port", str(port)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not answers(port):
            assert process.poll() is None, process.stdout.read()
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def postgres_database(template="template1"):
    """A PostgreSQL database of its own, empty or a copy, gone afterwards."""
    name = f"guihang_{secrets.token_hex(6)}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def has_postgres():
    try:
        with psycopg.connect(POSTGRES, connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def postgres_or_skip():
    """Say in one line that there is no PostgreSQL; where all servers are required, fail."""
    if has_postgres():
        return
    if os.environ.get("GUIHANG_ALL_SERVERS") == "required":
        pytest.fail(f"no PostgreSQL answers at {POSTGRES}")
    pytest.skip(f"no PostgreSQL answers at {POSTGRES}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'guihang.db'}"
        return
    postgres_or_skip()
    with postgres_database() as address:
        yield address


@pytest.fixture
def home(tmp_path):
    """Where an installation may be made."""
    return Path(tmp_path) / "home"


FIRST_PASSWORD = "first-password"


def _init(home, *more):
    said = command("init", "--home", home, *more).stdout
    password = re.search(r"with the password (\S+);", said)[1]
    (home / FIRST_PASSWORD).write_text(password)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    """One installation of each kind, made once; the tests get copies."""
    folder = tmp_path_factory.mktemp("pattern")
    _init(folder / "sqlite")
    if not has_postgres():
        yield {"sqlite": folder / "sqlite"}
        return
    with postgres_database() as address:
        _init(folder / "postgresql", "--database", address)
        yield {"sqlite": folder / "sqlite", "postgresql": folder / "postgresql"}


@pytest.fixture(params=["sqlite", "postgresql"])
def installed(request, pattern, home):
    """A new installation of each kind, as `guihang init` left it."""
    if request.param == "sqlite":
        shutil.copytree(pattern["sqlite"], home)
        yield home
        return
    postgres_or_skip()
    shutil.copytree(pattern["postgresql"], home)
    settings = home / "settings.toml"
    written = settings.read_text()
    pattern_address = re.search(r'database = "([^"]+)"', written)[1]
    with postgres_database(template=pattern_address.rpartition("/")[2]) as address:
        settings.write_text(written.replace(pattern_address, address))
        yield home
