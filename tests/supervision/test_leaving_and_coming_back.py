"""Leaving, coming back in time, excused, late, or not at all; telling, ending, withdrawing."""

from datetime import timedelta

import pytest

from guihang.cases.models import CaseEvent
from guihang.decisions import queries as decisions
from guihang.decisions.actions import Note
from guihang.dossiers import actions as dossiers
from guihang.duties.models import Duty
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly, TooLate
from guihang.ledger.models import Entry
from guihang.supervision.leave import actions, queries
from guihang.supervision.leave.queries import Wanted
from guihang.supervision.models import Trip
from matters import REFUSAL

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def away(play):
    """Somebody who has left for eight days."""
    play.up_to("confirm", days=8)
    return play.to_day(play.trip.leaves)


def owed(play, what):
    return Duty.objects.filter(what=what, discharged_at__isnull=True).first()


@pytest.mark.parametrize(("after", "came", "late"), [(-3, "on_time", 0), (0, "on_time", 0)])
def test_back_by_the_last_day_is_in_time(away, after, came, late):
    away.to_day(away.trip.returns + after * DAY)
    trip = away.back()
    assert (trip.returned_as, trip.days_late) == (came, late)
    assert not away.happened("duty_missed")
    assert owed(away, "leave.not_back") is None


def test_back_a_day_late_is_a_missed_duty_of_the_day_after_the_end(away):
    away.to_day(away.trip.returns + DAY)
    trip = away.back(told_in_time=False, because="车票售罄，未报告。")
    assert (trip.returned_as, trip.days_late) == ("late", 1)
    missed = away.happened("duty_missed")
    assert [(one.day, one.code, one.of) for one in missed] == [
        (trip.returns + DAY, "return", trip.of)
    ]


def test_who_told_in_time_of_a_special_reason_is_excused(away):
    away.to_day(away.trip.returns + 2 * DAY)
    trip = away.back(told_in_time=True, because="航班取消，当日已电话报告。")
    assert (trip.returned_as, trip.days_late) == ("excused", 2)
    assert not away.happened("duty_missed")


@pytest.mark.parametrize(
    ("late", "field"),
    [
        ({}, "told_in_time"),
        ({"told_in_time": False}, "because"),
        ({"told_in_time": True, "because": "晚了"}, "because"),
        ({"told_in_time": False, "because": "忘记了日期。", "is_told": False}, "is_told"),
    ],
)
def test_a_late_return_says_why_and_whether_it_was_told(away, late, field):
    away.to_day(away.trip.returns + DAY)
    with pytest.raises(BadFacts) as refused:
        away.back(**late)
    assert refused.value.field == field
    assert Trip.objects.get().returned_on is None


def test_the_words_about_a_late_return_are_sealed(away):
    away.to_day(away.trip.returns + DAY)
    away.back(told_in_time=False, because="车票售罄，未报告。")
    trip = Trip.objects.get()
    assert "车票" not in str(trip.late_because)
    said = actions.reveal_trip(
        trip=trip,
        field="late_because",
        reason="核查外出",
        by=away.actor("squad_officer"),
        at=away.at,
    )
    assert said == "车票售罄，未报告。"


def test_one_comes_back_once(away):
    away.back()
    with pytest.raises(AlreadyDone):
        away.back()


@pytest.mark.parametrize("shift", [-1, 2])
def test_a_return_lies_between_the_departure_and_today(away, shift):
    day = away.trip.leaves + shift * DAY
    with pytest.raises(BadFacts) as refused:
        away.back(day=day)
    assert refused.value.field == "day"


def test_how_the_return_was_seen_is_said(away):
    with pytest.raises(BadFacts) as refused:
        away.back(how="rumour")
    assert refused.value.field == "how"


@pytest.mark.parametrize("name", ["near_officer", "city_officer", "procurator", "next_officer"])
def test_only_who_works_on_the_case_notes_a_return(away, name):
    with pytest.raises(NotYours):
        away.back(name)


@pytest.mark.parametrize("verb", ["ask", "check", "grant"])
def test_nobody_is_back_from_what_was_not_told(play, verb):
    play.up_to(verb)
    with pytest.raises(TooEarly):
        play.back()


def test_the_day_after_the_end_somebody_owes_to_see_to_it(away):
    trip = away.trip
    duty = owed(away, "leave.not_back")
    assert duty.opens_on == duty.due == trip.returns + DAY
    away.to_day(trip.returns + 3 * DAY)
    noted = away.not_back("已电话联系，责令立即返回。")
    assert noted.missed_on == away.at.date()
    assert [one.day for one in away.happened("duty_missed")] == [trip.returns + DAY]
    assert not away.happened("lost")
    assert owed(away, "leave.not_back") is not None
    with pytest.raises(AlreadyDone):
        actions.note_not_back(
            trip=trip,
            is_reached=True,
            words="再次联系。",
            by=away.actor("squad_officer"),
            at=away.at,
        )
    back = away.back(told_in_time=False, because="忘记了日期。")
    assert back.returned_as == "late"
    assert len(away.happened("duty_missed")) == 1
    assert owed(away, "leave.not_back") is None


