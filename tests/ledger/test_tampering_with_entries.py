"""Whoever goes around the triggers is found, and what he did is named with its place."""

import pytest
from django.db import connection
from lab import HALL, YARD

from guihang.ledger.chains import Chain
from guihang.ledger.verify.stored import Rows

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

IN_THE_MIDDLE, LAST = 2, 5

OTHER_WORDS = {
    "by": "account:18",
    "unit_path": "43/4311/431104/",
    "event": "LampLid",
    "payload": b"something else entirely",
    "digest": b"\x01" * 32,
    "previous": b"\x02" * 32,
    "hash": b"\x03" * 32,
    "at": "2026-11-23 02:30:15.123457",
    "seq": 900,
    "chain": "dossier:loft",
}


def test_a_ledger_nobody_touched_is_whole(lab):
    finding = lab.finding()
    assert finding.whole and finding.marks_checked and finding.first_break is None


def test_without_keys_the_chains_are_checked_and_the_marks_are_not(lab):
    finding = lab.finding(keys=False)
    assert finding.whole and not finding.marks_checked


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
@pytest.mark.parametrize("place", [0, IN_THE_MIDDLE, LAST], ids=["first", "middle", "last"])
@pytest.mark.parametrize("column", OTHER_WORDS)
def test_an_entry_changed_in_any_column_is_named(lab, column, place, keys):
    number = lab.hall[place]
    words = OTHER_WORDS[column]
    if column == "at" and connection.vendor == "postgresql":
        words += "+00"
    lab.set(number, **{column: words})
    found = lab.finding(keys=keys).first_break
    assert (found.kind, found.table, found.entry) == ("changed", "ledger_entry", number)


@pytest.mark.parametrize("place", [IN_THE_MIDDLE, LAST], ids=["middle", "last"])
def test_an_entry_given_another_id_is_named(lab, place):
    lab.set(lab.hall[place], id=10**6)
    assert lab.first() == ("changed", HALL.key, place + 1, 10**6)


def test_an_entry_given_to_another_existing_chain_is_named(lab):
    lab.set(lab.hall[IN_THE_MIDDLE], chain=YARD.key, seq=7)
    assert lab.first() == ("changed", YARD.key, 7, lab.hall[IN_THE_MIDDLE])


def test_an_entry_changed_with_its_own_hash_made_anew_is_named(lab):
    row = lab.hall[IN_THE_MIDDLE]
    lab.set(row, by="account:99")
    forged = Rows(connection).entry(row)
    lab.set(row, hash=forged.line.hash(forged.digest, forged.previous))
    for keys in (True, False):
        assert lab.first(keys=keys) == ("changed", HALL.key, IN_THE_MIDDLE + 1, row)


def test_an_entry_changed_with_the_whole_chain_made_anew_is_named_with_the_keys(lab):
    lab.set(lab.hall[IN_THE_MIDDLE], by="account:99")
    lab.rehash(HALL)
    assert lab.first() == ("changed", HALL.key, IN_THE_MIDDLE + 1, lab.hall[IN_THE_MIDDLE])


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
@pytest.mark.parametrize("place", [0, IN_THE_MIDDLE, LAST], ids=["first", "middle", "last"])
def test_a_deleted_entry_is_named(lab, place, keys):
    lab.delete(lab.hall[place])
    kind, chain, seq, _entry = lab.first(keys=keys)
    assert (kind, chain, seq) == ("deleted", HALL.key, place + 1)


def test_a_deleted_entry_is_named_by_its_id_where_only_one_can_be_meant(lab):
    lab.delete(lab.hall[IN_THE_MIDDLE])
    assert lab.first()[3] == lab.hall[IN_THE_MIDDLE]


def test_a_deletion_hidden_by_renumbering_is_named(lab):
    lab.delete(lab.hall[IN_THE_MIDDLE])
    lab.renumber(HALL, IN_THE_MIDDLE + 2, -1)
    for keys in (True, False):
        assert lab.first(keys=keys)[:3] == ("deleted", HALL.key, IN_THE_MIDDLE + 1)


def test_a_deletion_hidden_by_making_the_chain_anew_is_named_with_the_keys(lab):
    lab.delete(lab.hall[IN_THE_MIDDLE])
    lab.renumber(HALL, IN_THE_MIDDLE + 2, -1)
    lab.rehash(HALL)
    assert lab.first()[:3] == ("deleted", HALL.key, IN_THE_MIDDLE + 1)


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
def test_a_chain_emptied_of_its_entries_is_named(lab, keys):
    lab.delete(*lab.hall)
    assert lab.first(keys=keys)[:3] == ("deleted", HALL.key, 1)


def test_a_chain_deleted_with_its_head_is_missed_by_name_with_the_keys(lab):
    lab.delete(*lab.hall)
    lab.do("DELETE FROM ledger_chainhead WHERE chain = %s", HALL.key)
    assert lab.first()[:3] == ("deleted", HALL.key, 1)


def test_a_chain_deleted_with_its_head_is_missed_without_the_keys(lab):
    lab.delete(*lab.hall)
    lab.do("DELETE FROM ledger_chainhead WHERE chain = %s", HALL.key)
    assert lab.first(keys=False)[0] == "deleted"


