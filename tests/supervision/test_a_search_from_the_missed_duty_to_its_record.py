"""Lost contact: a missed duty opens the search; it is tried, told, found, proposed, closed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast as cast_of
from guihang.cases import facts
from guihang.cases.actions import Attended, note_round
from guihang.dossiers import sealing
from guihang.dossiers.actions import set_paper_mark
from guihang.duties.models import Duty
from guihang.law import local_rules
from guihang.law.events import Event, Missed, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.law.rules.measures import Measure
from guihang.law.rules.missing import Threshold
from guihang.ledger.chains import SYSTEM
from guihang.supervision.models import Search
from guihang.supervision.search import actions, judging
from guihang.supervision.search.actions import Exercise
from lives import SUSPENDED, TANG, YOUNG, another, received
from searching import TODAY, SearchPlay, missed, search_play

pytestmark = pytest.mark.django_db


def test_noting_a_missed_report_opens_the_search_with_its_day_as_day_nought(cast):
    play = search_play(cast, missed(1))
    search = play.search
    assert (search.missed, search.missed_on) == ("report", TODAY - timedelta(days=1))
    assert search.opened_by is None and search.state == "running"
    assert search.contact_event.what == What.REGISTERED
    assert judging.clock(search, on=TODAY).outcome.days == 1
    assert play.happened(What.LOST) == ()
    assert Duty.objects.filter(what="search.first_day", of=str(search.key)).exists()


@pytest.mark.parametrize(
    "event",
    [
        missed(1, Missed.EDUCATION),
        Event(What.RULE_BROKEN, TODAY, code="contact"),
    ],
)
def test_what_does_not_hide_where_somebody_is_opens_none(cast, event):
    assert search_play(cast, event).search is None


def test_a_contact_after_the_missed_duty_opens_none(cast):
    came = Event(What.REPORT_MADE, TODAY - timedelta(days=1))
    assert search_play(cast, came, missed(2)).search is None


def test_a_report_made_after_all_ends_a_search_that_nobody_began(cast):
    play = search_play(cast, missed(2))
    play.note(Event(What.REPORT_MADE, TODAY))
    assert (play.search.outcome, play.search.closed_by) == ("contact", None)
    actions.sweep(at=play.later())
    assert Search.objects.count() == 1


def test_the_clock_of_a_closed_search_stands_still(cast):
    play = search_play(cast, missed(2))
    play.note(Event(What.REPORT_MADE, TODAY))
    closed = judging.clock(play.search, on=TODAY).outcome
    much_later = TODAY + timedelta(days=60)
    assert judging.clock(play.search, on=much_later).outcome == closed
    assert not closed.threshold.startswith("over")
    then = judging.consequences(play.search, on=much_later)
    assert then == judging.consequences(play.search, on=TODAY)


def reports(cases, day=TODAY):
    return tuple(Attended(case, (Event(What.REPORT_MADE, day),)) for case in cases)


def test_a_reporting_day_of_many_ends_a_search_that_nobody_began(cast):
    play = search_play(cast, missed(2))
    note_round(attended=reports([play.case]), by=play.actor("township_officer"), at=play.at)
    assert (play.search.outcome, play.search.closed_by) == ("contact", None)


def test_whether_any_of_many_is_searched_for_is_asked_once(cast):
    play = search_play(cast)
    others = (replace(TANG, name=name, identity_number="") for name in ("何立新", "周远帆"))
    cases = [play.case, *(received(cast, person=person) for person in others)]
    by = play.actor("township_officer")
    with CaptureQueriesContext(connection) as told:
        note_round(attended=reports(cases), by=by, at=play.at)
    assert sum("supervision_search" in one["sql"] for one in told) == 1


def test_the_sweep_finds_what_was_noted_unheard_and_runs_twice_without_harm(cast):
    play = search_play(cast, missed(3))
    Search.objects.all().delete()
    assert actions.sweep(at=play.later()) == 1
    assert actions.sweep(at=play.later()) == 0
    assert play.search.missed_on == TODAY - timedelta(days=3)


def test_the_sweep_opens_one_for_who_never_reported_until_he_comes(cast):
    play = SearchPlay(cast)
    play.case = received(cast)
    actions.sweep(at=play.later())
    search = play.search
    assert (search.missed, search.missed_on) == ("first_report", date(2026, 11, 2))
    actions.sweep(at=play.later())
    assert search.state == "running" and Search.objects.count() == 1
    play.try_()
    noted = [(event.day, event.code) for event in play.happened(What.DUTY_MISSED)]
    assert noted == [(date(2026, 11, 2), "first_report")]
    assert play.search.missed_event is not None
    assert not Duty.objects.filter(what="intake.search", discharged_at=None).exists()


@pytest.fixture
def weekly():
    """A local rule has everybody report once a week."""
    written = Path(__file__).parents[1] / "law" / "local.toml"
    facts.lay_over(local_rules.read(written.read_text("utf-8")))
    yield
    facts.lay_over(())


def test_a_regular_report_nobody_notes_opens_a_search_from_the_day_after_it_was_due(cast, weekly):
    play = search_play(cast, days_ago=19)
    assert (actions.sweep(at=play.later()), play.search) == (0, None)
    play.on(18)
    assert actions.sweep(at=play.later()) == 1
    assert (play.search.missed, play.search.missed_on) == ("report", TODAY - timedelta(days=19))
    assert actions.sweep(at=play.later()) == 0
    assert play.search.state == "running"


def test_the_report_made_after_all_ends_it_and_a_call_does_not_open_it_again(cast, weekly):
    play = search_play(cast, days_ago=17)
    actions.sweep(at=play.later())
    play.note(Event(What.CONTACTED, play.at.date()))
    assert (play.search.outcome, actions.sweep(at=play.later())) == ("contact", 0)
    play.note(Event(What.REPORT_MADE, play.at.date()))
    play.on(8)
    assert actions.sweep(at=play.later()) == 1
    play.note(Event(What.REPORT_MADE, play.at.date()))
    assert play.search.outcome == "contact"


@pytest.mark.parametrize(("day", "opened"), [(19, 1), (18, 0)])
def test_a_contact_after_the_report_was_due_opens_none(cast, weekly, day, opened):
    play = search_play(cast, days_ago=17)
    play.note(Event(What.CONTACTED, TODAY - timedelta(days=day)))
    assert actions.sweep(at=play.later()) == opened


def test_who_is_detained_is_not_waited_for(cast, weekly):
    play = search_play(cast, days_ago=17)
    play.note(Event(What.DETAINED, play.at.date(), code="administrative"))
    assert actions.sweep(at=play.later()) == 0


def test_the_sweep_reads_no_case_whose_missed_duty_was_answered(cast, django_assert_num_queries):
    other = another(SUSPENDED, judgment_number="（2026）湘1103刑初13号")
    young = another(YOUNG, name="何小川")
    plays = [search_play(cast), search_play(cast, person=young, order=other)]
    with CaptureQueriesContext(connection) as quiet:
        actions.sweep(at=plays[0].later())
    for play in plays:
        play.note(missed(3))
    plays[0].try_()
    plays[0].find()
    plays[0].close()
    plays[1].note(Event(What.REPORT_MADE, TODAY))
    with django_assert_num_queries(len(quiet)):
        assert actions.sweep(at=plays[0].later()) == 0


def test_the_organ_is_told_by_a_letter_of_who_never_came_and_the_procuratorate_copied(cast):
    set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=cast_of.NOW)
    play = SearchPlay(cast)
    play.case = received(cast)
    actions.sweep(at=play.later())
    owed = Duty.objects.filter(what="intake.tell_organ", discharged_at=None)
    play.try_()
    assert owed.count() == 1
    play.tell("organ")
    assert not owed.exists()
    (notice,) = play.search.notices.all()
    words = sealing.unseal(notice.paper).entries
    assert (notice.paper.form, words["recipient"]) == ("search_report", play.case.organ_name)
    assert "报到" in words["missed"]
    assert [row.to for row in play.happened(What.COPIED)] == ["procuratorate"]
    assert receipt(play, notice, TODAY).received_by == "王警官"


def test_the_organ_is_told_of_nobody_who_came(cast):
    play = search_play(cast, missed(1))
    play.try_()
    with pytest.raises(BadFacts) as refused:
        play.tell("organ")
    assert refused.value.field == "to"


def test_a_loss_noted_by_hand_opens_one_whose_events_carry_its_mark(cast):
    play = search_play(cast, missed(3), Event(What.LOST, TODAY, of="matter.7"))
    assert play.search.of == "matter.7"
    play.find()
    assert [event.of for event in play.happened(What.FOUND)] == ["matter.7"]
    assert not play.case.overlays.filter(name="missing", until=None)


def test_the_first_attempt_in_vain_says_in_the_case_that_the_person_is_lost(cast):
    play = search_play(cast, missed(1))
    play.try_()
    play.try_("family", asked="妻子")
    lost, begun = play.happened(What.LOST), play.happened(What.SEARCH_STARTED)
    assert [event.of for event in (*lost, *begun)] == [play.search.of] * 2
    assert len(play.happened(What.LAST_CONTACT)) == 1
    assert "missing" in {one.name for one in play.case.overlays.filter(until=None)}


def test_somebody_reached_by_the_first_call_was_never_lost(cast):
    play = search_play(cast, missed(1))
    play.try_(came="reached")
    assert play.happened(What.LOST) == ()
    assert play.close("contact", "当日已电话联系，次日补报。").outcome == "contact"


def test_a_visit_is_made_by_two_officers(cast):
    play = search_play(cast, missed(1))
    with pytest.raises(BadFacts) as refused:
        play.try_("visit", second=None)
    assert refused.value.field == "second"
    with pytest.raises(BadFacts):
        play.try_("visit", second=cast.account("township_officer").pk)
    assert play.try_("visit").attempts.get().second.name == "何建军"


def test_the_police_are_told_once_all_was_tried_or_earlier_for_a_reason(cast):
    play = search_play(cast, missed(1))
    with pytest.raises(TooEarly):
        play.tell()
    play.try_()
    with pytest.raises(BadFacts) as refused:
        play.tell()
    assert refused.value.ground == "measures-2020:38"
    play.tell(because="留有遗书，可能有生命危险。")
    with pytest.raises(AlreadyDone):
        play.tell()


def test_notices_are_papers_with_receipts_and_meet_what_the_law_asks(cast):
    play = search_play(cast, missed(1))
    play.try_all()
    open_ = Duty.objects.filter(of=play.case.number, discharged_at=None, what__startswith="missing")
    assert {one.what for one in open_} == {"missing.tell_police", "missing.tell_procuratorate"}
    play.tell()
    search = play.tell("procuratorate")
    assert not open_.all().exists()
    papers = [one.paper for one in search.notices.all()]
    assert [one.form for one in papers] == ["search_notice", "search_report"]
    words = sealing.unseal(papers[0]).entries
    assert words["name"] == "唐建平" and "实地查访" in words["attempts"][2]
    notice = search.notices.all()[0]
    with pytest.raises(BadFacts):
        receipt(play, notice, TODAY - timedelta(days=1))
    assert receipt(play, notice, TODAY).received_by == "王警官"
    with pytest.raises(NotYours):
        play.tell("procuratorate", "outcome", by="township_officer")


def receipt(play, notice, day):
    return actions.note_receipt(
        notice=notice, day=day, received_by="王警官", by=play.actor("squad_officer"),
        at=play.later(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ago", "threshold", "measure"),
    [
        (9, Threshold.TEN_DAYS, Measure.ADMONITION),
        (10, Threshold.TEN_DAYS, Measure.ADMONITION),
        (11, Threshold.OVER_TEN, Measure.WARNING),
    ],
)
def test_found_on_the_tenth_day_is_an_admonition_and_on_the_eleventh_a_warning(
    cast, ago, threshold, measure
):
    play = search_play(cast, missed(ago))
    play.try_all()
    search = play.find()
    clock = judging.clock(search, on=TODAY).outcome
    assert (clock.days, clock.threshold, clock.running) == (ago, threshold, False)
    assert judging.proposed(search, on=TODAY)[-1] is measure


def test_over_a_month_a_revocation_is_open_and_once_no_reason_is_known_proposed(cast):
    play = search_play(cast, missed(24))
    search, day = play.search, TODAY + timedelta(days=7)
    assert search.missed_on.replace(month=11) == day
    assert Measure.REVOKE_SUSPENSION not in judging.undecided(search, on=day)[0]
    after = day + timedelta(days=1)
    assert judging.clock(search, on=after).outcome.threshold is Threshold.OVER_A_MONTH
    assert Measure.REVOKE_SUSPENSION in judging.undecided(search, on=after)[0]
    search.good_reason = False
    assert Measure.REVOKE_SUSPENSION not in judging.proposed(search, on=day)
    assert Measure.REVOKE_SUSPENSION in judging.proposed(search, on=after)


def test_a_good_reason_bars_the_revocation_but_is_weighed_for_a_warning(cast):
    play = search_play(cast, missed(24))
    search = play.search
    search.good_reason = True
    after = TODAY + timedelta(days=8)
    assert judging.proposed(search, on=after) == (Measure.WARNING,)


def test_the_facts_go_over_into_a_proceeding_and_the_search_is_then_closed(cast):
    play = search_play(cast, missed(9))
    play.try_all()
    play.tell()
    play.tell("procuratorate")
    search = play.find()
    with pytest.raises(TooEarly):
        play.close("dealt")
    stated = judging.stated(search, "admonition")
    play.open("admonition", stated, events=judging.shown_by(search))
    with pytest.raises(TooEarly) as refused:
        play.close("dealt")
    assert "procuratorate" in str(refused.value.why) or "检察院" in str(refused.value.why)
    play.tell("procuratorate", "outcome")
    closed = play.close("dealt")
    words = sealing.unseal(closed.record).entries
    assert words["proposed"] == "训诫" and len(words["attempts"]) == 3
    with pytest.raises(AlreadyDone):
        play.try_()


def test_no_measure_needs_a_reason_and_only_a_leader_closes(cast):
    play = search_play(cast, missed(2))
    play.try_()
    play.find()
    with pytest.raises(Missing):
        play.close(because="")
    with pytest.raises(NotYours):
        play.close(by="township_officer")
    owed = Duty.objects.filter(of=play.case.number, what="missing.deal_with", discharged_at=None)
    assert owed.count() == 1
    assert play.close().outcome == "no_measure"
    assert not owed.all().exists()


def test_nobody_is_found_before_the_duty_was_missed_or_tomorrow(cast):
    play = search_play(cast, missed(2))
    play.try_()
    for day in (TODAY - timedelta(days=3), TODAY + timedelta(days=1)):
        with pytest.raises(BadFacts) as refused:
            play.find(day=day)
        assert refused.value.field == "day"


def test_a_search_goes_on_until_the_person_is_found_or_correction_has_ended(cast):
    play = search_play(cast, missed(2))
    play.try_()
    with pytest.raises(TooEarly):
        play.close("ended")


def test_an_exercise_has_the_same_steps_and_touches_no_case(cast):
    play = search_play(cast)
    events = play.case.events.count()
    made = actions.practise(
        exercise=Exercise("演练对象甲", "suspension", TODAY - timedelta(days=1)),
        by=play.actor("township_officer"), at=play.later(),
    )  # fmt: skip
    play.case, kept = None, play.case
    for way in ("phone", "check", "visit"):
        play.try_(way)
    search = play.tell()
    assert search.notices.get().paper is None
    play.find()
    assert play.close("practised").record is None
    assert made.is_exercise and kept.events.count() == events
    assert not Duty.objects.filter(of=str(made.key)).exists()
    assert Search.objects.real().count() == 0
