"""A correction group is formed, changed, and never lacks whom the law wants in it."""

from datetime import date

import pytest

from guihang.cases import actions, queries
from guihang.cases.actions import MemberDraft
from guihang.cases.actions.noting import fresh
from guihang.cases.models import GroupMember
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger.models import Entry
from lives import SUSPENDED, TANG, YOUNG, another, at, received, registered

pytestmark = pytest.mark.django_db

DAY, NOW = date(2026, 10, 29), at(2026, 10, 29)
SONG = MemberDraft("agency", "宋立新", "male")
ZHOU = MemberDraft("office", "周晓兰", "female")
WIFE = MemberDraft("family", "蒋爱华", "female", relation="妻子", phone="13907460001")
TEACHER = MemberDraft("school", "何老师", "male", knows_minors=True)
FATHER = MemberDraft("guardian", "蒋大山", "male", relation="父亲")
WOMAN = another(TANG, name="唐秀英", identity_number="", birth=date(1990, 2, 3), sex="female")


@pytest.fixture
def known(case, cast):
    """The same person, registered."""
    return registered(cast, case)


@pytest.fixture
def formed(known, cast):
    """The same person with a group: 宋立新, 周晓兰 and his wife."""
    return form(known, cast, SONG, ZHOU, WIFE)


def form(case, cast, *members, by="squad_officer", day=DAY, **besides):
    return actions.form_group(
        case=case, members=members, day=day, by=cast.actor(by), at=NOW, **besides
    )


def change(case, cast, day=date(2026, 11, 2), by="squad_officer", **changes):
    return actions.change_group(
        case=case, day=day, by=cast.actor(by), at=at(2026, 11, 2), **changes
    )


def person(cast, draft, number="（2026）湘1103刑初88号"):
    order = another(SUSPENDED, judgment_number=number)
    return registered(cast, received(cast, person=draft, order=order))


def key(case, name):
    return case.members.get(name=name).pk


def names(case, on=DAY):
    return {member.name for member in queries.group(case, on)}


def test_a_group_is_formed_and_owed_no_longer(known, cast):
    on = DAY
    assert "group.form" in {one.what for one in queries.duties_next(fresh(known), on)}
    case = form(known, cast, SONG, WIFE)
    assert names(case) == {"宋立新", "蒋爱华"}
    assert "group.form" not in {one.what for one in queries.duties_next(case, on)}
    assert Entry.objects.filter(event="GroupChanged").count() == 1
    assert case.members.get(name="蒋爱华").phone.masked == "139****0001"


def test_a_group_is_formed_once(formed, cast):
    with pytest.raises(AlreadyDone) as refused:
        form(formed, cast, SONG, by="second_squad_officer")
    assert "宋立新" in str(refused.value)
    assert formed.members.count() == 3


def test_a_group_of_nobody_is_refused(known, cast):
    with pytest.raises(Missing) as refused:
        form(known, cast)
    assert refused.value.ground == "ccl-2019:25.2"
    assert not GroupMember.objects.exists()


@pytest.mark.parametrize(("members", "fits"), [((SONG,), False), ((SONG, ZHOU), True)])
def test_a_woman_s_group_holds_a_woman(office, members, fits):
    case = person(office, WOMAN)
    if fits:
        assert form(case, office, *members).members.count() == 2
        return
    with pytest.raises(Missing) as refused:
        form(case, office, *members)
    assert refused.value.ground == "ccl-2019:25.2"
    assert str(refused.value.remedy)


def test_whether_a_member_is_a_woman_is_not_guessed(office):
    with pytest.raises(Missing):
        form(person(office, WOMAN), office, MemberDraft("office", "某人"))


@pytest.mark.parametrize(("members", "fits"), [((FATHER, ZHOU), False), ((FATHER, TEACHER), True)])
def test_a_minor_s_group_holds_somebody_who_knows_minors(office, members, fits):
    case = person(office, YOUNG)
    if fits:
        assert form(case, office, *members).members.count() == 2
        return
    with pytest.raises(Missing) as refused:
        form(case, office, *members)
    assert refused.value.ground == "ccl-2019:52.2"


@pytest.mark.parametrize(
    ("birth", "fits"), [(date(2008, 10, 22), True), (date(2008, 10, 23), False)]
)
def test_whoever_was_eighteen_when_it_began_is_no_minor(office, birth, fits):
    # Eighteen on the birthday counts from the day after; correction began on 23 October 2026.
    case = person(office, another(YOUNG, birth=birth))
    if fits:
        assert form(case, office, FATHER).members.count() == 1
        return
    with pytest.raises(Missing):
        form(case, office, FATHER)


