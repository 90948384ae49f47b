"""Volumes of the simulated county's proposals, with the scan of a judgment they go with."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from pypdf import PdfWriter

from guihang.dossiers.actions import Upload, attach
from guihang.law.rules.submissions import Part
from guihang.supervision.conduct import actions, submission
from guihang.supervision.conduct.actions import Entry, Volume

A4 = (595, 842)
JUDGMENT = "刑事判决书（演示扫描件）.pdf"
PROVES = "证明其违反规定及处理情况"


def put_together(proceeding, *, by, at: datetime) -> None:
    """Put in what the page suggests, and a blank page where the judgment was scanned."""
    upload = Upload(JUDGMENT, _blank_page())
    attach(dossier=proceeding.matter.dossier, upload=upload, by=by, at=at)
    entries = [
        Entry(one.key, one.part, PROVES if one.part is Part.EVIDENCE else "")
        for one in submission.candidates(by, proceeding)
        if one.part is not None
    ]
    actions.put_together(proceeding=proceeding, volume=Volume(entries), by=by, at=at)


def _blank_page() -> bytes:
    writer, page = PdfWriter(), BytesIO()
    writer.add_blank_page(*A4)
    writer.write(page)
    return page.getvalue()
