"""What is owed after a breach, a sanction, a proposal, a loss, a death, or with a device."""

import tomllib
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guihang.law import catalogue, obligations, periods
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules import (
    answers,
    conduct_papers,
    load,
    missing,
    monitoring_time,
    recall,
    revocation_court,
)
from guihang.law.rules.breaches import BreachFacts
from guihang.law.rules.measures import Measure
from guihang.law.statutes import LocalRule, Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay

load()
ON = date(2026, 11, 23)
OURS = ("conduct", "penalty", "revocation", "recall", "arrest", "reduction", "monitoring",
        "missing", "incidents", "death", "custody")  # fmt: skip


def day(words):
    month, number = words.split("-")
    return date(2026, int(month), int(number))


def event(what, when, **more):
    return Event(What(what), day(when), **more)


def owed(*events, kind="suspension", on="11-23", law=None, **more):
    """Everything of ours that is owed, by name: opened and due."""
    case = CaseFacts(Kind(kind), events, **more)
    asked = day(on)
    found = obligations.duties(case, asked, law or Statutes(asked))
    return {duty.name: (duty.opened, duty.due) for duty in found if duty.name.split(".")[0] in OURS}


def names(*events, **more):
    return sorted(owed(*events, **more))


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
    old = Event(What.ADMONISHED, date(2020, 3, 1))
    facts = CaseFacts(Kind.SUSPENSION, (old,))
    day_before = date(2020, 6, 30)
    found = obligations.duties(facts, day_before, Statutes(day_before))
    assert "conduct.warn" not in {duty.name for duty in found}


def test_a_request_to_the_police_is_copied_and_its_result_told():
    asked = event("penalty_asked", "11-02", of="P-1")
    assert owed(asked) == {"penalty.copy_request": (day("11-02"), day("11-02"))}
    copied = event("copied", "11-02", of="P-1", to=Body.PROCURATORATE)
    for result in (
        event("penalised", "11-10", of="P-1", code="supervision"),
        event("penalty_refused", "11-10", of="P-1"),
    ):
        assert owed(asked, copied, result) == {"penalty.tell_result": (day("11-10"), day("11-10"))}
        told = event("told", "11-11", of="P-1", to=Body.PROCURATORATE)
        assert owed(asked, copied, result, told) == {}
        assert owed(result) == {}
    early = event("penalty_refused", "11-01", of="P-0")
    assert owed(early, asked, copied) == {}
    same = event("penalty_refused", "11-02", of="P-1")
    assert names(asked, copied, same) == ["penalty.tell_result"]


def test_a_proposal_to_revoke_binds_the_court_for_thirty_days():
    proposed = event("revocation_proposed", "11-05", of="R-1")
    assert owed(proposed) == {
        "revocation.copy_proposal": (day("11-05"), day("11-05")),
        "revocation.decide": (day("11-05"), day("12-07")),
        "revocation.hear": (day("11-05"), day("12-07")),
    }
    heard = event("heard", "11-20", of="R-1")
    assert "revocation.hear" not in owed(proposed, heard)
    assert "revocation.decide" in owed(proposed, heard)
    for ruled in ("revoked", "revocation_refused"):
        left = names(proposed, event(ruled, "11-21", of="R-1"))
        assert "revocation.decide" not in left and "revocation.hear" not in left


def test_whoever_is_in_custody_waits_no_longer_for_a_rest_day():
    arrested = event("arrested", "11-03")
    proposed = event("revocation_proposed", "11-05")
    assert owed(arrested, proposed)["revocation.decide"] == (day("11-05"), day("12-05"))
    same_day = (event("arrested", "11-05"), event("revocation_proposed", "11-05"))
    assert owed(*same_day)["revocation.decide"] == (day("11-05"), day("12-05"))
    later = (proposed, event("arrested", "11-06"))
    assert owed(*later)["revocation.decide"] == (day("11-05"), day("12-07"))


