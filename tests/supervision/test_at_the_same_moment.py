"""Officers press at the same moment: one wins, the others are told so, nothing happens twice."""

from datetime import timedelta
from functools import partial

import pytest

import approving
import assessing
import conducting
import leaving
import moving
import searching
from guihang.cases.actions import note
from guihang.cases.models import Case
from guihang.decisions import actions as decisions
from guihang.decisions.actions import Note
from guihang.decisions.models import Matter, MatterStep
from guihang.dossiers.models import Paper
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, Refused
from guihang.ledger.models import Entry as LedgerEntry
from guihang.supervision.approvals import plans
from guihang.supervision.assessment import actions as months
from guihang.supervision.assessment.actions import Given
from guihang.supervision.conduct import actions as conduct
from guihang.supervision.models import MonthlyAssessment, Submission, TransferStep
from guihang.supervision.search import actions as searches
from guihang.supervision.transfer import actions as transfers
from submitting import suggested
from together import at_once, refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

ROUNDS = 3
AGREED = Note(opinion="同意。")


def granting(play, *matters, name="squad_leader"):
    """Grant matters one after the other."""
    by, at = play.actor(name), play.at
    presses = [play.press(name, f"{name}-{one.pk}", one.version) for one in matters]

    def grant():
        for matter, press in zip(matters, presses, strict=True):
            decisions.grant(matter=matter, note=AGREED, by=by, at=at, press=press)

    return grant


def noting(play, rounds, name="squad_officer"):
    """Note visits in the case one after the other."""
    by, at = play.actor(name), play.at

    def say():
        for n in range(rounds):
            seen = Event(What.VISITED, (at - timedelta(days=n + 1)).date())
            note(case=play.case, event=seen, by=by, at=at)

    return say


def stepping(play, step, name, **more):
    """Take one step of a change of place."""
    found, by, at = play.transfer, play.actor(name), play.at
    return lambda: getattr(transfers, step)(found=found, by=by, at=at, **more)


def each(play, *names, do):
    """The same act by several people, each as himself."""
    return [partial(do, by=play.actor(name)) for name in names]


def steps(act):
    return TransferStep.objects.filter(act=act).count()


def test_a_case_that_is_noted_in_while_its_leaves_are_granted_holds_nobody_up(cast):
    play, matters = leaving.play(cast), []
    for n in range(ROUNDS):
        play.ask(days=8, ahead=4 + 10 * n)
        play.check()
        matters.append(play.matter)
    play.later()
    assert at_once([granting(play, *matters), noting(play, 4 * ROUNDS)]) == [None, None]
    assert len(play.happened("leave_granted")) == ROUNDS
    assert len(play.happened("visited")) == 4 * ROUNDS


def test_two_officers_of_the_new_county_take_person_and_file_over_once(cast):
    play = moving.play(cast)
    play.sent()
    play.later(days=1)
    new = "next_brigade_leader"
    come = stepping(play, "report", new, day=play.at.date())
    answers = at_once([come, stepping(play, "receive_file", new), come])
    assert len(refusals(answers)) == 1 and isinstance(refusals(answers)[0], AlreadyDone)
    assert steps("report") == steps("receive_file") == steps("take_over") == 1
    assert Case.objects.get(pk=play.case.pk).unit_path == cast.unit("next_office").path


def test_both_counties_act_on_one_change_of_place_and_neither_waits_for_ever(cast):
    play = moving.play(cast)
    play.sent()
    play.later(days=1)
    words = "途中车辆故障，改日移交。"
    calls = [
        stepping(play, "fail", "squad_officer", words=words),
        stepping(play, "fail", "next_brigade_leader", words=words),
        noting(play, ROUNDS),
    ]
    answers = at_once(calls)
    assert len(refusals(answers[:2])) == 1 and answers[2] is None
    assert steps("fail") == 1


def test_a_case_is_taken_over_while_the_old_county_grants_a_leave_in_it(cast):
    play = moving.play(cast)
    play.sent()
    play.new("receive_file", days=1)
    found = play.matter
    leave = leaving.LeavePlay(cast)
    leave.case, leave.at = play.case, play.at
    leave.ask(days=8)
    leave.check()
    play.at = leave.later()
    answers = at_once(
        [
            granting(leave, leave.matter),
            stepping(play, "report", "next_brigade_leader", day=play.at.date()),
        ]
    )
    assert not refusals(answers[1:])
    place = cast.unit("next_office").path
    assert Matter.objects.get(pk=leave.matter.pk).unit_path == place
    assert Matter.objects.get(pk=found.pk).stage in {"told", "effective"}


