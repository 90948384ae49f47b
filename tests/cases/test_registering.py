"""Somebody reports, is handed over, or is registered at home; too late, too early, or never."""

from datetime import date

import pytest

from guihang.cases import actions, arrivals, queries
from guihang.cases.actions.noting import fresh
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.law.rules.intake import Coming, Follows
from guihang.law.verdicts import CannotSay
from guihang.ledger.models import Entry
from lives import OLD, OUTSIDE, SUSPENDED, another, at, received, registered

pytestmark = pytest.mark.django_db

# The judgment took effect on Friday 23 October; ten days end on Monday 2 November.
LAST_DAY = date(2026, 11, 2)
TOLD = at(2026, 10, 29)


@pytest.fixture
def outside(office):
    """A 73-year-old who serves outside prison; the prison has its approval."""
    decided = Event(What.DECISION_RECEIVED, date(2026, 10, 22))
    return received(office, person=OLD, order=OUTSIDE, decided=decided)


def owed(case, on):
    return {one.what for one in queries.duties_next(fresh(case), on)}


def whats(case):
    return [row.what for row in case.events.order_by("seq")]


def told(case, cast, *whom, by="squad_leader", when=TOLD, **entries):
    whom = whom or (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)
    return actions.tell_arrival(case=case, whom=whom, by=cast.actor(by), at=when, **entries)


def test_whoever_reports_is_checked_registered_and_gets_a_file(case, cast):
    case = registered(cast, case)
    assert case.state == "received"
    assert whats(case)[-4:] == ["reported", "registered", "identity_checked", "file_opened"]
    on = date(2026, 10, 28)
    assert not {"intake.register", "intake.check_identity", "intake.open_file"} & owed(case, on)
    assert {"intake.declare", "group.form", "levels.plan"} <= owed(case, on)


def test_papers_missing_do_not_stop_a_registration(office):
    case = registered(office, received(office, complete=False))
    assert case.state == "incomplete"
    assert "intake.ask_completion" in owed(case, date(2026, 10, 28))


def test_the_second_of_two_officers_is_told_who_was_first_and_when(case, cast):
    registered(cast, case, by="township_officer")
    with pytest.raises(AlreadyDone) as refused:
        registered(cast, case, by="squad_officer", when=at(2026, 10, 28, 10))
    assert "周晓兰" in str(refused.value)
    assert "2026-10-28 09:00" in str(refused.value)
    assert str(refused.value.remedy)
    assert whats(case).count("registered") == 1


def test_somebody_else_is_not_registered(case, cast):
    with pytest.raises(BadFacts) as refused:
        registered(cast, case, identity_matches=False)
    assert (refused.value.field, refused.value.ground) == ("identity_matches", "ccl-2019:22")
    assert "registered" not in whats(case)


@pytest.mark.parametrize(
    ("day", "refused"), [(date(2026, 10, 22), True), (date(2026, 10, 23), False)]
)
def test_nobody_reports_before_the_judgment_takes_effect(case, cast, day, refused):
    if not refused:
        assert registered(cast, case, day=day).state == "received"
        return
    with pytest.raises(BadFacts) as refusal:
        registered(cast, case, day=day)
    assert (refusal.value.field, refusal.value.ground) == ("day", "ccl-2019:21.1")
    assert "2026-10-23" in str(refusal.value)


def test_nobody_is_registered_for_tomorrow(case, cast):
    with pytest.raises(TooEarly):
        registered(cast, case, day=date(2026, 10, 29))


@pytest.mark.parametrize(
    ("day", "status", "late"),
    [(LAST_DAY, Coming.ON_TIME, 0), (date(2026, 11, 3), Coming.LATE, 1)],
)
def test_the_last_day_is_in_time_and_the_next_is_not(case, cast, day, status, late):
    case = registered(cast, case, day=day, when=at(2026, 11, 3))
    timing = arrivals.timing(case, date(2026, 11, 3))
    assert (timing.due, timing.status, timing.days_late) == (LAST_DAY, status, late)


