"""Drawing up the papers of a case: issued by who may issue, else left as a draft for who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import may
from guihang.cases.models import Case, CaseEvent
from guihang.cases.papers import RULE, complete, head
from guihang.dossiers import actions as dossiers
from guihang.dossiers.access import check_may_issue_paper
from guihang.dossiers.vocabulary import Stage
from guihang.law.refusals import Missing

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper to be drawn up: its form, what it says beside the shared entries, what it is for.

    `since` is when the cause of the paper was noted; what was drawn up before has another cause.
    With `anew` it is drawn up even where a draft of it lies ready.
    """

    form: str
    entries: Mapping[str, object]
    since: datetime | None = None
    anew: bool = False
    purpose: str = ""


def drawn_up(case: Case, sheet: Sheet, *, by, at: datetime) -> Paper:
    """Return the paper of an act: one that lies ready is taken, else it is drawn up now.

    Whoever may not issue it leaves a draft; who may, issues that draft by the same act. One that
    was issued by hand meanwhile is taken as it is, so that nothing is issued twice.
    """
    there = None if sheet.anew else _ready(case, sheet)
    if there is not None and not there.is_draft:
        return there
    issues = may(check_may_issue_paper, by, case.unit_path)
    if there is None or not issues:
        entries = head(case, sheet.form, by=by, at=at, purpose=sheet.purpose) | dict(sheet.entries)
        there = dossiers.draft_paper(
            dossier=case.dossier,
            form=sheet.form,
            fields=complete(sheet.form, entries),
            by=by,
            at=at,
        )
    return dossiers.issue_paper(paper=there, by=by, at=at, signers=(by.key,)) if issues else there


def issued(paper: Paper) -> Paper:
    """Return an issued paper, or refuse an act that stands only with its paper."""
    if not paper.was_issued:
        raise Missing(
            why=_("This stands only with its paper issued."),
            ground=RULE,
            remedy=_("Have it done by somebody who may issue papers."),
        )
    return paper


def _ready(case: Case, sheet: Sheet) -> Paper | None:
    """Return what lies ready: an issued paper no event points to yet, or the latest draft."""
    used = CaseEvent.objects.filter(case=case, paper__isnull=False).values("paper")
    found = case.dossier.papers.filter(form=sheet.form).exclude(pk__in=used)
    if sheet.since is not None:
        found = found.filter(drafted_at__gte=sheet.since)
    issued = found.filter(stage=Stage.ISSUED).order_by("issued_at").last()
    return issued or found.filter(stage=Stage.DRAFT).order_by("drafted_at", "pk").last()
