"""The volume of a proposal (提请案卷): what is asked for, what the dossier holds, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guihang.cases.facts import law_of, standing
from guihang.cases.vocabulary import SideKind
from guihang.dossiers import queries as files
from guihang.dossiers.numbers import day_of
from guihang.dossiers.vocabulary import Stage
from guihang.law.rules.measures import Measure
from guihang.law.rules.submissions import Part, SubmissionFacts, submission
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, CannotSay
from guihang.supervision.conduct import house_rules
from guihang.supervision.models import Proceeding, Submission, SubmissionItem

EXTRACT = "events"
EXTRACT_SAYS = Text("案件记录摘录", "extract of the record of the case")
PAYABLE = frozenset({SideKind.FINE, SideKind.CONFISCATION})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something of the dossier that can go into the volume, and as which part it would."""

    key: str
    title: Text
    number: str
    day: date
    part: Part | None
    paper: object = None
    attachment: object = None
    is_named: bool = False


def submission_of(proceeding: Proceeding) -> Submission | None:
    """Return the volume of a proposal as it was last put together."""
    found = Submission.objects.filter(proceeding=proceeding).select_related("by", "letter")
    return found.prefetch_related("items__paper", "items__attachment").first()


def wanted(proceeding: Proceeding, property_ordered: bool | None, *, on: date) -> Answer:
    """Ask the law which parts go with a proposal (conduct.submission)."""
    facts = SubmissionFacts(Measure(proceeding.measure), property_ordered)
    return submission(facts, law_of(proceeding.case, on))


def is_property_ordered(proceeding: Proceeding) -> bool:
    """Whether the judgment of the case orders a fine or a confiscation."""
    sides = proceeding.case.sides.all()
    return any(one.kind in PAYABLE and one.set_aside_at is None for one in sides)


def candidates(by, proceeding: Proceeding) -> tuple[Candidate, ...]:
    """Return what of the dossier somebody may put in: papers that stand, files, the extract."""
    found = (*_papers(by, proceeding), *_files(proceeding), *_extract(proceeding))
    return tuple(sorted(found, key=lambda one: (_place(one.part), one.day, one.title.zh)))


def lacks(proceeding: Proceeding, held: Submission | None, *, on: date) -> tuple[Text, ...]:
    """Return what a volume still lacks before the proposal can be sent."""
    asked = wanted(proceeding, held.property_ordered if held else False, on=on)
    if isinstance(asked, CannotSay):
        return (asked.because,)
    items = tuple(held.items.all()) if held else ()
    return (
        *(part.says for part in asked.outcome.parts if not _has(proceeding, items, part)),
        *_unproved(proceeding, items),
        *_gone(items),
    )


def _has(proceeding: Proceeding, items: tuple[SubmissionItem, ...], part: Part) -> bool:
    """Whether a part lies in it; of proposal and review, the very papers of this proceeding."""
    own = {Part.PROPOSAL: proceeding.matter.paper_id, Part.REVIEW: proceeding.sheet_id}
    lying = [one for one in items if one.part == part]
    if part in own:
        return any(one.paper_id is not None and one.paper_id == own[part] for one in lying)
    return bool(lying)


def _unproved(proceeding: Proceeding, items: tuple[SubmissionItem, ...]) -> Iterator[Text]:
    """Yield the proofs the proposal names that do not lie in the volume."""
    lying = {one.attachment_id for one in items}
    has_extract = any(one.paper_id is None and one.attachment_id is None for one in items)
    for proof in proceeding.proofs.all():
        if proof.attachment_id and proof.attachment_id not in lying:
            yield Text(proof.attachment.name, proof.attachment.name)
    named = [proof for proof in proceeding.proofs.all() if proof.event_id]
    if named and not has_extract:
        yield EXTRACT_SAYS
    if len(extracted(proceeding)) < len(named):
        yield Text("所依据的案件记录已更正或撤销", "an event it rests on was corrected or struck")


def _gone(items: tuple[SubmissionItem, ...]) -> Iterator[Text]:
    for one in items:
        if one.paper is not None and one.paper.stage != Stage.ISSUED:
            yield Text(f"{one.paper.number}（已撤回）", f"{one.paper.number} (withdrawn)")
        if one.attachment is not None and one.attachment.set_aside_at is not None:
            name = one.attachment.name
            yield Text(f"{name}（已剔除）", f"{name} (set aside)")


def _papers(by, proceeding: Proceeding) -> Iterator[Candidate]:
    dossier = proceeding.matter.dossier
    hidden = files.kept_apart(by, dossier)
    for one in files.papers(dossier).filter(stage=Stage.ISSUED):
        if one.pk in hidden or one.form == house_rules.LETTER:
            continue
        part = Part.PROPOSAL if one.pk == proceeding.matter.paper_id else _by_form(one.form)
        is_named = one.pk in {proceeding.matter.paper_id, proceeding.sheet_id}
        title = files.form_of(one).title
        yield Candidate(
            f"paper-{one.key}", title, one.number, one.issued_on, part, one, is_named=is_named
        )


def _by_form(form: str) -> Part | None:
    return next((part for part, forms in house_rules.SUBMITTED.items() if form in forms), None)


def _files(proceeding: Proceeding) -> Iterator[Candidate]:
    named = {proof.attachment_id for proof in proceeding.proofs.all()}
    for one in files.attachments(proceeding.matter.dossier).filter(set_aside_at__isnull=True):
        part = Part.EVIDENCE if one.pk in named else _by_name(one.name)
        title, day = Text(one.name, one.name), day_of(one.added_at)
        yield Candidate(
            f"file-{one.key}", title, "", day, part, attachment=one, is_named=one.pk in named
        )


def _by_name(name: str) -> Part | None:
    return next(
        (part for part, words in house_rules.SUBMITTED_WORDS if any(one in name for one in words)),
        None,
    )


def _extract(proceeding: Proceeding) -> Iterator[Candidate]:
    days = [proof.event.day for proof in proceeding.proofs.all() if proof.event_id]
    if days:
        yield Candidate(EXTRACT, EXTRACT_SAYS, "", max(days), Part.EVIDENCE, is_named=True)


def extracted(proceeding: Proceeding) -> tuple:
    """Return the events the proposal rests on, as they stand."""
    named = {proof.event_id for proof in proceeding.proofs.all()}
    return tuple(row for row in standing(proceeding.case.events.all()) if row.pk in named)


def _place(part: Part | None) -> int:
    return list(Part).index(part) if part else len(Part)
