"""The register as a workbook: one row a case, with what for and by whom over it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guihang.cases.actions import Taken, Taking
from guihang.cases.vocabulary import State
from guihang.doors import clock
from guihang.doors.desk.cases import said
from guihang.doors.ui import wording
from guihang.doors.ui.context import Shell
from guihang.doors.ui.workbooks import Column, Sheet
from guihang.doors.ui.workbooks import answer as as_workbook

SENSITIVE = (
    ("identity_number", gettext_lazy("Identity number")),
    ("phone", gettext_lazy("Phone")),
    ("address", gettext_lazy("Address")),
)


def answer(
    request: HttpRequest, taking: Taking, taken: Iterable[Taken], *, on: date
) -> HttpResponse:
    """Answer with the workbook."""
    shell = Shell(request)
    who = f"{shell.agency} {request.actor.name} {wording.moment(clock.now())}"
    purpose = _("For: %(purpose)s") % {"purpose": taking.purpose}
    sheet = Sheet(
        title=_("Register"),
        notes=(taking.narrowed, who, purpose),
        columns=_columns(),
        rows=[_row(one, on) for one in taken],
    )
    return as_workbook(sheet, name=f"register-{on}")


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Number"), 18),
        Column(_("Name"), 12),
        Column(_("Sex"), 6),
        Column(_("Age"), 6),
        Column(_("Kind"), 14),
        Column(_("Where the case stands"), 12),
        Column(_("Begins on"), 12),
        Column(_("Ends on"), 12),
        Column(_("Office"), 14),
        Column(_("Management category"), 12),
        Column(_("What holds now"), 20),
        Column(_("Judgment"), 26),
        *(Column(title, 22) for _name, title in SENSITIVE),
    )


def _row(taken: Taken, on: date) -> tuple[object, ...]:
    case = taken.case
    age = said.age(case.person.birth, on)
    return (
        case.number,
        case.person.name,
        said.sex(case.person.sex) if case.person.sex else "",
        int(age) if age else "",
        said.kind(case.kind),
        State(case.state).label,
        case.term_begins or "",
        case.term_ends or "",
        case.dossier.unit.short_name,
        said.level(case.level),
        "、".join(chip.says for chip in said.chips(case, case.over_now, case.sides_now, on)),
        case.judgment_number,
        *(taken.sensitive[name] for name, _title in SENSITIVE),
    )