def test_of_parole_the_earlier_of_two_times_binds_and_more_get_copies():
    proposed = event("revocation_proposed", "11-02", of="R-1")
    assert names(proposed, kind="parole") == [
        "revocation.copy_police",
        "revocation.copy_prison",
        "revocation.copy_proposal",
        "revocation.decide",
        "revocation.hear",
    ]
    winter = Event(What.REVOCATION_PROPOSED, date(2027, 2, 8))
    case = CaseFacts(Kind.PAROLE, (winter,))
    on = date(2027, 2, 9)
    (duty,) = [d for d in obligations.duties(case, on, Statutes(on)) if d.name.endswith(".decide")]
    assert (duty.due, duty.by) == (date(2027, 3, 8), "pl-2026:54.2")
    autumn = replace(case, events=(replace(winter, day=date(2026, 12, 7)),))
    on = date(2026, 12, 9)
    (duty,) = [
        d for d in obligations.duties(autumn, on, Statutes(on)) if d.name.endswith(".decide")
    ]
    assert (duty.due, duty.by) == (date(2027, 1, 6), "ccl-2019:48.1")


def test_what_was_proposed_before_the_act_leaves_later_events_their_duties():
    old = Event(What.REVOCATION_PROPOSED, date(2020, 6, 1), of="R-0")
    assert "revocation.decide" in owed(old, event("revocation_proposed", "11-05", of="R-1"))
    old_arrest = Event(What.ARRESTED, date(2020, 6, 1))
    assert "arrest.free" not in owed(old_arrest)


@pytest.mark.parametrize("kind", ["surveillance", "outside"])
def test_no_court_owes_a_ruling_on_what_cannot_be_revoked(kind):
    events = (
        event("revocation_proposed", "11-05"),
        event("arrest_asked", "11-05", at=datetime(2026, 11, 5, 9, tzinfo=periods.BEIJING)),
        event("arrested", "11-05"),
    )
    assert owed(*events, kind=kind) == {}


def test_a_revoked_person_is_delivered_even_after_the_case_has_closed():
    revoked = event("revoked", "11-10", of="R-1")
    closed = event("terminated", "11-11", code="revoked")
    assert owed(revoked, closed) == {"revocation.deliver": (day("11-10"), day("11-10"))}
    assert owed(revoked, closed, event("delivered", "11-12", of="R-1")) == {}


def test_an_arrest_is_decided_in_two_days_through_the_holidays():
    minute = datetime(2026, 9, 30, 17, tzinfo=periods.BEIJING)
    asked = event("arrest_asked", "09-30", at=minute, of="A-1")
    assert owed(asked) == {
        "arrest.copy_request": (day("09-30"), day("09-30")),
        "arrest.decide": (day("09-30"), day("10-02")),
    }
    for ruled in ("arrest_decided", "arrest_refused"):
        assert "arrest.decide" not in owed(asked, event(ruled, "10-01", of="A-1"))
    without_minute = Event(What.ARREST_ASKED, day("09-30"))
    assert "arrest.decide" not in owed(without_minute)


def test_custody_ends_after_thirty_days_or_at_once_without_revocation():
    arrested = event("arrested", "09-03")
    assert owed(arrested) == {"arrest.free": (day("09-03"), day("10-03"))}
    refused = event("revocation_refused", "09-20")
    assert owed(arrested, refused)["arrest.free"] == (day("09-03"), day("09-20"))
    on_the_day = event("revocation_refused", "09-03")
    assert owed(arrested, on_the_day)["arrest.free"] == (day("09-03"), day("09-03"))
    before = event("revocation_refused", "09-02")
    assert owed(before, arrested)["arrest.free"] == (day("09-03"), day("10-03"))
    too_late = event("revocation_refused", "10-05")
    assert owed(arrested, too_late)["arrest.free"] == (day("09-03"), day("10-03"))
    at_the_end = event("revocation_refused", "10-03")
    (duty,) = _duties(arrested, at_the_end)
    assert (duty.due, duty.by) == (day("10-03"), "ccl-2019:47.2")
    (duty,) = _duties(arrested, refused)
    assert duty.by == "ccl-2019:48.4"
    assert owed(arrested, event("freed", "09-21")) == {}
    assert "arrest.free" not in owed(arrested, event("revoked", "09-21"))


