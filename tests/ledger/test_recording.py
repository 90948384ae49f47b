"""One thing that happens is one entry, at the end of its chain."""

import pytest
from django.db.transaction import atomic
from lamps import LampLit

from guihang.ledger import actions
from guihang.ledger.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_entries_of_a_chain_are_numbered_from_one(chain, song, at):
    with atomic():
        for room in ("hall", "kitchen"):
            actions.record(LampLit(room), chain=chain, by=song, at=at)
    assert list(Entry.objects.filter(chain=chain.key).values_list("seq", flat=True)) == [1, 2]
