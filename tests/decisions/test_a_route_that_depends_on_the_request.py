"""Who decides may depend on what is asked for; a person asks through an officer who enters it."""

from dataclasses import replace

import pytest
from rehearsals import OFFICERS, REHEARSAL, Rehearsing

from guihang.agencies.vocabulary import Role
from guihang.decisions import actions, kinds, people, queries
from guihang.decisions.actions import Note, Request
from guihang.decisions.course import Act, Stage
from guihang.decisions.kinds import Step
from guihang.decisions.models import Matter
from guihang.dossiers.actions import SubjectDraft, open_dossier
from guihang.duties import owing
from guihang.law.refusals import BadFacts, Missing, NotYours
from guihang.law.rungs import Rung
from guihang.law.texts import Text
from guihang.law.verdicts import Ground, Verdict
from guihang.law.verdicts import Step as Said
from guihang.ledger.chains import SYSTEM

SHORT, LONG = 7, 30
ENTERING = frozenset({Role.TOWNSHIP_OFFICER, Role.SQUAD_OFFICER, Role.SQUAD_LEADER})
LATER = []


def by_length(matter, *, on):
    """The office decides the short ones, the agency longer ones, the city the longest."""
    days = int(matter.fields["days"]) + sum(LATER)
    rung = Rung.OFFICE if days <= SHORT else Rung.AGENCY if days <= LONG else Rung.CITY
    says = Text(f"共 {days} 日", f"{days} days")
    return Verdict(rung, (Ground("house:rehearsal", says),), (Said(says, on, "house:rehearsal"),))


class Touring(Rehearsing):
    def addressees(self, matter):
        return (owing.role(Role.TOWNSHIP_OFFICER, matter.unit_path),)


TOUR = replace(
    REHEARSAL,
    name="tour",
    series="巡",
    steps=(
        Step(Act.ASK, roles=ENTERING),
        Step(Act.CHECK, roles=ENTERING, signed=True),
        Step(
            Act.GRANT,
            routed=True,
            signed=True,
            distinct_from=frozenset({Act.CHECK}),
            alone_on=frozenset({Rung.OFFICE}),
        ),
        Step(Act.TELL, roles=OFFICERS),
        Step(Act.END, routed=True, signed=True),
    ),
    subject=Touring(),
    route=by_length,
)


