"""What is to be sent is decided with the entry, and sent once, after it was committed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.transaction import atomic
from lamps import AT, LampLit, Somebody

from guihang.ledger import actions, queries
from guihang.ledger.models import OutboxMessage
from guihang.ledger.outbox import Message

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def sent(chain):
    """Two notices and one letter to a court, sent with one entry."""
    with atomic():
        return actions.record(
            LampLit("hall"),
            chain=chain,
            by=Somebody(),
            at=AT,
            send=[
                Message("notice:account:17", "lit", {"room": "门厅"}),
                Message("notice:account:18", "lit", {"room": "hall"}),
                Message("court:431103", "lit", {}),
            ],
        )


def test_a_message_is_handed_over_once_with_what_it_says(sent):
    letters = []
    assert actions.deliver("notice:", into=letters.append, at=AT) == 2
    assert actions.deliver("notice:", into=letters.append, at=AT) == 0
    first = letters[0]
    assert (first.to, first.kind, first.body) == ("notice:account:17", "lit", {"room": "门厅"})
    assert (first.entry, first.chain, first.made_at) == (sent.pk, sent.chain, AT)
    assert queries.undelivered() == 1 and queries.undelivered("notice:") == 0


def test_a_message_cannot_be_read_in_the_database(sent):
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM ledger_outboxmessage")
        assert all("门厅".encode() not in bytes(body) for (body,) in cursor.fetchall())


def test_a_message_that_cannot_be_delivered_stays_and_is_tried_later(sent):
    def stumble(letter):
        raise ConnectionError("the plain text of the letter")

    assert actions.deliver("court:", into=stumble, at=AT) == 0
    message = OutboxMessage.objects.get(to__startswith="court:")
    assert (message.tries, message.last_error, message.delivered_at) == (1, "ConnectionError", None)
    assert actions.deliver("court:", into=print, at=AT + timedelta(seconds=1)) == 0
    later = AT + timedelta(days=1)
    assert actions.deliver("court:", into=lambda letter: None, at=later) == 1


def test_tries_lie_further_and_further_apart_but_no_more_than_some_hours(sent):
    def stumble(letter):
        raise ConnectionError

    at, waits = AT, []
    for _count in range(15):
        actions.deliver("court:", into=stumble, at=at)
        due = OutboxMessage.objects.get(to__startswith="court:").try_after
        waits.append(due - at)
        at = due
    assert waits == sorted(waits) and waits[0] < waits[5] < timedelta(hours=7) > waits[-1]


def test_what_a_failed_delivery_wrote_is_undone_with_it(sent):
    def write_then_stumble(letter):
        OutboxMessage.objects.filter(pk=letter.id).update(kind="written")
        raise ConnectionError

    actions.deliver("court:", into=write_then_stumble, at=AT)
    assert OutboxMessage.objects.get(to__startswith="court:").kind == "lit"


def test_no_more_are_taken_at_once_than_asked(sent):
    assert actions.deliver("", into=lambda letter: None, at=AT, limit=2) == 2
