"""Who may see which entries, found by what is asked, page by page, with the payload sealed."""

from datetime import date, timedelta

import pytest
from django.db.transaction import atomic
from lamps import AT, LampLit, Somebody

from guihang.law.refusals import Missing, NotYours
from guihang.ledger import actions, chains, queries
from guihang.ledger.queries import Search

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HERE, BESIDE = "99/9911/991103/", "99/9911/991121/"


@pytest.fixture
def written():
    """Five entries here, over three days and by two hands; three in the county beside."""
    here, beside = chains.Chain("dossier:h", f"{HERE}991103001/"), chains.Chain("dossier:b", BESIDE)
    with atomic():
        for count in range(5):
            actions.record(
                LampLit(f"room {count}"),
                chain=here,
                by=Somebody(f"account:{count % 2}"),
                at=AT + timedelta(days=count // 2),
            )
        for count in range(3):
            actions.record(LampLit(f"shed {count}"), chain=beside, by=Somebody(), at=AT)
    return here, beside


def seqs(found):
    return [entry.seq for entry in found]


def test_entries_are_seen_within_ones_reach_only(written):
    here, _beside = written
    assert {entry.chain for entry in queries.entries([HERE])} == {here.key}
    assert queries.entries([HERE, BESIDE]).count() == 8
    assert queries.entries(["99/"]).count() == 8


@pytest.mark.parametrize("reach", [(), ("",), ("98/",)], ids=str)
def test_what_lies_outside_does_not_exist(written, reach):
    assert not queries.entries(reach).exists()


def test_the_houses_own_entries_are_seen_only_when_asked_for(written):
    assert not queries.entries([HERE]).filter(chain="house").exists()
    assert queries.entries([HERE], house=True).filter(chain="house").exists()


def test_an_entry_beyond_ones_reach_is_the_same_as_none(written):
    beside = queries.entries([BESIDE]).first()
    words = []
    for number in (beside.pk, 10**9):
        with pytest.raises(NotYours) as refused:
            queries.entry_for([HERE], number)
        words.append((str(refused.value), refused.value.ground, str(refused.value.remedy)))
    assert words[0] == words[1]
    assert queries.entry_for([BESIDE], beside.pk) == beside


def test_entries_are_found_by_event_hand_chain_and_day(written):
    here, _beside = written
    found = queries.entries([HERE], Search(event="LampLit", by=("account:1",), chain=here.key))
    assert seqs(found) == [4, 2]
    assert seqs(queries.entries([HERE], Search(event="LampSold"))) == []
    days = Search(since=date(2026, 11, 24), until=date(2026, 11, 24))
    assert seqs(queries.entries([HERE], days)) == [4, 3]


def test_a_day_begins_at_midnight_of_the_office():
    late = chains.Chain("dossier:late", HERE)
    with atomic():
        # 15:59 UTC is 23:59 in Beijing; a minute later it is the next day there.
        for minutes in (0, 1):
            at = AT.replace(hour=15, minute=59, second=0) + timedelta(minutes=minutes)
            actions.record(LampLit("hall"), chain=late, by=Somebody(), at=at)
    of_day = queries.entries([HERE], Search(until=date(2026, 11, 23), chain=late.key))
    assert seqs(of_day) == [1]


def test_pages_follow_one_another_without_gap_or_repeat(written):
    found = queries.entries([HERE])
    first = queries.page(found, size=2)
    second = queries.page(found, before=first.older, size=2)
    third = queries.page(found, before=second.older, size=2)
    assert [seqs(page.entries) for page in (first, second, third)] == [[5, 4], [3, 2], [1]]
    assert third.older is None


def test_a_page_takes_one_query_and_brings_no_payload(written, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = queries.page(queries.entries([HERE]), size=3)
        shown = [(entry.by, entry.event, entry.at, bytes(entry.hash)) for entry in page.entries]
    assert len(shown) == 3
    assert "payload" not in page.entries[0].__dict__


def test_an_opened_entry_shows_what_it_holds_and_leaves_who_opened_it(written):
    here, _beside = written
    entry = queries.entries([HERE]).first()
    opened = actions.open_entry(entry, reason="案件评查抽查", by=Somebody("account:9"), at=AT)
    assert opened == {"room": "room 4", "watts": 40}
    last = queries.history(here.key)[-1]
    assert (last.event, last.by) == ("EntryOpened", "account:9")
    assert last.values == {"entry": entry.pk, "reason": "案件评查抽查"}


def test_an_entry_is_not_opened_without_a_reason(written):
    entry = queries.entries([HERE]).first()
    with pytest.raises(Missing):
        actions.open_entry(entry, reason=" ", by=Somebody(), at=AT)


def test_what_is_taken_away_is_recorded_and_holds_no_payload(written):
    place = chains.Chain("unit:991103", HERE)
    search = Search(event="LampLit", by=("account:0",))
    found = queries.entries([HERE], search)
    rows = list(actions.export(found, search, chain=place, by=Somebody(), at=AT))
    assert [row[3] for row in rows] == ["LampLit"] * 3
    assert not any("room" in str(row) for row in rows)
    (taken,) = queries.history(place.key)
    assert taken.values == {"search": "event=LampLit by=account:0", "count": 3}


def test_an_export_of_everything_does_not_hold_itself(written):
    found = queries.entries([HERE])
    place = chains.Chain("unit:991103", HERE)
    rows = list(actions.export(found, Search(), chain=place, by=Somebody(), at=AT))
    assert "LedgerExported" not in {row[3] for row in rows} and len(rows) == 5


def test_a_history_is_read_in_two_queries_however_long(written, django_assert_num_queries):
    here, _beside = written
    with django_assert_num_queries(2):
        assert len(queries.history(here.key)) == 5


def test_a_chain_nobody_wrote_to_has_an_empty_history():
    assert queries.history("dossier:none") == ()


def test_an_event_has_a_title_for_people_and_an_unknown_one_its_name():
    assert str(queries.title("SensitiveRead")) not in ("", "SensitiveRead")
    assert queries.title("LampLit") == "LampLit" and queries.title("Gone") == "Gone"
