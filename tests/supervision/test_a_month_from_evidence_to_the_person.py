"""Daily assessment: what a month shows, what an officer makes of it, who confirms, who is told."""

from datetime import timedelta

import pytest

from assessing import DECEMBER, GONE, KEPT, MISSED, NOVEMBER, OCTOBER, REPORTS, WHY, month_play
from guihang.cases.actions import correct
from guihang.cases.queries import case_for, duties_next
from guihang.dossiers import drawing, reading, sealing
from guihang.law.codes import Body, MonthResult
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger.models import Entry
from guihang.supervision.assessment import actions, queries, scheme
from guihang.supervision.assessment.actions import Given
from guihang.supervision.assessment.month import Month
from guihang.supervision.assessment.queries import Wanted
from lives import SUSPENDED, YOUNG, another

pytestmark = pytest.mark.django_db


SECOND = another(SUSPENDED, judgment_number="（2026）湘1103刑初13号")


def read(paper):
    return reading.as_text(drawing.document(paper, sealing.unseal(paper)))


def owed(play):
    case = case_for(play.actor("squad_officer"), play.case.number)
    return {one.what for one in duties_next(case, play.at.date())}


def points(play):
    return {one.line.name: one.points for one in play.shown.evidence.tally.counted}


def test_a_month_goes_from_its_evidence_to_the_person(cast):
    play = month_play(cast, *KEPT)
    assert play.assess("good").points == 93
    (confirmed,) = play.confirm()
    assert confirmed.paper.form == "monthly_assessment" and confirmed.paper.number
    (event,) = play.happened(What.MONTH_ASSESSED)
    assert (event.code, event.begins, event.ends) == ("good", NOVEMBER.first, NOVEMBER.last)
    play.tell()
    assert [row.of for row in play.happened(What.TOLD) if row.to == Body.PERSON] == [confirmed.of]
    assert queries.standing_of(play.standing) == "told"


def test_every_channel_counts_the_same(cast):
    play = month_play(cast)
    for event, channel in zip(REPORTS, ("counter", "phone", "mobile"), strict=True):
        play.note(event, channel=channel)
    assert points(play) == {"reported": 15}


def test_every_line_names_the_facts_it_counted(cast):
    play = month_play(cast, *KEPT, MISSED)
    made = play.assess("passed", WHY)
    rows = dict(play.case.events.values_list("seq", "what"))
    for line in made.lines:
        assert len({rows[seq] for seq in line["events"]}) == 1
    assert [one["points"] for one in made.lines] == [15, 4, 4, -15]


def test_what_was_struck_or_lies_in_another_month_is_no_evidence(cast):
    play = month_play(cast, *KEPT, Event(What.REPORT_MADE, NOVEMBER.first - timedelta(days=2)))
    row = play.happened(What.REPORT_MADE)[-1]
    correct(
        row=row, event=None, because="记错了人。", by=play.actor("squad_leader"), at=play.later()
    )
    assert points(play)["reported"] == 10


def test_a_month_passes_without_reasons_only_if_nothing_speaks_against_it(cast):
    play = month_play(cast, *KEPT, GONE)
    with pytest.raises(Missing) as refused:
        play.assess("passed")
    assert "未经批准" in refused.value.why.zh
    assert play.assess("passed", WHY).reasons == WHY


def test_who_departs_from_the_points_says_why_and_the_points_never_decide(cast):
    play = month_play(cast, *KEPT)
    with pytest.raises(Missing):
        play.assess("passed")
    made = play.assess("passed", "十一月中旬有一次迟到，不评良好。")
    assert (made.proposed, made.result) == (MonthResult.GOOD, MonthResult.PASSED)


def test_an_installation_counts_by_its_own_scheme_from_its_day_on(tmp_path):
    own, packaged = tmp_path / "scheme.toml", scheme.PACKAGED.read_text("utf-8")
    later = packaged.replace("2026-1", "own-2").replace("2020-07-01", "2026-11-01")
    kept = list(scheme._own)
    own.write_text(packaged + later.replace("base = 70", "base = 50"), encoding="utf-8")
    try:
        scheme.look_first_in(own)
        days = (OCTOBER.last, NOVEMBER.first)
        assert [scheme.scheme_on(day).version for day in days] == ["2026-1", "own-2"]
        assert [scheme.scheme_on(day).base for day in days] == [70, 50]
    finally:
        scheme.look_first_in(kept[0])
    assert scheme.named("own-2") is None


def test_points_can_be_switched_off(cast, settings):
    settings.GUIHANG_POINTS = False
    play = month_play(cast, *KEPT)
    made = play.assess("passed")
    assert (made.points, made.scheme, made.lines) == (None, "", [])
    (confirmed,) = play.confirm()
    assert "未使用计分办法" in read(confirmed.paper)


def test_a_month_is_assessed_once_it_is_over_and_only_where_the_person_was(cast):
    play = month_play(cast, *KEPT, at=DECEMBER - timedelta(days=1))
    with pytest.raises(TooEarly):
        play.assess("good")
    play.at = DECEMBER
    play.month = OCTOBER.before
    with pytest.raises(BadFacts):
        play.assess("not_assessed", WHY)
    play.month = OCTOBER
    assert play.assess("not_assessed", "月末入矫，不满三日。").result == "not_assessed"


