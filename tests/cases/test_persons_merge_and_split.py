"""Persons: entries changed, two records merged and split again, cases handed on."""

from datetime import date

import pytest

from guihang.cases import actions, queries
from guihang.cases.models import Case, Person
from guihang.duties.models import Duty
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours
from guihang.ledger import queries as ledger
from guihang.ledger import vault
from lives import SUSPENDED, TANG, another, at, received

pytestmark = pytest.mark.django_db

WHEN = at(2026, 11, 20)
UNNUMBERED = another(TANG, identity_number="", birth=date(1988, 4, 12), sex="male")
OTHER = another(SUSPENDED, judgment_number="（2026）湘1103刑初99号")


def told(case):
    return [entry.event for entry in ledger.history(case.chain.key)]


@pytest.fixture
def twin(case, office):
    """Another case of the same person, entered as somebody else because no number was known."""
    return received(office, person=UNNUMBERED, order=OTHER, unit="second_office")


def merge(kept, folded, cast, by="brigade_leader", because="同一人，两次录入"):
    return actions.merge(
        kept=kept.person, folded=folded.person, because=because, by=cast.actor(by), at=WHEN
    )


def split(merger, cast, by="brigade_leader"):
    return actions.split(
        merger=merger, because="核对后不是同一人", by=cast.actor(by), at=at(2026, 11, 21)
    )


def again(case):
    return Case.objects.for_facts().get(pk=case.pk)


def test_namesakes_born_on_one_day_are_offered_to_be_merged(case, twin, cast):
    leader = cast.actor("brigade_leader")
    assert queries.duplicates(leader) == ((case.person, twin.person),)
    merge(case, twin, cast)
    assert queries.duplicates(leader) == ()


def test_merged_records_have_their_cases_together_and_say_so_in_each(case, twin, cast):
    merger = merge(case, twin, cast)
    assert again(twin).person == case.person
    assert list(case.person.cases.order_by("pk")) == [case, twin]
    assert (merger.cases, merger.because) == ([twin.pk], "同一人，两次录入")
    assert queries.person_for(cast.actor("brigade_leader"), twin.person.pk) == case.person
    assert "PersonsMerged" in told(case)
    assert "PersonsMerged" in told(twin)


def test_what_was_merged_by_mistake_is_split_and_the_history_stays(case, twin, cast, office):
    merger = merge(case, twin, cast)
    later = received(
        office, order=another(OTHER, judgment_number="（2026）湘1103刑初100号"), when=WHEN
    )
    split(merger, cast)
    assert again(twin).person == twin.person
    assert {again(case).person, again(later).person} == {case.person}
    assert twin.person.merged_into is None
    merger.refresh_from_db()
    assert merger.split_because == "核对后不是同一人"
    for one in (case, twin):
        assert told(one)[-1] == "PersonsSplit"
    with pytest.raises(AlreadyDone):
        split(merger, cast)
    assert merge(case, twin, cast).pk != merger.pk


def test_a_record_is_merged_once_and_never_with_itself(case, twin, cast):
    with pytest.raises(BadFacts):
        merge(case, case, cast)
    merge(case, twin, cast)
    with pytest.raises(AlreadyDone):
        actions.merge(
            kept=case.person,
            folded=twin.person,
            because="同一人，两次录入",
            by=cast.actor("brigade_leader"),
            at=WHEN,
        )


def test_two_records_under_one_judgment_are_not_merged_and_nothing_moves(case, cast, office):
    double = received(office, person=UNNUMBERED)
    with pytest.raises(AlreadyDone):
        merge(case, double, cast)
    assert again(double).person == double.person
    assert Person.objects.filter(merged_into__isnull=False).count() == 0


@pytest.mark.parametrize("name", ["squad_officer", "township_officer", "second_squad_leader"])
def test_only_a_leader_in_charge_of_all_their_cases_merges(case, twin, cast, name):
    with pytest.raises(NotYours):
        merge(case, twin, cast, by=name)


