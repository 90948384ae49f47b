"""A case ends on its day: discharge and its papers, what holds it, termination, the archive."""

from datetime import date

import pytest

from guihang.cases import actions
from guihang.cases.actions import Besides
from guihang.cases.queries import declaration_of
from guihang.dossiers import sealing
from guihang.dossiers.archive.actions import Keeping
from guihang.duties.models import Duty
from guihang.law.events import Ending, Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly, TooLate
from guihang.law.rules.closing import Close
from guihang.law.rules.closing_days import Declared
from lives import OLD, OUTSIDE, SUSPENDED, TANG, YOUNG, another, at, received

pytestmark = pytest.mark.django_db

# A probation that ends on the 29th of February, and one that ends on a Sunday.
LEAP = another(
    SUSPENDED, sentence="6 months", probation="1 year",
    judged_on=date(2027, 2, 18), paper_begins=date(2027, 3, 1), paper_ends=date(2028, 2, 29),
)  # fmt: skip
SUNDAY = another(
    SUSPENDED, sentence="6 months", probation="1 year",
    judged_on=date(2025, 11, 12), paper_begins=date(2025, 11, 23), paper_ends=date(2026, 11, 22),
)  # fmt: skip
ON_PAPER = Keeping("thirty", "原件为纸质，已装订入卷")
KNOWN = another(OLD, identity_number="431103195303080019")


def under(cast, order=SUNDAY, person=TANG, more=()):
    """Return a case that was declared, received long before its end."""
    begins = order.paper_begins or order.judged_on
    when = at(begins.year, begins.month, begins.day)
    case = received(cast, order=order, person=person, when=when)
    steps = (What.REGISTERED, What.DECLARED)
    events = tuple((Event(what, when.date()), Besides()) for what in steps)
    return note(cast, case, *events, *((event, Besides()) for event in more))


def note(cast, case, *events):
    last = max(event.day for event, _besides in events)
    actions.note_all(
        case=case,
        events=events,
        by=cast.actor("squad_leader", on=last),
        at=at(last.year, last.month, last.day, 10),
    )
    return type(case).objects.get(pk=case.pk)


def discharge(case, cast, when, by="squad_leader", **more):
    return actions.discharge(case=case, by=cast.actor(by, on=when.date()), at=when, **more)


@pytest.fixture
def sunday(office):
    return under(office)


def test_a_year_from_the_first_of_march_ends_on_the_leap_day(office, cast):
    case = under(office, LEAP)
    assert (case.term_ends, case.computed_ends) == (date(2028, 2, 29), date(2028, 2, 29))
    with pytest.raises(TooEarly) as refused:
        discharge(case, cast, at(2028, 2, 28, 23, 59))
    assert refused.value.ground == "spc-2021:202.2"
    done = discharge(case, cast, at(2028, 2, 29))
    assert done.case.state == "discharged"
    assert done.case.events.get(what=What.DISCHARGED).day == date(2028, 2, 29)


def test_a_term_that_ends_on_a_rest_day_does_not_roll(sunday, cast):
    assert sunday.term_ends == date(2026, 11, 22)
    with pytest.raises(TooEarly):
        discharge(sunday, cast, at(2026, 11, 21))
    done = discharge(sunday, cast, at(2026, 11, 23))
    assert done.case.events.get(what=What.DISCHARGED).day == date(2026, 11, 22)
    words = sealing.unseal(done.certificate).entries
    assert (words["discharged_on"], words["discharge_ground"]) == ("2026-11-22", "矫正期满")


def test_the_papers_are_issued_and_everybody_is_told(sunday, cast):
    done = discharge(sunday, cast, at(2026, 11, 22))
    assert (done.certificate.form, done.notice.form) == ("certificate", "discharge_notice")
    assert sealing.unseal(done.notice).entries["certificate_number"] == done.certificate.number
    told = done.case.events.filter(what=What.TOLD).values_list("to", flat=True)
    assert set(told) == {"organ", "procuratorate", "police"}
    open_still = Duty.objects.filter(of=done.case.number, discharged_at__isnull=True)
    assert [one.what for one in open_still if one.what.startswith("closing.")] == [
        "closing.certificate"
    ]


def test_the_certificate_is_checked_in_public_by_its_code(sunday, cast, client):
    done = discharge(sunday, cast, at(2026, 11, 22))
    page = client.get(f"/v/{done.certificate.token}")
    assert page.status_code == 200
    assert done.certificate.number in page.content.decode()