def _duties(*events, kind="suspension"):
    case = CaseFacts(Kind(kind), events)
    return [
        duty for duty in obligations.duties(case, ON, Statutes(ON)) if duty.name == "arrest.free"
    ]


def test_a_recall_is_decided_in_thirty_days_and_copied():
    proposed = event("recall_proposed", "11-02", of="R-1")
    assert owed(proposed, kind="outside") == {
        "recall.copy_proposal": (day("11-02"), day("11-02")),
        "recall.decide": (day("11-02"), day("12-02")),
    }
    refused = event("recall_refused", "11-20", of="R-1")
    assert names(proposed, refused, kind="outside") == ["recall.copy_proposal"]
    assert names(proposed, kind="suspension") == []


@pytest.mark.parametrize(
    ("organ", "duty"),
    [
        (Organ.COURT, "recall.take_in"),
        (Organ.POLICE, "recall.take_in"),
        (Organ.PRISON_BUREAU, "recall.prison_takes"),
    ],
)
def test_whoever_is_recalled_is_taken_in_at_once(organ, duty):
    recalled = event("recalled", "11-10", of="R-1")
    found = owed(recalled, kind="outside", organ=organ)
    assert found == {duty: (day("11-10"), day("11-10"))}
    delivered = event("delivered", "11-11", of="R-1")
    assert owed(recalled, delivered, kind="outside", organ=organ) == {}
    assert owed(recalled, kind="outside") == {}
    assert owed(recalled, kind="suspension", organ=organ) == {}


@pytest.mark.parametrize("kind", ["surveillance", "suspension", "outside"])
def test_great_merit_makes_a_reduction_due_and_the_court_rules_in_thirty_days(kind):
    merit = event("great_merit", "10-01")
    assert owed(merit, kind=kind) == {"reduction.propose": (day("10-01"), day("10-01"))}
    proposed = event("reduction_proposed", "11-02", of="J-1")
    prison = {"reduction.copy_prison": (day("11-02"), day("11-02"))} if kind == "outside" else {}
    assert owed(merit, proposed, kind=kind) == prison | {
        "reduction.copy_police": (day("11-02"), day("11-02")),
        "reduction.copy_proposal": (day("11-02"), day("11-02")),
        "reduction.decide": (day("11-02"), day("12-02")),
    }
    assert "reduction.decide" not in owed(proposed, event("reduced", "11-20", of="J-1"), kind=kind)
    assert owed(merit, proposed, kind="parole") == {}


def test_a_search_begins_at_once_and_the_procuratorate_is_told():
    gone = event("lost", "11-18", of="S-1")
    assert owed(gone) == {
        "missing.search": (day("11-18"), day("11-18")),
        "missing.tell_procuratorate": (day("11-18"), day("11-18")),
    }
    told = event("told", "11-18", of="S-1", to=Body.PROCURATORATE)
    started = event("search_started", "11-18", of="S-1")
    assert owed(gone, told, started) == {"missing.tell_police": (day("11-18"), day("11-18"))}
    police = event("told", "11-19", of="S-1", to=Body.POLICE)
    assert owed(gone, told, started, police) == {}
    found = event("found", "11-19", of="S-1")
    assert owed(gone, told, started, found) == {"missing.deal_with": (day("11-19"), day("11-19"))}
    assert owed(started, found, event("warned", "11-20")).keys() == {
        "conduct.copy_decision", "conduct.tell_person", "missing.deal_with",
    }  # fmt: skip
    assert "missing.deal_with" not in owed(found, event("warned", "11-20", of="S-1"))
    earlier = event("found", "11-01", of="S-0")
    assert "missing.tell_police" in owed(earlier, started)
    assert "missing.tell_police" not in owed(started, event("found", "11-18", of="S-1"))


