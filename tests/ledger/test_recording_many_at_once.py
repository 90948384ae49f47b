"""Many things recorded together leave the same ledger as one by one."""

import pytest
from django.db import connection
from django.db.transaction import atomic
from lamps import AT, LampLit, Somebody

from guihang.ledger import actions, chains, hearing, queries, vault
from guihang.ledger.actions import Happened
from guihang.ledger.models import ChainHead, Entry
from guihang.ledger.verify import verify

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROOMS = ("hall", "kitchen", "cellar")
HOUSES = tuple(chains.Chain(f"dossier:many-{number}", "43/4311/431103/") for number in range(7))


def lit(*chains_of_lamps):
    return [Happened(LampLit(room), chain, AT) for room in ROOMS for chain in chains_of_lamps]


def record_many(happened):
    with atomic():
        return actions.record_many(happened, by=Somebody())


def rooms(chain):
    return [told.values["room"] for told in queries.history(chain.key)]


def test_each_chain_grows_in_the_order_given_and_the_ledger_verifies():
    assert record_many(lit(*HOUSES)) == len(HOUSES) * len(ROOMS)
    assert [rooms(chain) for chain in HOUSES] == [list(ROOMS)] * len(HOUSES)
    assert [entry.seq for entry in Entry.objects.filter(chain=HOUSES[0].key)] == [1, 2, 3]
    assert verify(connection, vault.keyring()).whole


def test_chains_that_have_entries_already_go_on(chain):
    with atomic():
        actions.record(LampLit("attic"), chain=chain, by=Somebody(), at=AT)
    record_many(lit(HOUSES[0], chain))
    with atomic():
        actions.record(LampLit("garden"), chain=chain, by=Somebody(), at=AT)
    assert rooms(chain) == ["attic", *ROOMS, "garden"]
    assert verify(connection, vault.keyring()).whole


def test_the_house_knows_every_chain_that_was_opened_and_takes_entries_itself():
    record_many(lit(chains.HOUSE, *HOUSES))
    opened = [told.values["chain"] for told in queries.history("house", named=["ChainOpened"])]
    assert {chain.key for chain in HOUSES} <= set(opened)
    assert len(queries.history("house", named=["LampLit"])) == len(ROOMS)
    assert verify(connection, vault.keyring()).whole


def test_the_entries_of_one_chain_alone_come_one_after_the_other(chain):
    record_many(lit(chain))
    head = ChainHead.objects.get(pk=chain.key)
    assert (head.seq, rooms(chain)) == (3, list(ROOMS))


def test_nothing_to_record_is_nothing_done():
    before = Entry.objects.count()
    assert record_many([]) == 0
    assert Entry.objects.count() == before


def test_everything_recorded_is_heard(chain):
    heard = []
    before = hearing.bind({LampLit: [lambda event, **place: heard.append(event.room)]})
    try:
        record_many(lit(chain))
    finally:
        hearing.bind(before)
    assert heard == list(ROOMS)


def test_a_listener_may_hear_all_of_it_in_one_call(chain):
    one, many = [], []
    before = hearing.bind(
        {LampLit: [hearing.Together(lambda *told, **place: one.append(told), many.append)]}
    )
    try:
        record_many(lit(chain))
        assert (one, [[told.event.room for told in call] for call in many]) == ([], [list(ROOMS)])
        with atomic():
            actions.record(LampLit("attic"), chain=chain, by=Somebody(), at=AT)
    finally:
        hearing.bind(before)
    assert (one, len(many)) == ([(LampLit("attic"),)], 1)


def test_what_fails_leaves_no_entry_and_no_chain():
    with pytest.raises(ZeroDivisionError), atomic():
        actions.record_many(lit(*HOUSES), by=Somebody())
        raise ZeroDivisionError
    assert not ChainHead.objects.filter(pk__startswith="dossier:many-").exists()
    assert verify(connection, vault.keyring()).whole


def test_it_belongs_inside_the_transaction_of_the_act(chain):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        actions.record_many(lit(chain), by=Somebody())
