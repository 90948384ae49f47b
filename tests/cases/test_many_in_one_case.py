"""Two officers act on one case at the same moment: one of them acts, the other is told who was."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from guihang.cases import actions
from guihang.cases.actions import Arrival, MemberDraft
from guihang.cases.models import Case, Plan
from guihang.law.refusals import AlreadyDone, Refused
from lives import PLAN, at, grouped, receipt, registered

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

OFFICERS = ("squad_officer", "second_squad_officer")


def at_once(act, cast):
    """Let both officers begin together, each on a connection of his own; refusals are answers."""
    actors = [cast.actor(name) for name in OFFICERS]
    start = Barrier(len(actors))

    def run(by):
        start.wait(timeout=30)
        try:
            return act(by)
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actors)) as pool:
        return list(pool.map(run, actors))


def the_second_is_told(answers):
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [type(answer) for answer in refused] == [AlreadyDone]
    assert str(refused[0].remedy)
    return str(refused[0])


def test_a_person_is_registered_by_one_of_two(case, cast):
    when = at(2026, 10, 28)
    arrival = Arrival(day=when.date(), how="reported", identity_matches=True)
    answers = at_once(lambda by: actions.register(case=case, arrival=arrival, by=by, at=when), cast)
    told = the_second_is_told(answers)
    assert any(name in told for name in ("宋立新", "吕文静"))
    assert case.events.filter(what="registered").count() == 1


def test_a_judgment_is_received_by_one_of_two(office):
    taken = receipt(office)
    answers = at_once(lambda by: actions.receive(receipt=taken, by=by, at=at(2026, 10, 26)), office)
    the_second_is_told(answers)
    assert Case.objects.count() == 1


def test_a_receipt_goes_back_once_under_one_number(case, cast):
    answers = at_once(
        lambda by: actions.return_receipt(case=case, by=by, at=at(2026, 10, 27)), cast
    )
    the_second_is_told(answers)
    assert case.dossier.papers.count() == 1


def test_a_group_is_formed_by_one_of_two(case, cast):
    known = registered(cast, case)
    member = MemberDraft("agency", "宋立新", "male")
    when = at(2026, 10, 29)
    answers = at_once(
        lambda by: actions.form_group(
            case=known, members=(member,), day=when.date(), by=by, at=when
        ),
        cast,
    )
    the_second_is_told(answers)
    assert known.members.count() == 1


def test_a_first_plan_is_made_by_one_of_two(case, cast):
    known = grouped(cast, registered(cast, case))
    when = at(2026, 10, 30)
    answers = at_once(
        lambda by: actions.make_plan(case=known, draft=PLAN, day=when.date(), by=by, at=when),
        cast,
    )
    the_second_is_told(answers)
    assert Plan.objects.get().edition == 1


def test_a_document_is_taken_in_by_one_of_two(case, cast):
    when = at(2026, 10, 29)
    answers = at_once(
        lambda by: actions.hold_document(
            case=case, kind="passport", number="E1", day=when.date(), by=by, at=when
        ),
        cast,
    )
    the_second_is_told(answers)
