"""The desk's work, done as the role of a web process and within each actor's reach (PostgreSQL)."""

from contextlib import contextmanager

import pytest
from django.db import connection

from guihang.agencies import walls
from matters import play

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("postgres_only")]
PAGES = {
    "township_officer": ["/", "/account/"],
    "squad_leader": ["/", "/account/"],
    "brigade_leader": ["/", "/organisation/", "/organisation/people/"],
    "administrator": ["/", "/organisation/", "/organisation/units/431103001/"],
    "auditor": ["/", "/account/"],
    "person": ["/", "/account/"],
}


@pytest.fixture
def behind_the_wall(cast):
    """Work as the application's role; the tests' own user may see through every wall."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {walls.ROLE}")
    walls._say(connection, ("", "", ""))
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def client(cast, name):
    with walls.within(None):
        return cast.client(name)


@pytest.mark.parametrize(
    ("name", "address"), [(name, one) for name, pages in PAGES.items() for one in pages]
)
def test_pages_are_drawn_within_the_reach_of_who_looks(cast, behind_the_wall, name, address):
    assert client(cast, name).get(address).status_code == 200


def test_signing_in_needs_no_reach(cast, behind_the_wall, client):
    import cast as the_cast

    answer = client.post(
        "/sign-in/", {"username": "township.officer", "password": the_cast.PASSWORD}
    )
    assert answer.status_code == 302
    assert client.post("/sign-in/", {"username": "x", "password": "y"}).status_code == 302
    assert client.post("/sign-out/").status_code == 302
    assert client.post("/sign-in/", {"username": "x", "password": "y"}).status_code == 422


def test_after_a_request_the_connection_shows_nothing_again(cast, behind_the_wall):
    client(cast, "brigade_leader").get("/")
    assert walls._said(connection) == ("", "", "")


@contextmanager
def as_somebody(cast, name):
    with walls.within(cast.actor(name)):
        yield


def test_an_entrustment_runs_from_request_to_receipt_within_each_reach(cast):
    running = play(cast)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {walls.ROLE}")
    try:
        for verb, name in (
            ("ask", "squad_leader"),
            ("check", "squad_officer"),
            ("grant", "brigade_leader"),
            ("tell", "squad_officer"),
            ("confirm", "township_officer"),
        ):
            with as_somebody(cast, name):
                getattr(running, verb)(name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
    taken = [step.act for step in running.matter.steps.order_by("seq")]
    assert taken == ["ask", "check", "grant", "tell", "confirm_receipt"]


def test_a_neighbour_sees_neither_dossier_nor_matter_nor_duty(cast):
    play(cast).up_to("tell")
    tables = ("dossiers_dossier", "dossiers_paper", "decisions_matter", "duties_duty")
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {walls.ROLE}")
    try:
        seen = {
            name: {table: _count(cast, name, table) for table in tables}
            for name in ("township_officer", "far_officer", "administrator")
        }
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
    assert all(seen["township_officer"].values())
    assert not any(seen["far_officer"].values())
    assert not any(seen["administrator"].values())


def _count(cast, name, table):
    with walls.within(cast.actor(name)), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]