def test_two_officers_do_not_overwrite_each_other_and_one_may_mend_his_own(cast):
    play = month_play(cast, *KEPT)
    play.assess("good")
    with pytest.raises(AlreadyDone):
        play.assess("good", seen=0, by="squad_officer")
    play.assess("passed", "补充核实后改评合格。")
    assert [one.result for one in play.shown.editions if one.taken_back_at is None] == ["passed"]
    play.confirm()
    with pytest.raises(AlreadyDone):
        play.assess("good")


def test_a_second_person_confirms_and_only_a_leader(cast):
    play = month_play(cast, *KEPT)
    play.assess("good", by="squad_leader")
    with pytest.raises(NotYours):
        play.confirm(by="squad_leader")
    with pytest.raises(NotYours):
        play.confirm(by="township_officer")
    play.confirm(by="brigade_leader")


def test_a_leader_gives_a_month_back_with_the_reason(cast):
    play = month_play(cast, *KEPT)
    play.assess("good")
    given_back = play.give_back()
    assert given_back.taken_back_because and play.standing is None
    play.assess("good")
    play.confirm()


def test_an_office_is_confirmed_in_one_go_or_not_at_all(cast):
    play = month_play(cast, *KEPT)
    mine = play.assess("good")
    other = month_play(cast, *KEPT, person=another(YOUNG, name="何小川"), order=SECOND)
    theirs = other.assess("good", by="squad_leader")
    with pytest.raises(NotYours):
        play.confirm(mine, theirs)
    play.standing.refresh_from_db()
    assert play.standing.confirmed_at is None
    play.confirm(mine, theirs, by="brigade_leader")
    assert other.standing.confirmed_at == play.standing.confirmed_at


def test_an_objection_is_owed_an_answer_and_a_wrong_month_is_taken_back(cast):
    play = month_play(cast, *KEPT, MISSED)
    of = play.told("passed", reasons=WHY).of
    made = play.object_to()
    assert "conduct.answer_objection" in owed(play)
    with pytest.raises(NotYours):
        play.answer(made, by="township_officer")
    paper = play.standing.paper
    play.answer(made, "corrected", words="经查确系住院，撤销原结果。")
    paper.refresh_from_db()
    assert paper.stage == "withdrawn" and play.standing is None
    assert play.happened(What.MONTH_ASSESSED) == []
    assert [row.of for row in play.happened(What.OBJECTION_ANSWERED)] == [of]
    assert "conduct.answer_objection" not in owed(play)
    play.assess("good", reasons=WHY)


def test_who_assessed_does_not_answer_the_objection_and_it_may_go_on(cast):
    play = month_play(cast, *KEPT)
    play.assess("good", by="squad_leader")
    play.confirm(by="brigade_leader")
    with pytest.raises(TooEarly):
        play.object_to()
    play.tell()
    made = play.object_to()
    with pytest.raises(NotYours):
        play.answer(made, by="squad_leader")
    made = play.answer(made, by="brigade_leader")
    by = play.actor("township_officer")
    made = actions.refer(objection=made, day=play.at.date(), by=by, at=play.later())
    assert made.referred_on == play.at.date()


def test_a_minor_never_stands_on_the_public_list(cast):
    play = month_play(cast, *KEPT)
    play.told()
    young = month_play(cast, *KEPT, person=YOUNG, order=SECOND)
    young.told()
    by = play.actor("squad_leader")
    found = queries.public_list(by, NOVEMBER, on=play.at.date())
    assert [(line.name, line.result) for line in found.lines] == [("唐某", "良好")]
    assert found.left_out == 1
    actions.publish(
        month=NOVEMBER,
        chosen=[line.assessment for line in found.lines],
        left_out=found.left_out,
        by=by,
        at=young.later(),
    )
    assert len(play.happened(What.RESULT_PUBLISHED)) == 1
    assert young.happened(What.RESULT_PUBLISHED) == []


def test_a_neighbours_month_does_not_exist(cast):
    play = month_play(cast, *KEPT)
    made = play.assess("good")
    stranger = cast.actor("near_officer")
    assert list(queries.people(stranger, Wanted(NOVEMBER))) == []
    with pytest.raises(NotYours):
        queries.chosen(stranger, [str(made.pk)])
    with pytest.raises(NotYours):
        actions.assess(
            case=play.case, month=NOVEMBER, given=Given("good"), by=stranger, at=play.later()
        )


def test_the_list_says_where_each_month_stands(cast):
    play = month_play(cast, *KEPT)
    by = play.actor("squad_leader")

    def counts():
        found = queries.counts(by, Wanted(NOVEMBER))
        return [tab for tab in queries.TABS if found[tab] and tab != "all"]

    seen = [counts()]
    for step in (lambda: play.assess("good"), play.confirm, play.tell, play.object_to):
        step()
        seen.append(counts())
    assert seen == [["to_assess"], ["to_confirm"], ["to_tell"], [], ["objected"]]
    assert queries.counts(by, Wanted(Month.read("2026-09")))["all"] == 0


def test_the_ledger_tells_every_step(cast):
    play = month_play(cast, *KEPT)
    play.told()
    titles = set(Entry.objects.values_list("event", flat=True))
    assert {"MonthAssessed", "MonthConfirmed", "MonthTold"} <= titles