@pytest.mark.parametrize(
    ("day", "follows"),
    [
        (LAST_DAY, Follows.NOTHING),
        (date(2026, 11, 3), Follows.ADMONITION),
        (date(2026, 11, 12), Follows.ADMONITION),
        (date(2026, 11, 13), Follows.WARNING),
        (date(2026, 12, 2), Follows.WARNING),
        (date(2026, 12, 3), Follows.REVOCATION),
    ],
)
def test_the_law_says_what_coming_late_leads_to(case, cast, day, follows):
    late = registered(cast, case, day=day, when=at(2026, 12, 4), good_reason=False)
    answer = queries.late_report(late, date(2026, 12, 4))
    assert answer.outcome.follows is follows
    assert answer.grounds


def test_a_good_reason_spares_the_revocation_and_nobody_guesses_one(case, cast):
    day = date(2026, 12, 10)
    late = registered(cast, case, day=day, when=at(2026, 12, 10), good_reason=None)
    assert isinstance(queries.late_report(late, day), CannotSay)
    assert arrivals.timing(late, day).status is Coming.LATE


def test_a_good_reason_is_kept_with_the_arrival(case, cast):
    day = date(2026, 12, 10)
    late = registered(
        cast, case, day=day, when=at(2026, 12, 10), good_reason=True, reason_late="住院手术"
    )
    assert queries.late_report(late, day).outcome.follows is Follows.WARNING
    assert late.events.get(what="reported").note


def test_whoever_never_comes_is_searched_for_from_the_day_after(case):
    assert "intake.search" not in owed(case, LAST_DAY)
    assert "intake.search" in owed(case, date(2026, 11, 3))


def test_whoever_serves_outside_is_handed_over_with_who_and_the_record(outside, cast):
    case = registered(
        cast,
        outside,
        how="handed_over",
        handed_over_by="永州监狱狱政科 李警官、王警官",
        record="服刑期间表现较好，2025 年表扬一次。",
    )
    assert case.state == "received"
    handed = case.events.get(what="handed_over")
    assert handed.note
    assert "reported" not in whats(case)
    assert "intake.hand_over_from_prison" not in owed(case, date(2026, 10, 28))


def test_a_hand_over_names_who_handed_over(outside, cast):
    with pytest.raises(Missing) as refused:
        registered(cast, outside, how="handed_over", handed_over_by=" ")
    assert refused.value.ground == "ccl-2019:21.3"


def test_a_hand_over_does_not_lie_before_the_approval_was_received(outside, cast):
    with pytest.raises(BadFacts) as refused:
        registered(
            cast, outside, how="handed_over", day=date(2026, 10, 21), handed_over_by="永州监狱"
        )
    assert refused.value.field == "day"


def test_each_kind_comes_in_its_own_way(case, outside, cast):
    for whose, how, ground in (
        (outside, "reported", "ccl-2019:21.2"),
        (case, "handed_over", "ccl-2019:21.1"),
    ):
        with pytest.raises(BadFacts) as refused:
            registered(cast, whose, how=how, handed_over_by="永州监狱")
        assert (refused.value.field, refused.value.ground) == ("how", ground)
    with pytest.raises(BadFacts):
        registered(cast, case, how="by_post")


@pytest.mark.parametrize("officers", [(), ("宋立新",), ("宋立新", " 宋立新 "), ("宋立新", "")])
def test_two_officers_register_somebody_at_home(outside, cast, officers):
    with pytest.raises(Missing) as refused:
        registered(cast, outside, how="at_home", officers=officers)
    assert refused.value.ground == "house:two-at-home"


def test_who_cannot_walk_is_registered_at_home(outside, cast):
    case = registered(cast, outside, how="at_home", officers=("宋立新", "周晓兰"))
    row = case.events.get(what="registered")
    assert (row.channel, case.state) == ("visit", "received")
    assert row.note
    assert "intake.hand_over_from_prison" not in owed(case, date(2026, 10, 28))


def test_a_visit_at_home_may_also_be_the_hand_over(outside, cast):
    case = registered(
        cast, outside, how="at_home", officers=("宋立新", "周晓兰"), handed_over_by="永州监狱"
    )
    assert whats(case)[-4:-2] == ["handed_over", "registered"]


@pytest.mark.parametrize(
    "name", ["township_officer", "squad_officer", "squad_leader", "brigade_leader", "bureau_head"]
)
def test_the_staff_in_charge_register(case, cast, name):
    assert registered(cast, case, by=name).state == "received"