def test_a_second_case_of_somebody_known_is_one_of_the_same_person(case, office):
    second = received(office, order=OTHER)
    assert list(second.person.cases.order_by("pk")) == [case, second]


def change(case, cast, by="township_officer", because="本人提供新资料", **changes):
    return actions.change_person(
        person=case.person, changes=changes, because=because, by=cast.actor(by), at=WHEN
    )


def test_entries_are_changed_with_a_reason_and_only_their_names_are_recorded(case, cast):
    person = change(case, cast, work="务农", phone="13800000001", name="唐建萍")
    assert (person.work, person.subject.name, person.pinyin) == (
        "务农",
        "唐建萍",
        "tangjianping tjp",
    )
    assert vault.open(person.subject.phone) == "13800000001"
    assert person.subject.identity_number
    entry = ledger.history(case.chain.key)[-1]
    assert entry.values["entries"] == ("name", "phone", "work")
    owed = Duty.objects.filter(of=case.number).first()
    assert owed.title["name"] == "唐建萍"


def test_a_number_brings_birth_and_sex_and_one_of_another_person_is_refused(case, twin, cast):
    with pytest.raises(AlreadyDone):
        change(twin, cast, by="near_officer", identity_number=TANG.identity_number)
    with pytest.raises(BadFacts):
        change(twin, cast, by="near_officer", identity_number="431103198804120010")
    with pytest.raises(BadFacts):
        change(twin, cast, by="near_officer", account="x")


def test_nothing_changed_is_nothing_done(case, cast):
    with pytest.raises(AlreadyDone):
        change(case, cast, work=TANG.work)


def test_somebody_elses_person_looks_like_none(case, cast):
    with pytest.raises(NotYours):
        change(case, cast, by="far_officer", work="务农")


def hand(case, cast, unit, by="brigade_leader"):
    return actions.hand_to_office(
        case=case, unit=cast.unit(unit), because="迁到邻近街道居住", by=cast.actor(by), at=WHEN
    )


def test_a_case_handed_to_another_office_takes_its_file_and_its_duties_along(case, cast):
    number = case.number
    case = hand(case, cast, "third_office")
    path = cast.unit("third_office").path
    assert (case.unit_path, case.dossier.unit_path, case.number) == (path, path, number)
    assert set(Duty.objects.filter(of=number).values_list("unit_path", flat=True)) == {path}
    assert {"DossierMoved", "CaseEventNoted"} <= set(told(case))
    assert queries.case_for(cast.actor("far_officer"), number)
    with pytest.raises(NotYours):
        queries.case_for(cast.actor("township_officer"), number)
    with pytest.raises(AlreadyDone):
        hand(case, cast, "third_office")


@pytest.mark.parametrize(("unit", "refusal"), [("squad", BadFacts), ("next_office", NotYours)])
def test_a_case_is_handed_only_to_an_office_of_the_county(case, cast, unit, refusal):
    with pytest.raises(refusal):
        hand(case, cast, unit)


def test_a_squad_leader_hands_on_only_within_his_squad(case, cast):
    with pytest.raises(NotYours):
        hand(case, cast, "third_office", by="squad_leader")
    assert hand(case, cast, "second_office", by="squad_leader")


def test_who_is_named_responsible_has_the_duties_on_his_docket(case, cast):
    post = cast.post("second_squad_officer")
    case = actions.name_responsible(case=case, post=post, by=cast.actor("squad_leader"), at=WHEN)
    tokens = set(
        Duty.objects.filter(of=case.number, parties__side="owes").values_list(
            "parties__token", flat=True
        )
    )
    assert f"post:{post.pk}" in tokens
    with pytest.raises(AlreadyDone):
        actions.name_responsible(case=case, post=post, by=cast.actor("squad_leader"), at=WHEN)
    with pytest.raises(BadFacts):
        actions.name_responsible(
            case=case, post=cast.post("next_officer"), by=cast.actor("squad_leader"), at=WHEN
        )
