"""Anybody who holds a paper can check it, and learns nothing about anybody."""

import dataclasses

import pytest
from entrusting import FIELDS

from cast import NOW
from guihang.dossiers import actions, queries, sealing
from guihang.dossiers.models import Paper
from guihang.ledger.actions import destroy_key
from guihang.ledger.chains import SYSTEM


def test_the_check_tells_number_day_issuer_and_hash(issued):
    found = queries.public_verification(issued.token)
    assert (found.number, found.day, found.issuer) == (
        "（2026）冷矫委字第 1 号",
        issued.issued_on,
        "冷水滩区社区矫正执法大队",
    )
    assert (found.digest, found.standing) == (issued.digest, "issued")


def test_the_check_tells_nothing_about_a_person_or_the_content(issued):
    told = str(dataclasses.asdict(queries.public_verification(issued.token)))
    for entry in ("骉翾婞", "梅湾司法所", FIELDS["powers"][0], str(issued.dossier.key)):
        assert entry not in told


def test_a_withdrawn_paper_says_so(issued, leader):
    actions.withdraw_paper(paper=issued, reason="另行委托", by=leader, at=NOW)
    assert queries.public_verification(issued.token).standing == "withdrawn"


def test_a_paper_changed_behind_the_systems_back_says_so(issued):
    content = sealing.unseal(issued)
    forged = sealing.Content(content.entries | {"until": "2029-11-30"}, content.salt)
    Paper.objects.filter(pk=issued.pk).update(sealed_fields=sealing.seal(issued, forged))
    assert queries.public_verification(issued.token).standing == "altered"


def test_after_the_content_was_destroyed_the_check_still_tells_that_it_was_issued(issued):
    destroy_key(issued.dossier.chain, by=SYSTEM, at=NOW, ground="pipl-2021:47")
    assert queries.public_verification(issued.token).standing == "issued"


@pytest.mark.parametrize("token", ["", "AAAAAAAAAAAAAAAA", "' OR 1=1", "号" * 16, "\x00"])
def test_an_unknown_code_finds_nothing(issued, token):
    assert queries.public_verification(token) is None


def test_a_code_typed_in_small_letters_is_the_same_code(issued):
    assert queries.public_verification(issued.token.lower()).number == issued.number


def test_codes_are_long_and_never_the_same(issued, dossier, leader):
    draft = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS, by=leader, at=NOW
    )
    other = actions.issue_paper(paper=draft, by=leader, at=NOW)
    assert other.token != issued.token
    assert len(issued.token) == 16 and issued.number not in issued.token
