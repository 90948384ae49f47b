"""What is written in front of the volume of a proposal: letter, catalogue, evidence, extract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from guihang.dossiers import binding, forms
from guihang.dossiers import queries as files
from guihang.dossiers.forms import Entry
from guihang.dossiers.numbers import agency_of, day_of
from guihang.law.rules.measures import Measure
from guihang.law.rules.submissions import Part
from guihang.ledger.actions import use
from guihang.supervision.conduct import papers
from guihang.supervision.conduct.submission import EXTRACT_SAYS, extracted
from guihang.supervision.conduct.wish import read
from guihang.supervision.models import Proceeding, Submission, SubmissionItem

CATALOGUE, EVIDENCE, EXTRACT = "submission_catalogue", "submission_evidence", "submission_extract"
PURPOSE = "制作提请案卷证据清单"


def letter(proceeding: Proceeding, held: Submission, *, officer: str) -> Mapping[str, object]:
    """Return what the letter says that goes with the volume (移送函)."""
    items = list(held.items.all())
    counted = Counter(one.part for one in items)
    parts = [
        forms.columns(part.says.zh, f"{counted[part.value]} 件", _span(items, part))
        for part in Part
        if counted[part.value]
    ]
    matter = proceeding.matter
    return {
        "to": read(matter.fields).to,
        "name": proceeding.case.person.name,
        "measure": Measure(proceeding.measure).says.zh,
        "proposal": matter.paper.number,
        "parts": parts,
        "entries": f"{len(items)}件",
        "pages": f"{held.pages}页",
        "matter": matter.number,
        "officer": officer,
    }


def front(proceeding: Proceeding, held: Submission, *, by, at) -> tuple[bytes, bytes]:
    """Draw the catalogue and the list of evidence; what each proves is used, which is recorded."""
    items = list(held.items.all())
    lines = [
        forms.columns(str(one.order), title_of(one), _number(one), str(_day(proceeding, one)),
                      pages(one))
        for one in items
    ]  # fmt: skip
    chain = proceeding.matter.dossier.chain
    proofs = [
        forms.columns(
            str(n), title_of(one), _source(one),
            use(one, "proves", purpose=PURPOSE, chain=chain, by=by, at=at), pages(one),
        )
        for n, one in enumerate((one for one in items if one.part == Part.EVIDENCE), 1)
    ]  # fmt: skip
    on = day_of(held.at)
    return _drawn(CATALOGUE, proceeding, lines, on), _drawn(EVIDENCE, proceeding, proofs, on)


def extract(proceeding: Proceeding, *, on: date) -> bytes:
    """Draw the events the proposal rests on, as they stand: when, what, noted when and by whom."""
    lines = [
        forms.columns(
            str(n), str(row.day), papers.said(row.what, row.code), str(day_of(row.noted_at)),
            row.noted_by.name if row.noted_by else "",
        )
        for n, row in enumerate(extracted(proceeding), 1)
    ]  # fmt: skip
    return _drawn(EXTRACT, proceeding, lines, on)


def title_of(item: SubmissionItem) -> str:
    """Return what an entry of the volume is called."""
    if item.paper is not None:
        return files.form_of(item.paper).title.zh
    return item.attachment.name if item.attachment is not None else EXTRACT_SAYS.zh


def pages(item: SubmissionItem) -> str:
    """Return the pages of an entry as the catalogue prints them."""
    return _pages(item.first, item.last)


def _pages(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"


def _span(items: Iterable[SubmissionItem], part: Part) -> str:
    own = [one for one in items if one.part == part]
    return _pages(min(one.first for one in own), max(one.last for one in own))


def _number(item: SubmissionItem) -> str:
    return item.paper.number if item.paper is not None else ""


def _day(proceeding: Proceeding, item: SubmissionItem) -> date:
    if item.paper is not None:
        return item.paper.issued_on
    if item.attachment is not None:
        return day_of(item.attachment.added_at)
    return max(row.day for row in extracted(proceeding))


def _source(item: SubmissionItem) -> str:
    if item.paper is not None:
        return f"{item.paper.sealed_by}制作"
    if item.attachment is not None:
        return f"{day_of(item.attachment.added_at)}入卷"
    return "案件登记记录"


def _drawn(form: str, proceeding: Proceeding, lines: list[str], on: date) -> bytes:
    matter = proceeding.matter
    entries: dict[str, Entry] = {
        "number": matter.paper.number,
        "measure": Measure(proceeding.measure).says.zh,
        "name": proceeding.case.person.name,
        "entries": tuple(lines),
    }
    agency = agency_of(matter.dossier.unit).name
    return binding.sheet(form, entries, agency=agency, on=on)