def test_nobody_is_discharged_twice(sunday, cast):
    discharge(sunday, cast, at(2026, 11, 22))
    with pytest.raises(AlreadyDone):
        discharge(sunday, cast, at(2026, 11, 23), by="brigade_leader")
    assert sunday.dossier.papers.filter(form="certificate").count() == 1


@pytest.mark.parametrize("name", ["squad_officer", "township_officer", "second_squad_leader"])
def test_only_a_leader_of_the_agency_in_charge_discharges(sunday, cast, name):
    with pytest.raises(NotYours):
        discharge(sunday, cast, at(2026, 11, 23), by=name)


@pytest.mark.parametrize(
    ("event", "freed"),
    [
        (Event(What.DETAINED, date(2026, 11, 10), code="criminal"), What.FREED),
        (Event(What.REVOCATION_PROPOSED, date(2026, 11, 10)), What.REVOCATION_REFUSED),
        (Event(What.LOST, date(2026, 11, 10)), What.FOUND),
        (Event(What.CRIME_FOUND, date(2026, 11, 10)), None),
    ],
)
def test_a_term_that_is_over_is_held_where_people_must_decide(sunday, cast, event, freed):
    case = note(cast, sunday, (event, Besides()))
    assert actions.closing_of(case, date(2026, 11, 23)).outcome.state is Close.HOLD
    with pytest.raises(TooEarly) as refused:
        discharge(case, cast, at(2026, 11, 23))
    assert refused.value.ground == "measures-2020:53.1"
    assert not case.dossier.papers.filter(form="certificate").exists()
    if freed is not None:
        case = note(cast, case, (Event(freed, date(2026, 11, 23)), Besides()))
        assert discharge(case, cast, at(2026, 11, 23, 11)).certificate


def test_a_new_sentence_answers_the_crime_that_held_a_case(sunday, cast):
    case = note(cast, sunday, (Event(What.CRIME_FOUND, date(2026, 11, 10)), Besides()))
    judged = Event(What.NEW_SENTENCE, date(2026, 11, 20), ends=date(2027, 11, 19))
    case = actions.change_term(
        case=case, event=judged, by=cast.actor("squad_leader"), at=at(2026, 11, 20)
    )
    assert actions.closing_of(case, date(2026, 11, 23)).outcome.state is Close.RUNNING


def test_a_prison_releases_whom_its_bureau_let_outside(office, cast):
    order = another(OUTSIDE, sentence_ends=date(2026, 11, 20))
    case = under(office, order, KNOWN)
    with pytest.raises(Missing) as refused:
        discharge(case, cast, at(2026, 11, 20))
    assert refused.value.ground == "measures-2020:53.4"
    done = discharge(case, cast, at(2026, 11, 20), release="湘释字第 88 号")
    assert (done.certificate, done.case.state) == (None, "discharged")
    assert sealing.unseal(done.notice).entries["certificate_number"] == "湘释字第 88 号"
    with pytest.raises(BadFacts):
        give(done.case, cast, date(2026, 11, 20))


def test_whom_a_court_let_outside_the_agency_discharges(office, cast):
    order = another(OUTSIDE, organ="court", sentence_ends=date(2026, 11, 20))
    assert discharge(under(office, order, KNOWN), cast, at(2026, 11, 20)).certificate


def test_a_pardon_discharges_before_the_term_is_over(office, cast):
    case = under(office, SUSPENDED)
    case = note(cast, case, (Event(What.PARDONED, date(2026, 11, 16)), Besides()))
    done = discharge(case, cast, at(2026, 11, 17))
    assert sealing.unseal(done.certificate).entries["discharge_ground"] == "被赦免"
    assert done.case.events.get(what=What.DISCHARGED).day == date(2026, 11, 16)


def test_what_is_declared_follows_the_kind_and_a_minor_s_is_not_public(office, sunday, cast):
    declared = declaration_of(sunday, date(2026, 11, 22)).outcome
    assert (declared.says, declared.public) == (Declared.NOT_EXECUTED, True)
    quiet = declaration_of(under(office, person=YOUNG), date(2026, 11, 22))
    assert quiet.outcome.public is False
    assert "measures-2020:55.2" in {ground.article for ground in quiet.grounds}


