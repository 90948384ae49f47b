"""The organisation pages: what the administrator does there, and what others find."""

from datetime import timedelta

import pytest

import cast as the_cast
from guihang.agencies import actions, queries
from guihang.agencies.models import Account, Deputy, Post, Unit
from guihang.doors import clock
from guihang.doors.ui import reveal
from guihang.law.rungs import Rung

TODAY = clock.today()


@pytest.fixture
def administrator(cast):
    return cast.client("administrator")


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_tree_shows_the_units_of_the_subtree_in_their_order(administrator):
    page = page_of(administrator, "/organisation/")
    assert page.index("冷水滩区司法局") < page.index("一中队") < page.index("二中队")
    assert "零陵区司法局" not in page
    assert "湖南省司法厅" not in page


def test_units_are_found_by_a_part_of_the_name_or_the_code(administrator):
    page = page_of(administrator, "/organisation/?q=梅湾")
    assert "梅湾司法所" in page
    assert "岚角山司法所" not in page
    assert "梅湾司法所" in page_of(administrator, "/organisation/?q=431103001")
    assert "没有符合的机构" in page_of(administrator, "/organisation/?q=没有此所")


def test_the_tree_names_authority_without_an_owner(cast, administrator):
    assert "今天每个审批层级都有人履职" in page_of(administrator, "/organisation/")
    actions.say_away(
        away=actions.Away(cast.account("brigade_leader"), TODAY, TODAY, "年休假"),
        by=cast.actor("administrator"),
        at=clock.now(),
    )
    assert "任职人员离岗，且没有代理人。" in page_of(administrator, "/organisation/")


def test_a_units_page_shows_posts_holders_rungs_and_charges(administrator):
    page = page_of(administrator, "/organisation/units/431103-B1/")
    for words in ("中队长", "秦川", "宋立新", "吕文静", "梅湾司法所", "菱角山司法所"):
        assert words in page
    assert "负责中队" in page_of(administrator, "/organisation/units/431103001/")


OUTSIDE = [
    "/organisation/units/431102/",
    "/organisation/units/431102001/",
    "/organisation/units/no-such-unit/",
    "/organisation/units/new/?under=431102",
    "/organisation/units/431102/rename/",
    "/organisation/units/431102/people/new/",
]


def what_it_says(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_lies_outside_does_not_exist_by_any_address(administrator, address):
    missing = administrator.get("/no/such/address/")
    found = administrator.get(address)
    assert found.status_code == missing.status_code == 404
    assert what_it_says(found) == what_it_says(missing)


def numbers(cast):
    held = cast.account("next_officer").appointments.get()
    return {"person": held.account_id, "post": held.post_id, "appointment": held.pk}


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("person", "/organisation/people/{}/"),
        ("person", "/organisation/people/{}/password/"),
        ("person", "/organisation/people/{}/move/"),
        ("person", "/organisation/absences/new/?account={}"),
        ("post", "/organisation/posts/{}/appoint/"),
        ("post", "/organisation/posts/{}/rung/"),
        ("post", "/organisation/deputies/new/?post={}&holder=1"),
        ("appointment", "/organisation/appointments/{}/end/"),
    ],
)
def test_people_and_posts_outside_do_not_exist_by_any_address(cast, administrator, kind, address):
    assert administrator.get(address.format(numbers(cast)[kind])).status_code == 404


@pytest.mark.parametrize("name", ["administrator", "bureau_head"])
def test_that_somebody_is_under_correction_is_not_told_by_any_account_page(cast, name):
    client, number = cast.client(name), cast.account("person").pk
    assert "唐建平" not in page_of(client, "/organisation/people/")
    for address in ("", "password/", "move/"):
        assert client.get(f"/organisation/people/{number}/{address}").status_code == 404
    assert client.get(f"/organisation/absences/new/?account={number}").status_code == 404


@pytest.mark.parametrize("name", ["township_officer", "squad_leader", "auditor", "procurator"])
def test_the_pages_are_only_for_who_keeps_or_leads(cast, name):
    client = cast.client(name)
    for address in ("/organisation/", "/organisation/people/", "/organisation/units/431103001/"):
        assert client.get(address).status_code == 404


