from datetime import date

import pytest

import lives
from guihang.cases import actions
from guihang.law.events import Event, What
from guihang.ledger.models import Entry


@pytest.fixture
def tang(cast):
    return lives.received(cast)


def test_a_case_shows_who_where_the_term_stands_and_what_is_next_with_why(tang, desk):
    found = desk("squad_officer").open(f"/cases/{tang.number}/")
    assert found.status == 200
    for words in ("唐建平", "2026-10-23", "2028-10-22", "送达法律文书回执", "为什么"):
        assert words in found.words
    heading = found.page.partition('<div class="top">')[2].partition("</div>")[0]
    assert "盗窃" not in heading


def test_what_is_sealed_stays_masked_until_a_reason_is_given(tang, desk):
    sat = desk("squad_officer").open(f"/cases/{tang.number}/")
    assert "431103198804120019" not in sat.page
    assert lives.HOME not in sat.page
    told = sat.send(f"/cases/{tang.number}/show/identity_number/", reason="visit")
    assert "431103198804120019" in told.page
    assert Entry.objects.filter(event="SensitiveRead", chain=tang.chain.key).count() == 1


@pytest.mark.parametrize("field", ["password", "note-1", "note-x", "member-99", "-", "state"])
def test_nothing_is_shown_under_a_name_that_hides_nothing(tang, desk, field):
    told = desk("squad_officer").send(f"/cases/{tang.number}/show/{field}/", reason="visit")
    assert told.status in (404, 422)


def test_a_duty_leads_to_the_screen_that_discharges_it(tang, desk):
    found = desk("squad_officer").open(f"/cases/{tang.number}/")
    assert f'href="/cases/{tang.number}/receipt/"' in found.page
    assert f'href="/cases/{tang.number}/register/"' in found.page


def test_a_corrected_entry_stays_struck_with_who_and_why(tang, cast, desk):
    visit = actions.note(
        case=tang,
        event=Event(What.CONTACTED, date(2026, 11, 2)),
        by=cast.actor("squad_officer"),
        at=lives.at(2026, 11, 3),
    )
    sat = desk("squad_leader")
    assert "补记" in sat.open(f"/cases/{tang.number}/").words or "11-03" in sat.words
    sent = sat.send(
        f"/cases/{tang.number}/events/{visit.seq}/", how="struck", because="记错了人", day=""
    )
    assert sent.status == 302
    page = sat.open(f"/cases/{tang.number}/")
    assert "<del>" in page.page
    assert "记错了人" in page.words


def test_an_officer_does_not_correct_what_a_leader_must(tang, desk):
    row = tang.events.first()
    sat = desk("squad_officer")
    assert f"/events/{row.seq}/" not in sat.open(f"/cases/{tang.number}/").page
    assert 'aria-disabled="true"' in sat.open(f"/cases/{tang.number}/events/{row.seq}/").page
    sent = sat.send(f"/cases/{tang.number}/events/{row.seq}/", how="struck", because="记错了")
    assert sent.status in (403, 404)
    assert not tang.events.filter(corrects=row).exists()


def test_a_timeline_is_narrowed_by_what_it_is_about(tang, desk):
    found = desk("squad_officer").open(f"/cases/{tang.number}/?show=conduct")
    assert found.answer.context["months"] == ()
    assert (
        desk("squad_officer").open(f"/cases/{tang.number}/?show=nonsense").answer.context["months"]
    )


def test_a_neighbours_case_does_not_exist(tang, desk):
    sat = desk("next_brigade_leader")
    for address in ("", "register/", "note/", "events/1/"):
        assert sat.open(f"/cases/{tang.number}/{address}").status == 404


def test_who_only_looks_sees_why_the_steps_are_not_his(tang, desk):
    found = desk("procurator").open(f"/cases/{tang.number}/register/")
    assert found.status == 200
    assert 'aria-disabled="true"' in found.page


def test_further_cases_and_records_of_the_same_name_are_pointed_at(tang, cast, desk):
    order = lives.another(lives.SUSPENDED, judgment_number="（2025）湘1103刑初3号")
    second = lives.received(cast, order=order)
    unknown = lives.another(lives.TANG, identity_number="")
    third = lives.received(
        cast,
        person=unknown,
        order=lives.another(lives.SUSPENDED, judgment_number="（2025）湘1103刑初4号"),
    )
    found = desk("squad_officer").open(f"/cases/{tang.number}/")
    assert f"/cases/{second.number}/" in found.page
    assert f"/cases/{third.number}/" in found.page