@pytest.mark.parametrize("code", ["death", "crime", "crowd"])
def test_an_incident_is_reported_up_and_told_even_after_the_case_has_closed(code):
    incident = event("incident", "11-18", code=code, of="I-1")
    both = {
        "incidents.report_up": (day("11-18"), day("11-18")),
        "incidents.tell_procuratorate": (day("11-18"), day("11-18")),
    }
    assert owed(incident) == both
    assert owed(incident, event("terminated", "11-19", code="died")) == both
    done = (
        event("reported_up", "11-18", of="I-1"),
        event("told", "11-18", of="I-1", to=Body.PROCURATORATE),
    )
    assert owed(incident, *done) == {}


def test_another_incident_is_for_local_rules():
    assert owed(event("incident", "11-18", code="other")) == {}


def test_of_a_death_the_family_tells_the_agency_and_the_agency_the_organs():
    died = event("died", "11-17")
    assert owed(died) == {"death.family_reports": (day("11-17"), day("11-17"))}
    learned = event("death_learned", "11-18")
    at_once = (day("11-18"), day("11-18"))
    organs = {f"death.tell_{to}": at_once for to in ("organ", "police", "procuratorate")}
    assert owed(died, learned) == organs
    assert owed(died, learned, event("terminated", "11-18", code="died")) == organs
    told = [event("told", "11-19", to=to) for to in (Body.ORGAN, Body.POLICE, Body.PROCURATORATE)]
    assert owed(died, learned, *told) == {}


def test_of_a_death_outside_prison_written_notice_has_five_days():
    learned = event("death_learned", "11-09")
    found = owed(learned, kind="outside", organ=Organ.PRISON_BUREAU)
    five_days = (day("11-09"), day("11-16"))
    assert found == {
        "death.tell_organ": five_days,
        "death.tell_procuratorate": five_days,
        "death.tell_police": (day("11-09"), day("11-09")),
        "death.tell_prison": five_days,
        "death.tell_prison_bureau": five_days,
    }
    assert "death.tell_detention_house" in owed(learned, kind="outside", organ=Organ.POLICE)
    old = event("death_learned", "10-31")
    assert "death.tell_prison_bureau" not in owed(old, kind="outside", organ=Organ.PRISON_BUREAU)
    ancient = Event(What.DEATH_LEARNED, date(2014, 11, 30))
    found = owed(ancient, kind="outside", organ=Organ.COURT)
    assert found["death.tell_organ"] == (ancient.day, ancient.day)


def test_whoever_detains_a_person_tells_the_agency_in_three_days():
    detained = event("detained", "11-18", code="criminal", of="C-1")
    assert owed(detained) == {"custody.tell_agency": (day("11-18"), day("11-23"))}
    assert owed(detained, event("detention_notice", "11-20", of="C-1")) == {}


def test_a_hearing_before_a_warning_is_a_local_rule_that_may_be_switched_off():
    off = LocalRule("none", "conduct.heard_before", "", date(2020, 7, 1), None, Text("停用", "off"))
    facts = conduct_papers.HeardFacts(Measure.WARNING)
    assert conduct_papers.heard_before(facts, Statutes(ON)).outcome.heard
    assert not conduct_papers.heard_before(facts, Statutes(ON, local=(off,))).outcome.heard


def device(**more):
    given = {"begins": day("08-10"), "ends": day("11-09"), "code": "warned", "of": "E-1"}
    return event("device_approved", "08-03", **(given | more))


