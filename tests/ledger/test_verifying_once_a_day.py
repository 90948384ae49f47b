"""The ledger is verified by itself once a day, and what was found is kept."""

from datetime import timedelta

import pytest
from lamps import AT

from guihang.ledger import actions, queries
from guihang.ledger.models import Verification

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_whole_ledger_is_kept_as_whole(lab):
    kept = actions.verify(at=AT)
    assert kept.whole and kept.kind == "" and kept.entries > 12
    assert queries.last_verification() == kept


def test_a_broken_ledger_is_kept_with_what_was_found_and_logged(lab, caplog):
    lab.set(lab.hall[2], by="account:99")
    kept = actions.verify(at=AT)
    assert (kept.whole, kept.kind) == (False, "changed")
    assert str(lab.hall[2]) in kept.says and str(lab.hall[2]) in caplog.text


def test_it_is_done_once_a_day_however_often_it_is_asked(lab):
    actions.verify(at=AT)
    assert actions.verify(at=AT + timedelta(hours=3)) is None
    assert actions.verify(at=AT + timedelta(days=1)) is not None
    assert Verification.objects.count() == 2
