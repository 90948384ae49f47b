"""The ledger at the desk: the auditor finds who did what, and opens an entry for a reason."""

import csv
import io

import pytest
from django.db.transaction import atomic
from lamps import LampLit, Somebody

import cast as the_cast
from guihang.agencies.models import Account
from guihang.ledger import actions, chains, queries
from guihang.ledger.queries import Search

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def auditor(cast):
    return cast.client("auditor")


@pytest.fixture
def written(cast):
    """Sixty entries of one office's dossier, and one beyond the county."""
    here = chains.Chain("dossier:one", cast.unit("office").path)
    far = chains.Chain("dossier:far", cast.unit("next_office").path)
    with atomic():
        for count in range(60):
            actions.record(
                LampLit(f"room {count}"),
                chain=here,
                by=cast.actor("squad_officer"),
                at=the_cast.NOW,
            )
        actions.record(LampLit("far"), chain=far, by=Somebody(), at=the_cast.NOW)
    return here, far


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def newest(chain):
    return queries.entries([chain.unit_path], Search(chain=chain.key)).first()


def test_the_auditor_sees_who_did_what_where_and_when(cast, auditor, written):
    page = page_of(auditor, "/ledger/?chain=dossier:one")
    assert "LampLit" in page and "梅湾所" in page and cast.account("squad_officer").name in page
    assert "room 59" not in page


def test_what_lies_beyond_ones_reach_is_not_listed(auditor, written):
    _here, far = written
    assert "没有符合的留痕" in page_of(auditor, "/ledger/?chain=dossier:far")
    assert auditor.get(f"/ledger/{newest(far).pk}/").status_code == 404


@pytest.mark.parametrize(
    "name", ["squad_officer", "bureau_head", "administrator", "procurator", "person"]
)
def test_for_everybody_else_there_are_no_such_pages(cast, written, name):
    here, _far = written
    client = cast.client(name)
    for address in ("/ledger/", f"/ledger/{newest(here).pk}/"):
        assert client.get(address).status_code == 404
    assert client.post("/ledger/take-out/").status_code == 404
    assert client.post(f"/ledger/{newest(here).pk}/open/", {"reason": "visit"}).status_code == 404


def test_the_rail_leads_the_auditor_there_and_nobody_else(cast, auditor):
    assert 'href="/ledger/"' in page_of(auditor, "/ledger/")
    assert 'href="/ledger/"' not in page_of(cast.client("squad_leader"), "/")


def test_entries_are_found_by_name_event_and_day(cast, auditor, written):
    name = cast.account("squad_officer").name
    assert page_of(auditor, f"/ledger/?who={name}").count("<tr data-row>") == 50
    assert "没有符合的留痕" in page_of(auditor, "/ledger/?who=查无此人")
    assert "没有符合的留痕" in page_of(auditor, "/ledger/?event=LampLit&until=2020-01-01")
    found = page_of(auditor, "/ledger/?event=LampLit&since=2026-11-23&until=2026-11-23")
    assert found.count("<tr data-row>") == 50


def test_a_day_that_is_none_is_said_at_its_field_and_nothing_is_lost(auditor, written):
    page = page_of(auditor, "/ledger/?event=LampLit&since=31.11.2026")
    assert 'value="31.11.2026"' in page and 'aria-invalid="true"' in page


def test_older_entries_follow_on_the_next_page(auditor, written):
    first = page_of(auditor, "/ledger/?chain=dossier:one")
    assert "更早的留痕" in first
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = page_of(auditor, f"/ledger/{older}")
    assert second.count("<tr data-row>") == 10 and "最新的留痕" in second


def test_a_page_takes_the_same_queries_however_many_entries(
    auditor, written, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        page_of(auditor, "/ledger/?chain=dossier:one")
    with django_assert_max_num_queries(16):
        page_of(auditor, "/ledger/")


def test_an_entry_shows_its_place_in_the_chain_and_that_it_is_whole(auditor, written):
    here, _far = written
    entry = newest(here)
    page = page_of(auditor, f"/ledger/{entry.pk}/")
    assert bytes(entry.hash).hex() in page and bytes(entry.previous).hex() in page
    assert "与写入时一致" in page and "尚未锚定" in page
    actions.anchor(at=the_cast.NOW)
    assert "尚未锚定" not in page_of(auditor, f"/ledger/{entry.pk}/")


def test_an_entry_is_opened_for_a_reason_and_that_is_kept(cast, auditor, written):
    here, _far = written
    entry = newest(here)
    address = f"/ledger/{entry.pk}/open/"
    answer = auditor.post(address, {"reason": "other", "written": "案件评查抽查"})
    assert answer.status_code == 200 and "room 59" in answer.content.decode()
    last = queries.history(here.key)[-1]
    assert (last.event, last.by) == ("EntryOpened", cast.actor("auditor").key)
    assert last.values == {"entry": entry.pk, "reason": "案件评查抽查"}


def test_an_entry_is_not_opened_without_a_reason(auditor, written):
    here, _far = written
    answer = auditor.post(f"/ledger/{newest(here).pk}/open/", {"reason": "other", "written": "啊"})
    assert answer.status_code == 422
    assert newest(here).event == "LampLit"


def test_the_list_is_taken_out_without_content_and_that_is_kept(auditor, written):
    answer = auditor.post("/ledger/take-out/", {"chain": "dossier:one"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 61 and rows[1][3] == "LampLit"
    assert "room" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert queries.entries(["00/"], Search(event="LedgerExported")).count() == 1


def test_the_name_of_a_person_under_correction_is_not_shown_to_the_auditor(cast, auditor):
    person = cast.account("person")
    assert isinstance(person, Account)
    place = chains.account(person.pk, cast.unit("office").path)
    with atomic():
        actions.record(LampLit("hall"), chain=place, by=person, at=the_cast.NOW)
    page = page_of(auditor, f"/ledger/?chain={place.key}&event=LampLit")
    assert person.key in page and person.name not in page


def test_the_page_says_when_the_ledger_was_last_verified_and_what_was_found(auditor, lab):
    assert "尚未核验" in page_of(auditor, "/ledger/")
    actions.verify(at=the_cast.NOW)
    assert "完整" in page_of(auditor, "/ledger/")


def test_a_broken_ledger_is_said_on_the_page(auditor, lab):
    lab.set(lab.hall[2], by="account:99")
    actions.verify(at=the_cast.NOW)
    page = page_of(auditor, "/ledger/")
    assert "已被破坏" in page and str(lab.hall[2]) in page
