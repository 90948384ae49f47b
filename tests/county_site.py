"""The demo county with a server of its own, and where in it everything stands."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tomllib
import uuid
from pathlib import Path

import pytest

from browser import Site, free_port
from counties import county_home

__all__ = ("county_home",)

LIST = Path(__file__).parents[1] / "docs" / "pictures" / "pages.toml"
AUDIENCES = tomllib.loads(LIST.read_text(encoding="utf-8"))["audience"]
"""Every page, by audience."""
SECOND_SQUAD, FIRST_SQUAD = "431103002", "431103001"

CASES = "SELECT d.number FROM cases_case t JOIN dossiers_dossier d ON d.id = t.dossier_id"
MATTERS = "SELECT number FROM decisions_matter t"
INSIDE = """ AND EXISTS (SELECT 1 FROM agencies_charge g JOIN agencies_unit o ON o.id = g.office_id
 WHERE g.unit_id = ? AND t.unit_path LIKE o.path || '%') ORDER BY t.id LIMIT 1"""
UNDER = (
    f"{CASES} WHERE t.state = 'under' AND t.level <> '' AND t.kind = 'suspension'"
    " AND EXISTS (SELECT 1 FROM dossiers_paper p"
    " WHERE p.dossier_id = d.id AND p.form = 'plan')",
    f"{CASES} WHERE t.state = 'under'",
)
LOOKED_UP = {
    "under": UNDER,
    "awaited": (f"{CASES} WHERE t.state = 'awaited'", *UNDER),
    "received": (f"{CASES} WHERE t.state = 'received'", *UNDER),
    "outside": (f"{CASES} WHERE t.state = 'under' AND t.kind = 'outside'", *UNDER),
    "ending": (f"{CASES} WHERE t.state = 'under' AND t.term_ends < '2026-12-24'", *UNDER),
    "ended": (
        f"{CASES} WHERE t.state = 'discharged'",
        f"{CASES} WHERE t.state = 'archived'",
        *UNDER,
    ),
    "archived": (f"{CASES} WHERE t.state = 'archived'", *UNDER),
    "on_leave": (
        f"{CASES} WHERE EXISTS (SELECT 1 FROM cases_overlay v"
        " WHERE v.case_id = t.id AND v.name = 'on_leave' AND v.until IS NULL)",
        *UNDER,
    ),
    "away": (f"{MATTERS} WHERE t.kind = 'leave' AND t.stage = 'effective'",),
    "to_decide": (
        f"{MATTERS} WHERE t.kind = 'leave' AND t.stage = 'checked'",
        f"{MATTERS} WHERE t.kind = 'leave'",
    ),
    "duty": ("SELECT id FROM duties_duty t WHERE t.source = 'cases' AND t.discharged_at IS NULL",),
}

ONE_OF_EACH = {
    "inquiry": "SELECT d.number FROM cases_inquiry t JOIN dossiers_dossier d"
    " ON d.id = t.dossier_id ORDER BY t.state = 'answered' DESC, t.id",
    "search": "SELECT t.key FROM supervision_search t WHERE t.closed_at IS NULL"
    " ORDER BY (SELECT COUNT(*) FROM supervision_attempt a WHERE a.search_id = t.id) DESC, t.id",
    "transfer": "SELECT number FROM supervision_transfer ORDER BY id",
    "talk": "SELECT number FROM decisions_discussion ORDER BY concluded_at IS NULL, id",
    "volume": "SELECT m.number FROM supervision_submission t"
    " JOIN supervision_proceeding p ON p.id = t.proceeding_id"
    " JOIN decisions_matter m ON m.id = p.matter_id",
    "warning": "SELECT m.number FROM decisions_matter m WHERE m.kind = 'warning' ORDER BY m.id",
    "order": "SELECT m.number FROM decisions_matter m"
    " JOIN supervision_approval a ON a.matter_id = m.id ORDER BY a.kind = 'positioning' DESC, m.id",
    "campaign": "SELECT key FROM cases_campaign",
    "month": "SELECT d.number || '/months/' || substr(a.month, 1, 7)"
    " FROM supervision_monthlyassessment a JOIN cases_case c ON c.id = a.case_id"
    " JOIN dossiers_dossier d ON d.id = c.dossier_id WHERE a.points IS NOT NULL ORDER BY a.id",
    "breach": "SELECT d.number || '/conduct/excuse/' || e.seq FROM cases_caseevent e"
    " JOIN cases_case c ON c.id = e.case_id JOIN dossiers_dossier d ON d.id = c.dossier_id"
    " WHERE e.what = 'duty_missed' AND c.state = 'under' ORDER BY e.id",
}
"""What the seven links leave behind, anywhere in the county."""


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

    def _row(self, query, *values):
        with sqlite3.connect(self._home / "guihang.db") as database:
            return database.execute(query, values).fetchone()

    def all_of(self, query, *values):
        """Return the first column of every row the county answers with."""
        with sqlite3.connect(self._home / "guihang.db") as database:
            return [row[0] for row in database.execute(query, values)]

    def _one(self, query, *values):
        row = self._row(query, *values)
        return row[0] if row else None

    def seen_by(self, username):
        """Every place the pages of the list name, as they stand for somebody's squad."""
        account, unit = self._row(
            "SELECT id, unit_id FROM agencies_account WHERE username = ?", username
        )
        found = {name: self._first_of(unit, places) for name, places in LOOKED_UP.items()}
        post = self._one("SELECT post_id FROM agencies_appointment WHERE account_id = ?", account)
        seq = self._one(
            "SELECT MAX(e.seq) FROM cases_caseevent e JOIN cases_case c ON c.id = e.case_id"
            " JOIN dossiers_dossier d ON d.id = c.dossier_id WHERE d.number = ?",
            found["under"],
        )
        run = self._one("SELECT key FROM cases_importrun")
        found["run"] = str(uuid.UUID(run)) if run else None
        return found | {"own": account, "own_post": post, "seq": seq}

    def one_of_each(self):
        """Return one matter of every link, as its address names it; keys as they are written."""
        found = {name: self._one(query) for name, query in ONE_OF_EACH.items()}
        return {
            name: str(uuid.UUID(what)) if name in ("search", "campaign") else what
            for name, what in found.items()
            if what
        }

    def _first_of(self, squad, places):
        """Where there is nothing of the kind, anything else serves to show the page."""
        return next(filter(None, (self._one(query + INSIDE, squad) for query in places)), None)

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
            "proceeding": self._one(
                "SELECT number FROM decisions_matter"
                " WHERE kind IN ('commendation', 'warning') AND unit_path LIKE ?",
                inside,
            ),
            "discussion": self._one(
                "SELECT i.number FROM decisions_discussion i"
                " JOIN decisions_matter m ON m.id = i.matter_id WHERE m.unit_path LIKE ?",
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
