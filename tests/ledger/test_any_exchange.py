"""Property: whatever columns of whatever two entries are exchanged, it is found and named."""

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic, set_rollback
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lab import COLUMNS

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

CONTENT = [name for name in COLUMNS if name not in ("id", "chain", "seq")]


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    places=st.lists(st.integers(0, 11), min_size=2, max_size=2, unique=True),
    names=st.lists(st.sampled_from(CONTENT), min_size=1, unique=True),
)
def test_any_exchange_of_content_is_named_with_both_entries(lab, places, names):
    one, other = sorted((lab.hall + lab.yard)[place] for place in places)
    before = lab.columns(one, *names), lab.columns(other, *names)
    assume(before[0] != before[1])
    with atomic():
        lab.exchange(one, other, *names)
        found = lab.finding().first_break
        set_rollback(True)
    assert (found.kind, found.entry) == ("swapped", one)
    assert str(other) in found.says


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(gone=st.sets(st.integers(0, 11), min_size=1, max_size=4))
def test_any_entries_deleted_are_named_by_the_first_of_them_in_its_chain(lab, gone):
    numbers = sorted((lab.hall + lab.yard)[place] for place in gone)
    first_of = {
        number: (chain, place + 1)
        for chain, ids in (("dossier:hall", lab.hall), ("dossier:yard", lab.yard))
        for place, number in enumerate(ids)
    }
    try:
        with atomic():
            lab.delete(*numbers)
            found = lab.finding().first_break
            set_rollback(True)
    except IntegrityError:
        assume(False)
    assert found.kind == "deleted"
    assert (found.chain, found.seq) in [first_of[number] for number in numbers]
