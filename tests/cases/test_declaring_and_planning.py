"""A person is declared under correction, assessed, put into a category, and gets a plan."""

from datetime import date

import pytest

from guihang.cases import actions, queries
from guihang.cases.actions import MemberDraft
from guihang.cases.actions.noting import fresh
from guihang.cases.models import Plan
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger.chains import SYSTEM
from lives import (
    HELD,
    PLAN,
    SUSPENDED,
    YOUNG,
    another,
    at,
    grouped,
    received,
    registered,
)

pytestmark = pytest.mark.django_db

DAY, NOW = date(2026, 10, 30), at(2026, 10, 30)
TOLD = another(SUSPENDED, crime_facts="2026年3月，在冷水滩区某商场盗窃手机一部，价值三千元。")
TEACHER = MemberDraft("school", "何老师", "female", knows_minors=True)


@pytest.fixture
def ready(office):
    """A suspended sentence whose person is registered and has a group."""
    return grouped(office, registered(office, received(office, order=TOLD)))


@pytest.fixture
def minor(office):
    """A seventeen-year-old with a group in which somebody knows minors."""
    case = registered(office, received(office, person=YOUNG, order=TOLD))
    return grouped(office, case, TEACHER)


def declare(case, cast, by="squad_leader", when=NOW, **changes):
    return actions.declare(case=case, ceremony=another(HELD, **changes), by=cast.actor(by), at=when)


def assess(case, cast, day=DAY, note="经综合评估，风险低。", by="squad_officer"):
    return actions.assess(case=case, day=day, note=note, by=cast.actor(by), at=NOW)


def classify(
    case, cast, level="ordinary", by="squad_officer", reasons="初入矫，按普通类管理", **on
):
    return actions.classify(
        case=case,
        level=level,
        reasons=reasons,
        day=on.get("day", DAY),
        by=by if by is SYSTEM else cast.actor(by),
        at=on.get("when", NOW),
    )


def plan(case, cast, day=DAY, by="squad_leader", when=NOW, **changes):
    return actions.make_plan(
        case=case, draft=another(PLAN, **changes), day=day, by=cast.actor(by), at=when
    )


def owed(case, on=DAY):
    return {one.what for one in queries.duties_next(fresh(case), on)}


def test_a_signed_declaration_puts_a_person_under_correction(ready, cast):
    assert "intake.declare" in owed(ready)
    paper = declare(ready, cast)
    case = fresh(ready)
    assert (case.state, paper.form, paper.stage) == ("under", "induction", "issued")
    assert case.events.get(what="declared").paper == paper
    assert "intake.declare" not in owed(ready)


def test_a_township_officer_declares_and_the_paper_waits_for_who_may_issue_it(ready, cast):
    assert declare(ready, cast, by="township_officer").is_draft
    assert fresh(ready).state == "under"


def test_a_person_is_declared_once(ready, cast):
    declare(ready, cast)
    with pytest.raises(AlreadyDone) as refused:
        declare(ready, cast, by="brigade_leader")
    assert "秦川" in str(refused.value)
    assert ready.dossier.papers.filter(form="induction").count() == 1


@pytest.mark.parametrize(
    "changes", [{"signed": False}, {"led_by": " "}, {"present": ()}, {"present": (" ",)}]
)
def test_a_declaration_nobody_led_attended_or_signed_does_not_count(ready, cast, changes):
    with pytest.raises(Missing) as refused:
        declare(ready, cast, **changes)
    assert refused.value.ground == "measures-2020:20"
    assert fresh(ready).state == "received"


def test_a_declaration_in_public_is_refused(ready, minor, cast):
    for case, ground in ((ready, "measures-2020:20"), (minor, "measures-2020:55.2")):
        with pytest.raises(BadFacts) as refused:
            declare(case, cast, public=True, guardian="蒋大山")
        assert (refused.value.field, refused.value.ground) == ("public", ground)


def test_a_minor_s_guardian_is_called_first(minor, cast):
    with pytest.raises(TooEarly) as refused:
        declare(minor, cast)
    assert refused.value.ground == "measures-2020:55.2"
    called = Event(What.TOLD, DAY, to=Body.GUARDIAN)
    actions.note(case=minor, event=called, by=cast.actor("squad_officer"), at=NOW)
    declare(minor, cast)
    assert minor.events.filter(what="told").count() == 1


def test_a_guardian_who_came_was_called(minor, cast):
    assert "minors.call_guardian" in owed(minor)
    declare(minor, cast, guardian="蒋大山（父亲）")
    assert "minors.call_guardian" not in owed(minor)
    assert fresh(minor).state == "under"


def test_registration_and_group_come_before_the_declaration(office):
    case = received(office, order=TOLD)
    with pytest.raises(TooEarly):
        declare(case, office)
    with pytest.raises(TooEarly):
        declare(registered(office, case), office)


