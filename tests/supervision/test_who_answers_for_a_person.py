"""Responsibility packages: every part has somebody, who can be turned to, and is told of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guihang.agencies import actions as agencies
from guihang.cases.actions import hand_to_office
from guihang.duties import actions as duties
from guihang.duties.models import Duty
from guihang.exchange import actions as exchange
from guihang.exchange.models import Notice
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooLate
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import Entry
from guihang.supervision.models import Owner
from guihang.supervision.packages import actions, queries, rule
from guihang.supervision.packages.actions import Named
from packaging_play import CADRE, POLICE, WHY, package_play, second

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
AWAKE = dict.fromkeys(("officer", "police", "community"), "awake")


@pytest.fixture
def play(cast):
    return package_play(cast)


def owed(play, what, office="office"):
    duties.rebuild("packages", on=play.at.date())
    return Duty.objects.filter(source="packages", what=what, of=play.cast.unit(office).code).first()


def away(play, name):
    absence = agencies.Away(play.cast.account(name), play.at.date(), play.at.date(), "培训")
    return agencies.say_away(away=absence, by=SYSTEM, at=play.at)


def test_a_package_is_complete_once_every_part_has_somebody(play):
    assert set(play.slots.values()) == {"lacking"}
    assert play.people(tab="lacking") == ["唐建平"]
    play.fill()
    assert play.slots == AWAKE
    assert (play.people(tab="lacking"), play.people(tab="whole")) == ([], ["唐建平"])


def test_a_strict_category_asks_for_a_leader_besides(play):
    play.fill()
    play.strict()
    assert play.slots == AWAKE | {"leader": "lacking"}
    with pytest.raises(NotYours):
        play.name("leader", play.account("squad_leader"))
    play.name("leader", play.account("squad_leader"), by="brigade_leader")
    assert play.people(tab="whole", by="squad_officer") == ["唐建平"]


def test_who_follows_takes_the_part_over_and_both_stay_in_the_history(play):
    play.name("officer", play.account("township_officer"))
    play.name("officer", play.account("second_township_officer"), because="岗位调整。")
    first, last = queries.history(play.case).order_by("pk")
    assert (first.until, first.left_because) == (play.at.date(), "岗位调整。")
    assert (last.until, last.name) == (None, "何建军")
    events = Entry.objects.order_by("-pk").values_list("event", flat=True)[:5]
    assert {"OwnerNamed", "OwnerReleased"} <= set(events)


def test_a_part_can_be_left_open_for_a_reason(play):
    (owner,) = play.name("police", POLICE)
    with pytest.raises(BadFacts):
        actions.release(owner=owner, because=" ", by=play.actor("township_officer"), at=play.at)
    released = {"owner": owner, "because": "已调离。", "by": play.actor("township_officer")}
    actions.release(**released, at=play.later())
    assert play.slots["police"] == "lacking"
    with pytest.raises(AlreadyDone):
        actions.release(**released, at=play.later())


@pytest.mark.parametrize(
    ("part", "named", "refused"),
    [
        ("officer", Named(), Missing),
        ("officer", Named(outsider="某人", body="某处"), BadFacts),
        ("police", Named(outsider="蒋所长"), BadFacts),
        ("police", Named(account=1, outsider="蒋所长", body="派出所"), Missing),
        ("godfather", CADRE, BadFacts),
    ],
    ids=("nobody", "outside-where-only-staff", "no-body", "both", "no-such-part"),
)
def test_a_part_is_filled_as_the_rule_says(play, part, named, refused):
    with pytest.raises(refused):
        play.name(part, named)
    assert not Owner.objects.exists()


@pytest.mark.parametrize("who", ["far_officer", "squad_leader", "counsellor", "next_officer"])
def test_an_officer_of_another_office_or_role_does_not_fill_it(play, who):
    with pytest.raises(BadFacts):
        play.name("officer", play.account(who))


def test_a_cadre_with_an_account_of_his_village_may_be_named(play):
    play.name("community", play.account("committee_member"))
    assert play.slots["community"] == "awake"


def test_naming_whoever_is_named_already_is_refused(play):
    play.name("police", POLICE)
    with pytest.raises(AlreadyDone):
        play.name("police", replace(POLICE, phone=""))


def test_whoever_is_away_without_a_deputy_is_found_and_with_one_is_not(play):
    play.fill()
    away(play, "township_officer")
    assert play.slots["officer"] == "away"
    assert play.people(tab="asleep") == ["唐建平"]
    cover = agencies.Cover(
        play.cast.post("township_officer"),
        play.cast.account("township_officer"),
        play.cast.account("second_township_officer"),
        play.at.date(),
        play.at.date(),
        "培训",
    )
    agencies.name_deputy(cover=cover, by=SYSTEM, at=play.at)
    assert play.slots["officer"] == "covered"
    assert (play.people(tab="asleep"), play.people(tab="whole")) == ([], ["唐建平"])


def test_a_deputy_who_is_away_himself_covers_nobody(play):
    play.fill()
    cover = agencies.Cover(
        play.cast.post("township_officer"),
        play.cast.account("township_officer"),
        play.cast.account("second_township_officer"),
        play.at.date() + timedelta(days=1),
        play.at.date() + timedelta(days=9),
        "培训",
    )
    agencies.name_deputy(cover=cover, by=SYSTEM, at=play.at)
    play.later(days=1)
    away(play, "township_officer")
    assert play.slots["officer"] == "covered"
    # Nobody goes away while standing in: an absence entered before the deputy was named.
    play.cast.account("second_township_officer").absences.create(
        since=play.at.date(), until=play.at.date(), reason="病假"
    )
    assert play.slots["officer"] == "away"


def test_whoever_left_the_post_is_found_from_the_day_after(play):
    play.name("officer", play.account("second_township_officer"))
    held = play.cast.account("second_township_officer").appointments.get()
    agencies.end_appointment(appointment=held, last_day=play.at.date(), by=SYSTEM, at=play.at)
    assert play.slots["officer"] == "awake"
    play.later(days=1)
    assert play.slots["officer"] == "left"
    agencies.close_account(
        account=play.cast.account("second_township_officer"), by=SYSTEM, at=play.at
    )
    assert play.slots["officer"] == "shut"
    assert owed(play, "package.wake").due == play.at.date() - timedelta(days=1) + timedelta(days=3)


def test_a_case_that_moves_to_another_office_leaves_its_owner_behind(play):
    play.fill()
    hand_to_office(
        case=play.case, unit=play.cast.unit("second_office"), because="居住地变化。",
        by=play.actor("squad_leader"), at=play.later(),
    )  # fmt: skip
    assert play.slots["officer"] == "left"
    wake = Duty.objects.get(source="packages", of=play.cast.unit("second_office").code)
    assert wake.what == "package.wake"


def test_the_docket_says_once_an_office_what_is_missing_until_it_is_not(play):
    other = second(play.cast)
    fill = owed(play, "package.fill")
    assert fill.title["n"] == "2" and fill.due == fill.opens_on + timedelta(days=7)
    assert owed(play, "package.wake") is None
    play.fill(play.case, other)
    assert not Duty.objects.filter(source="packages").exists()
    away(play, "township_officer")
    wake = Duty.objects.get(source="packages")
    assert (wake.what, wake.title["n"], wake.opens_on) == ("package.wake", "2", play.at.date())


def test_many_are_named_for_at_once_and_told_once(play):
    other = second(play.cast)
    play.name("officer", play.account("second_township_officer"), play.case, other)
    exchange.deliver_notices(at=play.later())
    notice = Notice.objects.get(account=play.cast.account("second_township_officer"))
    assert (notice.kind, notice.names["n"]) == ("package.given", "2")
    assert play.people(owner=notice.account_id) == ["蒋小川", "唐建平"]


def test_of_many_all_or_none_are_named_for(play):
    elsewhere = second(play.cast, unit="second_office")
    with pytest.raises(NotYours):
        play.name("police", POLICE, play.case, elsewhere)
    assert not Owner.objects.exists()


def test_nobody_names_for_another_office_and_lists_show_only_ones_own(play):
    with pytest.raises(NotYours):
        play.name("police", POLICE, by="far_officer")
    assert play.people(by="far_officer") == []
    with pytest.raises(NotYours):
        queries.chosen(play.actor("far_officer"), [play.case.number], on=play.at.date())


def test_a_phone_is_sealed_and_shown_for_a_reason(play):
    (owner,) = play.name("police", POLICE)
    owner.refresh_from_db()
    assert "0110" not in str(owner.phone) or "*" in str(owner.phone)
    by = play.actor("township_officer")
    shown = actions.reveal_phone(owner=owner, reason="约定走访时间", by=by, at=play.later())
    assert shown == POLICE.phone
    with pytest.raises(NotYours):
        actions.reveal_phone(owner=owner, reason="看看", by=play.actor("far_officer"), at=play.at)


def test_a_list_leaves_only_for_a_purpose(play):
    by = play.actor("township_officer")
    with pytest.raises(BadFacts):
        actions.take_out(people=(), purpose="查", by=by, at=play.later())
    assert actions.take_out(people=(play.case,), purpose="核对责任人", by=by, at=play.later())


def test_where_the_rule_is_switched_off_nothing_is_asked_and_nobody_is_named(
    play, monkeypatch, tmp_path
):
    assert owed(play, "package.fill")
    own = tmp_path / "rule.toml"
    off = rule.PACKAGED.read_text("utf-8").replace("in_use = true", "in_use = false")
    own.write_text(off, "utf-8")
    monkeypatch.setattr(rule, "_own", [own])
    rule.versions.cache_clear()
    try:
        assert owed(play, "package.fill") is None
        with pytest.raises(TooLate):
            actions.name_owner(
                cases=(play.case,), part="police", named=POLICE, because=WHY,
                by=play.actor("township_officer"), at=play.at,
            )  # fmt: skip
    finally:
        monkeypatch.undo()
        rule.versions.cache_clear()


def test_a_version_holds_from_its_day(play):
    assert rule.rule_on(rule.versions()[0].since - timedelta(days=1)) is None
    assert rule.rule_on(rule.versions()[0].since).version == "2026-1"
