"""An inquiry from the commission to the opinion, and what it may not do."""

from datetime import date, timedelta

import pytest

import inquiring
from guihang.cases.inquiry import actions, facts, house_rules, queries
from guihang.cases.inquiry.queries import Wanted
from guihang.cases.models import Inquiry, Statement
from guihang.cases.vocabulary import InquiryState
from guihang.dossiers import drawing, reading, sealing
from guihang.dossiers import queries as files
from guihang.dossiers.actions import move_dossier
from guihang.duties.models import Duty
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly, TooLate
from guihang.law.rules.inquiry import AcceptanceFacts
from guihang.ledger.models import Entry
from inquiring import ALL_TOPICS, GONE, HOLDS
from lives import OLD, received

DAY = timedelta(days=1)


@pytest.fixture
def play(cast):
    return inquiring.play(cast)


@pytest.fixture
def started(play):
    play.receive()
    play.start()
    return play


def owed(inquiry):
    found = Duty.objects.filter(source="inquiries", of=inquiry.number, discharged_at=None)
    return {one.what: one.due for one in found}


def read(paper):
    return reading.as_text(drawing.document(paper, sealing.unseal(paper)))


def test_an_inquiry_goes_from_the_commission_to_the_organ(play):
    sent = play.through()
    assert (sent.state, sent.outcome) == (InquiryState.SENT, "suitable")
    happened = [row.what for row in sent.events.all()]
    assert happened == [
        What.COMMISSION_RECEIVED,
        What.MATERIALS_RECEIVED,
        What.TOLD,
        What.INQUIRY_STARTED,
        What.INQUIRY_DISCUSSED,
        What.OPINION_SENT,
    ]
    assert play.matter.paper.number == "（2026）冷矫调字第 1 号"
    assert owed(sent).keys() == {"inquiry.copy_opinion"}
    assert owed(play.copy()) == {}


def test_the_opinion_tells_the_organ_what_was_found_and_nobodys_name(play):
    play.through()
    printed = read(play.matter.paper)
    assert "评估意见为：适宜社区矫正" in printed and inquiring.FINDINGS in printed
    assert "李某" not in printed and "张大姐" not in printed
    assert "《中华人民共和国社区矫正法实施办法》第" not in printed


def test_a_commission_has_a_dossier_of_its_own_and_no_case(play):
    inquiry = play.receive()
    assert (inquiry.dossier.kind, inquiry.dossier.title) == ("inquiry", "郭志强")
    assert not inquiry.person.cases.exists()


@pytest.mark.parametrize(
    ("procedure", "due"), [("ordinary", date(2026, 12, 7)), ("fast_track", date(2026, 11, 30))]
)
def test_the_time_runs_from_commission_and_materials(play, procedure, due):
    inquiry = play.receive(procedure=procedure, materials_on=None)
    assert (inquiry.due, "inquiry.give_opinion" in owed(inquiry)) == (None, False)
    inquiry = play.materials()
    assert inquiry.due == due == owed(inquiry)["inquiry.give_opinion"]


def test_the_organ_may_agree_to_a_later_day_before_the_time_is_over(started):
    due = started.inquiry.due
    with pytest.raises(BadFacts) as refused:
        started.lengthen(due)
    assert (refused.value.field, refused.value.ground) == ("agreed_until", "measures-2020:14.2")
    assert started.lengthen(due + 7 * DAY).due == due + 7 * DAY


def test_what_is_late_is_not_made_timely_afterwards(started):
    due = started.inquiry.due
    started.to_day(due + DAY)
    with pytest.raises(TooLate) as refused:
        started.lengthen(due + 7 * DAY)
    assert refused.value.ground == "house:inquiry.lengthen_in_time"
    late = queries.inquiries(started.actor("squad_officer"), Wanted("late"), on=due + DAY)
    assert [one.pk for one in late] == [started.inquiry.pk]


def test_a_late_opinion_is_sent_all_the_same_with_a_word_why(play):
    play.receive()
    play.start()
    play.to_day(play.inquiry.due + DAY)
    play.ask_everybody()
    play.assess()
    play.check()
    play.discuss()
    with pytest.raises(Missing):
        play.act("grant", "brigade_leader", inquiring.Note())
    play.grant()
    assert play.send().state == InquiryState.SENT