@pytest.mark.parametrize(
    ("day", "refused"), [(date(2026, 10, 27), BadFacts), (date(2026, 10, 31), TooEarly)]
)
def test_nobody_is_declared_before_being_registered_nor_tomorrow(ready, cast, day, refused):
    with pytest.raises(refused):
        declare(ready, cast, day=day)
    assert not ready.dossier.papers.exists()


def test_what_the_judgment_says_of_the_crime_is_declared_and_so_must_be_known(office):
    case = grouped(office, registered(office, received(office)))
    with pytest.raises(Missing) as refused:
        declare(case, office)
    assert refused.value.ground == "house:forms"
    assert fresh(case).state == "received"


def test_an_assessment_is_noted_with_what_it_found(ready, cast):
    case = assess(ready, cast)
    assert case.events.get(what="assessed").note
    assert "levels.classify" in owed(ready)
    with pytest.raises(Missing):
        assess(ready, cast, note=" ")
    with pytest.raises(BadFacts):
        assess(ready, cast, day=date(2026, 10, 27))


def test_an_officer_of_the_agency_sets_a_category_with_reasons(ready, cast):
    case = classify(assess(ready, cast), cast)
    assert case.level == "ordinary"
    assert "levels.classify" not in owed(ready)


@pytest.mark.parametrize("by", ["township_officer", "far_officer", "procurator", SYSTEM], ids=str)
def test_neither_an_office_nor_a_machine_sets_a_category(ready, cast, by):
    assess(ready, cast)
    with pytest.raises(NotYours):
        classify(ready, cast, by=by)


def test_a_category_is_not_noted_by_another_way_either(ready, cast):
    event = Event(What.CLASSIFIED, DAY, code="lenient")
    with pytest.raises(NotYours):
        actions.note(case=ready, event=event, by=cast.actor("township_officer"), at=NOW)


def test_a_category_rests_on_an_assessment(ready, cast):
    with pytest.raises(TooEarly) as refused:
        classify(ready, cast)
    assert refused.value.ground == "measures-2020:21"


@pytest.mark.parametrize(
    ("changes", "refused"),
    [({"level": "harsh"}, BadFacts), ({"reasons": " "}, Missing), ({"reasons": "好"}, Missing)],
)
def test_a_category_without_a_name_or_reasons_is_refused(ready, cast, changes, refused):
    assess(ready, cast)
    with pytest.raises(refused):
        classify(ready, cast, **changes)


def test_the_same_category_is_set_again_only_when_something_happened(ready, cast):
    classify(assess(ready, cast), cast)
    with pytest.raises(AlreadyDone):
        classify(ready, cast, by="second_squad_officer")
    assert classify(ready, cast, level="strict").level == "strict"
    classify(assess(ready, cast), cast, level="strict")
    assert ready.events.filter(what="classified").count() == 3


def test_a_first_plan_is_made_and_owed_no_longer(ready, cast):
    assert "levels.plan" in owed(ready)
    paper = plan(ready, cast)
    made = Plan.objects.get(case=ready)
    assert (made.edition, made.paper, made.review_on) == (1, paper, date(2027, 1, 30))
    assert (paper.form, paper.stage) == ("plan", "issued")
    assert "levels.plan" not in owed(ready)


def test_the_second_of_two_first_plans_is_refused_and_an_adjustment_says_why(ready, cast):
    plan(ready, cast)
    with pytest.raises(AlreadyDone) as refused:
        plan(ready, cast, by="brigade_leader")
    assert "秦川" in str(refused.value)
    with pytest.raises(Missing):
        plan(ready, cast, because="好")
    for because in ("找到工作，减少走访", "受到警告，增加走访"):
        plan(ready, cast, because=because)
    assert [made.edition for made in ready.plans.all()] == [3, 2, 1]
    kinds = [row.what for row in ready.events.filter(what__startswith="plan").order_by("seq")]
    assert kinds == ["plan_made", "plan_adjusted", "plan_adjusted"]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"assessment": " "}, Missing),
        ({"psychology": ""}, Missing),
        ({"measures": ()}, Missing),
        ({"measures": (" ",)}, Missing),
        ({"review_on": DAY}, BadFacts),
        ({"day": date(2026, 10, 27)}, BadFacts),
        ({"day": date(2026, 10, 31)}, TooEarly),
    ],
)
def test_a_plan_that_is_not_whole_or_lies_wrongly_in_time_is_refused(ready, cast, changes, refused):
    with pytest.raises(refused):
        plan(ready, cast, **changes)
    assert not Plan.objects.exists()
    assert not ready.dossier.papers.exists()


def test_registration_and_group_come_before_a_plan(office):
    case = received(office, order=TOLD)
    with pytest.raises(TooEarly):
        plan(case, office)
    with pytest.raises(TooEarly):
        plan(registered(office, case), office)


def test_nobody_else_declares_assesses_or_plans(ready, cast):
    for act in (declare, assess, plan):
        with pytest.raises(NotYours):
            act(ready, cast, by="far_officer")
