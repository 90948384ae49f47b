"""An admonition, a warning, a commendation: facts, hearing, check, decision, paper, service."""

import pytest

from conducting import AGREED, GRAVE, LIGHT, ready
from guihang.law.codes import Body
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly, TooLate
from guihang.supervision.conduct import queries
from guihang.supervision.models import Proceeding

pytestmark = pytest.mark.django_db


def test_an_admonition_stands_in_the_case_from_its_decision_and_is_told_by_its_service(cast):
    play = ready(cast)
    play.open()
    play.hear()
    play.check()
    play.grant()
    assert [event.of for event in play.happened(What.ADMONISHED)] == [play.proceeding.of]
    assert play.happened(What.SANCTION_TOLD) == ()
    play.serve()
    play.confirm()
    assert play.proceeding.served_on == play.at.date()
    assert len(play.happened(What.SANCTION_TOLD)) == 1
    assert play.matter.stage == "effective"


def test_decision_sheet_and_receipt_of_service_are_numbered_papers(cast):
    made = ready(cast).served()
    papers = (made.matter.paper, made.sheet, made.receipt)
    assert [paper.form for paper in papers] == [
        "admonition_decision", "conduct_sheet", "service_receipt",
    ]  # fmt: skip
    assert all(paper.number for paper in papers)


def test_a_refused_receipt_is_noted_with_a_witness_and_counts_as_service(cast):
    play = ready(cast)
    play.open()
    play.hear()
    play.check()
    play.grant()
    play.serve()
    play.leave()
    assert play.proceeding.served_on == play.at.date()
    assert len(play.happened(What.SANCTION_TOLD)) == 1


def test_who_opens_needs_a_second_officer_beside_him(cast):
    play = ready(cast)
    with pytest.raises(BadFacts) as refused:
        play.open(second=cast.account("township_officer").pk)
    assert refused.value.field == "second"


def test_nothing_is_opened_without_something_that_shows_it(cast):
    play = ready(cast)
    with pytest.raises(BadFacts) as refused:
        play.open(events=())
    assert refused.value.field == "events"


def test_a_light_breach_is_not_answered_by_a_warning_and_says_by_what_instead(cast):
    play = ready(cast)
    with pytest.raises(BadFacts) as refused:
        play.open("warning", LIGHT)
    assert "训诫" in str(refused.value.remedy)
    assert refused.value.ground.startswith("measures-2020:35")


def test_nobody_is_admonished_unheard(cast):
    play = ready(cast)
    play.open()
    with pytest.raises(Missing) as refused:
        play.check()
    assert refused.value.ground == "local:hearing"


def test_who_opened_it_does_not_check_it_and_who_checked_does_not_decide(cast):
    play = ready(cast)
    play.open(by="squad_officer", second=cast.account("township_officer").pk)
    play.hear()
    with pytest.raises(NotYours):
        play.check("squad_officer")
    play.check("squad_leader")
    with pytest.raises(NotYours):
        play.grant("squad_leader")


def test_a_warning_is_signed_by_the_head_of_the_agency(cast):
    play = ready(cast)
    play.open("warning", GRAVE)
    play.hear()
    play.deliberate()
    play.check()
    with pytest.raises(NotYours):
        play.grant("squad_leader")
    play.grant("brigade_leader")
    assert len(play.happened(What.WARNED)) == 1


def test_two_admonitions_in_vain_call_for_a_warning_and_the_lighter_is_said_why(cast):
    play = ready(cast)
    play.served()
    play.served()
    with pytest.raises(BadFacts) as refused:
        play.open("admonition", LIGHT)
    assert refused.value.field == "reasons"
    play.open("warning", LIGHT)
    assert play.proceeding.measure == "warning"


def test_a_struck_event_no_longer_carries_a_sanction(cast):
    from guihang.cases.actions import correct
    from guihang.ledger.chains import SYSTEM

    play = ready(cast)
    play.open()
    play.hear()
    correct(
        row=play.breaches().get(), event=None, because="记到别人案件", by=SYSTEM, at=play.later()
    )
    with pytest.raises(Missing):
        play.check()


def test_after_the_decision_nobody_is_heard_any_more(cast):
    play = ready(cast)
    play.served()
    with pytest.raises(TooLate):
        play.hear()


def test_the_law_names_who_gets_a_copy_and_each_is_noted_once(cast):
    play = ready(cast)
    play.served()
    play.copy("procuratorate")
    assert [event.to for event in play.happened(What.COPIED)] == [Body.PROCURATORATE]
    with pytest.raises(AlreadyDone):
        play.copy("procuratorate")
    with pytest.raises(BadFacts):
        play.copy("police")


def test_a_paper_is_copied_only_once_there_is_one(cast):
    play = ready(cast)
    play.open()
    with pytest.raises(TooEarly):
        play.copy("procuratorate")


def test_good_conduct_for_half_a_year_is_commended_and_less_is_not(cast):
    good = dict.fromkeys(("repents", "obeys_law", "obeys_rules", "takes_part"), True)
    play = ready(cast)
    with pytest.raises(BadFacts):
        play.open("commendation", good)
    play.open("commendation", {"deed": "courage"})
    play.check()
    play.grant()
    assert len(play.happened(What.COMMENDED)) == 1


def test_the_words_of_a_proceeding_are_sealed_and_the_signature_covers_them(cast):
    from guihang.decisions import queries as decisions

    made = ready(cast).served()
    stored = Proceeding.objects.filter(pk=made.pk).values_list("words", flat=True).get()
    assert "未到" not in str(stored)
    assert all(seal.holds for seal in decisions.verified(decisions.matter(made.matter.number)))


def test_a_decided_proceeding_is_judged_by_the_law_of_its_day(cast):
    play = ready(cast)
    made = play.served()
    told = queries.judged_of(made, on=play.at.date())
    play.to_day(play.at.date().replace(year=2027))
    assert queries.judged_of(made, on=play.at.date()) == told
    assert AGREED.opinion


def test_a_warning_waits_for_the_deliberation_the_house_rule_asks_for(cast):
    play = ready(cast)
    play.open("warning", GRAVE)
    play.hear()
    with pytest.raises(Missing) as refused:
        play.check()
    assert refused.value.ground == "house:conduct.discussed"
