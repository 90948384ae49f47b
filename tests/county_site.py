"""The demo county with a server of its own, and where in it everything stands."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import uuid

import pytest

from browser import Site, environment, free_port

TODAY, PEOPLE, SEED = "2026-11-23", "24", "2023"
SECOND_SQUAD, FIRST_SQUAD = "431103002", "431103001"


@pytest.fixture(scope="session")
def county_home(tmp_path_factory):
    """The demo county, built once."""
    home = tmp_path_factory.mktemp("county") / "demo"
    words = [sys.executable, "-m", "guihang", "demo", "--no-start", "--home", str(home)]
    words += ["--today", TODAY, "--people", PEOPLE, "--seed", SEED]
    subprocess.run(words, env=environment(home), check=True, capture_output=True)
    return home


@pytest.fixture(scope="module")
def site(county_home, tmp_path_factory):
    """A server over a copy of the county."""
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(county_home, home)
    origin = f"http://localhost:{free_port()}"
    settings = home / "settings.toml"
    settings.write_text(settings.read_text().replace("http://localhost:8000", origin))
    running = Site(home, origin)
    running.start()
    yield running
    running.stop()


class Places:
    """Numbers and keys of things in the county, by the township office they belong to."""

    def __init__(self, home):
        self._home = home

    def _one(self, query, *values):
        with sqlite3.connect(self._home / "guihang.db") as database:
            row = database.execute(query, values).fetchone()
        return row[0] if row else None

    def of(self, office):
        """Everything an address can name, as it stands under one office."""
        inside = f"%/{office}/%"
        paper = self._one(
            "SELECT p.key FROM dossiers_paper p JOIN dossiers_dossier d ON d.id = p.dossier_id"
            " WHERE d.unit_path LIKE ?",
            inside,
        )
        person = self._one(
            "SELECT a.id FROM agencies_account a JOIN agencies_unit u ON u.id = a.unit_id"
            " WHERE u.code = ? AND a.kind = 'staff'",
            office,
        )
        return {
            "code": office,
            "matter": self._one(
                "SELECT number FROM decisions_matter"
                " WHERE kind = 'entrustment' AND unit_path LIKE ?",
                inside,
            ),
            "dossier": self._one(
                "SELECT number FROM dossiers_dossier WHERE unit_path LIKE ?", inside
            ),
            "case": self._one(
                "SELECT d.number FROM cases_case c JOIN dossiers_dossier d ON d.id = c.dossier_id"
                " WHERE c.state = 'under' AND c.unit_path LIKE ?",
                inside,
            ),
            "paper": str(uuid.UUID(paper)) if paper else None,
            "person": person,
            "post": self._one(
                "SELECT p.id FROM agencies_post p JOIN agencies_unit u ON u.id = p.unit_id"
                " WHERE u.code = ?",
                office,
            ),
            "appointment": self._one(
                "SELECT id FROM agencies_appointment WHERE account_id = ?", person
            ),
            "charge": self._one(
                "SELECT c.id FROM agencies_charge c JOIN agencies_unit u ON u.id = c.unit_id"
                " WHERE u.code = ?",
                office,
            ),
            "entry": self._one("SELECT id FROM ledger_entry WHERE unit_path LIKE ?", inside),
            "token": self._one("SELECT token FROM dossiers_paper WHERE stage = 'issued'"),
        }


@pytest.fixture(scope="module")
def places(site):
    """Where everything stands in the county of this module."""
    return Places(site.home)


def password(site):
    """The one password of the county's people."""
    return json.loads((site.home / "sign-ins.json").read_text())["password"]


def sign_in(page, site, username):
    """Sign somebody of the county in through the page for it."""
    page.context.clear_cookies()
    page.goto(f"{site.origin}/sign-in/")
    page.locator('input[name="username"]').fill(username)
    page.locator('input[name="password"]').fill(password(site))
    page.locator('main form button[type="submit"]').first.click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)
