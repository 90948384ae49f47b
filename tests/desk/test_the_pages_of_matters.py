from datetime import timedelta

import pytest

import cast as the_cast
from guihang.agencies import actions
from guihang.decisions import queries
from guihang.decisions.models import Matter, MatterStep

SIGNED = {"password": the_cast.PASSWORD}


def address(play, act=""):
    return f"/matters/{play.matter.number}/" + (f"{act}/" if act else "")


def version(play):
    return queries.matter(play.matter.number).version


@pytest.mark.parametrize(
    "name",
    ["second_squad_leader", "near_officer", "next_brigade_leader", "administrator", "auditor"],
)
def test_another_ones_matter_is_the_same_page_as_no_matter(play, desk, name):
    play.ask()
    there = desk(name).open(address(play))
    status, words = there.status, there.words
    nowhere = there.open("/matters/2026-委-9999/")
    assert (status, nowhere.status) == (404, 404)
    assert words == nowhere.words


@pytest.mark.parametrize("act", ["check", "grant", "withdraw", "tell", "end"])
def test_no_act_reaches_another_ones_matter(play, desk, act):
    play.ask()
    found = desk("second_squad_leader").send(address(play, act), version="1", **SIGNED)
    assert found.status == 404
    assert MatterStep.objects.count() == 1


@pytest.mark.parametrize("act", ["ask", "lapse", "take_effect", "resubmit", "nothing"])
def test_what_is_no_button_is_no_address(play, desk, act):
    play.ask()
    assert desk("squad_officer").send(address(play, act), version="1").status == 404


def test_an_act_that_is_not_ones_own_is_refused_on_the_page_with_who_may(play, desk):
    play.ask()
    play.check()
    found = desk("deputy_leader").send(address(play, "grant"), version=version(play), **SIGNED)
    assert found.status == 422
    assert "罗建国" in found.words
    assert play.stage() == "checked"


def test_a_wrong_password_signs_nothing_and_keeps_what_was_written(play, desk):
    play.ask()
    found = desk("squad_officer").send(
        address(play, "check"), version="1", opinion="已逐项核对。", password="wrong-password"
    )
    assert found.status == 422
    assert "已逐项核对。" in found.page
    assert "data-open-again" in found.page
    assert "wrong-password" not in found.page
    assert play.stage() == "asked"


def test_a_signature_without_password_and_passkey_is_asked_for(play, desk):
    play.ask()
    found = desk("squad_officer").send(address(play, "check"), version="1", opinion="已核对。")
    assert found.status == 422
    assert play.stage() == "asked"


def test_a_passkey_that_answers_no_challenge_signs_nothing(play, desk):
    play.ask()
    found = desk("squad_officer").send(
        address(play, "check"), version="1", opinion="已核对。", passkey='{"rawId": "AAAA"}'
    )
    assert found.status == 422
    assert play.stage() == "asked"


def test_the_same_press_sent_twice_answers_the_same_and_acts_once(play, desk):
    play.ask()
    at = desk("squad_officer")
    sent = {"version": "1", "opinion": "已核对。", "once": "one-press", **SIGNED}
    first = at.send(address(play, "check"), **sent).answer
    second = at.send(address(play, "check"), **sent).answer
    assert (first.status_code, second.status_code) == (302, 302)
    assert MatterStep.objects.filter(act="check").count() == 1


def test_an_old_version_is_told_who_was_first(play, desk):
    play.ask()
    play.check("second_squad_officer")
    found = desk("squad_officer").send(
        address(play, "check"), version="1", opinion="已核对。", **SIGNED
    )
    assert found.status == 422
    assert "吕文静" in found.words
    assert MatterStep.objects.filter(act="check").count() == 1


@pytest.mark.parametrize("sent", [{}, {"version": "first"}, {"version": ""}])
def test_an_act_without_the_version_that_was_seen_is_not_taken(play, desk, sent):
    play.ask()
    found = desk("squad_officer").send(address(play, "check"), opinion="已核对。", **SIGNED, **sent)
    assert found.status == 422
    assert play.stage() == "asked"


