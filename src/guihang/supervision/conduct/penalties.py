"""Records of police penalties (治安违法记录封存): when they are sealed, and who still reads them.

They are needed as long as somebody is under correction. Once the file is closed they are given
and shown to nobody, except for a reason that is recorded (psl-2025:136).
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, may
from guihang.law.refusals import NotYours
from guihang.supervision.access import check_may_open_penalty
from guihang.supervision.models import Proceeding

KIND = "penalty_request"
ARTICLE = "psl-2025:136"
SEALED = Q(matter__kind=KIND, matter__dossier__closed_at__isnull=False)
FORMS = (KIND, "conduct_sheet", "service_receipt", "submission_letter")


def is_sealed(proceeding: Proceeding) -> bool:
    """Whether the record of a proceeding is sealed."""
    return proceeding.matter.kind == KIND and proceeding.matter.dossier.is_closed


def demand_seen(by: Actor, proceeding: Proceeding) -> None:
    """Let a sealed proceeding be as if it were not there for who may not open it."""
    if is_sealed(proceeding) and not may(check_may_open_penalty, by, proceeding.matter.unit_path):
        raise NotYours(
            why=_("There is no such proceeding in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of rewards and sanctions."),
        )


def may_read(by: object, paper) -> bool:
    """Whether a paper is read where it lies; those of a sealed record are opened for a reason."""
    if not paper.dossier.is_closed:
        return True
    about = Q(matter__paper=paper) | Q(sheet=paper) | Q(receipt=paper) | Q(submission__letter=paper)
    return not Proceeding.objects.filter(about, matter__kind=KIND).exists()