def test_a_prison_commissions_no_inquiry_for_a_suspension(play):
    with pytest.raises(BadFacts) as refused:
        play.receive(commissioner="prison", organ_name="永州监狱")
    assert (refused.value.field, refused.value.ground) == ("kind", "measures-2020:8")


def test_the_same_letter_begins_one_inquiry(play):
    play.receive()
    with pytest.raises(AlreadyDone):
        play.receive()
    assert Inquiry.objects.count() == 1


def test_what_cannot_be_looked_into_goes_back_with_the_reasons(play):
    play.receive()
    with pytest.raises(BadFacts) as refused:
        play.start(checked=GONE)
    assert refused.value.ground == "measures-2020:14.2"
    back = play.send_back()
    assert (back.state, owed(back).keys()) == (
        InquiryState.RETURNED,
        {"inquiry.tell_procuratorate"},
    )
    letter = back.events.get(what=What.COMMISSION_RETURNED).paper
    assert "居住地不真实" in read(letter) and "查无此人" in read(letter)
    with pytest.raises(AlreadyDone):
        play.start()


def test_a_commission_that_holds_is_not_sent_back(play):
    play.receive()
    with pytest.raises(BadFacts):
        play.send_back(checked=HOLDS)


def test_what_is_not_known_of_a_commission_is_named_before_it_goes_on(play):
    play.receive()
    for step in (play.send_back, play.start):
        with pytest.raises(BadFacts) as refused:
            step(checked=AcceptanceFacts(name_true=True))
        assert (refused.value.field, refused.value.ground) == ("home_true", "measures-2020:14.2")
        assert refused.value.remedy


def test_no_later_day_is_agreed_to_before_the_time_runs(play):
    play.receive(materials_on=None)
    with pytest.raises(TooEarly) as refused:
        play.lengthen(play.at.date() + 20 * DAY)
    assert "材料" in str(refused.value.why)


def test_one_alone_does_not_look_into_it(play):
    play.receive()
    with pytest.raises(BadFacts) as refused:
        play.start(people=("squad_officer",))
    assert (refused.value.field, refused.value.ground) == ("people", "local:two-investigators")


def test_one_alone_does_not_ask(started):
    with pytest.raises(BadFacts) as refused:
        started.ask_somebody(together_with=())
    assert refused.value.field == "together_with"


def test_only_who_was_named_writes_a_statement(started):
    with pytest.raises(NotYours) as refused:
        started.ask_somebody(by="second_squad_officer")
    assert refused.value.ground == "house:inquiry" and "宋立新" in str(refused.value.remedy)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"topics": ()}, "topics"),
        ({"signed": False}, "unsigned_because"),
        ({"name": ""}, "name"),
    ],
)
def test_a_statement_is_whole(started, changes, field):
    with pytest.raises(BadFacts) as refused:
        started.ask_somebody(**changes)
    assert refused.value.field == field


def test_a_statement_does_not_end_in_the_future(started):
    with pytest.raises(BadFacts) as refused:
        started.ask_somebody(ended_at=started.at + DAY)
    assert refused.value.field == "ended_at"


def test_a_statement_sent_twice_for_want_of_a_network_is_one(started):
    first = started.ask_somebody(once="written-on-the-way")
    assert started.ask_somebody(once="written-on-the-way") == first
    assert Statement.objects.count() == 1


def test_who_said_what_is_sealed_and_each_reading_is_recorded(started):
    kept = started.ask_somebody()
    assert str(kept.name) == "•••" and "督促" not in str(kept.words)
    before = Entry.objects.count()
    shown = actions.reveal_statement(
        statement=kept,
        field="words",
        reason="核对笔录",
        by=started.actor("squad_leader"),
        at=started.at,
    )
    assert "督促" in shown and Entry.objects.count() == before + 1


def test_a_victims_words_are_read_by_who_looks_into_it_and_who_leads(started):
    kept = started.ask_somebody(asked_as="victim", name="李某", topics=("victim",))

    def reveal(name):
        return actions.reveal_statement(
            statement=kept,
            field="words",
            reason="核对笔录",
            by=started.actor(name),
            at=started.at,
        )

    assert reveal("township_officer") == reveal("brigade_leader")
    with pytest.raises(NotYours) as refused:
        reveal("second_squad_officer")
    assert refused.value.ground == "measures-2020:14.3"