@pytest.mark.parametrize(
    "name",
    ["far_officer", "second_squad_leader", "city_officer", "procurator", "person", "auditor"],
)
def test_nobody_else_registers(case, cast, name):
    with pytest.raises(NotYours):
        registered(cast, case, by=name)


def test_organ_procuratorate_and_police_are_told_of_an_arrival_once(case, cast):
    case = registered(cast, case)
    paper = told(case, cast)
    assert (paper.form, paper.stage) == ("arrival_report", "issued")
    rows = case.events.filter(what="told")
    assert [row.to for row in rows] == ["organ", "procuratorate", "police"]
    assert {row.paper for row in rows} == {paper}
    with pytest.raises(AlreadyDone):
        told(case, cast, Body.POLICE, by="brigade_leader")


def test_who_was_not_told_yet_is_told_by_the_same_paper(case, cast):
    case = registered(cast, case)
    paper = told(case, cast, Body.ORGAN)
    assert told(case, cast, Body.ORGAN, Body.POLICE) == paper
    assert [row.to for row in case.events.filter(what="told")] == ["organ", "police"]


def test_nothing_is_told_while_the_time_runs(case, cast):
    with pytest.raises(TooEarly) as refused:
        told(case, cast, when=at(2026, 11, 2))
    assert "2026-11-02" in str(refused.value)


def test_that_nobody_came_is_told_and_the_arrival_again(case, cast):
    told(case, cast, when=at(2026, 11, 3), measures="已电话联系本人和家属")
    case = registered(cast, case, day=date(2026, 11, 5), when=at(2026, 11, 5))
    assert told(case, cast, when=at(2026, 11, 6)).was_issued
    assert case.events.filter(what="told").count() == 6


@pytest.mark.parametrize("whom", [(Body.PRISON,), (Body.ORGAN, Body.COMMITTEE)])
def test_an_arrival_is_told_to_nobody_else(case, cast, whom):
    with pytest.raises(BadFacts):
        told(registered(cast, case), cast, *whom)


def test_an_arrival_whose_time_is_not_known_is_not_told(office):
    case = registered(
        office,
        received(office, person=OLD, order=OUTSIDE),
        how="handed_over",
        handed_over_by="永州监狱",
    )
    with pytest.raises(Missing):
        told(case, office)


def test_a_person_is_told_in_writing_by_when_to_report(case, cast):
    by = cast.actor("squad_leader")
    paper = actions.give_arrival_notice(case=case, by=by, at=at(2026, 10, 26))
    assert (paper.form, paper.stage) == ("arrival_notice", "issued")
    again = actions.give_arrival_notice(case=case, by=by, at=at(2026, 10, 27))
    assert again == paper


def test_whoever_came_or_is_handed_over_needs_no_notice(case, outside, cast):
    by = cast.actor("squad_leader")
    with pytest.raises(BadFacts):
        actions.give_arrival_notice(case=outside, by=by, at=at(2026, 10, 26))
    with pytest.raises(AlreadyDone):
        actions.give_arrival_notice(case=registered(cast, case), by=by, at=at(2026, 10, 29))


def test_the_basic_sheet_is_filled_for_a_purpose(office):
    order = another(SUSPENDED, crime_facts="盗窃手机一部，价值三千元。")
    case = registered(office, received(office, order=order))
    by = office.actor("squad_leader")
    with pytest.raises(Missing):
        actions.fill_basic_sheet(case=case, purpose="", by=by, at=at(2026, 10, 29))
    papers = [
        actions.fill_basic_sheet(case=case, purpose="存档并抄送公安", by=by, at=at(2026, 10, day))
        for day in (29, 30)
    ]
    assert [paper.stage for paper in papers] == ["issued", "issued"]
    assert papers[0] != papers[1]
    opened = Entry.objects.filter(chain=case.chain.key, event="SensitiveUse")
    # Identity number, home, phone and the facts of the crime, each time.
    assert opened.count() == 8


def test_a_sheet_that_would_lack_what_its_form_asks_for_says_what(case, cast):
    by = cast.actor("squad_leader")
    with pytest.raises(Missing) as refused:
        actions.fill_basic_sheet(
            case=registered(cast, case), purpose="存档备查", by=by, at=at(2026, 10, 29)
        )
    assert "主要犯罪事实" in str(refused.value)
    assert not case.dossier.papers.exists()
