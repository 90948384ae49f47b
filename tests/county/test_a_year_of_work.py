"""What stands in the county after its year: every state, real duties, papers, nothing amiss."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from guihang.cases.vocabulary import State
from guihang.duties import kinds
from guihang.law.calendars import shipped
from installations import environment

LOCAL = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
DRAW = """
import django; django.setup()
from guihang.dossiers import drawing, sealing
from guihang.dossiers.models import Paper
forms = set()
for paper in Paper.objects.filter(stage="issued").order_by("form", "-pk"):
    if paper.form not in forms:
        assert drawing.pdf(paper, sealing.unseal(paper)).startswith(b"%PDF")
        forms.add(paper.form)
print(" ".join(sorted(forms)))
"""


def seen(rows, query):
    return {row[0] for row in rows(query)}


def test_every_state_of_a_case_is_there(rows):
    there = seen(rows, "SELECT state FROM cases_case")
    passing = {State.DISCHARGED}  # only for the days between the end and the archive
    assert set(State) - passing <= there


def test_as_many_are_on_the_register_as_were_asked_for(rows, people):
    running = "('awaited', 'incomplete', 'received', 'under')"
    assert rows(f"SELECT count(*) FROM cases_case WHERE state IN {running}") == [(people,)]  # noqa: S608


def test_somebody_is_away_missing_held_and_moving(rows):
    there = seen(rows, "SELECT name FROM cases_overlay WHERE until IS NULL")
    assert {"on_leave", "missing", "held", "moving"} <= there


def test_every_duty_is_said_in_words(rows):
    owed = seen(rows, "SELECT what FROM duties_duty")
    assert len(owed) > 25
    for what in owed:
        assert str(kinds.kind(what).name)


def test_some_duties_are_overdue_some_due_today_and_some_this_week(rows):
    due = [date.fromisoformat(day) for (day,) in rows("SELECT due FROM duties_duty WHERE due > ''")]
    assert sum(day < TODAY for day in due) >= 5
    assert TODAY in due
    assert sum(TODAY < day <= TODAY + timedelta(days=7) for day in due) >= 3


def test_packages_are_filled_but_for_one_office(rows):
    owed = rows("SELECT title FROM duties_duty WHERE what = 'package.fill'")
    assert len(owed) >= 1
    named = rows("SELECT part, count(*) FROM supervision_owner WHERE until IS NULL GROUP BY part")
    assert {"officer", "police", "community", "leader"} == {part for part, _n in named}


def test_only_the_planted_paper_differs_from_the_law(rows):
    differs = rows(
        "SELECT case_id FROM cases_derivation d WHERE agrees = 0"
        " AND id = (SELECT max(id) FROM cases_derivation WHERE case_id = d.case_id)"
    )
    assert len(differs) == 1


def test_nothing_was_entered_on_a_rest_day_or_after_this_morning(rows):
    calendar = shipped()
    moments = [
        datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("UTC")).astimezone(LOCAL)
        for (at,) in rows("SELECT DISTINCT noted_at FROM cases_caseevent")
    ]
    assert not [at for at in moments if calendar.is_rest(at.date())]
    assert max(moments).date() < TODAY


def test_two_cases_of_one_person_and_two_records_of_another_are_there(rows):
    several = rows("SELECT person_id FROM cases_case GROUP BY person_id HAVING count(*) > 1")
    assert len(several) == 1
    same = rows(
        "SELECT s.name, p.birth FROM cases_person p JOIN dossiers_subject s ON s.id = p.subject_id"
        " GROUP BY s.name, p.birth HAVING count(*) > 1"
    )
    assert len(same) == 1


def test_leaves_run_are_late_refused_and_wait(rows):
    stages = dict(
        rows("SELECT stage, count(*) FROM decisions_matter WHERE kind='leave' GROUP BY 1")
    )
    assert {"asked", "checked", "granted", "effective", "closed"} <= set(stages)
    assert rows("SELECT count(*) FROM supervision_trip WHERE returned_as = 'late'") == [(1,)]


def test_travel_documents_are_kept(rows):
    assert seen(rows, "SELECT state FROM cases_traveldocument") == {"held"}


def test_staff_are_away_with_somebody_in_their_place(rows):
    day = TODAY.isoformat()
    away = rows(f"SELECT 1 FROM agencies_absence WHERE since <= '{day}' AND until >= '{day}'")  # noqa: S608
    deputies = rows(f"SELECT 1 FROM agencies_deputy WHERE since <= '{day}' AND until >= '{day}'")  # noqa: S608
    assert (len(away), len(deputies)) == (3, 2)


def test_who_signs_in_as_a_person_is_on_leave_today(county, rows):
    name = json.loads((county / "sign-ins.json").read_text())["sign_ins"]["person"]
    found = rows(
        "SELECT o.name FROM cases_overlay o JOIN cases_case c ON c.id = o.case_id"
        " JOIN cases_person p ON p.id = c.person_id JOIN dossiers_subject s ON s.id = p.subject_id"
        " JOIN agencies_account a ON a.id = s.account_id"
        " WHERE a.username = ? AND o.until IS NULL",
        name,
    )
    assert found == [("on_leave",)]


def test_a_paper_of_every_form_can_be_drawn(county, rows):
    more = {"GUIHANG_HOME": str(county), "DJANGO_SETTINGS_MODULE": "guihang.settings"}
    drawn = subprocess.run(
        [sys.executable, "-c", DRAW],
        env=environment(**more) | {"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    issued = seen(rows, "SELECT form FROM dossiers_paper WHERE stage = 'issued'")
    assert set(drawn) == issued
    assert {"documents_receipt", "group_agreement", "induction", "plan", "leave_notice"} <= issued
    assert {"certificate", "discharge_notice", "completion_notice"} <= issued
