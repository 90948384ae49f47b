"""The volume of a proposal: put together, taken as one PDF, sent with its letter (组卷、移送)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions.course import Act
from guihang.dossiers import actions as dossiers
from guihang.dossiers import binding
from guihang.dossiers import queries as files
from guihang.dossiers.binding import Scan
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.law.rules.submissions import Part
from guihang.law.texts import Text
from guihang.ledger.actions import record
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import check_may_work_on_submission
from guihang.supervision.conduct import house_rules, submission, submission_papers
from guihang.supervision.conduct.actions.holding import held
from guihang.supervision.conduct.plans import PLANS
from guihang.supervision.conduct.submission import Candidate
from guihang.supervision.events import SubmissionPutTogether, SubmissionTaken
from guihang.supervision.models import Proceeding, Submission, SubmissionItem
from guihang.supervision.writing import fitting

RULE = house_rules.SUBMISSION
REASON = "装订提请案卷"
LEAST_PROVES, LONGEST_PROVES = 4, 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry somebody puts into the volume: which, as which part, and what it proves."""

    key: str
    part: str
    proves: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """What somebody puts together, and whether the judgment orders a fine or damages."""

    entries: Sequence[Entry]
    property_ordered: bool | None = None


@atomic
def put_together(*, proceeding: Proceeding, volume: Volume, by: Actor, at: datetime) -> Submission:
    """Put the volume of a proposal together, in order and with page numbers (组卷)."""
    proceeding = held(proceeding)
    check_may_work_on_submission(by, proceeding.matter.unit_path)
    _demand_decided(proceeding)
    before = submission.submission_of(proceeding)
    if before is not None and before.letter is not None:
        raise AlreadyDone(
            why=_("The proposal was sent with its volume, by %(number)s.")
            % {"number": before.letter.number},
            ground=RULE,
            remedy=_("Send what comes later with a letter of its own."),
        )
    chosen = _chosen(proceeding, volume, by)
    if before is not None:
        before.items.all().delete()
        before.delete()
    made = Submission.objects.create(
        proceeding=proceeding,
        property_ordered=volume.property_ordered,
        pages=1,
        at=at,
        by_id=by.account_id,
    )
    made.pages = _put_in(made, proceeding, chosen, by)
    made.save(update_fields=["pages"])
    event = SubmissionPutTogether(
        matter=proceeding.matter.number, entries=len(chosen), pages=made.pages
    )
    record(event, chain=proceeding.matter.dossier.chain, by=by, at=at)
    return made


@atomic
def take_volume(*, proceeding: Proceeding, by: Actor, at: datetime) -> bytes:
    """Return the volume as one PDF to be printed; every reading for it is recorded (打印案卷)."""
    proceeding = held(proceeding)
    check_may_work_on_submission(by, proceeding.matter.unit_path)
    made = submission.submission_of(proceeding)
    if made is None:
        raise TooEarly(
            why=_("The volume was not put together yet."),
            ground=RULE,
            remedy=_("Put it together first."),
        )
    _demand_readable(proceeding, made, by)
    on = day_of(made.at)
    leaves = [_leaf(proceeding, one, on=on, by=by, at=at) for one in made.items.all()]
    if sum(map(binding.pages_of, leaves)) != made.pages:
        raise TooEarly(
            why=_("Something in the volume has changed; its pages are others now."),
            ground=RULE,
            remedy=_("Put it together anew."),
        )
    whole = binding.bound(submission_papers.front(proceeding, made, by=by, at=at), leaves)
    taken = SubmissionTaken(
        matter=proceeding.matter.number,
        pages=made.pages,
        digest=hashlib.sha256(whole).hexdigest(),
    )
    record(taken, chain=proceeding.matter.dossier.chain, by=by, at=at)
    return whole


