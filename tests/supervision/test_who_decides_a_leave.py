"""Seven days, thirty days, two months, an entrusted office: the law settles who decides."""

from datetime import date, timedelta

import pytest

from guihang.decisions import queries
from guihang.decisions.actions import Note
from guihang.decisions.course import Act
from guihang.dossiers import actions as dossiers
from guihang.law.events import Event, What
from guihang.law.refusals import Missing, NotYours
from guihang.law.rungs import Rung
from leaving import TODAY

pytestmark = pytest.mark.django_db


def rung(play):
    return queries.route(queries.matter(play.matter.number)).rung


@pytest.mark.parametrize(
    ("days", "entrusted", "decides"),
    [
        (1, True, Rung.OFFICE),
        (7, True, Rung.OFFICE),
        (8, True, Rung.AGENCY),
        (7, False, Rung.AGENCY),
        (30, True, Rung.AGENCY),
        (31, True, Rung.CITY),
        (31, False, Rung.CITY),
    ],
)
def test_days_and_entrustment_settle_it(play, days, entrusted, decides):
    if entrusted:
        play.entrust()
    play.ask(days=days)
    assert rung(play) is decides


def test_another_offices_entrustment_does_not_count(play):
    play.entrust("second_office")
    play.ask(days=3)
    assert rung(play) is Rung.AGENCY


@pytest.mark.parametrize(
    ("begins", "days", "decides"),
    [
        # 20 days from 1 October; the two months run to 30 November.
        (date(2026, 11, 27), 4, Rung.OFFICE),
        (date(2026, 12, 1), 7, Rung.OFFICE),
    ],
)
def test_earlier_days_within_two_months_are_added(play, begins, days, decides):
    play.entrust()
    former = Event(
        What.LEAVE_GRANTED,
        date(2026, 10, 26),
        begins=date(2026, 10, 26),
        ends=date(2026, 11, 14),
        of="L-1",
    )
    play.note(former)
    play.ask(leaves=begins, returns=begins + timedelta(days=days - 1))
    assert rung(play) is decides


@pytest.mark.parametrize(("days", "decides"), [(10, Rung.AGENCY), (11, Rung.CITY)])
def test_more_than_thirty_days_in_two_months_go_to_the_city(play, days, decides):
    former = Event(
        What.LEAVE_GRANTED,
        date(2026, 10, 28),
        begins=date(2026, 10, 28),
        ends=date(2026, 11, 16),
        of="L-1",
    )
    play.note(former)
    play.ask(days=days)
    assert rung(play) is decides
    if decides is Rung.CITY:
        grounds = [one.article for one in queries.route(play.matter).grounds]
        assert "measures-2020:27.3" in grounds


def test_who_came_back_early_has_used_only_the_days_away(play):
    former = Event(
        What.LEAVE_GRANTED,
        date(2026, 10, 28),
        begins=date(2026, 10, 28),
        ends=date(2026, 11, 16),
        of="L-1",
    )
    play.note(former, Event(What.RETURNED, date(2026, 11, 10), of="L-1"))
    play.ask(days=11)
    assert rung(play) is Rung.AGENCY


def test_the_window_that_fills_meanwhile_sends_the_second_request_to_the_city(play):
    play.ask(days=16)
    first = play.matter
    play.ask(ahead=25, days=16)
    second = play.matter
    play.check()
    assert rung(play) is Rung.AGENCY
    play.matter = queries.matter(first.number)
    play.check()
    play.grant()
    play.matter = queries.matter(second.number)
    with pytest.raises(Missing) as refused:
        play.grant()
    assert refused.value.ground == "measures-2020:27.3"
    play.send_back("squad_leader")
    play.complete(ahead=25, days=16)
    assert rung(play) is Rung.CITY


def test_a_longer_leave_is_judged_as_one_trip_from_its_first_day(play):
    play.entrust()
    play.up_to("ask", days=5)
    play.check()
    play.grant("township_officer")
    play.tell()
    first = play.trip
    play.to_day(first.returns)
    longer = {"leaves": first.returns + timedelta(days=1), "extends": first.of}
    play.ask(**longer, returns=first.returns + timedelta(days=2))
    assert rung(play) is Rung.OFFICE
    play.act("withdraw", "township_officer", Note(reasons="改期。"))
    play.ask(**longer, returns=first.returns + timedelta(days=3))
    assert rung(play) is Rung.AGENCY


def test_an_office_with_one_officer_checks_and_decides_what_it_is_entrusted_with(play):
    play.entrust()
    play.ask("township_officer", days=7)
    play.check("township_officer")
    play.grant("township_officer")
    assert play.stage() == "granted"
    assert queries.matter(play.matter.number).paper.issued_by.name == "周晓兰"


def test_who_checked_does_not_decide_for_the_county(play):
    play.ask(days=8)
    play.check("squad_leader")
    with pytest.raises(NotYours) as refused:
        play.grant("squad_leader")
    assert refused.value.ground == "house:two-people"


@pytest.mark.parametrize("name", ["township_officer", "squad_officer", "brigade_leader"])
def test_nobody_below_or_beside_the_rung_decides(play, name):
    play.ask(days=8)
    play.check()
    with pytest.raises(NotYours):
        play.grant(name)


def test_the_city_decides_what_is_longer_and_the_county_gives_its_opinion(play, cast):
    play.ask(days=31)
    play.check()
    play.act("give_opinion", "brigade_leader", Note(opinion="建议同意。"))
    play.grant("city_officer")
    paper = queries.matter(play.matter.number).paper
    assert paper.issued_by.name == "文俊"
    shown = dossiers.show(paper=paper, by=cast.actor("city_officer"), at=play.at)
    assert "建议同意。" in shown.html and "永州市司法局" in shown.html


def test_the_page_shows_the_steps_by_which_the_rung_was_found(play):
    play.ask(days=8)
    route = queries.route(queries.matter(play.matter.number))
    assert any("共外出 8 日" in step.says.zh for step in route.steps)
    assert route.on == TODAY
    found = queries.findings(queries.matter(play.matter.number), Act.GRANT, on=TODAY)
    assert all(one.state != "stop" for one in found)