def test_a_device_is_told_before_it_is_worn_and_copied_by_local_rule():
    found = owed(device(), on="08-05")
    assert found == {
        "monitoring.copy_approval": (day("08-03"), day("08-03")),
        "monitoring.tell_before": (day("08-03"), day("08-10")),
    }
    told = event("device_told", "08-04", of="E-1")
    copied = event("copied", "08-04", of="E-1", to=Body.PROCURATORATE)
    assert owed(device(), told, copied, on="08-05") == {}
    assert "monitoring.tell_before" not in owed(
        event("device_told", "08-02", of="E-1"), device(), on="08-05"
    )
    assert "monitoring.tell_before" in owed(device(), replace(told, of="E-2"), on="08-05")
    late = device(begins=day("08-01"))
    assert owed(late, on="08-05")["monitoring.tell_before"] == (day("08-03"), day("08-03"))


def test_a_local_rule_that_is_switched_off_owes_nothing():
    off = tuple(
        LocalRule("none", key, "", date(2020, 7, 1), None, Text("停用", "off"))
        for key in ("monitoring.copied_to", "monitoring.assessed_ahead")
    )
    found = owed(device(), on="11-09", law=Statutes(day("11-09"), local=off))
    assert sorted(found) == ["monitoring.remove", "monitoring.tell_before"]
    other = (
        LocalRule(
            "court", "monitoring.copied_to", "", date(2020, 7, 1), ("court",), Text("法院", "court")
        ),
    )
    assert "monitoring.copy_approval" not in owed(
        device(), on="08-05", law=Statutes(day("08-05"), local=other)
    )


def ending(*events, on):
    found = owed(device(), event("device_told", "08-04", of="E-1"), *events, on=on)
    return {name: days for name, days in found.items() if name != "monitoring.copy_approval"}


def test_a_device_is_assessed_before_its_end_and_comes_off_at_it():
    assert ending(on="10-29") == {}
    assess = {"monitoring.assess": (day("10-30"), day("11-09"))}
    assert ending(on="10-30") == assess
    assert ending(on="11-08") == assess
    remove = {"monitoring.remove": (day("11-09"), day("11-09"))}
    assert ending(on="11-09") == assess | remove
    assert ending(event("device_assessed", "10-30", of="E-1"), on="11-09") == remove
    assert ending(event("device_assessed", "10-29", of="E-1"), on="11-09") == assess | remove
    assert ending(event("device_assessed", "10-31", of="E-2"), on="11-09") == assess | remove
    assert ending(event("device_removed", "11-09", of="E-1"), on="11-10") == {}
    assert ending(event("device_removed", "09-01", of="E-1"), on="11-10") == {}


def test_an_extension_moves_the_end():
    more = {"begins": day("11-10"), "ends": day("11-30"), "of": "E-1"}
    assert ending(event("device_extended", "11-05", **more), on="11-19") == {}
    assert ending(event("device_extended", "11-05", **more), on="11-20") == {
        "monitoring.assess": (day("11-20"), day("11-30"))
    }
    other = event("device_extended", "11-05", **(more | {"of": "E-2"}))
    assert "monitoring.remove" in ending(other, on="11-19")
    twice = (
        event("device_extended", "11-05", **more),
        event("device_extended", "11-06", **(more | {"ends": day("11-20")})),
    )
    assert "monitoring.remove" not in ending(*twice, on="11-21")


def test_a_device_comes_off_when_correction_ends_even_after_the_case_has_closed():
    closed = event("discharged", "09-30")
    assert ending(closed, on="10-01") == {"monitoring.remove": (day("09-30"), day("09-30"))}
    after_its_end = event("discharged", "11-20")
    assert ending(after_its_end, on="11-21") == {"monitoring.remove": (day("11-09"), day("11-09"))}


def test_an_approval_without_its_days_owes_nothing():
    bare = Event(What.DEVICE_APPROVED, day("08-03"))
    assert owed(bare, replace(device(), ends=None), on="08-05") == {}


SIGNED = tomllib.loads(
    (Path(__file__).parent / "obligations_of_conduct.toml").read_text(encoding="utf-8")
)