def test_a_pardon_declares_no_term_that_is_over(office, cast):
    case = note(
        cast, under(office, SUSPENDED), (Event(What.PARDONED, date(2026, 11, 16)), Besides())
    )
    assert declaration_of(case, date(2026, 11, 17)) is None


def give(case, cast, day, received_by="本人", when=None):
    return actions.give_certificate(
        case=case,
        day=day,
        received_by=received_by,
        by=cast.actor("township_officer"),
        at=when or at(2026, 11, 23),
    )


def test_a_certificate_is_given_once_after_the_discharge_to_somebody(sunday, cast):
    with pytest.raises(TooEarly):
        give(sunday, cast, date(2026, 11, 22))
    case = discharge(sunday, cast, at(2026, 11, 22)).case
    for day, received_by, refusal in (
        (date(2026, 11, 21), "本人", BadFacts),
        (date(2026, 11, 24), "本人", TooEarly),
        (date(2026, 11, 23), " ", Missing),
    ):
        with pytest.raises(refusal):
            give(case, cast, day, received_by)
    give(case, cast, date(2026, 11, 23))
    with pytest.raises(AlreadyDone):
        give(case, cast, date(2026, 11, 23))
    assert not Duty.objects.filter(
        of=case.number, what="closing.certificate", discharged_at__isnull=True
    ).exists()


def test_summary_and_appraisal_are_written_before_the_end_each_once(sunday, cast):
    officer, when = cast.actor("township_officer"), at(2026, 10, 22)
    actions.write_summary(case=sunday, day=when.date(), by=officer, at=when)
    with pytest.raises(Missing):
        actions.write_appraisal(case=sunday, day=when.date(), words=" ", by=officer, at=when)
    words = {"words": "遵守规定，表现良好", "by": officer, "at": when}
    actions.write_appraisal(case=sunday, day=when.date(), **words)
    with pytest.raises(AlreadyDone):
        actions.write_appraisal(case=sunday, day=when.date(), **words)
    with pytest.raises(BadFacts):
        actions.write_summary(case=sunday, day=date(2020, 1, 1), by=officer, at=when)


def terminate(case, cast, ending, paper="（2026）湘1103刑更3号", when=None):
    return actions.terminate(
        case=case,
        ending=ending,
        day=date(2026, 11, 16),
        paper=paper,
        by=cast.actor("brigade_leader"),
        at=when or at(2026, 11, 17),
    )


def test_a_ruling_ends_correction_and_a_death_does(office, cast):
    case = terminate(under(office), cast, Ending.REVOKED)
    assert case.state == "terminated"
    assert {"revoked", "terminated"} <= set(case.events.values_list("what", flat=True))
    with pytest.raises(AlreadyDone):
        terminate(case, cast, Ending.DIED)
    died = terminate(under(office, OUTSIDE, KNOWN), cast, Ending.DIED, paper="")
    assert died.state == "terminated"


@pytest.mark.parametrize(
    ("ending", "paper", "refusal"),
    [
        (Ending.RECALLED, "号", BadFacts),
        (Ending.REVOKED, " ", Missing),
    ],
)
def test_the_agency_revokes_nothing_by_itself(office, cast, ending, paper, refusal):
    case = under(office)
    with pytest.raises(refusal):
        terminate(case, cast, ending, paper)
    case.refresh_from_db()
    assert case.state == "under"


def test_who_was_terminated_is_not_discharged(office, cast):
    case = terminate(under(office), cast, Ending.REVOKED)
    with pytest.raises(TooLate):
        discharge(case, cast, at(2026, 11, 23))


def test_a_file_is_closed_once_the_certificate_is_given(sunday, cast):
    leader, when = cast.actor("brigade_leader"), at(2026, 11, 23, 12)
    with pytest.raises(TooEarly):
        actions.archive(case=sunday, by=leader, at=when)
    case = discharge(sunday, cast, at(2026, 11, 22)).case
    with pytest.raises(TooEarly):
        actions.archive(case=case, by=leader, at=when)
    give(case, cast, date(2026, 11, 22))
    with pytest.raises(Missing) as refused:
        actions.archive(case=case, by=leader, at=when)
    assert "入矫宣告书（2025-11-23）" in refused.value.why.zh
    case = actions.archive(case=case, keeping=ON_PAPER, by=leader, at=when)
    assert (case.state, case.dossier.is_closed) == ("archived", True)
    with pytest.raises(AlreadyDone):
        actions.archive(case=case, keeping=ON_PAPER, by=leader, at=when)
