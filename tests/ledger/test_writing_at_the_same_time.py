"""Many writers at once: no number twice, no number left out, nothing acknowledged lost."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import OperationalError, connection
from django.db.transaction import atomic
from lamps import AT, LampLit, Somebody

from guihang.ledger import actions, chains, faults, vault
from guihang.ledger.models import ChainHead, Entry
from guihang.ledger.verify import verify

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

WRITERS, ACTS = 8, 25


def in_parallel(act):
    """Let eight writers act, each over its own connection; return what each acknowledged."""

    def write(writer):
        try:
            return [count for count in range(ACTS) if act(writer, count)]
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(write, range(WRITERS)))


def light(chain, room):
    actions.record(LampLit(room), chain=chain, by=Somebody(), at=AT)


def numbers(chain):
    return list(Entry.objects.filter(chain=chain.key).order_by("seq").values_list("seq", flat=True))


def whole():
    return verify(connection, vault.keyring()).whole


def test_eight_writers_on_one_chain_leave_no_gap_and_lose_nothing():
    chain = chains.Chain("dossier:one", "43/")

    def act(writer, count):
        with atomic():
            light(chain, f"{writer}/{count}")
        return True

    in_parallel(act)
    assert numbers(chain) == list(range(1, WRITERS * ACTS + 1))
    assert whole()


def test_eight_writers_on_chains_of_their_own_leave_no_gap_and_lose_nothing():
    def act(writer, count):
        with atomic():
            light(chains.Chain(f"dossier:{writer}", "43/"), str(count))
        return True

    in_parallel(act)
    for writer in range(WRITERS):
        assert numbers(chains.Chain(f"dossier:{writer}", "43/")) == list(range(1, ACTS + 1))
    assert whole()


def test_eight_writers_that_open_the_same_new_chains_open_each_once():
    def act(writer, count):
        with atomic():
            light(chains.Chain(f"dossier:new-{count}", "43/"), str(writer))
        return True

    in_parallel(act)
    assert ChainHead.objects.filter(pk__startswith="dossier:new-").count() == ACTS
    assert Entry.objects.filter(event="ChainOpened").count() == ACTS + _opened_before()
    assert whole()


def _opened_before():
    return ChainHead.objects.exclude(pk__in=["house", "anchors"]).count() - ACTS


def test_acts_that_fail_in_between_leave_nothing_and_hold_nobody_up():
    chain = chains.Chain("dossier:one", "43/")

    def act(writer, count):
        try:
            with atomic():
                light(chain, f"{writer}/{count}")
                if count % 3 == 0:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            return False
        return True

    acknowledged = sum(map(len, in_parallel(act)))
    assert numbers(chain) == list(range(1, acknowledged + 1))
    assert whole()


def test_anchors_taken_while_others_write_hold():
    def act(writer, count):
        with atomic():
            light(chains.Chain(f"dossier:{writer}", "43/"), str(count))
        return writer or actions.anchor(at=AT)

    taken, *_written = in_parallel(act)
    finding = verify(connection, vault.keyring())
    assert finding.whole and finding.anchors == len(taken) > 0


def test_verifying_while_others_write_sees_one_moment():
    def act(writer, count):
        if writer == 0:
            return whole()
        with atomic():
            light(chains.Chain("dossier:one", "43/"), f"{writer}/{count}")
        return True

    verified, *_written = in_parallel(act)
    assert len(verified) == ACTS


def test_two_acts_that_wait_for_each_other_end_in_plain_words_and_a_whole_ledger():
    ways = (chains.Chain("dossier:a", "43/"), chains.Chain("dossier:b", "43/"))
    for chain in ways:
        with atomic():
            light(chain, "before")
    both_hold_one, refused = Barrier(2), []

    def act(writer):
        first, second = ways if writer else reversed(ways)
        try:
            with atomic():
                light(first, str(writer))
                # SQLite lets only one of them get this far: it does not wait for the other.
                with suppress(BrokenBarrierError):
                    both_hold_one.wait(timeout=1)
                light(second, str(writer))
        except OperationalError as error:
            refused.append(faults.of(error))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(act, range(2)))
    assert numbers(ways[0]) == numbers(ways[1]) == list(range(1, 4 - len(refused)))
    assert all(isinstance(refusal, faults.Busy) for refusal in refused)
    assert whole()


def test_acts_that_say_beforehand_which_chains_they_write_to_never_wait_for_each_other():
    ways = (chains.Chain("dossier:a", "43/"), chains.Chain("dossier:b", "43/"))

    def act(writer, count):
        with atomic():
            actions.hold(*ways, by=Somebody(), at=AT)
            for chain in ways if writer % 2 else reversed(ways):
                light(chain, f"{writer}/{count}")
        return True

    assert sum(map(len, in_parallel(act))) == WRITERS * ACTS
    assert numbers(ways[0]) == numbers(ways[1]) == list(range(1, WRITERS * ACTS + 1))
    assert whole()