def test_the_record_of_what_a_victim_said_is_kept_apart_in_the_file(started):
    victims = started.ask_somebody(asked_as="victim", name="李某", topics=("victim",)).paper
    familys = started.ask_somebody(name="李某某").paper
    other, looks = started.actor("second_squad_officer"), started.actor("township_officer")
    assert files.kept_apart(other, victims.dossier) == {victims.pk}
    assert files.kept_apart(looks, victims.dossier) == set()
    assert files.paper_for(looks, victims.key) == victims
    assert files.paper_for(other, familys.key) == familys
    with pytest.raises(NotYours):
        files.paper_for(other, victims.key)


def test_nobody_outside_the_office_finds_the_inquiry(started):
    for name in ("far_officer", "committee_member", "next_brigade_leader"):
        with pytest.raises(NotYours):
            queries.inquiry_for(started.actor(name), started.inquiry.number)


def test_what_nobody_was_asked_about_is_named_or_explained(started):
    started.ask_somebody(topics=("home", "ties"))
    with pytest.raises(BadFacts, match="被害人的意见|victim") as refused:
        started.assess()
    assert refused.value.ground == "measures-2020:14.1"
    started.assess(lacking_because="被害人已迁居外省，联系不上。")
    assert started.matter.stage == "asked"


def test_an_opinion_is_not_decided_before_it_was_discussed(started):
    started.ask_somebody(topics=ALL_TOPICS)
    started.assess()
    started.check()
    with pytest.raises(Missing) as refused:
        started.grant()
    assert refused.value.ground == house_rules.DISCUSSED_RULE
    started.discuss()
    assert started.inquiry.state == InquiryState.DISCUSSED
    assert started.grant().paper.number


def test_where_the_office_asks_for_no_discussion_none_is_needed(started, monkeypatch):
    monkeypatch.setattr(house_rules, "DISCUSSED", ())
    started.ask_somebody(topics=ALL_TOPICS)
    started.assess()
    started.check()
    assert started.grant().paper.number


def test_who_proposed_the_opinion_does_not_check_it(started):
    started.ask_somebody(topics=ALL_TOPICS)
    started.assess()
    with pytest.raises(NotYours):
        started.check("squad_officer")


def test_there_is_one_opinion_at_a_time(started):
    started.ask_somebody(topics=ALL_TOPICS)
    started.assess()
    with pytest.raises(AlreadyDone):
        started.assess()


def test_the_copy_follows_the_opinion(started):
    with pytest.raises(TooEarly):
        started.copy()


def test_after_the_judgment_the_inquiry_joins_the_case_of_the_same_person(play, cast):
    inquiry = play.through()
    case = received(cast, person=inquiring.GUO)
    by = play.actor("squad_officer")
    assert case.person == inquiry.person
    assert queries.joinable(by, case) == (inquiry,)
    joined = play.join(case, "not")
    assert (joined.case, joined.followed) == (case, "not")
    assert queries.of_case(case) == (joined,) and queries.joinable(by, case) == ()


def test_an_inquiry_joins_nobody_elses_case(play, cast):
    play.through()
    with pytest.raises(NotYours):
        play.join(received(cast, person=OLD))


def test_what_is_owed_is_the_laws_own_list(started):
    on = started.at.date()
    law_says = {duty.name: duty.due for duty in facts.owed(started.now(), on)}
    assert owed(started.inquiry) == law_says
    assert law_says.keys() == {"inquiry.give_opinion", "inquiry.tell_procuratorate"}


def test_what_is_owed_goes_along_when_the_dossier_is_handed_on(started, cast):
    office = cast.unit("second_office")
    move_dossier(
        dossier=started.inquiry.dossier,
        unit=office,
        because="迁居。",
        by=started.actor("brigade_leader"),
        at=started.later(),
    )
    found = Duty.objects.filter(source="inquiries", of=started.inquiry.number)
    assert {one.unit_path for one in found} == {office.path}
