"""On PostgreSQL the database itself keeps dossiers from whoever may not see them."""

from contextlib import contextmanager

import pytest
from django.db import connection

from cast import NOW
from guihang.agencies import walls
from guihang.dossiers import actions, queries
from guihang.dossiers.models import Attachment, Dossier, Paper, Volume

pytestmark = pytest.mark.both_databases


@contextmanager
def as_the_application(by):
    """Serve a request of somebody, or of nobody, as a web process does."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(f"SET ROLE {walls.ROLE}")
        with walls.within(by):
            yield
        if postgres:
            cursor.execute("RESET ROLE")


def test_the_public_check_answers_somebody_without_any_reach(issued):
    with as_the_application(None):
        assert queries.public_verification(issued.token).standing == "issued"


def test_everything_the_desk_does_goes_through_the_wall(person, cast, leader):
    officer = cast.actor("township_officer")
    with as_the_application(officer):
        upload = actions.Upload("说明.txt", "文字".encode())
        file = actions.attach(dossier=person.dossier, upload=upload, by=officer, at=NOW)
        list(actions.read_attachment(attachment=file, reason="核对材料", by=officer, at=NOW))
        assert queries.catalogue(person.dossier)


def test_a_query_that_forgot_to_ask_shows_a_neighbour_nothing(issued, person, cast, leader):
    upload = actions.Upload("说明.txt", "文字".encode())
    actions.attach(dossier=person.dossier, upload=upload, by=leader, at=NOW)
    seen = {}
    for who in ("township_officer", "near_officer"):
        with as_the_application(cast.actor(who)):
            seen[who] = [table.objects.exists() for table in (Dossier, Volume, Paper, Attachment)]
    assert seen["township_officer"] == [True] * 4
    walled = connection.vendor == "postgresql"
    assert seen["near_officer"] == [not walled] * 4


def test_sweeping_never_takes_a_file_for_lost_because_it_may_not_see_its_row(person, leader):
    upload = actions.Upload("说明.txt", "文字".encode())
    actions.attach(dossier=person.dossier, upload=upload, by=leader, at=NOW)
    with as_the_application(None):
        assert actions.sweep_orphans() == 0