@pytest.fixture
def tour(play, cast, monkeypatch):
    """Enter what a person asked for at the counter: `tour(8)`, `tour(3, name="squad_officer")`."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(TOUR)
    LATER.clear()
    draft = SubjectDraft("唐建平", account=cast.account("person"))
    dossier = open_dossier(
        kind="person", unit=cast.unit("office"), subject=draft, by=SYSTEM, at=play.at
    )

    def enter(days, name="township_officer", came_by="counter"):
        play.matter = None
        fields = {"days": days, "piece": "巡演"}
        play.matter = actions.ask(
            request=Request("tour", dossier, fields, came_by),
            by=play.actor(name),
            at=play.later(),
            press=play.press(name),
        )
        return play

    return enter


@pytest.mark.parametrize(
    ("days", "rung", "decides"),
    [
        (1, Rung.OFFICE, "township_officer"),
        (7, Rung.OFFICE, "township_officer"),
        (8, Rung.AGENCY, "squad_leader"),
        (30, Rung.AGENCY, "squad_leader"),
        (31, Rung.CITY, "city_officer"),
    ],
)
def test_what_is_asked_for_settles_who_decides(tour, cast, days, rung, decides):
    play = tour(days)
    play.check("second_township_officer")
    assert queries.route(play.matter).rung is rung
    assert [bearer.token for bearer in queries.deciders(play.matter)] == [f"rung:{rung}"]
    others = {"township_officer", "squad_leader", "city_officer", "brigade_leader"} - {decides}
    for name in others:
        with pytest.raises(NotYours):
            play.grant(name)
    play.grant(decides)
    assert play.stage() == Stage.GRANTED


def test_the_page_can_say_why_this_rung_decides(tour):
    route = queries.route(tour(8).matter)
    assert [(one.article, one.because.zh) for one in route.grounds] == [
        ("house:rehearsal", "共 8 日")
    ]
    assert route.steps[0].day == route.on == tour(8).at.date()


def test_a_kind_with_a_fixed_rung_says_it_without_a_route(play):
    play.ask()
    route = queries.route(play.matter)
    assert (route.rung, route.grounds, route.on) == (Rung.AGENCY_HEAD, (), None)


def test_the_route_is_found_anew_by_who_checks(tour):
    play = tour(7)
    LATER.append(1)
    play.check("second_township_officer")
    assert queries.route(play.matter).rung is Rung.AGENCY
    play.grant("squad_leader")
    assert play.stage() == Stage.GRANTED


@pytest.mark.parametrize("verb", ["grant", "refuse"])
def test_nobody_decides_what_has_meanwhile_become_anothers(tour, verb):
    play = tour(7)
    play.check("second_township_officer")
    LATER.append(1)
    with pytest.raises(Missing) as refused:
        getattr(play, verb)("township_officer")
    assert refused.value.ground == "house:rehearsal"
    assert str(refused.value.remedy)
    stops = [
        one
        for one in queries.findings(play.matter, Act.GRANT, on=play.at.date())
        if one.state == "stop"
    ]
    assert len(stops) == 1
    play.send_back("township_officer")
    play.matter = actions.resubmit(
        matter=play.matter,
        fields=play.matter.fields,
        by=play.actor("township_officer"),
        at=play.later(),
        press=play.press("township_officer"),
    )
    assert queries.route(play.matter).rung is Rung.AGENCY


def test_a_decided_matter_keeps_the_route_it_was_decided_on(tour):
    play = tour(7)
    play.check("second_township_officer")
    play.grant("township_officer")
    LATER.append(1)
    assert queries.route(play.matter).rung is Rung.OFFICE
    assert queries.findings(play.matter, Act.TELL, on=play.at.date()) == ()
    assert all(seal.holds for seal in queries.verified(play.matter))


def test_the_signature_covers_who_decides_and_for_whom_it_was_entered(tour):
    play = tour(8)
    play.check("second_township_officer")
    Matter.objects.filter(pk=play.matter.pk).update(rung=Rung.OFFICE)
    assert not queries.verified(queries.matter(play.matter.number))[0].holds
    Matter.objects.filter(pk=play.matter.pk).update(rung=Rung.AGENCY)
    assert queries.verified(queries.matter(play.matter.number))[0].holds
    Matter.objects.filter(pk=play.matter.pk).update(came_by="phone")
    assert not queries.verified(queries.matter(play.matter.number))[0].holds


def test_who_enters_a_request_for_a_person_may_check_it(tour):
    play = tour(8, "township_officer")
    assert play.matter.applicant.name == "唐建平"
    assert (play.matter.asked_by.name, play.matter.came_by) == ("周晓兰", "counter")
    play.check("township_officer")
    assert play.stage() == Stage.CHECKED


def test_who_checked_does_not_decide_but_where_the_office_itself_decides(tour, cast):
    play = tour(7)
    play.check("township_officer")
    assert [one.name for one in queries.who_may_decide(play.matter, on=play.at.date())] == [
        "周晓兰"
    ]
    play.grant("township_officer")
    assert play.stage() == Stage.GRANTED
    play = tour(8)
    play.check("squad_leader")
    with pytest.raises(NotYours) as refused:
        play.grant("squad_leader")
    assert refused.value.ground == "house:two-people"
    assert queries.who_may_decide(play.matter, on=play.at.date()) == ()


def test_a_house_rule_can_bar_who_entered_from_checking(tour, monkeypatch):
    check = replace(TOUR.step(Act.CHECK), distinct_from=frozenset({Act.ASK}))
    steps = tuple(check if step.act is Act.CHECK else step for step in TOUR.steps)
    kinds.register(replace(TOUR, steps=steps))
    play = tour(8, "township_officer")
    with pytest.raises(NotYours):
        play.check("township_officer")
    play.check("second_township_officer")


def test_nobody_takes_a_step_in_his_own_case(tour, cast):
    play = tour(3)
    own = cast.account("second_township_officer")
    subject = play.matter.applicant
    type(subject).objects.filter(pk=subject.pk).update(account=own)
    with pytest.raises(NotYours) as refused:
        play.check("second_township_officer")
    assert refused.value.ground == "house:two-people"
    names = people.named(queries.matter(play.matter.number), Act.CHECK, on=play.at.date())
    assert not any("何建军" in name for name in names)


def test_a_colleague_completes_what_came_from_a_person(tour, cast):
    play = tour(8, "township_officer")
    play.send_back("second_township_officer")
    play.matter = actions.resubmit(
        matter=play.matter,
        fields={"days": 5, "piece": "巡演"},
        by=play.actor("squad_officer"),
        at=play.later(),
        press=play.press("squad_officer"),
    )
    assert queries.route(play.matter).rung is Rung.OFFICE
    with pytest.raises(NotYours):
        play.act("withdraw", "near_officer", Note(reasons="本人不去了。"))
    play.act("withdraw", "squad_leader", Note(reasons="本人不去了。"))
    assert play.stage() == Stage.WITHDRAWN


def test_a_refusal_is_told_to_the_person_not_to_who_entered_it(tour, cast):
    play = tour(8, "squad_officer")
    play.check("township_officer")
    play.refuse("squad_leader")
    tokens = [bearer.token for bearer in people.receivers(play.matter)]
    assert tokens == ["role:township_officer"]
    play.tell("township_officer")
    play.confirm("second_township_officer")
    assert play.stage() == Stage.CLOSED


@pytest.mark.parametrize("came_by", ["pigeon", "Counter"])
def test_a_request_says_how_it_came(tour, came_by):
    with pytest.raises(BadFacts) as refused:
        tour(3, came_by=came_by)
    assert refused.value.field == "came_by"


def test_nobody_asks_for_a_person_in_the_dossier_of_an_office(play, cast, tour):
    from guihang.dossiers.actions import dossier_of_office

    office = dossier_of_office(office=cast.unit("office"), by=SYSTEM, at=play.at)
    with pytest.raises(BadFacts):
        actions.ask(
            request=Request("tour", office, {"days": 3, "piece": "x"}, "counter"),
            by=play.actor("township_officer"),
            at=play.later(),
            press=play.press("township_officer"),
        )


def test_the_city_decides_with_a_deputy_and_ends_what_it_granted(tour):
    play = tour(31)
    play.check("township_officer")
    play.grant("city_officer")
    play.tell("township_officer")
    with pytest.raises(NotYours):
        play.end("brigade_leader")
    play.end("city_officer")
    assert play.stage() == Stage.ENDED


def test_a_deputy_decides_on_the_rung_the_route_names(tour):
    play = tour(8)
    play.check("township_officer")
    play.cover("squad_leader", "second_squad_leader")
    named = queries.who_may_decide(play.matter, on=play.at.date())
    assert "段海波" in [one.name for one in named]
    play.grant("second_squad_leader")
    assert play.stage() == Stage.GRANTED