def test_who_cannot_be_reached_is_out_of_contact_and_searched_for(away):
    trip = away.trip
    away.to_day(trip.returns + DAY)
    away.not_back("本人及家属电话均无法接通。", is_reached=False)
    assert [one.day for one in away.happened("lost")] == [away.at.date()]
    searches = Duty.objects.filter(what__startswith="missing.", discharged_at__isnull=True)
    assert searches.exists()


def test_nobody_is_missed_before_the_leave_ends(away):
    with pytest.raises(TooEarly):
        actions.note_not_back(
            trip=away.trip,
            is_reached=True,
            words="提前联系。",
            by=away.actor("squad_officer"),
            at=away.at,
        )


def test_a_departure_is_noted_on_a_day_of_the_leave(away):
    by = away.actor("township_officer")
    for day in (away.trip.leaves - DAY, away.at.date() + DAY):
        with pytest.raises(BadFacts):
            actions.note_left(trip=away.trip, day=day, by=by, at=away.at)
    actions.note_left(trip=away.trip, day=away.trip.leaves, by=by, at=away.at)
    assert len(away.happened("left")) == 1
    with pytest.raises(AlreadyDone):
        actions.note_left(trip=away.trip, day=away.trip.leaves, by=by, at=away.at)


def test_a_refusal_says_why_and_is_told_and_answered_for_in_the_case(play):
    play.up_to("check")
    play.act("refuse", "squad_leader", REFUSAL)
    assert [one.of for one in play.happened("leave_refused")] == [play.trip.of]
    answers = Duty.objects.filter(what="leave.answer", discharged_at__isnull=True)
    assert not answers.exists()
    play.tell()
    play.confirm()
    assert play.stage() == "closed"
    assert play.trip.notice is None


def test_a_withdrawn_request_is_struck_from_the_case(play):
    play.ask()
    assert Duty.objects.filter(what="leave.answer").exists()
    play.act("withdraw", "township_officer", Note(reasons="本人不去了。"))
    assert not play.happened("leave_asked")
    assert CaseEvent.objects.filter(corrects__isnull=False, because__contains="撤回").count() == 1
    assert not Duty.objects.filter(what="leave.answer", discharged_at__isnull=True).exists()


def test_a_completed_request_says_its_new_days_in_the_case(play):
    play.ask(days=5)
    play.send_back("second_township_officer")
    play.complete(days=9, words="改为陪护九日。")
    asked = play.happened("leave_asked")
    assert [(one.begins, one.ends) for one in asked] == [(play.trip.leaves, play.trip.returns)]
    assert (play.trip.returns - play.trip.leaves).days == 8


def test_what_the_office_grants_is_filed_with_the_county_at_once(play):
    play.entrust()
    play.ask(days=3)
    play.check()
    play.grant("township_officer")
    assert [(one.to, one.of) for one in play.happened("told")] == [("county", play.trip.of)]
    filing = Duty.objects.filter(what="leave.report_to_county", discharged_at__isnull=True)
    assert not filing.exists()


def test_the_procuratorate_is_to_be_told_of_what_the_city_grants(play):
    play.ask(days=31)
    play.check()
    play.grant("city_officer")
    assert owed(play, "leave.tell_procuratorate") is not None


def test_a_grant_ended_before_the_departure_never_was(play):
    play.up_to("tell")
    play.act("end", "squad_leader", Note(reasons="疫情原因取消外出。"))
    assert not play.happened("leave_granted")
    assert Trip.objects.get().notice.stage == "withdrawn"
    assert decisions.matter(play.matter.number).paper.stage == "withdrawn"


def test_a_grant_ended_on_the_way_ends_that_day_and_is_to_be_come_back_from(away):
    away.to_day(away.trip.leaves + 2 * DAY)
    away.act("end", "squad_leader", Note(reasons="违反外出期间规定，责令立即返回。"))
    today = away.at.date()
    assert [one.ends for one in away.happened("leave_granted")] == [today]
    assert away.trip.returns == today
    assert Duty.objects.filter(what="leave.return", due=today).exists()


def test_an_extension_is_part_of_the_leave_it_lengthens(away):
    first = away.trip
    matter = away.matter
    away.to_day(first.returns)
    away.ask(extends=first.of, leaves=first.returns + DAY, returns=first.returns + 3 * DAY, days=3)
    away.check()
    away.grant()
    away.tell()
    assert [one.of for one in away.happened("leave_extended")] == [first.of]
    assert len(away.happened("leave_granted")) == 1
    whole = Trip.objects.get(matter=matter)
    assert whole.returns == first.returns + 3 * DAY
    assert not Duty.objects.filter(what="leave.answer", discharged_at__isnull=True).exists()
    away.to_day(whole.returns)
    back = away.back()
    assert (back.pk, back.returned_as) == (whole.pk, "on_time")


