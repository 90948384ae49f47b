"""What is owed while a proposal is pending, after a loss, a death, and with a device."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from owing import ON, day, event, names, owed

from guihang.law import obligations, periods
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules import (
    conduct_papers,
)
from guihang.law.rules.measures import Measure
from guihang.law.statutes import LocalRule, Statutes
from guihang.law.texts import Text


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
    assert owed(started, found, event("warned", "11-20", of="M-9")).keys() == {
        "conduct.copy_decision", "conduct.tell_person",
    }  # fmt: skip
    assert "missing.deal_with" in owed(found, event("warned", "11-18", of="S-1"))
    assert "missing.deal_with" not in owed(found, event("asked_to_mend", "11-20"))
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
    case = CaseFacts(Kind.OUTSIDE, (learned,), organ=Organ.COURT)
    written = {duty.name: duty.by for duty in obligations.duties(case, ON, Statutes(ON))}
    assert written["death.tell_organ"] == "me-2014:28"
    assert written["death.tell_police"] is None
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
