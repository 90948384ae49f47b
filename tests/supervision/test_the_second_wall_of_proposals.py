"""PostgreSQL keeps volumes, sealed records and proofs apart, and lets everybody do his part."""

import pytest

import moving
from behind import confined
from conducting import NO_REPORT, SEVERAL, ready
from guihang.decisions.vocabulary import DiscussionKind
from guihang.dossiers import actions as dossiers
from guihang.ledger.chains import SYSTEM
from guihang.supervision.conduct import actions
from guihang.supervision.models import Submission, SubmissionItem
from guihang.supervision.transfer import actions as transfers
from submitting import put_together

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
POLICE = "冷水滩区公安分局"


def test_a_volume_is_put_together_printed_and_sent_from_behind_the_wall(cast, postgres_only):
    play = ready(cast)
    stated = {"offence": "supervision", "severity": "rather_serious",
              "committed": NO_REPORT.day.isoformat()}  # fmt: skip
    play.judgment()
    play.open("penalty_request", stated, to=POLICE)
    play.deliberate(DiscussionKind.COLLECTIVE, SEVERAL)
    play.check()
    play.grant("brigade_leader")
    officer = cast.actor("township_officer")
    with confined(officer):
        put_together(play)
        whole = actions.take_volume(proceeding=play.proceeding, by=officer, at=play.later())
        assert whole.startswith(b"%PDF")
        play.serve(to=POLICE)
        play.confirm()
    with confined(cast.actor("far_officer")):
        assert (Submission.objects.count(), SubmissionItem.objects.count()) == (0, 0)
    dossiers.close_dossier(
        dossier=play.case.dossier, ground="measures-2020:18", by=SYSTEM, at=play.later()
    )
    head = cast.actor("brigade_leader")
    with confined(head):
        read = actions.open_penalty(
            proceeding=play.proceeding, reason="检察机关调卷", by=head, at=play.later()
        )
    assert read.startswith(b"%PDF")


def test_the_new_county_reads_a_proof_from_behind_the_wall(cast, postgres_only):
    play = moving.play(cast)
    play.asked_the_other()
    found, by = play.transfer, cast.actor("next_brigade_leader")
    with confined(by):
        read = transfers.read_proof(
            found=found, key=play.proof, reason="核实用工合同", by=by, at=play.later()
        )
    assert read.content.startswith(b"%PDF")
