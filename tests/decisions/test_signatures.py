from dataclasses import replace
from datetime import timedelta

import pytest

from guihang.agencies.signing_in import Proof
from guihang.decisions import actions, queries
from guihang.decisions.actions import Note
from guihang.decisions.models import Matter, MatterStep, Opinion, Signature
from guihang.dossiers.models import Paper
from guihang.law.refusals import Missing


@pytest.fixture
def granted(play):
    return queries.matter(play.up_to("grant").number)


def seals(matter):
    return [seal.holds for seal in queries.verified(queries.matter(matter.number))]


def test_a_check_and_a_decision_are_signed(granted):
    assert [(s.signature.step.act, s.holds) for s in queries.verified(granted)] == [
        ("check", True),
        ("grant", True),
    ]


def test_a_signature_says_who_signed_from_which_post_and_how_he_showed_it(granted, cast):
    signature = queries.verified(granted)[1].signature
    assert signature.signer == cast.account("brigade_leader")
    assert signature.post == cast.post("brigade_leader")
    assert signature.identified == "password"
    assert signature.paper_digest == granted.paper.digest


@pytest.mark.parametrize("field", ["powers", "until", "conditions"])
def test_a_changed_request_breaks_every_signature(granted, field):
    granted.fields[field] = ["inquiry"] if field == "powers" else "2027-12-31"
    Matter.objects.filter(pk=granted.pk).update(fields=granted.fields)
    assert seals(granted) == [False, False]


def test_a_changed_span_breaks_every_signature(granted):
    Matter.objects.filter(pk=granted.pk).update(ends=granted.ends + timedelta(days=1))
    assert seals(granted) == [False, False]


def test_a_changed_paper_breaks_the_signature_that_covers_it(granted):
    Paper.objects.filter(pk=granted.paper_id).update(digest="0" * 64)
    assert seals(granted) == [True, False]


def test_a_changed_opinion_breaks_the_signature_beside_it(granted):
    Opinion.objects.update(words="另一种意见")
    assert seals(granted) == [False, True]


def test_a_step_signed_over_to_somebody_else_is_noticed(granted, cast):
    MatterStep.objects.filter(matter=granted, act="grant").update(by=cast.account("deputy_leader"))
    assert seals(granted) == [True, False]


def older(press, minutes):
    at = press.proof.at - timedelta(minutes=minutes)
    return replace(press, proof=Proof(press.proof.account_id, "password", at))


def of_somebody_else(press):
    return replace(press, proof=Proof(press.proof.account_id + 1, "password", press.proof.at))


@pytest.mark.parametrize(
    "change",
    [
        lambda press: replace(press, proof=None),
        lambda press: older(press, 6),
        lambda press: older(press, -1),
        of_somebody_else,
    ],
    ids=["none", "too old", "from the future", "somebody else's"],
)
def test_nothing_is_signed_without_the_signers_own_fresh_proof(play, change):
    play.ask()
    play.later()
    with pytest.raises(Missing) as refused:
        actions.check(
            matter=play.matter,
            note=Note(opinion="已核对。"),
            by=play.actor("squad_officer"),
            at=play.at,
            press=change(play.press("squad_officer")),
        )
    assert refused.value.ground == "house:signing"
    assert not Signature.objects.exists()
    assert play.stage() == "asked"
