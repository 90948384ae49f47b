"""A proposal goes with a volume: what it must hold, how it is bound, when it may be sent."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from conducting import NO_REPORT, REFUSAL, SEVERAL, TODAY, ready
from guihang.decisions.vocabulary import DiscussionKind
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.law.rules.submissions import Part
from guihang.ledger.models import Entry as LedgerEntry
from guihang.supervision.conduct import actions, submission
from guihang.supervision.conduct.actions import Entry, Volume
from guihang.supervision.models import Submission, SubmissionItem
from submitting import put_together, suggested

pytestmark = pytest.mark.django_db
COURT = "冷水滩区人民法院"
SERIOUS = {"breach": "refusal", "severity": "serious"}


def decided(cast, *, with_judgment=True):
    """A proposal to revoke that was decided and not yet sent."""
    warned = [Event(What.WARNED, TODAY - timedelta(days=n)) for n in (12, 10)]
    play = ready(cast, NO_REPORT, *warned, REFUSAL)
    play.proof = play.attach("拒绝报告的证明.pdf")
    if with_judgment:
        play.judgment()
    play.open("revocation_proposal", SERIOUS, to=COURT, files=(play.proof,))
    play.deliberate(DiscussionKind.COLLECTIVE, SEVERAL)
    play.check()
    play.grant("brigade_leader")
    return play


def take(play, by="township_officer"):
    return actions.take_volume(proceeding=play.proceeding, by=play.actor(by), at=play.later())


def held(play):
    return submission.submission_of(play.proceeding)


def lacking(play):
    return [one.zh for one in submission.lacks(play.proceeding, held(play), on=play.at.date())]


def test_a_proposal_is_not_sent_before_its_volume_was_put_together(cast):
    play = decided(cast)
    with pytest.raises(Missing) as refused:
        play.serve(to=COURT)
    for part in ("建议书", "证据材料", "裁判文书", "审核（审批）表", "拒绝报告的证明.pdf"):
        assert part in refused.value.why.zh
    assert play.happened(What.REVOCATION_PROPOSED) == ()
    assert play.matter.stage == "granted"


def test_the_volume_is_sent_with_a_letter_that_counts_it(cast):
    play = decided(cast)
    made = put_together(play)
    assert lacking(play) == []
    play.serve(to=COURT)
    letter = held(play).letter
    assert letter.form == "submission_letter" and letter.number
    assert letter.signers == [play.actor("township_officer").key]
    assert len(play.happened(What.REVOCATION_PROPOSED)) == 1
    assert made.pages == held(play).items.last().last


def test_parts_lie_in_order_and_their_pages_are_numbered_through(cast):
    play = decided(cast)
    items = list(put_together(play).items.all())
    places = [one.value for one in Part]
    assert [places.index(one.part) for one in items] == sorted(
        places.index(one.part) for one in items
    )
    assert items[0].paper == play.matter.paper
    assert [one.first for one in items[1:]] == [one.last + 1 for one in items[:-1]]


def test_each_part_that_is_left_out_is_named(cast):
    play = decided(cast)
    named = {
        Part.JUDGMENT: "裁判文书",
        Part.REVIEW: "审核（审批）表",
        Part.PROPOSAL: "建议书",
        "events": "案件记录摘录",
        f"file-{play.proof}": "拒绝报告的证明.pdf",
    }
    for without, says in named.items():
        put_together(play, without=(without,))
        assert len(lacking(play)) == 1 and says in lacking(play)[0]
    with pytest.raises(Missing):
        play.serve(to=COURT)


def test_the_judgment_is_asked_for_by_a_local_rule_and_named_where_it_is_not_there(cast):
    play = decided(cast, with_judgment=False)
    put_together(play)
    assert "裁判文书" in lacking(play)[0]
    asked = submission.wanted(play.proceeding, None, on=play.at.date()).outcome
    assert asked.by_local_rule == (Part.JUDGMENT, Part.REVIEW)


def test_what_was_set_aside_meanwhile_must_go_before_it_is_sent(cast):
    from guihang.dossiers import actions as dossiers
    from guihang.dossiers.models import Attachment
    from guihang.ledger.chains import SYSTEM

    play = decided(cast)
    put_together(play)
    file = Attachment.objects.get(name="刑事判决书.pdf")
    dossiers.set_aside_attachment(
        attachment=file, reason="扫描有误，重新扫描", by=SYSTEM, at=play.at
    )
    assert lacking(play) == ["刑事判决书.pdf（已剔除）"]


def test_an_event_that_was_struck_meanwhile_is_named(cast):
    from guihang.cases.actions import correct
    from guihang.ledger.chains import SYSTEM

    play = decided(cast)
    put_together(play)
    row = play.proceeding.proofs.filter(event__isnull=False).first().event
    correct(row=row, event=None, because="登记有误", by=SYSTEM, at=play.later())
    assert lacking(play) == ["所依据的案件记录已更正或撤销"]


def test_of_each_proof_it_is_said_what_it_proves(cast):
    play = decided(cast)
    with pytest.raises(BadFacts) as refused:
        put_together(play, proves="是")
    assert refused.value.field.startswith("proves-")
    assert not Submission.objects.exists()


def test_only_what_lies_in_the_dossier_is_put_in_and_as_a_known_part(cast):
    play = decided(cast)
    for entries in ([], [Entry("paper-nothing", "proposal")], [Entry("events", "gossip")]):
        with pytest.raises(BadFacts):
            actions.put_together(
                proceeding=play.proceeding,
                volume=Volume(entries),
                by=play.actor("township_officer"),
                at=play.later(),
            )


def test_it_can_be_put_together_anew_until_it_was_sent(cast):
    play = decided(cast)
    put_together(play, without=(Part.JUDGMENT,))
    put_together(play)
    assert Submission.objects.count() == 1
    play.serve(to=COURT)
    with pytest.raises(AlreadyDone):
        put_together(play)


def test_nothing_goes_with_what_is_not_decided_or_decided_here(cast):
    play = ready(cast)
    play.open()
    with pytest.raises(TooEarly):
        put_together(play)
    play.withdraw("township_officer")
    with pytest.raises(TooEarly):
        take(play)


def test_the_printed_volume_begins_with_catalogue_and_evidence_and_is_numbered(cast):
    play = decided(cast)
    made = put_together(play)
    pages = PdfReader(io.BytesIO(take(play))).pages
    text = ["".join(page.extract_text().split()) for page in pages]
    assert len(pages) == made.pages + 2
    assert "提请案卷目录" in text[0] and play.matter.paper.number.replace(" ", "") in text[0]
    assert "证据清单" in text[1] and "证明其未按规定报告" in text[1]
    assert text[-1].endswith("1") or str(made.pages) in text[-1]


def test_printing_and_what_was_read_for_it_is_on_the_ledger(cast):
    play = decided(cast)
    put_together(play)
    before = LedgerEntry.objects.count()
    take(play)
    told = list(LedgerEntry.objects.order_by("pk").values_list("event", flat=True))[before:]
    assert told[-1] == "SubmissionTaken"
    assert "AttachmentRead" in told and "PaperRead" in told and "SensitiveUse" in told


def test_a_neighbour_neither_puts_together_nor_prints(cast):
    play = decided(cast)
    put_together(play)
    with pytest.raises(NotYours):
        take(play, by="next_officer")
    with pytest.raises(NotYours):
        actions.put_together(
            proceeding=play.proceeding,
            volume=suggested(play),
            by=play.actor("next_officer"),
            at=play.later(),
        )


def test_a_taken_back_proposal_takes_its_letter_back(cast):
    play = decided(cast)
    put_together(play)
    play.serve(to=COURT)
    play.confirm()
    play.take_back("brigade_leader")
    assert held(play).letter.stage == "withdrawn"


def test_the_table_takes_no_thing_twice_and_no_pages_backwards(cast):
    play = decided(cast)
    made = put_together(play)
    first = made.items.first()
    wrong = [
        {"paper": first.paper},
        {
            "paper": first.paper,
            "attachment": made.items.exclude(attachment=None).first().attachment,
        },
        {"first": 3, "last": 2},
        {"part": "gossip"},
        {},
    ]
    for changes in wrong:
        values = {"submission": made, "order": 99, "part": "review", "first": 1, "last": 1}
        with pytest.raises(IntegrityError), transaction.atomic():
            SubmissionItem.objects.create(**{**values, **changes})