EXCHANGES = {
    "payloads": ("payload",),
    "payloads and digests": ("payload", "digest"),
    "what was said": ("at", "by", "unit_path", "event", "payload", "digest"),
    "actors": ("by",),
    "hashes": ("hash",),
    "everything but place": (
        "at", "by", "unit_path", "event", "payload", "digest", "previous", "hash",
    ),
    "numbers": ("seq",),
}  # fmt: skip


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
@pytest.mark.parametrize("what", EXCHANGES)
@pytest.mark.parametrize("places", [(1, 4), (2, 3), (0, 5)], ids=str)
def test_two_exchanged_entries_of_a_chain_are_named(lab, what, places, keys):
    first, second = (lab.hall[place] for place in places)
    lab.exchange(first, second, *EXCHANGES[what])
    kind, chain, _seq, entry = lab.first(keys=keys)
    assert (kind, chain, entry) == ("swapped", HALL.key, first)


def test_two_exchanged_ids_are_named(lab):
    first, second = lab.hall[1], lab.hall[4]
    lab.exchange_ids(first, second)
    assert lab.first()[0] == "swapped" and lab.first()[3] == first


def test_two_entries_exchanged_between_chains_are_named(lab):
    lab.exchange(lab.hall[1], lab.yard[3], "chain", "seq")
    assert lab.first()[0] == "swapped" and lab.first()[3] == lab.hall[1]


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
def test_an_entry_put_at_the_end_with_a_correct_hash_is_named(lab, keys):
    last = bytes(lab.columns(lab.hall[LAST], "hash")["hash"])
    number = lab.put_in(HALL, LAST + 2, previous=last)
    assert lab.first(keys=keys) == ("inserted", HALL.key, LAST + 2, number)


def test_an_entry_put_at_the_end_with_its_head_is_named_with_the_keys(lab):
    last = bytes(lab.columns(lab.hall[LAST], "hash")["hash"])
    number = lab.put_in(HALL, LAST + 2, previous=last)
    lab.rehash(HALL)
    assert lab.first() == ("inserted", HALL.key, LAST + 2, number)


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
@pytest.mark.parametrize("place", [0, IN_THE_MIDDLE, LAST], ids=["first", "middle", "before last"])
def test_an_entry_put_in_with_the_others_renumbered_is_named(lab, place, keys):
    before = bytes(lab.columns(lab.hall[place], "previous")["previous"])
    lab.renumber(HALL, place + 1, +1)
    number = lab.put_in(HALL, place + 1, previous=before)
    assert lab.first(keys=keys) == ("inserted", HALL.key, place + 1, number)


def test_an_entry_put_in_with_any_hash_at_all_is_named(lab):
    lab.renumber(HALL, IN_THE_MIDDLE + 1, +1)
    number = lab.put_in(HALL, IN_THE_MIDDLE + 1, previous=b"\x07" * 32)
    lab.set(number, hash=b"\x08" * 32)
    assert lab.first() == ("inserted", HALL.key, IN_THE_MIDDLE + 1, number)


def test_an_entry_put_in_with_the_whole_chain_made_anew_is_named_with_the_keys(lab):
    lab.renumber(HALL, IN_THE_MIDDLE + 1, +1)
    number = lab.put_in(HALL, IN_THE_MIDDLE + 1, previous=b"\x07" * 32)
    lab.rehash(HALL)
    assert lab.first() == ("inserted", HALL.key, IN_THE_MIDDLE + 1, number)


def test_a_copy_of_the_last_entry_put_after_it_is_named(lab):
    number = lab.copy(lab.hall[LAST], seq=LAST + 2)
    for keys in (True, False):
        assert lab.first(keys=keys) == ("inserted", HALL.key, LAST + 2, number)


def test_a_copy_of_an_earlier_entry_put_at_the_end_is_named(lab):
    number = lab.copy(lab.hall[1], seq=LAST + 2)
    assert lab.first() == ("inserted", HALL.key, LAST + 2, number)


def test_a_copy_of_an_entry_put_in_with_the_others_renumbered_is_named(lab):
    lab.renumber(HALL, IN_THE_MIDDLE + 2, +1)
    number = lab.copy(lab.hall[IN_THE_MIDDLE], seq=IN_THE_MIDDLE + 2)
    assert lab.first() == ("inserted", HALL.key, IN_THE_MIDDLE + 2, number)


def test_a_copy_of_an_entry_put_into_a_chain_of_its_own_is_named(lab):
    number = lab.copy(lab.hall[1], seq=1, chain="dossier:loft")
    assert lab.first() == ("inserted", "dossier:loft", 1, number)


@pytest.mark.parametrize("keys", [True, False], ids=["with keys", "without keys"])
def test_an_entry_put_in_with_all_ids_after_it_pushed_on_is_named(lab, keys):
    before = bytes(lab.columns(lab.hall[IN_THE_MIDDLE], "previous")["previous"])
    place = lab.hall[IN_THE_MIDDLE]
    lab.renumber(HALL, IN_THE_MIDDLE + 1, +1)
    lab.do("UPDATE ledger_entry SET id = -id WHERE id >= %s", place)
    lab.do("UPDATE ledger_entry SET id = 1 - id WHERE id < 0")
    lab.put_in(HALL, IN_THE_MIDDLE + 1, previous=before, number=place)
    assert lab.first(keys=keys) == ("inserted", HALL.key, IN_THE_MIDDLE + 1, place)


def test_a_whole_chain_put_in_is_named(lab):
    number = lab.put_in(Chain("dossier:loft", "43/"), 1, previous=bytes(32))
    assert lab.first() == ("inserted", "dossier:loft", 1, number)


def test_of_several_breaks_the_first_by_place_is_named(lab):
    lab.set(lab.yard[4], by="account:99")
    lab.set(lab.hall[3], by="account:99")
    lab.delete(lab.hall[5])
    assert lab.first() == ("changed", HALL.key, 4, lab.hall[3])