def test_a_request_completed_while_it_is_withdrawn_is_one_or_the_other(cast):
    play = moving.play(cast)
    play.ask()
    play.send_back("second_township_officer")
    by, at = play.actor("township_officer"), play.later()
    press = play.press("township_officer", "complete")
    other = play.press("township_officer", "withdraw")
    matter, wish = play.matter, play.wish()
    answers = at_once(
        [
            lambda: transfers.complete(matter=matter, wish=wish, by=by, at=at, press=press),
            lambda: decisions.withdraw(
                matter=matter, note=Note(reasons="本人不再申请。"), by=by, at=at, press=other
            ),
        ]
    )
    assert len(refusals(answers)) == 1
    assert Matter.objects.get(pk=matter.pk).stage in {"asked", "withdrawn"}


def test_two_leaders_decide_one_approval_once(cast):
    play = approving.approval_play(cast)
    play.ask(plans.CONTACT)
    play.check()
    play.later()
    calls = [granting(play, play.matter, name=one) for one in ("squad_leader", "brigade_leader")]
    answers = at_once(calls)
    assert len(refusals(answers)) == 1
    assert len(play.happened(What.CONTACT_GRANTED)) == 1
    assert MatterStep.objects.filter(act="grant").count() == 1


def test_two_officers_find_one_person_once(cast):
    play = searching.search_play(cast, searching.missed(0))
    play.later()
    found = searches.Found(
        day=play.at.date(),
        how="found",
        place="零陵区亲戚家",
        words="称外出打工，忘记报告。",
        good_reason=False,
        severity="light",
    )
    search, at = play.search, play.at
    find = partial(searches.note_found, search=search, found=found, at=at)
    finding = each(play, "township_officer", "squad_officer", do=find)
    assert len(refusals(at_once(finding))) == 1
    assert LedgerEntry.objects.filter(event="PersonFound").count() == 1


def test_one_month_is_assessed_once_and_confirmed_once(cast):
    play = assessing.month_play(cast)
    case, month, at = play.case, play.month, play.later()
    given = Given("passed", assessing.WHY, 0)
    assess = partial(months.assess, case=case, month=month, given=given, at=at)
    assess = each(play, "township_officer", "second_township_officer", do=assess)
    assert len(refusals(at_once(assess))) == 1
    standing, at = play.standing, play.later()
    confirm = partial(months.confirm, assessments=(standing,), at=at)
    confirm = each(play, "squad_leader", "brigade_leader", do=confirm)
    assert len(refusals(at_once(confirm))) == 1
    assert MonthlyAssessment.objects.count() == 1
    assert len(play.happened(What.MONTH_ASSESSED)) == 1
    assert Paper.objects.filter(form="monthly_assessment", stage="issued").count() == 1


def test_one_proceeding_is_heard_by_all_and_its_volume_sent_as_it_was_put_together(cast):
    play = conducting.ready(cast)
    play.judgment()
    stated = {"offence": "supervision", "severity": "rather_serious",
              "committed": conducting.NO_REPORT.day.isoformat()}  # fmt: skip
    play.open("penalty_request", stated, to="冷水滩区公安分局")
    play.deliberate(conducting.DiscussionKind.COLLECTIVE, conducting.SEVERAL)
    play.check()
    play.grant("brigade_leader")
    volume, at = suggested(play), play.later()
    proceeding, matter = play.proceeding, play.matter
    press, by = play.press("township_officer"), play.actor("township_officer")
    put = partial(conduct.put_together, proceeding=proceeding, volume=volume, at=at)
    put = each(play, "township_officer", "squad_officer", do=put)
    tell = Note(channel="hand", recipient="冷水滩区公安分局")
    answers = at_once(
        [*put, lambda: decisions.tell(matter=matter, note=tell, by=by, at=at, press=press)]
    )
    assert all(isinstance(one, Submission | Matter | Refused) for one in answers)
    assert Submission.objects.count() == 1
    sent = Submission.objects.get().letter is not None
    assert len(play.happened(What.PENALTY_ASKED)) == int(sent)
    assert Paper.objects.filter(form="submission_letter").count() == int(sent)
