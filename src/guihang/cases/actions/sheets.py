"""Papers of the first days: by when to report (报到告知书), and the basic sheet (基本信息表)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_receive, check_may_register
from guihang.cases.actions.drawing_up import Sheet, drawn_up
from guihang.cases.actions.intake import BY_KIND, CAME
from guihang.cases.actions.noting import locked
from guihang.cases.actions.refusing import demand_not_yet
from guihang.cases.actions.registering import PUNCTUALITY
from guihang.cases.arrivals import arrived, timing
from guihang.cases.course import INCOMPLETE_PAPERS
from guihang.cases.facts import facts_of, latest, law_of
from guihang.cases.models import Case, CaseEvent
from guihang.cases.papers import Entries, Pen
from guihang.dossiers import actions as dossiers
from guihang.dossiers.numbers import agency_of
from guihang.duties.owing import day_of
from guihang.law.codes import Kind
from guihang.law.events import What
from guihang.law.refusals import BadFacts, Missing
from guihang.law.rules import delivery
from guihang.law.rules.delivery import REPORTING, ReportFacts
from guihang.law.texts import Text
from guihang.law.verdicts import said

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper

BRING = ("一寸免冠照片",)
"""What is brought besides the papers every notice asks for."""
LACKING = Text("（不齐全）", " (incomplete)")
WAYS: dict[str, Text] = {
    What.REPORTED: Text("自行报到", "came by himself or herself"),
    What.HANDED_OVER: Text("移送交接", "handed over"),
    What.REGISTERED: Text("上门登记", "registered at home"),
}


@atomic
def give_arrival_notice(*, case: Case, place: str = "", by, at: datetime) -> Paper:
    """Tell a person in writing by when and where to report (报到告知书); once, until withdrawn."""
    case = locked(case)
    check_may_receive(by, case.unit_path)
    demand_not_yet(arrived(case))
    facts = facts_of(case)
    effective = facts.day_of(What.EFFECTIVE)
    if facts.kind not in REPORTING:
        raise BadFacts(
            "kind",
            why=_("Whoever serves outside prison is handed over, not left to come alone."),
            ground="ccl-2019:21.2",
            remedy=_("Note the hand-over when it comes."),
        )
    if effective is None:
        raise Missing(
            why=_("It is not known since when the time to come runs."),
            ground="ccl-2019:21.1",
            remedy=_("Note the day the judgment or ruling takes effect."),
        )
    asked = ReportFacts(facts.kind, effective)
    entries = {
        "effective_on": effective,
        "report_by": said(delivery.report_by(asked, law_of(case, day_of(at)))).outcome,
        "place": place.strip() or agency_of(case.dossier.unit).name,
        "bring": list(BRING),
    }
    return drawn_up(case, Sheet("arrival_notice", entries, anew=bool(place)), by=by, at=at)


@atomic
def fill_basic_sheet(*, case: Case, purpose: str, by, at: datetime) -> Paper:
    """Fill the official sheet of a person (基本信息表) for a purpose that is recorded."""
    case = locked(case)
    check_may_register(by, case.unit_path)
    purpose = dossiers.grounded(purpose)
    pen = Pen(case, by, at, purpose)
    entries = _arrival_of(case, pen) | {
        "papers": _papers(case),
        "record": pen.opened(case.person, "record"),
        "resume": pen.opened(case.person, "resume"),
        "relatives": pen.opened(case.person, "relatives"),
    }
    return drawn_up(case, Sheet("basic_sheet", entries, None, True, purpose), by=by, at=at)


def _papers(case: Case) -> list[str]:
    """Return when documents came and which: those of the kind, where not all came it says so."""
    which = "、".join(BY_KIND[Kind(case.kind)])
    rows = (latest(case, what) for what in CAME)
    return [
        f"{row.day} {which}{LACKING.zh if row.code == INCOMPLETE_PAPERS else ''}"
        for row in rows
        if row is not None
    ]


def _arrival_of(case: Case, pen: Pen) -> Entries:
    came: CaseEvent | None = arrived(case)
    when = timing(case, pen.on)
    status = PUNCTUALITY.get(when.status) if when else None
    return {
        "reception": WAYS[What(came.what)].zh if came else "",
        "arrived_on": came.day if came else None,
        "punctuality": status.zh if status else "",
    }
