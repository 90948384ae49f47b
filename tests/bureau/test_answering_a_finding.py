"""What a review finds is kept, given to somebody, answered and closed; mended, it goes away."""

from datetime import date

import pytest
from openpyxl import load_workbook

import lives
from guihang.bureau.models import CheckSwitch, Finding
from guihang.bureau.reviews import actions, queries
from guihang.bureau.reviews.queries import Wanted
from guihang.cases import actions as cases
from guihang.duties.queries import docket
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooLate
from guihang.ledger.chains import SYSTEM

pytestmark = pytest.mark.django_db
NOW = lives.at(2026, 11, 23, 8)
RECEIPT = "intake.receipt_late"


@pytest.fixture
def case(cast):
    """Somebody registered in October whose receipt was never sent back."""
    case = lives.received(cast)
    lives.registered(cast, case)
    return case


@pytest.fixture
def found(case):
    """The finding about the receipt, after a look at all files."""
    actions.look(by=SYSTEM, at=NOW)
    return Finding.objects.get(case=case, check_code=RECEIPT)


def mend(cast, case):
    event = Event(What.RECEIPT_RETURNED, date(2026, 10, 30))
    cases.note(case=case, event=event, by=cast.actor("squad_officer"), at=NOW)


def test_a_look_keeps_what_it_finds_and_a_second_look_finds_nothing_new(case):
    first = actions.look(by=SYSTEM, at=NOW)
    assert first.files == 1
    assert first.found == Finding.objects.count() > 0
    second = actions.look(by=SYSTEM, at=NOW)
    assert (second.found, second.gone) == (0, 0)


def test_what_was_mended_is_marked_as_gone_and_comes_back_if_it_returns(cast, case, found):
    mend(cast, case)
    assert actions.look(by=SYSTEM, at=NOW).gone == 1
    found.refresh_from_db()
    assert found.gone_at == NOW
    row = cases.note(
        case=case,
        event=Event(What.CONTACTED, date(2026, 11, 20)),
        by=cast.actor("squad_officer"),
        at=NOW,
    )
    assert row.pk
    assert actions.look(by=SYSTEM, at=NOW).gone == 0


def test_a_finding_is_given_to_somebody_on_whose_docket_it_then_stands(cast, found):
    to = cast.account("township_officer")
    actions.assign(
        finding=found,
        to=to.pk,
        due=date(2026, 11, 27),
        by=cast.actor("squad_leader"),
        at=NOW,
    )
    on = NOW.date()
    asked = docket(cast.actor("township_officer"), on=on)
    assert [item.due for item in asked if item.what == "review.answer"] == [date(2026, 11, 27)]
    actions.answer(
        finding=found, words="已于今日补寄回执。", by=cast.actor("township_officer"), at=NOW
    )
    left = docket(cast.actor("township_officer"), on=on)
    assert [item for item in left if item.what == "review.answer"] == []


def test_a_finding_is_given_with_a_day_that_has_not_passed(cast, found):
    with pytest.raises(BadFacts) as refused:
        actions.assign(
            finding=found,
            to=cast.account("squad_officer").pk,
            due=date(2026, 11, 20),
            by=cast.actor("squad_leader"),
            at=NOW,
        )
    assert refused.value.field == "due"


@pytest.mark.parametrize("who", ["squad_officer", "township_officer", "procurator"])
def test_only_who_leads_assigns_a_finding(cast, found, who):
    with pytest.raises(NotYours):
        actions.assign(
            finding=found,
            to=cast.account("squad_officer").pk,
            due=date(2026, 11, 30),
            by=cast.actor(who),
            at=NOW,
        )


def test_a_finding_that_still_stands_is_not_closed_as_mended(cast, case, found):
    leader = cast.actor("brigade_leader")
    with pytest.raises(BadFacts) as refused:
        actions.close(finding=found, outcome="mended", words="已经改正。", by=leader, at=NOW)
    assert refused.value.field == "outcome"
    mend(cast, case)
    looked = actions.look_again(finding=found, by=leader, at=NOW)
    assert looked.gone_at == NOW
    closed = actions.close(finding=found, outcome="mended", words="已经改正。", by=leader, at=NOW)
    assert closed.state == "closed"


def test_a_closed_finding_is_closed_once_and_may_be_opened_again(cast, found):
    leader = cast.actor("brigade_leader")
    explained = {"outcome": "explained", "words": "卷内已有说明。", "by": leader, "at": NOW}
    actions.close(finding=found, **explained)
    with pytest.raises(AlreadyDone):
        actions.close(finding=found, **explained)
    with pytest.raises(TooLate):
        actions.answer(finding=found, words="已经答复。", by=leader, at=NOW)
    again = actions.reopen(finding=found, words="说明不成立。", by=leader, at=NOW)
    assert (again.state, again.outcome) == ("open", "")
    states = list(again.steps.values_list("state", flat=True))
    assert states == ["closed", "open"]


def test_a_finding_elsewhere_looks_like_none(cast, found):
    with pytest.raises(NotYours):
        queries.finding_for(cast.actor("far_officer"), found.pk)
    assert list(queries.findings(cast.actor("next_brigade_leader"), Wanted())) == []


def test_a_local_check_can_be_switched_off_with_a_reason_and_one_of_the_law_cannot(cast, case):
    leader = cast.actor("brigade_leader")
    actions.switch(code="plan.unreviewed", off=True, because="本年度暂不适用", by=leader, at=NOW)
    on = queries.Switched().on_in(case.unit_path)
    assert "plan.unreviewed" not in {one.code for one in on}
    assert len(on) == len(queries.every_check()) - 1
    with pytest.raises(BadFacts):
        actions.switch(code=RECEIPT, off=True, because="不想看到它", by=leader, at=NOW)
    assert CheckSwitch.objects.count() == 1


def test_every_check_stands_on_an_article_or_on_a_named_local_rule():
    from guihang.law.articles import article

    assert len(queries.every_check()) >= 40
    for one in queries.every_check():
        assert one.is_local or article(one.ground)


def test_the_pages_show_what_was_found_and_take_an_answer(cast, found):
    leader = cast.client("brigade_leader")
    listed = leader.get("/reviews/")
    assert "法律文书回执逾期送回或者未送回" in listed.content.decode()
    page = leader.get(f"/reviews/{found.pk}/")
    assert page.status_code == 200
    refused = leader.post(f"/reviews/{found.pk}/answer/", {"words": "短"})
    assert refused.status_code == 422
    answered = leader.post(f"/reviews/{found.pk}/answer/", {"words": "今日补寄回执。"})
    assert answered.status_code == 302
    found.refresh_from_db()
    assert found.state == "answered"
    assert leader.get("/reviews/checks/").status_code == 200


def test_the_list_is_taken_out_for_a_purpose(cast, found, tmp_path):
    leader = cast.client("brigade_leader")
    assert leader.post("/reviews/export/", {"purpose": ""}).status_code == 422
    taken = leader.post("/reviews/export/", {"purpose": "季度评查会议"})
    file = tmp_path / "findings.xlsx"
    file.write_bytes(taken.content)
    told = [row for row in load_workbook(file).active.iter_rows(values_only=True)]
    assert any("法律文书回执逾期送回或者未送回" in map(str, row) for row in told)


def test_who_has_nothing_to_do_with_the_file_gets_no_page(cast, found):
    far = cast.client("far_officer")
    assert far.get(f"/reviews/{found.pk}/").status_code == 404
