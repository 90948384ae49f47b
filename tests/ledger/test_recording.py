"""One thing that happens is one entry, at the end of its chain, in the transaction of the act."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.db import DatabaseError, connection
from django.db.transaction import atomic
from lamps import AT, LampLit, Somebody

from guihang.ledger import actions, chains, events, hearing, queries
from guihang.ledger.events import Event
from guihang.ledger.models import ChainHead, Entry, OutboxMessage
from guihang.ledger.outbox import Message

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@dataclass(frozen=True, slots=True)
class LampSold(Event):
    """Somebody sold a lamp."""

    on: date
    at: datetime
    parts: tuple[str, ...]
    price: int | None
    broken: bool


@dataclass(frozen=True, slots=True)
class LampWeighed(Event):
    """Somebody put a lamp on the scales."""

    grams: float


def record(event, chain, **also):
    with atomic():
        return actions.record(event, chain=chain, by=Somebody(), at=AT, **also)


def test_entries_of_a_chain_are_numbered_from_one_and_point_to_the_one_before(chain):
    first, second = record(LampLit("hall"), chain), record(LampLit("kitchen"), chain)
    assert (first.seq, second.seq) == (1, 2)
    assert bytes(second.previous) == bytes(first.hash)
    head = ChainHead.objects.get(pk=chain.key)
    assert (head.seq, bytes(head.hash)) == (2, bytes(second.hash))


def test_an_entry_says_who_when_where_and_what(chain):
    number = record(LampLit("hall"), chain).pk
    entry = Entry.objects.get(pk=number)
    assert (entry.by, entry.at, entry.unit_path) == ("account:17", AT, chain.unit_path)
    assert (entry.chain, entry.event) == (chain.key, "LampLit")


def test_what_was_recorded_is_read_back_as_it_was(chain):
    sold = LampSold(date(2026, 11, 23), AT, ("shade", "foot"), None, True)
    record(sold, chain)
    (told,) = queries.history(chain.key)
    assert told.values == {
        "on": sold.on,
        "at": sold.at,
        "parts": sold.parts,
        "price": None,
        "broken": True,
    }


def test_what_was_recorded_cannot_be_read_in_the_database(chain):
    entry = record(LampLit("the room behind the stairs"), chain)
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM ledger_entry WHERE id = %s", [entry.pk])
        assert b"stairs" not in bytes(cursor.fetchone()[0])


def test_a_value_that_is_not_plain_is_refused_by_the_name_of_its_place(chain):
    with pytest.raises(TypeError, match=r"LampWeighed\.grams .* float"):
        record(LampWeighed(1.5), chain)
    assert not Entry.objects.filter(chain=chain.key).exists()


def test_two_events_cannot_share_a_name():
    with pytest.raises(TypeError, match="two events are named LampLit"):

        class LampLit(Event):
            """Another one."""


def test_what_is_not_an_event_is_refused(chain):
    with pytest.raises(TypeError, match="not an event"):
        record("a lamp was lit", chain)


def test_an_act_outside_a_transaction_cannot_be_recorded(chain):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)


def test_a_time_without_a_zone_is_refused(chain):
    with pytest.raises(ValueError, match="zone"), atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=datetime(2026, 11, 23, 9))


def test_an_act_that_fails_leaves_no_entry_no_message_and_the_chain_as_it_was(chain):
    record(LampLit("hall"), chain)
    before = ChainHead.objects.values().get(pk=chain.key)
    with pytest.raises(ZeroDivisionError), atomic():
        actions.record(
            LampLit("kitchen"),
            chain=chain,
            by=Somebody(),
            at=AT,
            send=[Message("notice:account:1", "lit", {})],
        )
        raise ZeroDivisionError
    assert Entry.objects.filter(chain=chain.key).count() == 1
    assert ChainHead.objects.values().get(pk=chain.key) == before
    assert not OutboxMessage.objects.exists()


def test_an_act_within_an_act_is_recorded_after_it_and_undone_alone(chain):
    with atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)
        with pytest.raises(ZeroDivisionError), atomic():
            actions.record(LampLit("cellar"), chain=chain, by=Somebody(), at=AT)
            raise ZeroDivisionError
        with atomic():
            actions.record(LampLit("kitchen"), chain=chain, by=Somebody(), at=AT)
    rooms = [told.values["room"] for told in queries.history(chain.key)]
    assert rooms == ["hall", "kitchen"]


def test_a_chain_that_is_opened_is_known_to_the_house(chain):
    record(LampLit("hall"), chain)
    opened = [told.values["chain"] for told in queries.history("house", named=["ChainOpened"])]
    assert opened.count(chain.key) == 1


def test_every_chain_has_a_key_of_its_own(chain):
    other = chains.Chain("dossier:2", chain.unit_path)
    record(LampLit("hall"), chain), record(LampLit("hall"), other)
    first, second = ChainHead.objects.filter(pk__in=[chain.key, other.key])
    assert first.wrapped != second.wrapped


def test_listeners_hear_of_an_event_in_its_transaction(chain):
    heard = []
    before = hearing.bind({LampLit: [lambda event, **place: heard.append((event, place))]})
    try:
        record(LampLit("hall"), chain)
        record(events.KeysRotated("9"), chain)
    finally:
        hearing.bind(before)
    somebody = Somebody()
    assert heard == [(LampLit("hall"), {"chain": chain, "by": somebody, "at": AT})]


def test_what_a_listener_cannot_do_undoes_the_act(chain):
    def stumble(event, **place):
        raise ZeroDivisionError

    before = hearing.bind({LampLit: [stumble]})
    try:
        with pytest.raises(ZeroDivisionError):
            record(LampLit("hall"), chain)
    finally:
        hearing.bind(before)
    assert not Entry.objects.filter(chain=chain.key).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET event = 'Other'",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_anchor SET count = 1",
        "DELETE FROM ledger_anchor",
        "DELETE FROM ledger_chainhead",
        "UPDATE ledger_chainhead SET seq = seq - 1",
        "UPDATE ledger_chainhead SET seq = seq + 2",
        "UPDATE ledger_chainhead SET hash = mark",
        "UPDATE ledger_chainhead SET chain = 'dossier:other'",
        "INSERT INTO ledger_entry SELECT id + 1000000, chain, seq + 5, at, by, unit_path, event,"
        " payload, digest, hash, hash FROM ledger_entry LIMIT 1",
        "INSERT INTO ledger_anchor SELECT seq + 2, at, upto, count, root, hash, mark"
        " FROM ledger_anchor",
        "INSERT INTO ledger_chainhead SELECT 'dossier:x', 7, hash, mark, wrapped, destroyed_at"
        " FROM ledger_chainhead WHERE chain = 'house'",
    ],
)
def test_the_database_itself_refuses_to_rewrite_history(chain, statement):
    record(LampLit("hall"), chain)
    actions.anchor(at=AT)
    refused = pytest.raises(DatabaseError, match="only ever added to")
    with refused, atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_sqlite_refuses_to_replace_a_row_and_postgresql_to_empty_a_table(chain):
    record(LampLit("hall"), chain)
    statement = "TRUNCATE ledger_entry CASCADE"
    if connection.vendor == "sqlite":
        statement = (
            "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry ORDER BY id LIMIT 1"
        )
    refused = pytest.raises(DatabaseError, match="only ever added to")
    with refused, atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA recursive_triggers=OFF")
        cursor.execute(statement)


def test_an_entry_takes_the_same_few_queries_however_long_the_chain(
    chain, django_assert_num_queries
):
    record(LampLit("hall"), chain)
    with django_assert_num_queries(6):  # two of them begin and end the transaction
        record(LampLit("kitchen"), chain)
    for _count in range(5):
        record(LampLit("cellar"), chain)
    with django_assert_num_queries(6):
        record(LampLit("attic"), chain)