def test_whether_somebody_is_a_minor_is_not_guessed(office):
    unknown = another(TANG, name="某某", identity_number="", birth=None, sex="male")
    with pytest.raises(Missing):
        form(person(office, unknown), office, SONG)


def test_a_group_comes_after_the_registration(case, cast):
    with pytest.raises(TooEarly) as refused:
        form(case, cast, SONG)
    assert str(refused.value.remedy)


@pytest.mark.parametrize(
    ("day", "refused"), [(date(2026, 10, 27), BadFacts), (date(2026, 10, 30), TooEarly)]
)
def test_a_group_is_not_formed_before_the_registration_nor_tomorrow(known, cast, day, refused):
    with pytest.raises(refused):
        form(known, cast, SONG, day=day)
    assert not GroupMember.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        another(SONG, name=" "),
        another(SONG, name="长" * 41),
        another(SONG, role="neighbour"),
        another(SONG, sex="other"),
        ZHOU,
    ],
)
def test_a_member_who_is_not_described_rightly_is_refused_by_field(known, cast, wrong):
    with pytest.raises(BadFacts) as refused:
        form(known, cast, ZHOU, wrong)
    assert refused.value.field.startswith("members[1]")


@pytest.mark.parametrize("name", ["far_officer", "procurator", "city_officer"])
def test_only_the_staff_in_charge_form_a_group(known, cast, name):
    with pytest.raises(NotYours):
        form(known, cast, SONG, by=name)


def test_a_township_officer_forms_a_group_and_leaves_its_agreement_as_a_draft(known, cast):
    case = form(known, cast, SONG, WIFE, by="township_officer", agree=True)
    row = case.events.get(what="group_formed")
    assert (row.paper.form, row.paper.stage) == ("group_agreement", "draft")


def test_a_leader_issues_the_agreement_with_the_group(known, cast):
    case = form(known, cast, SONG, WIFE, by="squad_leader", agree=True, focus="就业帮扶")
    assert case.events.get(what="group_formed").paper.was_issued


def test_members_join_and_leave_from_a_day(formed, cast):
    gone = {key(formed, "周晓兰"): "调往其他司法所"}
    case = change(formed, cast, joins=(TEACHER,), leaves=gone)
    assert names(case, date(2026, 11, 1)) == {"宋立新", "周晓兰", "蒋爱华"}
    assert names(case, date(2026, 11, 2)) == {"宋立新", "何老师", "蒋爱华"}


def test_the_only_woman_does_not_leave_a_woman_s_group_unless_another_comes(office):
    case = form(person(office, WOMAN), office, SONG, ZHOU)
    gone = {key(case, "周晓兰"): "调往其他司法所"}
    with pytest.raises(Missing):
        change(case, office, leaves=gone)
    assert case.members.filter(until__isnull=True).count() == 2
    assert names(change(case, office, leaves=gone, joins=(WIFE,)), date(2026, 11, 2)) == {
        "宋立新",
        "蒋爱华",
    }


@pytest.mark.parametrize("because", ["", "调离", " 　 "])
def test_whoever_leaves_does_so_for_a_reason(formed, cast, because):
    with pytest.raises(Missing):
        change(formed, cast, leaves={key(formed, "周晓兰"): because})


def test_a_change_that_changes_nothing_is_refused(formed, cast):
    with pytest.raises(Missing):
        change(formed, cast)


def test_nobody_leaves_who_is_not_there_or_left_before(formed, cast):
    gone = {key(formed, "周晓兰"): "调往其他司法所"}
    change(formed, cast, leaves=gone)
    for leaves in (gone, {0: "调往其他司法所"}):
        with pytest.raises(BadFacts):
            change(formed, cast, leaves=leaves)


@pytest.mark.parametrize(
    ("day", "refused"), [(date(2026, 10, 28), BadFacts), (date(2026, 11, 3), TooEarly)]
)
def test_a_group_is_not_changed_before_it_is_formed_nor_tomorrow(formed, cast, day, refused):
    with pytest.raises(refused):
        change(formed, cast, day=day, joins=(TEACHER,))


def test_a_group_that_was_not_formed_is_not_changed(known, cast):
    with pytest.raises(TooEarly):
        change(known, cast, joins=(TEACHER,))


def test_whoever_is_a_member_does_not_join_again(formed, cast):
    with pytest.raises(BadFacts):
        change(formed, cast, joins=(WIFE,))