def as_signed(obligation):
    every = len(obligation.kinds) == len(Kind)
    row = {
        "by": obligation.by.value,
        "to": " ".join(obligation.to),
        "within": obligation.within or "at once",
        "opened": " ".join(obligation.opened_by),
        "done": " ".join(obligation.discharged_by),
        "articles": " ".join(obligation.articles),
        "kinds": "all" if every else " ".join(sorted(obligation.kinds)),
    }
    return row | ({"outlives_the_case": True} if obligation.lives_on else {})


def test_the_signed_table_names_every_obligation_of_ours():
    known = obligations.REGISTER.obligations
    assert {name for name in known if name.split(".")[0] in OURS} == set(SIGNED)


@pytest.mark.parametrize("name", sorted(SIGNED))
def test_an_obligation_is_owed_as_the_signed_table_says(name):
    assert as_signed(obligations.REGISTER.obligations[name]) == SIGNED[name]


@pytest.mark.parametrize(
    ("rule", "facts", "missing"),
    [
        ("conduct.admonition", {}, "breach missed severity taught mended"),
        ("conduct.warning", {}, "breach severity missed good_reason taught mended admonitions"),
        ("conduct.warning", {"breach": "other"}, "admonitions severity"),
        ("conduct.commendation", {}, "begins repents obeys_law obeys_rules takes_part"),
        ("revocation.grounds", {}, "breach severity penalised mended missed good_reason warnings"),
        ("revocation.grounds", {"breach": "order"}, "severity penalised warnings"),
        ("revocation.grounds", {"breach": "leave"}, "penalised severity warnings"),
        ("revocation.grounds", {"kind": "parole"}, "breach missed good_reason warnings mended"),
        ("conduct.measure_due", {"breach": "report"}, "severity admonitions penalised warnings"),
        ("recall.grounds", {"penalised": True, "absent": True}, "warned mended"),
        ("recall.grounds", {"review_missed": True, "hiding": True}, "out warned mended"),
        ("penalty.detention_served", {}, "birth first pregnant"),
        ("penalty.detention_served", {"birth": "1990-01-01"}, "committed first pregnant"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_each_once(rule, facts, missing):
    kind = {} if rule.startswith(("recall", "penalty", "conduct.comm")) else {"kind": "suspension"}
    answer = catalogue.RULES[rule].ask(kind | facts, Statutes(ON))
    assert isinstance(answer, CannotSay)
    assert " ".join(answer.missing) == missing


def test_the_courts_list_of_recalls_is_for_cases_of_courts():
    law = Statutes(ON)
    unfit = recall.RecallGround.UNFIT
    of_measures = ("measures-2020:49",)
    assert recall.recall_texts(unfit, law, Organ.POLICE) == of_measures
    assert recall.recall_texts(unfit, law, Organ.PRISON_BUREAU) == of_measures
    for organ in (None, Organ.COURT):
        assert recall.recall_texts(unfit, law, organ) == ("spc-2021:516(1)", *of_measures)


FROM = date(2021, 3, 1)
DAYS = some.dates(FROM, date(2026, 10, 1))
KINDS = some.sampled_from(list(Kind))
WEIGHT = {measure: weight for weight, measure in enumerate(Measure)}


def measure(kind, missed, until):
    clean = {"admonitions": 0, "warnings": 0, "penalised": False}
    facts = BreachFacts(kind, missed=missed, until=until, good_reason=False, **clean)
    answer = answers.measure_due(facts, Statutes(until))
    assert answer.grounds
    return answer.outcome.measure


@given(KINDS, DAYS, some.integers(1, 60), some.integers(0, 10))
def test_whoever_stays_away_longer_is_never_answered_more_lightly(kind, missed, days, more):
    shorter = measure(kind, missed, missed + timedelta(days=days))
    longer = measure(kind, missed, missed + timedelta(days=days + more))
    assert WEIGHT[shorter] <= WEIGHT[longer]


@given(KINDS, DAYS, some.integers(1, 40))
def test_the_clock_and_the_measure_agree(kind, missed, days):
    until = missed + timedelta(days=days)
    clock = missing.clock(missing.ClockFacts(missed), Statutes(until)).outcome
    found = measure(kind, missed, until)
    assert clock.days == days
    assert (clock.threshold is missing.Threshold.TEN_DAYS) == (found is Measure.ADMONITION)
    assert (clock.threshold is missing.Threshold.OVER_TEN) == (found is Measure.WARNING)


@given(DAYS)
def test_a_device_is_never_worn_into_the_day_three_months_later(begins):
    last = monitoring_time.last_day(monitoring_time.WearFacts(begins), Statutes(begins)).outcome
    assert begins < last < periods.same_day(begins, 3)


@given(DAYS, some.sampled_from([Kind.SUSPENSION, Kind.PAROLE]), some.booleans())
def test_custody_never_makes_a_court_later_and_a_ruling_never_precedes_its_proposal(
    received, kind, arrested
):
    law = Statutes(received)
    free, _ = revocation_court.ruling_days(kind, received, law)
    held, _ = revocation_court.ruling_days(kind, received, law, arrested=True)
    assert received < held.last <= free.last


WHATS = some.sampled_from(
    [
        What.WARNED, What.ADMONISHED, What.COMMENDED, What.RULE_BROKEN, What.ORDER_BROKEN,
        What.DUTY_MISSED, What.ABSENT, What.LOST, What.FOUND, What.SEARCH_STARTED,
        What.REVOCATION_PROPOSED, What.RECALL_PROPOSED, What.ARRESTED, What.RECALLED,
        What.DEATH_LEARNED, What.GREAT_MERIT, What.PENALTY_ASKED, What.PENALTY_REFUSED,
        What.GROUND_ENDED, What.REVOKED, What.REVOCATION_REFUSED, What.FREED,
    ]
)  # fmt: skip
HISTORIES = some.lists(some.builds(Event, WHATS, DAYS), max_size=10)
IRRELEVANT = some.builds(
    Event, some.sampled_from([What.VISITED, What.CONTACTED, What.TAUGHT, What.ASSESSED]), DAYS
)


def ours(kind, events):
    case = CaseFacts(kind, tuple(events), organ=Organ.COURT)
    found = obligations.REGISTER.find(case, ON, Statutes(ON))
    return sorted(duty for duty in map(_plain, found) if duty[0].split(".")[0] in OURS)


def _plain(duty):
    return duty.name, duty.opened, duty.due, str(duty.done), str(duty.by)


@given(KINDS, HISTORIES)
def test_nothing_is_due_before_it_was_opened(kind, events):
    for _, opened, due, _, _ in ours(kind, events):
        assert opened <= due


@given(KINDS, HISTORIES, some.lists(IRRELEVANT, max_size=4))
def test_an_irrelevant_event_changes_nothing_that_is_owed(kind, events, more):
    assert ours(kind, [*events, *more]) == ours(kind, events)


@given(HISTORIES, DAYS, DAYS)
def test_a_change_of_county_starts_no_count_again(events, agreed, moved):
    transfer = [Event(What.TRANSFER_AGREED, agreed), Event(What.TRANSFER_REPORTED, moved)]
    law = Statutes(ON)
    stayed = conduct_papers.counters(CaseFacts(Kind.SUSPENSION, tuple(events)), law)
    went = conduct_papers.counters(CaseFacts(Kind.SUSPENSION, (*events, *transfer)), law)
    assert stayed.outcome == went.outcome


@given(KINDS, some.none() | DAYS, some.none() | some.booleans(), some.none() | some.integers(0, 3))
def test_what_cannot_be_said_names_facts_the_rule_asks_for(kind, missed, reason, warnings):
    facts = BreachFacts(kind, missed=missed, good_reason=reason, warnings=warnings)
    answer = answers.measure_due(facts, Statutes(ON))
    if isinstance(answer, CannotSay):
        assert all(hasattr(facts, name) for name in answer.missing)
        assert all(getattr(facts, name) is None for name in answer.missing)
    else:
        assert answer.grounds
