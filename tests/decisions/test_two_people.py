import pytest

from guihang.agencies.vocabulary import Role
from guihang.decisions import queries
from guihang.decisions.course import Act, Stage
from guihang.law.refusals import NotYours


def test_nobody_checks_his_own_request(play):
    play.ask()
    with pytest.raises(NotYours) as refused:
        play.check("squad_leader")
    assert refused.value.ground == "house:two-people"
    assert refused.value.remedy


def test_nobody_decides_his_own_request(play):
    play.ask("brigade_leader")
    play.check()
    with pytest.raises(NotYours) as refused:
        play.grant("brigade_leader")
    assert refused.value.ground == "house:two-people"
    with pytest.raises(NotYours):
        play.refuse("brigade_leader")


def test_a_deputy_decides_what_the_leader_asked_for(play):
    play.ask("brigade_leader")
    play.check()
    play.cover("brigade_leader", "deputy_leader")
    play.grant("deputy_leader")
    assert play.stage() == Stage.GRANTED


def test_the_person_is_compared_not_the_post(play):
    """The squad leader asks; standing in for the brigade leader he still may not decide."""
    play.ask("squad_leader")
    play.check()
    play.cover("brigade_leader", "squad_leader")
    with pytest.raises(NotYours) as refused:
        play.grant("squad_leader")
    assert refused.value.ground == "house:two-people"


def test_who_checked_does_not_decide_even_as_a_deputy(play):
    play.ask()
    play.check("second_squad_officer")
    play.cover("brigade_leader", "second_squad_officer")
    with pytest.raises(NotYours) as refused:
        play.grant("second_squad_officer")
    assert refused.value.ground == "house:two-people"


def test_who_may_not_sign_a_second_stage_is_not_named_for_it(play):
    play.ask()
    play.check("second_squad_officer")
    play.cover("brigade_leader", "second_squad_officer")
    named = queries.who_may_decide(play.matter, on=play.at.date())
    assert [person.name for person in named] == ["罗建国"]


def test_a_signature_as_a_deputy_names_whom_it_stands_for(play):
    play.ask()
    play.check()
    play.cover("brigade_leader", "deputy_leader")
    play.grant("deputy_leader")
    step = queries.matter(play.matter.number).steps.all()[2]
    assert (step.by.name, step.deputy_for) == ("彭丽", "罗建国")
    assert step.signature.deputy_for == "罗建国"
    assert step.post == play.cast.post("brigade_leader")


def test_a_deputy_decides_only_in_his_time(play):
    play.ask()
    play.check()
    play.cover("brigade_leader", "deputy_leader", days=2)
    play.later(days=3)
    with pytest.raises(NotYours) as refused:
        play.grant("deputy_leader")
    assert "罗建国" in str(refused.value.remedy)


def test_without_his_deputy_a_post_of_the_same_role_does_not_decide(play):
    play.ask()
    play.check()
    with pytest.raises(NotYours):
        play.grant("deputy_leader")


def test_a_worker_who_may_not_sign_does_not_check(play, cast):
    actor = cast.actor("social_worker")
    assert actor.role is Role.TOWNSHIP_OFFICER and not actor.holdings[0].may_sign
    play.ask()
    with pytest.raises(NotYours):
        play.check("social_worker")


def test_nobody_is_named_where_nobody_is_there(play, cast):
    from guihang.agencies import actions

    play.ask()
    play.check()
    actions.say_away(
        away=actions.Away(
            cast.account("brigade_leader"), play.at.date(), play.at.date(), "学习培训"
        ),
        by=cast.actor("administrator"),
        at=play.at,
    )
    assert queries.who_may_decide(play.matter, on=play.at.date()) == ()
    refusal = queries.may_take(
        cast.actor("deputy_leader"), play.matter, Act.GRANT, on=play.at.date()
    )
    assert refusal.remedy
