"""What comes after a decision: objections; and proposals, from the ground to the delivery."""

from datetime import timedelta

import pytest

from conducting import GRAVE, LIGHT, NO_REPORT, REFUSAL, TODAY, ready
from guihang.law.codes import Body, Kind
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.law.rules.measures import Measure, MeasureFacts, may_be_taken
from guihang.law.spans import Span
from guihang.supervision.conduct.plans import PLANS, measure_for
from lives import OUTSIDE

pytestmark = pytest.mark.django_db
COURT = "冷水滩区人民法院"
SERIOUS = {"breach": "refusal", "severity": "serious"}


def test_an_objection_is_answered_and_then_goes_to_the_procuratorate(cast):
    play = ready(cast)
    play.served()
    made = play.object_to()
    with pytest.raises(TooEarly):
        play_refer(play, made)
    made = play.answer(made)
    made = play_refer(play, made)
    assert made.referred_on == play.at.date()
    told = play.happened(What.TOLD)
    assert [(event.to, event.of) for event in told] == [(Body.PROCURATORATE, play.proceeding.of)]


def play_refer(play, objection):
    from guihang.supervision.conduct import actions

    return actions.refer(
        objection=objection, day=play.at.date(), by=play.actor("township_officer"), at=play.later()
    )


def test_a_decision_is_objected_to_only_once_it_was_served_and_one_at_a_time(cast):
    play = ready(cast)
    play.open()
    with pytest.raises(TooEarly):
        play.object_to()
    play.withdraw("township_officer")
    play.served()
    play.object_to()
    with pytest.raises(AlreadyDone):
        play.object_to()


def test_only_a_leader_answers_an_objection(cast):
    play = ready(cast)
    play.served()
    made = play.object_to()
    with pytest.raises(NotYours):
        play.answer(made, by="township_officer")


def test_a_wrong_decision_is_taken_back_first_and_its_events_are_struck(cast):
    play = ready(cast)
    play.served()
    play.copy("procuratorate")
    made = play.object_to()
    with pytest.raises(TooEarly):
        play.answer(made, "corrected")
    play.take_back()
    play.answer(made, "corrected", words="已撤销训诫决定，特此告知。")
    assert play.happened(What.ADMONISHED) == () and play.happened(What.SANCTION_TOLD) == ()
    assert play.proceeding.sheet.stage == "withdrawn"
    assert play.matter.paper.stage == "withdrawn"
    assert play.counted().admonitions == 0


def test_a_revocation_goes_from_two_warnings_to_the_courts_ruling_and_the_delivery(cast):
    warned = [Event(What.WARNED, TODAY - timedelta(days=n)) for n in (12, 10)]
    play = ready(cast, NO_REPORT, *warned, REFUSAL)
    play.served("revocation_proposal", SERIOUS, "brigade_leader", to=COURT)
    assert [event.of for event in play.happened(What.REVOCATION_PROPOSED)] == [play.proceeding.of]
    assert "proposed" in {one.name for one in play.case.overlays.filter(until=None)}
    play.copy("procuratorate")
    with pytest.raises(TooEarly):
        play.delivered()
    play.answered()
    assert [event.of for event in play.happened(What.REVOKED)] == [play.proceeding.of]
    assert not play.case.overlays.filter(name="proposed", until=None)
    play.delivered()
    assert play.proceeding.delivered_on == play.at.date()
    with pytest.raises(AlreadyDone):
        play.answered()


def test_an_arrest_is_asked_for_only_beside_a_proposal_to_revoke(cast):
    play = ready(cast, NO_REPORT, REFUSAL)
    with pytest.raises(BadFacts) as refused:
        play.open("arrest_request", {"danger": "flight"}, to=COURT)
    assert refused.value.ground.startswith("ccl-2019:47.1")
    play.served("revocation_proposal", SERIOUS, "brigade_leader", to=COURT)
    play.served("arrest_request", {"danger": "flight"}, "brigade_leader", to=COURT)
    asked = play.happened(What.ARREST_ASKED)
    assert asked[0].at is not None
    play.answered("refused", "（2026）湘1103刑逮1号")
    assert len(play.happened(What.ARREST_REFUSED)) == 1


def test_the_police_are_asked_and_their_penalty_is_counted(cast):
    play = ready(cast, NO_REPORT, REFUSAL)
    stated = {"offence": "supervision", "severity": "rather_serious",
              "committed": REFUSAL.day.isoformat()}  # fmt: skip
    play.served("penalty_request", stated, "brigade_leader", to="冷水滩区公安分局")
    play.answered("granted", "冷公（治）行罚决字〔2026〕12号")
    assert play.counted().penalties == 1


def test_a_recall_is_for_who_serves_outside_and_a_revocation_is_not(cast):
    play = ready(cast, NO_REPORT, order=OUTSIDE)
    with pytest.raises(BadFacts) as refused:
        play.open("revocation_proposal", SERIOUS, to=COURT)
    assert "提请收监执行" in str(refused.value.remedy)
    play.served("recall_proposal", {"unfit": True}, "brigade_leader", to="湖南省监狱管理局")
    assert len(play.happened(What.RECALL_PROPOSED)) == 1


def test_a_reduction_for_great_merit_is_signed_by_the_city_and_moves_the_term(cast):
    merit = Event(What.GREAT_MERIT, TODAY - timedelta(days=6))
    play = ready(cast, merit)
    play.served(
        "reduction_proposal", {"great_merit": True}, "city_officer", to="永州市中级人民法院"
    )
    ends = play.case.__class__.objects.get(pk=play.case.pk).term_ends
    play.answered("granted", "（2026）湘11刑更8号", by="squad_leader", span=Span(months=3))
    assert play.case.__class__.objects.get(pk=play.case.pk).term_ends < ends


def test_the_agency_only_proposes_so_nobody_objects_to_it_there(cast):
    play = ready(cast, NO_REPORT, REFUSAL)
    play.served("revocation_proposal", SERIOUS, "brigade_leader", to=COURT)
    with pytest.raises(BadFacts):
        play.object_to()


def test_facts_the_law_needs_and_nobody_stated_are_named_not_guessed(cast):
    play = ready(cast)
    with pytest.raises(Missing):
        play.open("admonition", {})


@pytest.mark.parametrize("kind", list(Kind), ids=str)
@pytest.mark.parametrize("name", list(PLANS), ids=str)
def test_every_measure_is_open_to_exactly_the_kinds_the_matrix_names(kind, name):
    from guihang.cases.facts import law

    measure = measure_for(PLANS[name], kind)
    answer = may_be_taken(MeasureFacts(measure, kind, great_merit=True), law(TODAY, "431103"))
    expected = {
        Measure.POLICE_SUPERVISION: kind is not Kind.PAROLE,
        Measure.REVOKE_SUSPENSION: kind is Kind.SUSPENSION,
        Measure.REVOKE_PAROLE: kind is Kind.PAROLE,
        Measure.RECALL: kind is Kind.OUTSIDE,
        Measure.ARREST: kind in {Kind.SUSPENSION, Kind.PAROLE},
        Measure.REDUCTION: kind is not Kind.PAROLE,
    }
    assert answer.outcome.may is expected.get(measure, True)


def test_a_graver_breach_is_not_answered_by_an_admonition(cast):
    play = ready(cast)
    with pytest.raises(BadFacts):
        play.open("admonition", GRAVE)
    play.open("admonition", LIGHT)