def send_volume(proceeding: Proceeding, *, at: datetime) -> None:
    """Send the volume with the proposal, by a letter with a receipt; refuse what is not whole."""
    proceeding = held(proceeding)
    made = submission.submission_of(proceeding)
    if lacking := submission.lacks(proceeding, made, on=day_of(at)):
        named = Text("；".join(one.zh for one in lacking), "; ".join(one.en for one in lacking))
        raise Missing(
            why=Text(f"提请案卷尚缺：{named.zh}。", f"The volume still lacks: {named.en}."),
            ground=RULE,
            remedy=_("Put the volume together on the page of the proceeding, then send it."),
        )
    told = [step for step in proceeding.matter.steps.all() if step.act == Act.TELL][-1]
    fields = submission_papers.letter(proceeding, made, officer=told.by.name)
    draft = dossiers.draft_paper(
        dossier=proceeding.matter.dossier,
        form=house_rules.LETTER,
        fields=fitting(house_rules.LETTER, fields),
        by=SYSTEM,
        at=at,
    )
    made.letter = dossiers.issue_paper(paper=draft, by=SYSTEM, at=at, signers=(told.by.key,))
    made.save(update_fields=["letter"])


def _demand_decided(proceeding: Proceeding) -> None:
    if not PLANS[proceeding.matter.kind].is_proposal:
        raise TooEarly(
            why=_("The agency decides this itself; nothing is sent to somebody else."),
            ground="ccl-2019:28.1",
            remedy=_("Serve the decision."),
        )
    if proceeding.matter.paper is None:
        raise TooEarly(
            why=_("The proposal is not decided yet; there is nothing a volume could go with."),
            ground=RULE,
            remedy=_("Put the volume together once it was decided."),
        )


def _chosen(proceeding: Proceeding, volume: Volume, by: Actor) -> list[tuple[Candidate, Entry]]:
    """Return the entries in the order of the volume, or refuse what cannot be put in."""
    there = {one.key: one for one in submission.candidates(by, proceeding)}
    wanted = {entry.key: entry for entry in volume.entries if entry.part}
    if not wanted:
        raise _wrong("volume", _("Nothing was put into the volume."))
    for key, entry in wanted.items():
        if key not in there:
            raise _wrong(key, _("This does not lie in the dossier."))
        if entry.part not in {one.value for one in Part}:
            raise _wrong(key, _("There is no such part."))
        if entry.part == Part.EVIDENCE and not _is_said(entry.proves):
            raise _wrong(f"proves-{key}", _("It is not said what this proves."))
    places = [one.value for one in Part]
    pairs = [(there[key], entry) for key, entry in wanted.items()]
    return sorted(pairs, key=lambda one: (places.index(one[1].part), one[0].day, one[0].key))


def _is_said(proves: str) -> bool:
    return LEAST_PROVES <= len(proves.strip()) <= LONGEST_PROVES


def _wrong(field: str, why: object) -> BadFacts:
    remedy = _("Choose papers and files of the dossier; of each proof say what it proves.")
    return BadFacts(field, why=why, ground=RULE, remedy=remedy)


def _put_in(
    made: Submission,
    proceeding: Proceeding,
    chosen: list[tuple[Candidate, Entry]],
    by: Actor,
) -> int:
    """Add the entries with their pages, each opened and counted; return how many pages."""
    last = 0
    for order, (one, entry) in enumerate(chosen, 1):
        item = SubmissionItem(
            submission=made,
            order=order,
            part=entry.part,
            paper=one.paper,
            attachment=one.attachment,
            proves=entry.proves.strip() if entry.part == Part.EVIDENCE else "",
        )
        leaf = _leaf(proceeding, item, on=day_of(made.at), by=by, at=made.at)
        item.first, item.last = last + 1, last + binding.pages_of(leaf)
        item.save()
        last = item.last
    return last


def _leaf(proceeding: Proceeding, item: SubmissionItem, *, on, by: Actor, at: datetime) -> bytes:
    """Return an entry of the volume as PDF; the reading is recorded."""
    if item.paper is not None:
        return dossiers.render(paper=item.paper, by=by, at=at)
    if item.attachment is None:
        return submission_papers.extract(proceeding, on=on)
    pieces: Iterator[bytes] = dossiers.read_attachment(
        attachment=item.attachment, reason=REASON, by=by, at=at
    )
    file = item.attachment
    return binding.printable(Scan(file.name, file.media, b"".join(pieces)))


def _demand_readable(proceeding: Proceeding, made: Submission, by: Actor) -> None:
    hidden = files.kept_apart(by, proceeding.matter.dossier)
    if any(one.paper_id in hidden for one in made.items.all()):
        raise NotYours(
            why=_("Something in this volume is kept apart from you."),
            ground="house:jurisdiction",
            remedy=_("Ask who put it together to print it."),
        )
