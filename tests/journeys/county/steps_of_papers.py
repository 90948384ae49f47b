"""Papers of the county as somebody at a desk gets them: as PDF, read by their text."""

from __future__ import annotations

import io
import os
import re

from pypdf import PdfReader, PdfWriter

from browser import PICTURES

LATIN_WORDS = re.compile(r"[A-Za-z]{4,}")
FOOT = re.compile(r"（[a-z_]+第\d+版）|https?://[^\s，。）]+|SHA-256")
"""What stands in Latin letters on every paper: the form of its wording, the address to check it."""


class Papers:
    """The papers of a dossier as they are printed: `papers("调查评估意见书")` is the newest's text.

    With GUIHANG_PICTURES set, each is kept as PDF for the eye.
    """

    def __init__(self, page, dossier):
        self._page = page
        page.goto(f"/dossiers/{dossier}/")
        panel = page.locator("table.t tr", has=page.locator("a[href*='/papers/']"))
        self._rows = panel.evaluate_all(
            "(rows) => rows.map((row) => ["
            "row.querySelector('a').textContent.trim(),"
            "row.querySelector('a').getAttribute('href')])"
        )

    def __call__(self, title, nth=0):
        found = [href for name, href in self._rows if name == title]
        assert found, f"{title}: {sorted({name for name, _href in self._rows})}"
        return printed(self._page, f"{found[nth]}pdf/", title)


def paper_named(page, number, title, nth=0):
    """Open a paper of a dossier by its title and return what its PDF says."""
    return Papers(page, number)(title, nth)


def leaf():
    """Return one page as a scanner makes it."""
    page = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(page)
    return page.getvalue()


def printed(page, address, name):
    """Fetch a PDF as who has the page open, and return its text without line breaks."""
    answer = page.request.get(address)
    assert answer.ok, f"{name}: {answer.status}"
    return text_of(answer.body(), name)


def text_of(pdf, name):
    """Return the text of a PDF without line breaks; a Chinese paper has no English in it."""
    assert pdf.startswith(b"%PDF-")
    if os.environ.get("GUIHANG_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / f"paper-{name}.pdf").write_bytes(pdf)
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = "".join("".join(one.extract_text() for one in pages).split())
    latin = LATIN_WORDS.findall(FOOT.sub("", text))
    assert "\ufffd" not in text and "None" not in text, text
    assert not latin, f"{name} has English in it: {latin}"
    return text


def says(text, *wanted):
    """Demand that a paper says each of some things, however its lines are broken."""
    lacking = [one for one in wanted if "".join(str(one).split()) not in text]
    assert not lacking, f"{lacking} not in: {text}"


def on_paper(day):
    """Return a day as a paper writes it."""
    return f"{day.year}年{day.month}月{day.day}日"
