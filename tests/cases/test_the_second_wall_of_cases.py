"""On PostgreSQL the database itself keeps cases from whoever may not see them."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection

from guihang.agencies import walls
from guihang.cases import actions, queries
from guihang.cases.models import (
    Case,
    CaseEvent,
    Derivation,
    GroupMember,
    Guarantor,
    Overlay,
    Plan,
    SideOrder,
    Standing,
    TravelDocument,
)
from guihang.law.codes import Body
from guihang.law.events import Event, What
from lives import (
    HELD,
    OLD,
    OUTSIDE,
    PLAN,
    SON,
    SUSPENDED,
    another,
    at,
    grouped,
    received,
    registered,
)

pytestmark = pytest.mark.both_databases

TABLES = (Case, CaseEvent, Standing, Overlay, Derivation, SideOrder, GroupMember, Guarantor,
          TravelDocument, Plan)  # fmt: skip
NO_GAMBLING = actions.SideDraft("prohibition", "禁止进入网吧", "", date(2026, 10, 23), None)
ORDER = another(SUSPENDED, crime_facts="盗窃手机一部，价值三千元。", sides=(NO_GAMBLING,))
NOW = at(2026, 11, 2)


@contextmanager
def as_the_application(by):
    """Serve a request of somebody as a web process does: within his reach and without rights."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(f"SET ROLE {walls.ROLE}")
        with walls.within(by):
            yield
        if postgres:
            cursor.execute("RESET ROLE")


@pytest.fixture
def officer(office):
    """Return an officer of the squad."""
    return office.actor("squad_officer")


@pytest.fixture
def lived(office, officer):
    """Everything an officer notes in the first days of two cases, from behind the wall."""
    with as_the_application(officer):
        case = received(office, order=ORDER)
        actions.return_receipt(case=case, by=officer, at=at(2026, 10, 27))
        case = grouped(office, registered(office, case))
        actions.tell_arrival(case=case, whom=(Body.ORGAN,), by=officer, at=NOW)
        actions.report_exit_ban(
            case=case, day=NOW.date(), receiver="出入境管理大队", by=officer, at=NOW
        )
        actions.hold_document(
            case=case, kind="passport", number="E1", day=NOW.date(), by=officer, at=NOW
        )
        actions.declare(case=case, ceremony=HELD, by=officer, at=NOW)
        actions.make_plan(case=case, draft=PLAN, day=NOW.date(), by=officer, at=NOW)
        leave = Event(What.LEAVE_GRANTED, NOW.date(), begins=NOW.date(), ends=NOW.date(), of="m.1")
        actions.note(case=case, event=leave, by=officer, at=NOW)
        outside = received(office, person=OLD, order=OUTSIDE)
        actions.name_guarantor(case=outside, draft=SON, day=NOW.date(), by=officer, at=NOW)
    return case


def test_an_officer_does_the_work_of_the_first_days_behind_the_wall(lived, officer):
    with as_the_application(officer):
        assert [table.objects.exists() for table in TABLES] == [True] * len(TABLES)
        assert queries.case_for(officer, lived.number).state == "under"
        assert queries.timeline(queries.events(lived), queries.papers(officer, lived))
        assert queries.duties_next(lived, NOW.date())


def test_a_query_that_forgot_to_ask_shows_a_neighbour_nothing(lived, cast):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no such wall")
    for name in ("far_officer", "next_brigade_leader", "administrator"):
        with as_the_application(cast.actor(name)):
            assert [table.objects.count() for table in TABLES] == [0] * len(TABLES)


def test_the_tables_stand_behind_their_policies(db):
    assert walls.missing() == ()
