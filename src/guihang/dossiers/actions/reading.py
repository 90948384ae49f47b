"""Reading a paper: every reading is recorded, and the first one draws and keeps it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.transaction import atomic

from guihang.dossiers import drawing, reading, sealing, storage
from guihang.dossiers.access import check_may_see_dossier
from guihang.dossiers.events import PaperRead, PaperRedrawn, PaperRendered
from guihang.dossiers.models import Paper
from guihang.dossiers.sealing import Content
from guihang.ledger.actions import record
from guihang.ledger.vault import CannotOpen

PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper on the screen: its words for reading aloud, and how many pages its picture has."""

    html: str
    pages: int
    entries: dict
    undrawn: tuple[str, ...]


@atomic
def show(*, paper: Paper, by, at: datetime) -> Shown:
    """Open a paper on the screen; the reading is recorded."""
    check_may_see_dossier(by, paper.dossier.unit_path)
    content = sealing.unseal(paper)
    _read(paper, on="screen", by=by, at=at)
    pages = paper.pages or len(drawing.pictures(paper, content))
    if paper.was_issued and paper.pages is None:
        paper.pages = pages
        paper.save(update_fields=["pages"])
    return Shown(
        html=reading.as_html(drawing.document(paper, content)),
        pages=pages,
        entries=content.entries,
        undrawn=drawing.undrawn(paper, content),
    )


@atomic
def render(*, paper: Paper, by, at: datetime) -> bytes:
    """Return a paper as PDF; drawn once, then kept sealed. The reading is recorded."""
    check_may_see_dossier(by, paper.dossier.unit_path)
    _read(paper, on="pdf", by=by, at=at)
    if not paper.was_issued:
        return drawing.pdf(paper, sealing.unseal(paper))
    return _kept(paper) or _draw(paper, by=by, at=at)


def _read(paper: Paper, *, on: str, by, at: datetime) -> None:
    opened = PaperRead(paper=str(paper.key), number=paper.number, on=on)
    record(opened, chain=paper.dossier.chain, by=by, at=at)


def _kept(paper: Paper) -> bytes | None:
    if not paper.rendered_digest:
        return None
    path = storage.place(PAPERS, paper.key)
    try:
        pieces = storage.opened(path, cipher=sealing.cipher_of(paper), about=_about(paper))
        drawn = b"".join(pieces)
    except (FileNotFoundError, CannotOpen):
        return None
    return drawn if _hash(drawn) == paper.rendered_digest else None


def _draw(paper: Paper, *, by, at: datetime) -> bytes:
    paper = (
        Paper.objects.select_for_update(of=("self",))
        .select_related("dossier__unit")
        .get(pk=paper.pk)
    )
    content = sealing.unseal(paper)
    drawn = drawing.pdf(paper, content)
    before, paper.rendered_digest = paper.rendered_digest, _hash(drawn)
    _note(paper, content, before, by=by, at=at)
    storage.keep(
        storage.place(PAPERS, paper.key),
        drawn,
        cipher=sealing.cipher_of(paper),
        about=_about(paper),
    )
    return drawn


def _note(paper: Paper, content: Content, before: str, *, by, at: datetime) -> None:
    undrawn = drawing.undrawn(paper, content)
    paper.undrawn = " ".join(undrawn)[:200]
    paper.pages = paper.pages or len(drawing.pictures(paper, content))
    paper.save(update_fields=["rendered_digest", "undrawn", "pages"])
    key, digest = str(paper.key), paper.rendered_digest
    event = (
        PaperRedrawn(paper=key, was=before, digest=digest)
        if before
        else PaperRendered(paper=key, digest=digest, pages=paper.pages, undrawn=undrawn)
    )
    record(event, chain=paper.dossier.chain, by=by, at=at)


def _about(paper: Paper) -> str:
    return f"rendered:{paper.key}"


def _hash(drawn: bytes) -> str:
    return hashlib.sha256(drawn).hexdigest()
