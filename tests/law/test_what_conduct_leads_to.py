"""What is owed after a breach, an admonition, a warning, a commendation, an objection."""

from datetime import date

import pytest
from owing import ON, day, event, names, owed

from guihang.law import obligations
from guihang.law.codes import Body, Kind, Relief
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules import exemption
from guihang.law.statutes import LocalRule, Statutes
from guihang.law.texts import Text


@pytest.mark.parametrize("what", ["commended", "admonished", "warned"])
def test_a_decision_is_told_in_writing_and_copied(what):
    decided = event(what, "11-18", of="D-1")
    found = owed(decided)
    assert found == {
        "conduct.copy_decision": (day("11-18"), day("11-18")),
        "conduct.tell_person": (day("11-18"), day("11-23")),
    }
    told = event("sanction_told", "11-19", of="D-1")
    copied = event("copied", "11-20", of="D-1", to=Body.PROCURATORATE)
    assert owed(decided, told, copied) == {}
    elsewhere = event("copied", "11-20", of="D-1", to=Body.POLICE)
    assert names(decided, told, elsewhere) == ["conduct.copy_decision"]


def test_the_time_to_tell_the_person_is_a_local_rule_and_says_so():
    warned = event("warned", "11-18")
    (duty,) = [
        duty
        for duty in obligations.duties(CaseFacts(Kind.PAROLE, (warned,)), ON, Statutes(ON))
        if duty.name == "conduct.tell_person"
    ]
    assert [ground.article for ground in duty.grounds] == [
        "local:sanction-service",
        "measures-2020:32",
    ]


def test_an_objection_is_answered_at_once():
    objected = event("objected", "11-18", of="O-1")
    assert owed(objected) == {"conduct.answer_objection": (day("11-18"), day("11-18"))}
    assert owed(objected, event("objection_answered", "11-19", of="O-1")) == {}


@pytest.mark.parametrize("what", ["rule_broken", "order_broken", "duty_missed", "absent"])
def test_a_breach_is_taken_up_within_the_local_time(what):
    code = {"rule_broken": "leave", "duty_missed": "report"}.get(what)
    broken = event(what, "11-09", code=code)
    assert owed(broken) == {"conduct.deal_with_breach": (day("11-09"), day("11-16"))}
    assert names(broken, event("admonished", "11-12")) == [
        "conduct.copy_decision",
        "conduct.tell_person",
    ]


@pytest.mark.parametrize(
    "answer",
    ["admonished", "warned", "penalty_asked", "revocation_proposed", "recall_proposed"],
)
def test_a_breach_and_a_loss_are_answered_by_any_measure(answer):
    broken, found = event("absent", "11-09"), event("found", "11-09")
    answered = event(answer, "11-09")
    assert "conduct.deal_with_breach" not in owed(broken, answered)
    assert "missing.deal_with" not in owed(found, answered)


def breach(when):
    return event("rule_broken", when, code="leave")


def steps(kind, *events, **more):
    wanted = {"conduct.warn", "revocation.propose", "recall.propose", "penalty.ask"}
    return {
        name: opened
        for name, (opened, due) in owed(*events, kind=kind, **more).items()
        if name in wanted
    }


def excused(when, breach_on, code="rule_broken"):
    return event("breach_excused", when, begins=day(breach_on), code=code)


def test_a_breach_weighed_and_excused_is_dealt_with_and_no_other_one():
    broken, later = breach("11-09"), breach("11-10")
    assert owed(broken, excused("11-11", "11-09")) == {}
    assert names(broken, later, excused("11-11", "11-09")) == ["conduct.deal_with_breach"]
    assert names(broken, excused("11-11", "11-09", "absent")) == ["conduct.deal_with_breach"]


def exempted(begins, ends, code="both", of="J-1"):
    days = {"begins": day(begins), "ends": day(ends)}
    return event("exempted", begins, code=code, of=of, **days)


def test_who_was_exempted_missed_nothing_by_staying_away_from_education():
    missed = event("duty_missed", "11-09", code="education")
    assert owed(exempted("11-01", "11-09"), missed) == {}
    assert owed(exempted("11-09", "11-20"), missed) == {}
    for other in (exempted("11-01", "11-08"), exempted("11-01", "11-20", "service")):
        assert names(other, missed) == ["conduct.deal_with_breach"]
    report = event("duty_missed", "11-09", code="report")
    assert names(exempted("11-01", "11-20"), report) == ["conduct.deal_with_breach"]


def test_an_exemption_ended_early_covers_its_last_day_and_no_later_one():
    ended = event("exemption_ended", "11-08", of="J-1")
    on_it = event("duty_missed", "11-08", code="education")
    after = event("duty_missed", "11-09", code="education")
    assert owed(exempted("11-01", "11-20"), ended, on_it) == {}
    assert names(exempted("11-01", "11-20"), ended, after) == ["conduct.deal_with_breach"]
    elsewhere = event("exemption_ended", "11-08", of="J-2")
    assert owed(exempted("11-01", "11-20"), elsewhere, after) == {}


def test_an_excused_breach_calls_for_no_warning():
    twice = (event("admonished", "03-01"), event("admonished", "04-01"))
    assert steps("suspension", *twice, breach("05-01"), excused("05-02", "05-01")) == {}


def test_a_switched_off_practice_exempts_nobody():
    rule = LocalRule(
        "none", "exemption.causes", "", date(2026, 1, 1), None, Text("不减免", "no exemption")
    )
    facts = exemption.ExemptionFacts(Relief.BOTH, exemption.Cause.ILLNESS, ON, ON)
    assert exemption.approval(facts, Statutes(ON)).outcome.may
    assert not exemption.approval(facts, Statutes(ON, local=(rule,))).outcome.may


