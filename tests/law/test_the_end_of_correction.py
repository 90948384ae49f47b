"""What is owed before, at and after the end of correction; who is sealed; what never changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guihang.law import obligations
from guihang.law.codes import Body, Kind, Organ, Penalty
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Why
from guihang.law.rules import load, minors_duties
from guihang.law.rules.closing import Close, EndFacts, of_case, outcome
from guihang.law.rules.copies import WritFacts, recipients
from guihang.law.rules.publication import Published, PublishedFacts, publication
from guihang.law.rules.records import Kept, Record, RecordFacts, kept
from guihang.law.rules.visibility import Item, Purpose, SightFacts, View, Viewer, may_see
from guihang.law.rules.writs import LINES, Writ
from guihang.law.spans import Span
from guihang.law.statutes import LocalRule, Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay, Verdict

load()
BEGINS, ENDS = date(2025, 11, 23), date(2026, 11, 22)
OURS = ("closing.", "records.", "minors.")


def case(*events, kind=Kind.SUSPENSION, **facts):
    known = {"paper_begins": BEGINS, "paper_ends": ENDS} | facts
    return CaseFacts(kind, (Event(What.EFFECTIVE, BEGINS), *events), **known)


def event(what, day, **more):
    return Event(what, day, **more)


def owed(history, on):
    found = obligations.duties(history, on, Statutes(on))
    return {duty.name: duty for duty in found if duty.name.startswith(OURS)}


def outside(*events, organ=Organ.PRISON_BUREAU, **facts):
    return case(*events, kind=Kind.OUTSIDE, organ=organ, penalty=Penalty.PRISON, **facts)


PREPARED = {"closing.write_summary", "closing.write_appraisal", "closing.link_aid"}
ENDED = {"closing.discharge"}


def test_two_months_before_the_end_the_summary_is_on_the_list_and_thirty_days_before_it_is_due():
    assert owed(case(), date(2026, 9, 21)) == {}
    found = owed(case(), date(2026, 9, 22))
    assert set(found) == PREPARED
    summary = found["closing.write_summary"]
    assert (summary.due, summary.by) == (date(2026, 10, 23), "measures-2020:53.2")
    assert summary.obligation.by is Body.PERSON
    assert {duty.due for duty in found.values()} == {date(2026, 10, 23)}


def test_what_is_prepared_is_no_longer_owed():
    done = case(
        event(What.SUMMARY_WRITTEN, date(2026, 10, 1)),
        event(What.APPRAISAL_WRITTEN, date(2026, 10, 2)),
        event(What.AID_LINKED, date(2026, 10, 3)),
    )
    assert owed(done, date(2026, 10, 3)) == {}
    assert set(owed(done, date(2026, 10, 2))) == {"closing.link_aid"}


def test_a_prison_is_reminded_in_the_last_month_and_only_where_it_keeps_the_file():
    assert "closing.remind_prison" not in owed(outside(), date(2026, 10, 21))
    duty = owed(outside(), date(2026, 10, 22))["closing.remind_prison"]
    assert (duty.opened, duty.due, duty.by) == (date(2026, 10, 22), ENDS, "me-2014:27")
    assert "closing.remind_prison" in owed(outside(organ=Organ.POLICE), ENDS)
    assert "closing.remind_prison" not in owed(outside(organ=Organ.COURT), ENDS)
    assert "closing.remind_prison" not in owed(outside(organ=None), ENDS)
    assert "closing.remind_prison" not in owed(case(), ENDS)
    reminded = outside(event(What.PRISON_REMINDED, date(2026, 11, 1)))
    assert "closing.remind_prison" not in owed(reminded, ENDS)


def test_a_discharge_is_owed_on_the_last_day_and_overdue_the_day_after():
    assert not ENDED & set(owed(case(), ENDS - timedelta(days=1)))
    duty = owed(case(), ENDS)["closing.discharge"]
    assert (duty.opened, duty.due) == (ENDS, ENDS)
    assert not duty.is_overdue(ENDS) and duty.is_overdue(ENDS + timedelta(days=1))
    assert obligations.written_duty(duty, ENDS)["at_once"] is False


@pytest.mark.parametrize(
    ("organ", "name"),
    [
        (Organ.COURT, "closing.discharge"),
        (Organ.PRISON_BUREAU, "closing.release"),
        (Organ.POLICE, "closing.release_by_detention_house"),
    ],
)
def test_who_ends_service_outside_depends_on_who_decided(organ, name):
    found = set(owed(outside(organ=organ), ENDS))
    assert found & {
        "closing.discharge", "closing.release", "closing.release_by_detention_house",
    } == {name}  # fmt: skip


def test_nothing_is_discharged_where_the_organ_is_unknown():
    assert not {"closing.discharge", "closing.release"} & set(owed(outside(organ=None), ENDS))


def test_a_term_that_ends_in_custody_asks_for_a_decision_without_a_time():
    held = case(event(What.DETAINED, date(2026, 11, 20), code="criminal"))
    found = owed(held, ENDS)
    duty = found["closing.decide"]
    assert duty.opened == ENDS and not duty.is_overdue(date(2027, 1, 1))
    assert "closing.discharge" not in found
    decided = held.with_events(event(What.DISCHARGED, date(2026, 12, 1)))
    assert "closing.decide" not in owed(decided, date(2026, 12, 1))
    why = obligations.why_not_due("closing.decide", decided, date(2026, 12, 1), Statutes(ENDS))
    assert why.why is Why.DONE


def test_a_revoked_case_is_terminated_not_discharged():
    revoked = case(event(What.REVOKED, date(2026, 6, 1)))
    found = owed(revoked, ENDS)
    assert "closing.discharge" not in found and "closing.decide" not in found
    assert found["closing.terminate"].due == date(2026, 6, 1)
    died = revoked.with_events(event(What.DIED, date(2026, 6, 5)))
    assert owed(died, ENDS)["closing.terminate"].due == date(2026, 6, 1)
    named = case(event(What.TERMINATED, date(2026, 6, 2), code="revoked"))
    assert "closing.discharge" not in owed(named, ENDS)
    assert "closing.terminate" not in owed(named, ENDS)


def test_a_termination_is_told_to_organ_procuratorate_and_police():
    ended = case(
        event(What.REVOKED, date(2026, 6, 1)),
        event(What.TERMINATED, date(2026, 6, 2), code="revoked", of="E-1"),
    )
    names = {f"closing.termination_to_{to}" for to in ("organ", "procuratorate", "police")}
    assert names < set(owed(ended, ENDS))
    told = ended.with_events(
        event(What.TOLD, date(2026, 6, 2), to=Body.ORGAN, of="E-1"),
        event(What.COPIED, date(2026, 6, 3), to=Body.POLICE, of="E-2"),
        event(What.COPIED, date(2026, 6, 1), to=Body.PROCURATORATE, of="E-1"),
    )
    assert set(owed(told, ENDS)) & names == {
        "closing.termination_to_procuratorate", "closing.termination_to_police",
    }  # fmt: skip
    first = case(
        event(What.REVOKED, date(2026, 6, 3)),
        event(What.RECALLED, date(2026, 6, 1)),
        event(What.TERMINATED, date(2026, 6, 4), code="revoked"),
    )
    why = obligations.why_not_due("closing.terminate", first, ENDS, Statutes(ENDS))
    assert (why.why, why.days) == (Why.DONE, (date(2026, 6, 4),))


def test_a_death_is_told_under_its_own_article():
    dead = case(event(What.TERMINATED, date(2026, 6, 2), code="died"))
    assert not [name for name in owed(dead, ENDS) if name.startswith("closing.termination_to")]


def test_a_discharge_leaves_a_certificate_three_notices_and_an_archive_to_be_seen_to():
    ended = case(event(What.DISCHARGED, ENDS))
    left = {
        "closing.certificate", "closing.tell_organ", "closing.tell_procuratorate",
        "closing.tell_police", "records.archive",
    }  # fmt: skip
    assert set(owed(ended, ENDS)) == left
    done = ended.with_events(
        event(What.CERTIFICATE_GIVEN, ENDS),
        event(What.TOLD, ENDS, to=Body.ORGAN),
        event(What.COPIED, ENDS, to=Body.PROCURATORATE),
        event(What.TOLD, ENDS, to=Body.POLICE),
        event(What.ARCHIVED, ENDS),
    )
    assert owed(done, ENDS) == {}


def test_a_prison_gives_its_own_certificate():
    ended = outside(event(What.DISCHARGED, ENDS))
    assert "closing.certificate" not in owed(ended, ENDS)
    by_court = outside(event(What.DISCHARGED, ENDS), organ=Organ.COURT)
    assert "closing.certificate" in owed(by_court, ENDS)
    pardoned = outside(event(What.PARDONED, ENDS), event(What.DISCHARGED, ENDS))
    assert "closing.certificate" in owed(pardoned, ENDS)


def test_a_pardon_asks_for_a_discharge_at_once_whatever_the_term():
    pardoned = case(event(What.PARDONED, date(2026, 3, 1)))
    duty = owed(pardoned, date(2026, 3, 1))["closing.discharge"]
    assert (duty.opened, duty.due) == (date(2026, 3, 1), date(2026, 3, 1))
    assert obligations.written_duty(duty, ENDS)["at_once"] is True


def test_a_term_that_moved_is_derived_and_an_unlawful_one_is_left_to_its_paper():
    moved = case(
        event(What.GREAT_MERIT, date(2026, 1, 5)),
        event(What.REDUCED, date(2026, 2, 1), ends=date(2026, 12, 31)),
        probation=Span(years=2),
        paper_ends=date(2027, 11, 22),
        penalty=Penalty.PRISON,
        sentence=Span(years=1),
    )
    assert "closing.discharge" in owed(moved, date(2026, 12, 31))
    assert "closing.discharge" not in owed(moved, date(2026, 12, 30))
    wrong = case(
        event(What.TERM_CORRECTED, date(2026, 2, 1), ends=date(2020, 1, 1)),
        probation=Span(years=1),
    )
    assert set(owed(wrong, date(2026, 10, 1))) == PREPARED
    assert "closing.discharge" not in owed(wrong, ENDS)
    unknown = CaseFacts(Kind.SUSPENSION, (Event(What.EFFECTIVE, BEGINS),))
    assert owed(unknown, ENDS) == {}


def test_before_the_act_nothing_is_shown_ahead():
    old = CaseFacts(Kind.SUSPENSION, paper_begins=date(2019, 7, 1), paper_ends=date(2020, 6, 30))
    assert owed(old, date(2020, 6, 1)) == {}
    assert owed(old, date(2020, 6, 30)) == {}


def test_a_closed_case_of_a_crime_under_age_is_to_be_sealed():
    def sealed(*events, **facts):
        history = case(*events, minor_at_crime=True, penalty=Penalty.PRISON, **facts)
        return "records.seal" in owed(history, ENDS)

    discharged = event(What.DISCHARGED, ENDS)
    assert sealed(discharged, sentence=Span(years=1))
    assert sealed(event(What.TERMINATED, ENDS, code="revoked"), sentence=Span(years=1))
    assert not sealed(sentence=Span(years=1))
    assert not sealed(discharged)
    assert not sealed(discharged, sentence=Span(years=6))
    assert not sealed(discharged, event(What.SEALED, ENDS), sentence=Span(years=1))
    adult = case(discharged, minor_at_crime=False, penalty=Penalty.PRISON, sentence=Span(years=1))
    assert "records.seal" not in owed(adult, ENDS)


MINOR = {"birth": date(2009, 1, 1), "paper_ends": date(2028, 11, 22)}


def test_a_minors_guardian_is_called_to_declarations_and_sanctions():
    registered = event(What.REGISTERED, date(2025, 12, 1))
    history = case(registered, **MINOR)
    assert "minors.call_guardian" in owed(history, ENDS)
    called = case(event(What.TOLD, date(2025, 11, 30), to=Body.GUARDIAN), registered, **MINOR)
    assert "minors.call_guardian" not in owed(called, ENDS)
    warned = called.with_events(event(What.WARNED, date(2026, 3, 1), of="W-1"))
    assert owed(warned, ENDS)["minors.call_guardian"].of == "W-1"
    told = warned.with_events(event(What.TOLD, date(2026, 3, 1), to=Body.GUARDIAN, of="W-1"))
    assert "minors.call_guardian" not in owed(told, ENDS)


def test_a_minors_school_and_resettlement_aid_are_seen_to_without_a_time():
    registered = event(What.REGISTERED, date(2025, 12, 1))
    found = owed(case(registered, schooling_done=False, **MINOR), ENDS)
    assert not found["minors.tell_education"].is_overdue(date(2028, 1, 1))
    assert not found["minors.tell_aid"].is_overdue(date(2028, 1, 1))
    for done in (None, True):
        assert "minors.tell_education" not in owed(
            case(registered, schooling_done=done, **MINOR), ENDS
        )
    told = case(
        registered,
        event(What.TOLD, date(2025, 12, 2), to=Body.EDUCATION),
        event(What.AID_TOLD, date(2025, 12, 2)),
        schooling_done=False,
        **MINOR,
    )
    assert not {"minors.tell_education", "minors.tell_aid"} & set(owed(told, ENDS))


@pytest.mark.parametrize(
    ("birth", "is_one"),
    [(date(2007, 11, 22), False), (date(2007, 11, 23), True), (None, False)],
)
def test_whoever_began_on_the_eighteenth_birthday_is_a_minor_to_the_end(birth, is_one):
    history = case(event(What.REGISTERED, date(2025, 12, 1)), birth=birth)
    assert ("minors.tell_aid" in owed(history, date(2026, 9, 1))) is is_one


def test_without_a_beginning_or_before_the_act_nobody_is_taken_for_a_minor():
    bare = CaseFacts(Kind.SUSPENSION, birth=date(2009, 1, 1))
    assert not minors_duties.is_minor(bare, bare.birth, Statutes(ENDS))
    began = CaseFacts(Kind.SUSPENSION, paper_begins=BEGINS, birth=date(2009, 1, 1))
    assert not minors_duties.is_minor(began, began.birth, Statutes(date(2020, 6, 30)))
    assert minors_duties.is_minor(began, began.birth, Statutes(date(2020, 7, 1)))
    for what in (What.EFFECTIVE, What.REGISTERED):
        history = CaseFacts(Kind.SUSPENSION, (Event(what, BEGINS),), birth=date(2009, 1, 1))
        assert minors_duties.is_minor(history, history.birth, Statutes(ENDS))


def test_an_opinion_and_a_complaint_are_answered_even_after_the_end():
    opened = case(
        event(What.CORRECTION_RECEIVED, date(2026, 1, 2), of="J-1"),
        event(What.COMPLAINED, date(2026, 1, 3), of="C-1"),
        event(What.DISCHARGED, date(2026, 2, 1)),
    )
    law = Statutes(ENDS)
    found = {duty.name: duty for duty in obligations.duties(opened, ENDS, law)}
    assert not found["oversight.answer_opinion"].is_overdue(ENDS)
    assert found["oversight.answer_complaint"].is_overdue(ENDS)
    answered = opened.with_events(
        event(What.CORRECTION_ANSWERED, date(2026, 2, 2), of="J-1"),
        event(What.COMPLAINT_ANSWERED, date(2026, 2, 2), of="C-1"),
    )
    left = {duty.name for duty in obligations.duties(answered, ENDS, law)}
    assert not {"oversight.answer_opinion", "oversight.answer_complaint"} & left


def test_a_local_rule_may_say_how_long_files_are_kept():
    rule = LocalRule(
        "file-kept", "records.file_kept", "43", date(2021, 1, 1), Span(years=30),
        Text("档案保管三十年", "files are kept thirty years"),
    )  # fmt: skip
    facts = RecordFacts(Record.WORK_FILE, date(2026, 11, 23))
    answer = kept(facts, Statutes(ENDS, "431103", local=(rule,)))
    assert answer.outcome == Kept(date(2056, 11, 23), None)
    assert answer.grounds[0].article == "local:file-kept"
    assert isinstance(kept(facts, Statutes(ENDS, "44", local=(rule,))), CannotSay)


def test_every_paper_stands_in_the_table_of_copies():
    assert {line.writ for line in LINES} == set(Writ)
    assert all(line.to or line.copies for line in LINES)


@given(some.sampled_from(Writ), some.sampled_from(Kind), some.sampled_from(Organ), some.booleans())
def test_whatever_paper_is_asked_about_the_maker_gets_no_copy(writ, kind, organ, local):
    try:
        answer = recipients(WritFacts(writ, kind, organ, local), Statutes(date(2026, 11, 23)))
    except obligations.BadFacts as fault:
        assert fault.field in {"kind", "organ"}
        return
    assert isinstance(answer, Verdict)
    assert answer.outcome.by not in (*answer.outcome.to, *answer.outcome.copies)
    assert not set(answer.outcome.to) & set(answer.outcome.copies)


MAYBE = some.none() | some.booleans()


@given(
    some.sampled_from(Viewer), some.sampled_from(Item), some.sampled_from(Purpose), MAYBE, MAYBE,
    MAYBE,
)  # fmt: skip
def test_knowing_more_never_opens_what_was_closed(viewer, item, purpose, charge, minor, sealed):
    law = Statutes(date(2026, 11, 23))
    less = may_see(SightFacts(viewer, item, None, charge, minor, sealed), law)
    more = may_see(SightFacts(viewer, item, purpose, charge, minor, sealed), law)
    if isinstance(less, Verdict):
        assert isinstance(more, Verdict) and more.outcome == less.outcome
    if isinstance(more, Verdict) and item is Item.POSITIONS and more.outcome.view is View.OPEN:
        assert viewer in {Viewer.PERSON, Viewer.GUARDIAN, Viewer.LAWYER} or purpose in {
            Purpose.CORRECTION, Purpose.SUPERVISION,
        }  # fmt: skip


@given(some.sampled_from(Published), some.dates(date(2020, 7, 1), date(2030, 12, 31)))
def test_nothing_of_a_minors_is_ever_published(item, on):
    answer = publication(PublishedFacts(item, minor=True), Statutes(on))
    assert isinstance(answer, CannotSay) or answer.outcome.may is False


@given(some.sampled_from(Kind), some.sampled_from(Organ), MAYBE, MAYBE, MAYBE, some.integers(-3, 3))
def test_whoever_may_be_held_is_never_discharged_by_itself(
    kind, organ, custody, proposal, ground, days
):
    facts = EndFacts(
        kind,
        ends=ENDS,
        organ=organ if kind is Kind.OUTSIDE else None,
        in_custody=custody,
        open_proposal=None if kind is Kind.SURVEILLANCE else proposal,
        open_ground=ground,
    )
    answer = outcome(facts, Statutes(ENDS + timedelta(days=days)))
    if isinstance(answer, CannotSay):
        assert days > 0 and None in {custody, proposal, ground}
        return
    assert answer.grounds
    if days <= 0:
        assert answer.outcome.state is Close.RUNNING
    elif custody or ground:
        assert answer.outcome.state is Close.HOLD


IRRELEVANT = some.sampled_from([What.VISITED, What.TAUGHT, What.REPORT_MADE, What.CHECKED])


@given(some.lists(some.tuples(IRRELEVANT, some.dates(BEGINS, ENDS)), max_size=6))
def test_an_irrelevant_event_changes_no_ending(more):
    law = Statutes(ENDS + timedelta(days=1))
    busy = case().with_events(*(Event(what, day) for what, day in more))
    assert of_case(busy, law).outcome == of_case(case(), law).outcome