def test_everything_can_be_done_from_the_pages(play, desk):
    play.ask()
    steps = (
        ("squad_officer", "return", {"reasons": "请补充委托条件。"}),
        ("squad_leader", "withdraw", {"reasons": "不再需要。"}),
    )
    for name, act, words in steps:
        found = desk(name).send(address(play, act), version=version(play), **words)
        assert found.status == 302, found.words
    assert play.stage() == "withdrawn"
    play.up_to("tell")
    steps = (
        (
            "squad_officer",
            "leave_with_witness",
            {"witness": "张大姐", "reasons": "拒绝签收，留置。"},
        ),
        ("brigade_leader", "end", {"reasons": "该所撤并。", **SIGNED}),
    )
    for name, act, words in steps:
        found = desk(name).send(address(play, act), version=version(play), **words)
        assert found.status == 302, found.words
    assert play.stage() == "ended"
    assert "拒绝签收，留置。" in found.open(address(play)).words


@pytest.mark.parametrize("stage", ["ask", "check", "grant", "tell", "confirm"])
@pytest.mark.parametrize(
    "name", ["squad_leader", "brigade_leader", "township_officer", "procurator"]
)
def test_every_stage_reads_for_everybody_within_reach(play, desk, stage, name):
    play.up_to(stage)
    found = desk(name).open(address(play))
    assert found.status == 200
    assert "%(" not in found.page and "{{" not in found.page


def test_a_broken_signature_is_shown(play, desk):
    play.up_to("check")
    assert "签名有效" in desk("squad_officer").open(address(play)).words
    fields = play.matter.fields | {"conditions": "改动"}
    Matter.objects.update(fields=fields)
    assert "签名后内容有改动" in desk("squad_officer").open(address(play)).words


def test_the_list_is_narrowed_and_costs_the_same_queries_whatever_its_length(
    play, desk, django_assert_max_num_queries
):
    play.ask()
    play.withdraw()
    play.ask(office="second_office")
    at = desk("squad_leader")
    assert at.open("/matters/").words.count("2026-委-") == 2
    assert at.open("/matters/?tab=open").words.count("2026-委-") == 1
    assert at.open("/matters/?tab=mine").words.count("2026-委-") == 2
    assert at.open("/matters/?stage=withdrawn").words.count("2026-委-") == 1
    assert at.open("/matters/?words=菱角山").words.count("2026-委-") == 1
    assert at.open("/matters/?kind=entrustment&unit=nowhere/").words.count("2026-委-") == 0
    assert "没有符合条件的事项" in at.open("/matters/?words=没有的").words
    with django_assert_max_num_queries(25) as few:
        at.open("/matters/")
    for _ in range(4):
        play.ask(office="second_office", since=few_days(play), until=few_days(play))
    with django_assert_max_num_queries(len(few.captured_queries)):
        at.open("/matters/")


def few_days(play):
    return play.at.date() + timedelta(days=400 + Matter.objects.count())


def test_matters_read_in_english(play, desk):
    play.up_to("check")
    found = desk("brigade_leader")
    found.client.cookies["django_language"] = "en"
    found.open(address(play))
    assert "decides" in found.words
    assert "Grant and sign" in found.words


def test_a_refused_matter_shows_which_steps_are_not_needed(play, desk):
    play.up_to("check")
    play.refuse()
    words = desk("squad_officer").open(address(play)).words
    assert "不需要" in words
    assert "可以这样办：增配一名国家工作人员后可以重新申请。" in words


def test_what_the_days_brought_is_shown_as_the_systems_doing(play, desk):
    play.up_to("confirm")
    play.later(days=400)
    play.sweep()
    words = desk("squad_officer").open(address(play)).words
    assert "系统" in words and "已到期" in words


def test_a_withdrawn_and_an_ended_matter_say_where_they_stopped(play, desk):
    play.ask()
    play.withdraw()
    assert "不再需要。" in desk("squad_officer").open(address(play)).words
    play.up_to("tell")
    play.end()
    assert "该所撤并，提前终止委托。" in desk("squad_officer").open(address(play)).words


def test_a_matter_nobody_can_decide_says_so(play, desk, cast):
    play.up_to("check")
    actions.say_away(
        away=actions.Away(
            cast.account("brigade_leader"), play.at.date(), play.at.date(), "学习培训"
        ),
        by=cast.actor("administrator"),
        at=play.at,
    )
    assert "目前没有可以决定的人" in desk("squad_officer").open(address(play)).words
