"""A paper as a document: drawn as PDF or pictures, read as HTML or text."""

from __future__ import annotations

from django.conf import settings

from guihang.dossiers import layout, rendering
from guihang.dossiers.layout import Check, Document, Imprint
from guihang.dossiers.models import Paper
from guihang.dossiers.numbers import agency_of, day_of
from guihang.dossiers.sealing import Content, form_of

NO_NUMBER = "（　　　）　　字第　　号"


def document(paper: Paper, content: Content) -> Document:
    """Return the document of a paper; a draft has neither number nor check."""
    return layout.lay_out(form_of(paper), content.entries, _imprint(paper))


def pdf(paper: Paper, content: Content) -> bytes:
    """Draw a paper as PDF/A; a draft says so across the page."""
    return rendering.pdf(document(paper, content), at_hand(), draft=not paper.was_issued)


def pictures(paper: Paper, content: Content) -> tuple[bytes, ...]:
    """Draw the pages of a paper as pictures."""
    return rendering.pages(document(paper, content), at_hand())


def undrawn(paper: Paper, content: Content) -> tuple[str, ...]:
    """Return the codes of the characters no font at hand can draw."""
    lacking = rendering.undrawn(document(paper, content), at_hand())
    return tuple(f"U+{ord(sign):04X}" for sign in sorted(lacking))


def at_hand() -> rendering.Fonts:
    """Return the packaged fonts and those this installation added."""
    return rendering.fonts(settings.GUIHANG_FILES.parent / "fonts")


def address(token: str) -> str:
    """Return the short address of the public check, on this installation's own origin."""
    return f"{settings.GUIHANG_ORIGIN}/v/{token}"


def _imprint(paper: Paper) -> Imprint:
    if not paper.was_issued:
        agency = agency_of(paper.dossier.unit)
        return Imprint(NO_NUMBER, day_of(paper.drafted_at), agency.name, None)
    check = Check(address(paper.token), layout.short_hash(paper.digest))
    return Imprint(paper.number, paper.issued_on, paper.sealed_by, check)
