"""The timeline of a case: what happened as lines, by month, narrowed by what it was about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guihang.cases.queries import Moment
from guihang.cases.vocabulary import Channel
from guihang.doors.desk.cases import said
from guihang.doors.ui import wording
from guihang.law.codes import Body
from guihang.law.events import What

MOST = 60
PAPERS = "papers"
ABOUT = {
    "reception": gettext_lazy("Reception"),
    "daily": gettext_lazy("Supervision"),
    "asked": gettext_lazy("Approvals"),
    "conduct": gettext_lazy("Conduct"),
    "term": gettext_lazy("Term and end"),
    PAPERS: gettext_lazy("Papers"),
}
BEGINS_WITH = {
    What.COMMISSION_RECEIVED: "reception",
    What.REPORT_MADE: "daily",
    What.LEAVE_ASKED: "asked",
    What.DEVICE_PROPOSED: "daily",
    What.COMMENDED: "conduct",
    What.CUSTODY_OFFSET: "term",
    What.LAST_CONTACT: "daily",
    What.SUMMARY_WRITTEN: "term",
}
"""At which word of the law's list, which follows a case's life, another subject begins."""
ICONS = {
    "reception": "in",
    "daily": "chat",
    "asked": "stamp",
    "conduct": "scale",
    "term": "cal",
    PAPERS: "file",
}


def _subjects() -> dict[str, str]:
    found, now = {}, ""
    for what in What:
        now = BEGINS_WITH.get(what, now)
        found[what.value] = now
    return found


SUBJECTS = _subjects()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline."""

    moment: Moment
    about: str
    icon: str
    day: str
    says: str
    detail: str
    by: str
    channel: str
    late: str
    corrected: str
    because: str
    is_struck: bool
    number: int
    note: str


@dataclass(frozen=True, slots=True)
class Month:
    """The lines of one month."""

    title: str
    lines: tuple[Line, ...]


def about(word: str) -> str:
    """Return what a timeline is narrowed to; what is not known narrows nothing."""
    return word if word in ABOUT else ""


def months(moments: Iterable[Moment], *, narrowed: str = "") -> tuple[tuple[Month, ...], int]:
    """Return the timeline by month, the latest first, and how many lines there are in all."""
    lines = [one for one in map(_line, moments) if narrowed in ("", one.about)]
    found = tuple(
        Month(title, tuple(each))
        for title, each in groupby(lines[:MOST], key=lambda one: _month(one.moment.day))
    )
    return found, len(lines)


def counts(moments: Iterable[Moment]) -> dict[str, int]:
    """Return how many lines there are about each subject."""
    found = dict.fromkeys(ABOUT, 0)
    for moment in moments:
        found[_about(moment)] += 1
    return found


def _about(moment: Moment) -> str:
    return SUBJECTS[moment.event.what] if moment.event else PAPERS


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02}" if wording.is_english() else f"{day.year}年{day.month}月"


def _line(moment: Moment) -> Line:
    row, subject = moment.event, _about(moment)
    if row is None:
        return _paper_line(moment)
    taken = moment.corrected_by
    return Line(
        moment=moment,
        about=subject,
        icon=ICONS[subject],
        day=wording.day_short(moment.day),
        says=says(row),
        detail=detail(row),
        by=row.noted_by.name if row.noted_by else _("the system"),
        channel=str(Channel(row.channel).label) if row.channel else "",
        late=_late(moment),
        corrected=_corrected(taken) if taken else "",
        because=row.because,
        is_struck=taken is not None,
        number=row.seq,
        note=f"note-{row.pk}" if row.note else "",
    )


def _paper_line(moment: Moment) -> Line:
    return Line(
        moment=moment,
        about=PAPERS,
        icon=ICONS[PAPERS],
        day=wording.day_short(moment.day),
        says=wording.said(moment.paper.title),
        detail=moment.paper.number or "",
        by="",
        channel="",
        late="",
        corrected="",
        because="",
        is_struck=False,
        number=0,
        note="",
    )


def says(row) -> str:
    """Say what happened, and which kind of it."""
    kind = said.event_code(row.what, row.code)
    what = said.what(row.what)
    return _("%(what)s: %(kind)s") % {"what": what, "kind": kind} if kind else what


def detail(row) -> str:
    """Say what an event allows, orders or took, and who was told."""
    parts = []
    if row.begins or row.ends:
        parts.append(f"{wording.day(row.begins)} – {wording.day(row.ends)}")
    if row.days:
        parts.append(_("%(n)d days") % {"n": row.days})
    if row.span:
        parts.append(row.span)
    if row.to:
        parts.append(_("to: %(whom)s") % {"whom": said.code(Body, row.to)})
    return "·".join(parts)


def _late(moment: Moment) -> str:
    if not moment.came_late:
        return ""
    return _("noted only on %(moment)s") % {"moment": wording.moment(moment.at)}


def _corrected(row) -> str:
    who = row.noted_by.name if row.noted_by else _("the system")
    named = {
        "who": who,
        "day": wording.day(timezone.localtime(row.noted_at)),
        "because": row.because,
    }
    if row.what:
        return _("Corrected by %(who)s on %(day)s: %(because)s") % named
    return _("Struck by %(who)s on %(day)s: %(because)s") % named