def test_a_refused_extension_leaves_the_leave_as_it_was(away):
    first = away.trip
    away.to_day(first.returns)
    away.ask(extends=first.of, leaves=first.returns + DAY, returns=first.returns + DAY)
    away.check()
    away.act("refuse", "squad_leader", REFUSAL)
    assert Trip.objects.get(pk=first.pk).returns == first.returns
    assert not Duty.objects.filter(what="leave.answer", discharged_at__isnull=True).exists()


def test_an_extension_ended_early_gives_the_old_end_back(away):
    first = away.trip
    away.to_day(first.returns)
    away.ask(extends=first.of, leaves=first.returns + DAY, returns=first.returns + 3 * DAY)
    away.check()
    away.grant()
    away.act("end", "squad_leader", Note(reasons="家属已康复，取消延长。"))
    assert Trip.objects.get(pk=first.pk).returns == first.returns
    assert not away.happened("leave_extended")


def test_a_grant_is_not_told_after_its_last_day(play):
    play.up_to("grant", days=8)
    play.to_day(play.trip.returns + DAY)
    with pytest.raises(TooLate):
        play.tell()


def test_the_notice_tells_where_how_long_and_where_to_report_back(play, cast):
    play.up_to("tell")
    shown = dossiers.show(paper=play.trip.notice, by=cast.actor("township_officer"), at=play.at)
    for words in ("东莞", "母亲住院", "唐建华", "梅湾司法所", str(play.trip.leaves.day)):
        assert words in shown.html


def test_every_sealed_entry_that_is_used_is_recorded(play):
    before = Entry.objects.filter(event="SensitiveUse").count()
    play.up_to("check")
    assert Entry.objects.filter(event="SensitiveUse").count() == before
    play.grant()
    assert Entry.objects.filter(event="SensitiveUse").count() > before


@pytest.mark.parametrize("field", ["words", "contacts", "companions"])
def test_sealed_words_are_shown_for_a_reason_only(play, field):
    play.ask(companions="妻子 李某")
    by = play.actor("squad_officer")
    with pytest.raises(Missing):
        actions.reveal_trip(trip=play.trip, field=field, reason="", by=by, at=play.at)
    said = actions.reveal_trip(trip=play.trip, field=field, reason="核实申请", by=by, at=play.at)
    assert said
    with pytest.raises(NotYours):
        actions.reveal_trip(
            trip=play.trip,
            field=field,
            reason="核实申请",
            by=play.actor("near_officer"),
            at=play.at,
        )


def test_nothing_else_of_a_leave_is_revealed(play):
    play.ask()
    with pytest.raises(BadFacts):
        actions.reveal_trip(
            trip=play.trip,
            field="fields",
            reason="核实申请",
            by=play.actor("squad_officer"),
            at=play.at,
        )


def test_the_signature_covers_the_sealed_words(play):
    play.up_to("check")
    fields = play.matter.fields | {"sealed": "0" * 64}
    type(play.matter).objects.filter(pk=play.matter.pk).update(fields=fields)
    assert not decisions.verified(decisions.matter(play.matter.number))[0].holds


@pytest.mark.parametrize(
    ("shift", "tab"), [(-1, "to_come"), (0, "running"), (7, "running"), (8, "late")]
)
def test_a_leave_stands_under_one_word_of_the_list(play, shift, tab):
    play.up_to("confirm", days=8)
    play.to_day(play.trip.leaves + shift * DAY)
    on, by = play.at.date(), play.actor("squad_officer")
    counts = queries.counts(by, on=on)
    assert {name for name, n in counts.items() if n} == {tab}
    assert [trip.pk for trip in queries.leaves(by, Wanted(tab), on=on)] == [play.trip.pk]
    assert queries.standing(play.trip, on=on) == tab


def test_the_permit_counts_its_days(away):
    permit = queries.permit(away.trip, on=away.at.date())
    assert (permit.days_left, permit.days_late, permit.standing) == (8, 0, "running")
    ahead = queries.permit(away.trip, on=away.trip.leaves - 4 * DAY)
    assert (ahead.days_left, ahead.standing) == (0, "to_come")
    late = queries.permit(away.trip, on=away.trip.returns + 2 * DAY)
    assert (late.days_left, late.days_late, late.standing) == (0, 2, "late")


def test_what_is_taken_out_is_recorded_with_its_purpose(away):
    by = away.actor("squad_officer")
    trips = queries.leaves(by, Wanted("running"), on=away.at.date())
    with pytest.raises(BadFacts):
        actions.take_out(trips=trips, purpose=" ", by=by, at=away.at)
    assert len(actions.take_out(trips=trips, purpose="月度核对", by=by, at=away.at)) == 1
    assert Entry.objects.filter(event="LeavesExported").count() == 1


def test_a_neighbours_leave_is_the_same_as_none(away):
    by = away.actor("far_officer")
    with pytest.raises(NotYours):
        queries.trip_for(by, away.matter.number)
    assert queries.trip_of(by, away.trip.of) is None
    assert queries.trip_of(away.actor("squad_officer"), away.trip.of) == away.trip
