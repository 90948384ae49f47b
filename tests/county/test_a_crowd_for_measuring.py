"""The county for measuring: as many people as are asked for, with offices that grow with them."""

import sqlite3

import pytest

from guihang.county.growth import AT_HOME, PER_OFFICE, PER_SQUAD
from installations import command

PEOPLE = AT_HOME + PER_SQUAD
OURS = "%/431103/%"


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Ask the database of a county with one squad more than the demo's: `ask("SELECT …")`."""
    home = tmp_path_factory.mktemp("crowd") / "demo"
    command("demo", "--no-start", "--home", home, "--fast", PEOPLE, "--today", "2026-11-23")
    with sqlite3.connect(home / "guihang.db") as database:
        yield lambda query, *values: database.execute(query, values).fetchall()


def test_everybody_who_was_asked_for_is_on_the_register(ask):
    assert ask("SELECT count(*) FROM cases_case WHERE state != 'archived'") == [(PEOPLE,)]


def test_an_officer_has_some_tens_of_people_however_many_there_are(ask):
    squads = dict(
        ask("SELECT path, id FROM agencies_unit WHERE kind = 'squad' AND path LIKE ?", OURS)
    )
    assert len(squads) == 4
    for squad in squads.values():
        (people,) = ask(
            "SELECT count(*) FROM cases_case c JOIN agencies_unit o ON o.path = c.unit_path"
            " JOIN agencies_charge g ON g.office_id = o.id WHERE g.unit_id = ?",
            squad,
        )[0]
        (officers,) = ask(
            "SELECT count(*) FROM agencies_appointment a JOIN agencies_post p ON p.id = a.post_id"
            " WHERE p.unit_id = ?",
            squad,
        )[0]
        assert officers >= 4
        assert 10 < people / officers < 60


def test_an_office_that_was_added_has_its_share_of_the_people(ask):
    added = ask(
        "SELECT count(*) FROM cases_case c JOIN agencies_unit u ON u.path = c.unit_path"
        " WHERE u.name LIKE '演示%' GROUP BY u.id"
    )
    assert len(added) == 3
    assert all(PER_OFFICE / 2 < people < PER_OFFICE * 2 for (people,) in added)


def test_people_have_a_history_up_to_this_week(ask):
    plain = ask(
        "SELECT count(*), min(n), avg(n) FROM (SELECT count(*) AS n FROM cases_case c"
        " JOIN cases_caseevent e ON e.case_id = c.id WHERE c.state = 'under' GROUP BY c.id)"
    )
    cases, fewest, usual = plain[0]
    assert cases > PEOPLE * 0.9
    assert fewest >= 8
    assert usual > 20
    (latest,) = ask("SELECT max(day) FROM cases_caseevent WHERE what = 'report_made'")[0]
    assert latest >= "2026-11-05"


def test_some_work_is_owed_and_little_of_it_late(ask):
    owed, late = ask("SELECT count(*), sum(due < '2026-11-23') FROM duties_duty")[0]
    assert owed > PEOPLE / 10
    assert 0 < late < owed / 3
