"""Pardon, death, flight, a held end, the hand-over to resettlement aid, and who is told by what."""

from datetime import date, timedelta

import pytest
from test_a_case_ends import KNOWN, SUNDAY, discharge, terminate, under

from guihang.cases import actions
from guihang.cases.actions import Death
from guihang.dossiers import sealing
from guihang.duties.models import Duty
from guihang.law.events import Ending, Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from lives import OUTSIDE, SUSPENDED, at

pytestmark = pytest.mark.django_db
TODAY, NOON = date(2026, 11, 23), at(2026, 11, 23, 12)
RULING = "（2026）湘1103刑更3号"


def leader(cast):
    return {"by": cast.actor("brigade_leader"), "at": NOON}


def told(case):
    rows = case.events.filter(what=What.TOLD, corrected__isnull=True)
    return set(rows.values_list("to", flat=True))


def dead(**changes):
    made = {
        "died": date(2026, 11, 18),
        "learned": date(2026, 11, 20),
        "told_by": "其妻",
        "words": "医院死亡证明第12号",
    }
    return Death(**{**made, **changes})


def learn(case, cast, **changes):
    by = cast.actor("township_officer")
    return actions.learn_of_death(case=case, told=dead(**changes), by=by, at=NOON)


def test_a_pardon_has_a_number_and_ends_in_a_discharge(office, cast):
    case = under(office, SUSPENDED)
    squad = {"by": cast.actor("squad_leader"), "at": at(2026, 11, 17)}
    day = date(2026, 11, 16)
    with pytest.raises(Missing):
        actions.note_pardon(case=case, day=day, number=" ", **squad)
    case = actions.note_pardon(case=case, day=day, number="（2026）湘11特赦1号", **squad)
    with pytest.raises(AlreadyDone):
        actions.note_pardon(case=case, day=day, number="（2026）湘11特赦1号", **squad)
    done = discharge(case, cast, at(2026, 11, 17, 10))
    assert sealing.unseal(done.certificate).entries["discharge_ground"] == "被赦免"


def test_a_death_is_told_by_a_paper_to_all_the_law_names(office, cast):
    case = learn(under(office, OUTSIDE, KNOWN), cast)
    owed = Duty.objects.filter(of=case.number, discharged_at=None, what__startswith="death.tell")
    assert owed.count() == 5
    case = actions.terminate(case=case, ending=Ending.DIED, day=date(2026, 11, 20), **leader(cast))
    paper = actions.tell_end(case=case, **leader(cast))
    assert paper.form == "death_notice"
    assert sealing.unseal(paper).entries["learned_on"] == "2026-11-20"
    assert told(case) == {"organ", "procuratorate", "police", "prison", "prison_bureau"}
    assert not owed.all().exists()
    with pytest.raises(AlreadyDone):
        actions.tell_end(case=case, **leader(cast))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"learned": date(2026, 11, 17)}, BadFacts),
        ({"learned": TODAY + timedelta(days=1)}, TooEarly),
        ({"told_by": ""}, Missing),
    ],
)
def test_a_death_is_learned_of_after_it_and_from_somebody(office, cast, changes, refusal):
    with pytest.raises(refusal):
        learn(under(office), cast, **changes)


def test_an_unnatural_death_is_an_incident_too(office, cast):
    case = learn(under(office), cast, unnatural=True)
    owed = Duty.objects.filter(of=case.number, what__startswith="incidents.")
    assert {one.what for one in owed} == {"incidents.report_up", "incidents.tell_procuratorate"}


def test_a_revocation_is_told_by_the_agency_only_once_it_was_ruled(office, cast):
    case = under(office)
    with pytest.raises(TooEarly):
        actions.tell_end(case=case, **leader(cast))
    case = terminate(case, cast, Ending.REVOKED)
    with pytest.raises(NotYours):
        actions.tell_end(case=case, by=cast.actor("township_officer"), at=NOON)
    paper = actions.tell_end(case=case, **leader(cast))
    assert sealing.unseal(paper).entries["ruling"] == RULING
    assert told(case) == {"organ", "procuratorate", "police"}


def test_who_is_missing_when_the_ruling_takes_effect_is_hunted_by_the_police(office, cast):
    case = under(office)
    flight = {"day": date(2026, 11, 17), "words": "裁定送达时住所无人，家属不知去向。"}
    with pytest.raises(TooEarly) as refused:
        actions.note_flight(case=case, **flight, **leader(cast))
    assert refused.value.ground == "ccl-2019:50"
    case = terminate(case, cast, Ending.REVOKED)
    with pytest.raises(BadFacts):
        before = {**flight, "day": date(2026, 11, 15)}
        actions.note_flight(case=case, **before, **leader(cast))
    paper = actions.note_flight(case=case, **flight, **leader(cast))
    words = sealing.unseal(paper).entries
    assert (words["ruling"], words["ruled_on"]) == (RULING, "2026-11-16")
    assert case.events.filter(what=What.ESCAPED).exists()
    actions.tell_end(case=case, **leader(cast))
    assert {"organ", "procuratorate", "police"} <= told(case)


def test_whoever_was_delivered_is_not_in_flight(office, cast):
    case = terminate(under(office), cast, Ending.REVOKED)
    delivered = Event(What.DELIVERED, date(2026, 11, 18))
    actions.note(case=case, event=delivered, **leader(cast))
    with pytest.raises(AlreadyDone):
        actions.note_flight(case=case, day=TODAY, words="下落不明，待查。", **leader(cast))


def test_a_letter_to_resettlement_aid_goes_with_the_appraisal(office, cast):
    case = under(office, SUNDAY)
    letter = {"day": date(2026, 11, 20), "to": "梅湾街道安置帮教工作站", **leader(cast)}
    with pytest.raises(TooEarly):
        actions.link_aid(case=case, **letter)
    actions.write_appraisal(
        case=case, day=date(2026, 11, 10), words="遵守规定，表现良好", **leader(cast)
    )
    paper = actions.link_aid(case=case, **letter)
    assert (paper.form, paper.was_issued) == ("aid_letter", True)
    assert case.events.get(what=What.AID_LINKED).paper == paper


def test_an_end_in_custody_is_reported_and_neither_discharged_nor_terminated(office, cast):
    case = under(office, SUNDAY)
    with pytest.raises(TooEarly):
        actions.report_holding(case=case, words="", **leader(cast))
    held = Event(What.DETAINED, date(2026, 11, 10), code="criminal")
    actions.note(case=case, event=held, **leader(cast))
    paper = actions.report_holding(case=case, words="因涉嫌盗窃被刑事拘留。", **leader(cast))
    assert sealing.unseal(paper).entries["bars"] == ("期满时人身自由受限制",)
    assert told(case) == {"organ", "procuratorate"}
    with pytest.raises(AlreadyDone):
        actions.report_holding(case=case, words="", **leader(cast))
    case.refresh_from_db()
    assert case.state == "under"