def test_a_leader_looks_and_names_deputies_but_changes_nothing(cast):
    leader = cast.client("brigade_leader")
    page = page_of(leader, "/organisation/units/431103-B1/")
    assert "指定代理人" in page
    for words in ("设立岗位", "开立账号", "免去岗位", "撤销机构"):
        assert words not in page
    number = cast.post("squad_officer").pk
    for address in (
        "/organisation/units/new/?under=431103",
        "/organisation/units/431103-B1/rename/",
        "/organisation/units/431103-B1/posts/new/",
        f"/organisation/posts/{number}/appoint/",
        "/organisation/units/431103/people/new/",
    ):
        assert leader.get(address).status_code == 404


def test_a_unit_is_created_from_its_form(administrator):
    typed = {
        "name": "四中队",
        "short_name": "四中队",
        "code": "431103-B4",
        "kind": "squad",
        "level": "",
    }
    answer = administrator.post("/organisation/units/new/?under=431103-B", typed)
    assert answer.headers["Location"] == "/organisation/units/431103-B/"
    assert Unit.objects.get(code="431103-B4").parent.code == "431103-B"


def test_an_entry_that_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost(
    administrator,
):
    typed = {"name": "四中队", "short_name": "四队", "code": "431103-B1", "kind": "squad"}
    answer = administrator.post("/organisation/units/new/?under=431103-B", typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["code"]
    assert 'value="四队"' in answer.content.decode()


def test_closing_says_what_keeps_a_unit_open(administrator):
    answer = administrator.post("/organisation/units/431103-B1/close/")
    assert answer.status_code == 409
    assert "请先免去其岗位" in answer.content.decode()
    assert administrator.get("/organisation/units/431103-B1/close/").status_code == 405


def test_an_empty_unit_is_closed(cast, administrator):
    unit = actions.create_unit(
        draft=actions.UnitDraft("431103-B4", "四中队", "squad"),
        parent=cast.unit("brigade"),
        by=cast.actor("administrator"),
        at=clock.now(),
    )
    answer = administrator.post(f"/organisation/units/{unit.code}/close/")
    assert answer.headers["Location"] == "/organisation/"
    assert "已撤销" in page_of(administrator, f"/organisation/units/{unit.code}/")


def test_a_post_is_made_held_and_put_on_a_rung(cast, administrator):
    typed = {"title": "所长", "role": "township_officer", "may_sign": "on", "for_one": "on"}
    administrator.post("/organisation/units/431103102/posts/new/", typed)
    post = Post.objects.get(unit__code="431103102", title="所长")
    who = cast.account("second_township_officer").pk
    administrator.post(
        f"/organisation/posts/{post.pk}/appoint/", {"account": who, "since": str(TODAY)}
    )
    administrator.post(
        f"/organisation/posts/{post.pk}/rung/", {"rung": "office", "since": str(TODAY)}
    )
    path = cast.unit("fourth_office").path
    assert [one.name for one in queries.answering(Rung.OFFICE, path, TODAY)] == ["何建军"]


def test_an_appointment_is_ended_from_its_form(cast, administrator):
    held = cast.account("squad_officer").appointments.get()
    address = f"/organisation/appointments/{held.pk}/end/"
    early = administrator.post(address, {"last_day": "2020-01-01"})
    assert early.status_code == 422
    assert administrator.post(address, {"last_day": str(TODAY)}).status_code == 302
    held.refresh_from_db()
    assert held.until == TODAY


def test_charges_are_given_and_ended_from_their_forms(cast, administrator):
    typed = {"of": cast.unit("fourth_office").pk, "since": str(TODAY)}
    administrator.post("/organisation/units/431103-B1/charge/", typed)
    squad = cast.unit("squad")
    assert cast.unit("fourth_office") in queries.offices_in_charge(squad, on=TODAY)
    charge = squad.charges.get(office__code="431103102")
    administrator.post(f"/organisation/charges/{charge.pk}/end/", {"last_day": str(TODAY)})
    tomorrow = TODAY + timedelta(days=1)
    assert cast.unit("fourth_office") not in queries.offices_in_charge(squad, on=tomorrow)


def test_a_deputy_is_named_and_ended_by_the_holder_himself(cast):
    client = cast.client("township_officer")
    post, holder = cast.post("township_officer").pk, cast.account("township_officer").pk
    typed = {
        "deputy": cast.account("second_township_officer").pk,
        "since": str(TODAY),
        "until": str(TODAY + timedelta(days=5)),
        "reason": "年休假",
    }
    answer = client.post(f"/organisation/deputies/new/?post={post}&holder={holder}", typed)
    assert answer.headers["Location"] == "/account/"
    row = Deputy.objects.get(holder=holder)
    assert "由 何建军 代理" in page_of(client, "/account/")
    assert (
        cast.client("squad_leader").post(f"/organisation/deputies/{row.pk}/end/").status_code == 404
    )
    client.post(f"/organisation/deputies/{row.pk}/end/")
    row.refresh_from_db()
    assert row.ended_on == TODAY


def test_nobody_names_a_deputy_for_a_post_he_does_not_hold(cast):
    client = cast.client("township_officer")
    post, holder = cast.post("near_officer").pk, cast.account("near_officer").pk
    for address in (
        f"/organisation/deputies/new/?post={post}&holder={holder}",
        f"/organisation/deputies/new/?post={post}",
        "/organisation/deputies/new/",
        "/organisation/deputies/new/?post=x&holder=y",
    ):
        assert client.get(address).status_code == 404


def test_an_absence_is_entered_and_ended(cast):
    client = cast.client("township_officer")
    typed = {"since": str(TODAY), "until": str(TODAY), "reason": "学习"}
    assert client.post("/organisation/absences/new/", typed).headers["Location"] == "/account/"
    assert client.post("/organisation/absences/new/", typed).status_code == 422
    absence = cast.account("township_officer").absences.get()
    client.post(f"/organisation/absences/{absence.pk}/end/")
    absence.refresh_from_db()
    assert absence.ended_on == TODAY


def test_the_people_list_masks_phones_and_shows_one_for_a_reason(cast, administrator):
    page = page_of(administrator, "/organisation/people/")
    assert "139****0004" in page
    assert "13907460004" not in page
    address = f"/organisation/people/{cast.account('near_officer').pk}/phone/"
    assert "13907460004" in administrator.post(address, {"reason": "contact"}).content.decode()
    assert administrator.post(address, {"reason": "other", "written": ""}).status_code == 422


@pytest.mark.parametrize("reason", [key for key, _words in reveal.REASONS if key != reveal.OTHER])
def test_every_reason_on_the_list_is_reason_enough(cast, administrator, reason):
    address = f"/organisation/people/{cast.account('near_officer').pk}/phone/"
    assert "13907460004" in administrator.post(address, {"reason": reason}).content.decode()


def test_a_units_page_says_what_it_is_entrusted_with_in_words(cast, administrator):
    trust = actions.Trust(cast.unit("office"), "plan", TODAY, TODAY, "（2026）冷矫委字第 1 号")
    actions.entrust(trust=trust, by=cast.actor("brigade_leader"), at=clock.now())
    page = page_of(administrator, "/organisation/units/431103001/")
    assert "协助制定并落实矫正方案" in page
    assert "（2026）冷矫委字第 1 号" in page


def test_the_people_list_is_searched_sorted_and_paged(administrator):
    assert "周晓兰" in page_of(administrator, "/organisation/people/?q=晓兰")
    assert "没有符合的人员" in page_of(administrator, "/organisation/people/?q=没有此人")
    names = [
        account.name
        for account in administrator.get("/organisation/people/?sort=-username").context["listing"]
    ]
    assert names[0] == "何建军" or len(names) > 10
    assert administrator.get("/organisation/people/?page=99").status_code == 200


def test_a_long_list_asks_the_database_the_same_number_of_times(
    cast, administrator, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        administrator.get("/organisation/people/")
    with django_assert_max_num_queries(22):
        administrator.get("/organisation/units/431103-B1/")


def test_the_list_is_taken_out_masked_or_for_a_reason(administrator):
    answer = administrator.post("/organisation/people/export/", {"q": "蒋志明", "reason": ""})
    table = answer.content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("菱角山司法所,蒋志明,near.officer,G0004")
    assert "139****0004" in table
    assert answer.headers["Content-Disposition"].startswith("attachment")
    full = administrator.post("/organisation/people/export/", {"q": "蒋志明", "reason": "值班表"})
    assert full.status_code == 422  # three characters are no reason
    full = administrator.post(
        "/organisation/people/export/", {"q": "蒋志明", "reason": "编制值班表"}
    )
    assert "13907460004" in full.content.decode()


def test_a_cell_that_looks_like_a_formula_is_made_harmless(cast, administrator):
    Account.objects.filter(pk=cast.account("near_officer").pk).update(name="=1+1")
    table = administrator.post("/organisation/people/export/", {"q": "near.officer"}).content
    assert b",'=1+1," in table


def test_an_account_is_opened_and_its_password_shown_once(administrator):
    typed = {
        "kind": "staff",
        "name": "骉翾婞",
        "username": "new.colleague",
        "number": "G9001",
        "state_staff": "on",
        "phone": "13900000065",
    }
    answer = administrator.post("/organisation/units/431103/people/new/", typed)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    account = Account.objects.get(username="new.colleague")
    assert account.check_password(answer.context["password"])
    assert answer.context["password"] not in page_of(
        administrator, f"/organisation/people/{account.pk}/"
    )


def test_an_account_that_cannot_be_opened_says_why_beside_the_field(administrator):
    typed = {"kind": "staff", "name": "某某", "username": "squad.leader", "number": ""}
    answer = administrator.post("/organisation/units/431103/people/new/", typed)
    assert answer.status_code == 422
    assert "username" in answer.context["form"].errors


def test_a_password_is_reset_and_the_old_one_is_gone(cast, administrator):
    account = cast.account("near_officer")
    answer = administrator.post(f"/organisation/people/{account.pk}/password/", {"once": "1"})
    account.refresh_from_db()
    assert account.check_password(answer.context["password"])
    assert not account.check_password(the_cast.PASSWORD)


def test_an_account_is_moved_unlocked_shut_and_opened_again(cast, administrator):
    account = cast.account("social_worker")
    address = f"/organisation/people/{account.pk}/"
    unit = cast.unit("second_office").pk
    assert administrator.post(f"{address}move/", {"unit": unit}).status_code == 302
    Account.objects.filter(pk=account.pk).update(
        locked_until=clock.now() + timedelta(hours=1), failures=5
    )
    assert administrator.post(f"{address}unlock/").status_code == 302
    assert administrator.post(f"{address}unlock/").status_code == 409
    assert administrator.post(f"{address}close/").status_code == 409  # still holds a post
    held = account.appointments.get()
    type(held).objects.filter(pk=held.pk).update(until=TODAY - timedelta(days=1))
    assert administrator.post(f"{address}close/").status_code == 302
    assert administrator.post(f"{address}reopen/").status_code == 302
    assert administrator.post(f"{address}end-sessions/").status_code == 302
    assert administrator.post(f"{address}anything-else/").status_code == 404


def test_an_administrator_signs_somebody_out_everywhere(cast, administrator):
    theirs = cast.client("near_officer")
    account = cast.account("near_officer")
    administrator.post(f"/organisation/people/{account.pk}/end-sessions/")
    assert theirs.get("/account/").status_code == 302


def test_the_way_to_these_pages_is_shown_to_who_may_go_there(cast):
    assert 'href="/organisation/"' in page_of(cast.client("bureau_head"), "/account/")
    assert 'href="/organisation/"' not in page_of(cast.client("squad_leader"), "/account/")


def test_a_renamed_unit_reads_its_new_name(administrator):
    typed = {"name": "直属中队", "short_name": "直属"}
    administrator.post("/organisation/units/431103-B1/rename/", typed)
    assert "直属中队" in page_of(administrator, "/organisation/")