def test_a_breach_after_two_admonitions_calls_for_a_warning():
    twice = (event("admonished", "03-01"), event("admonished", "04-01"))
    assert steps("suspension", *twice) == {}
    assert steps("suspension", twice[0], breach("05-01")) == {}
    assert steps("suspension", twice[0], breach("03-15"), twice[1]) == {}
    assert steps("suspension", *twice, breach("05-01"), breach("06-01")) == {
        "conduct.warn": day("05-01")
    }
    assert steps("suspension", *twice, breach("05-01"), event("warned", "05-01")) == {}


@pytest.mark.parametrize(
    ("kind", "duty", "proposed"),
    [
        ("surveillance", "penalty.ask", "penalty_asked"),
        ("suspension", "revocation.propose", "revocation_proposed"),
        ("parole", "revocation.propose", "revocation_proposed"),
        ("outside", "recall.propose", "recall_proposed"),
    ],
)
def test_a_breach_after_two_warnings_calls_for_the_heaviest_measure_of_the_kind(
    kind, duty, proposed
):
    twice = (event("warned", "03-01"), event("warned", "04-01"))
    assert steps(kind, *twice) == {}
    assert steps(kind, twice[0], breach("05-01")) == {}
    assert steps(kind, *twice, breach("05-01")) == {duty: day("05-01")}
    assert steps(kind, *twice, breach("05-01"), event(proposed, "05-03")) == {}
    assert steps(kind, event(proposed, "03-15"), *twice, breach("05-01")) == {duty: day("05-01")}


@pytest.mark.parametrize(
    ("kind", "duty"),
    [("suspension", "revocation.propose"), ("outside", "recall.propose")],
)
def test_a_breach_after_a_penalty_for_breaking_supervision_calls_for_a_proposal(kind, duty):
    penalised = event("penalised", "03-01", code="supervision")
    other = event("penalised", "03-01", code="other")
    later = event("penalised", "06-01", code="other")
    assert steps(kind, penalised, breach("05-01"), later) == {duty: day("05-01")}
    assert steps(kind, penalised, later, breach("07-01")) == {duty: day("07-01")}
    assert steps(kind, breach("02-01"), penalised) == {}
    assert steps(kind, other, breach("05-01")) == {}
    assert steps("parole", penalised, breach("05-01")) == {}
    assert steps("surveillance", penalised, breach("05-01")) == {}


def lost(missed="10-01", noticed="10-03"):
    return event("duty_missed", missed, code="report"), event("lost", noticed, of="S-1")


@pytest.mark.parametrize(
    ("kind", "duty"),
    [
        ("surveillance", "penalty.ask"),
        ("suspension", "revocation.propose"),
        ("parole", "revocation.propose"),
        ("outside", "recall.propose"),
    ],
)
def test_a_month_after_the_missed_duty_a_proposal_is_due(kind, duty):
    assert steps(kind, *lost(), on="11-01") == {}
    assert steps(kind, *lost(), on="11-02") == {duty: day("11-02")}
    assert steps(kind, *lost(), event("found", "11-01")) == {}
    assert steps(kind, *lost(), event("found", "11-02")) == {duty: day("11-02")}
    early = event("found", "10-02")
    assert steps(kind, early, *lost()) == {duty: day("11-02")}


def test_whoever_was_found_and_answered_otherwise_had_a_reason_that_was_weighed():
    found = event("found", "11-05")
    assert steps("suspension", *lost(), found, event("warned", "11-06")) == {}
    assert steps("suspension", *lost(), event("admonished", "11-04"), found) == {
        "revocation.propose": day("11-02")
    }
    assert steps("suspension", *lost(), event("warned", "10-20")) == {
        "revocation.propose": day("11-02")
    }
    assert steps("suspension", *lost(), found, event("revocation_proposed", "11-05")) == {}


def test_finding_and_answering_on_one_day_count_too():
    lost_and_found = (*lost("10-01", "11-05"), event("found", "11-05"))
    assert steps("suspension", *lost_and_found, event("warned", "11-05")) == {}
    early = (*lost("10-01", "10-20"), event("found", "10-20"))
    assert steps("suspension", *early) == {}


def test_without_a_missed_duty_before_the_loss_no_month_is_counted():
    only_lost = event("lost", "10-03")
    assert steps("suspension", only_lost) == {}
    assert steps("suspension", only_lost, event("duty_missed", "10-05", code="report")) == {}
    twice = (event("duty_missed", "09-01", code="report"), *lost())
    assert steps("suspension", *twice) == {"revocation.propose": day("11-02")}
    same_day = lost("10-03", "10-03")
    assert steps("suspension", *same_day) == {"revocation.propose": day("11-04")}


def test_whoever_has_recovered_outside_prison_is_to_be_recalled():
    ended = event("ground_ended", "11-10", of="G-1")
    assert steps("outside", ended) == {"recall.propose": day("11-10")}
    assert steps("suspension", ended) == {}


def test_before_the_act_nothing_of_this_is_counted():
    admonished = [Event(What.ADMONISHED, date(2020, month, 1)) for month in (3, 4)]
    broken = Event(What.RULE_BROKEN, date(2020, 5, 1), code="leave")
    facts = CaseFacts(Kind.SUSPENSION, (*admonished, broken))
    for on, is_owed in ((date(2020, 6, 30), False), (date(2020, 7, 1), True)):
        found = obligations.duties(facts, on, Statutes(on))
        assert ("conduct.warn" in {duty.name for duty in found}) is is_owed
