"""What follows from the decision on a change of place, for the case and for both counties."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.events import CaseEventNoted
from guihang.decisions import events as decided
from guihang.decisions import queries as decisions
from guihang.decisions.course import UNDECIDED, Act
from guihang.decisions.kinds import Signing
from guihang.dossiers import actions as dossiers
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import TooLate
from guihang.law.rules.transfer import COMING
from guihang.ledger.chains import SYSTEM
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import papers
from guihang.supervision.transfer.actions.holding import (
    SOURCE,
    Done,
    across,
    close_records,
    say,
    strike,
    taken,
    whole,
)
from guihang.supervision.transfer.wish import KIND

TAKEN_BACK = "变更决定作出后撤回"
WITHDRAWN = "申请人撤回变更执行地申请"
OVER = frozenset({What.DISCHARGED, What.TERMINATED})
OF_THE_HAND_OVER = (
    What.TRANSFER_AGREED,
    What.TRANSFER_TOLD,
    What.TRANSFER_FILE_SENT,
    What.TRANSFER_FILE_RECEIVED,
    What.TRANSFER_RECEIPT_SENT,
)


@atomic
@across()
def hear(event, *, at: datetime, **_besides: object) -> None:
    """Let the case say what was decided and told; wiring calls this with each such event."""
    matter = decisions.matter(event.matter, KIND)
    if matter is None:
        return
    found = whole(matter=matter)
    step = list(matter.steps.all())[-1]
    FOLLOWS[type(event)](found, step, at)


def _opined(found: Transfer, step, at: datetime) -> None:
    on = day_of(at)
    say(found, Event(What.TRANSFER_OPINED, on, of=found.of), at=at)
    taken(found, Done("opine", on, is_new=False), by=step.by, at=at)


def _granted(found: Transfer, step, at: datetime) -> None:
    on = day_of(at)
    found.decided, found.agreed = on, True
    paper = found.matter.paper
    say(found, Event(What.TRANSFER_AGREED, on, of=found.of), at=at, paper=paper)
    taken(found, Done("agree", on, is_new=False, paper=paper), by=step.by, at=at)


def _refused(found: Transfer, step, at: datetime) -> None:
    on = day_of(at)
    found.decided, found.agreed, found.closed_on = on, False, found.closed_on or on
    paper = papers.issued(
        papers.REFUSAL,
        papers.refusal(found, step, on=on, signing=Signing(SYSTEM, at)),
        dossier=found.matter.dossier,
        signer=step.by,
        at=at,
    )
    say(found, Event(What.TRANSFER_REFUSED, on, of=found.of), at=at, paper=paper)
    done = Done("refuse", on, is_new=False, words=step.reasons, paper=paper)
    taken(found, done, by=step.by, at=at)


def _received(found: Transfer, step, at: datetime) -> None:
    """Who signed for the decision, or refused to before a witness, has received it."""
    if found.told is not None:
        return
    on = day_of(at)
    found.told = on
    say(found, Event(What.TRANSFER_TOLD, on, of=found.of), at=at)
    taken(found, Done("tell", on, is_new=False), by=step.by, at=at)
    if not found.agreed:
        close_records(found, at=at)


def _withdrawn(found: Transfer, step, at: datetime) -> None:
    found.closed_on = found.closed_on or day_of(at)
    gone = (
        What.TRANSFER_ASKED,
        What.TRANSFER_OPINED,
        What.TRANSFER_LETTER_SENT,
        What.TRANSFER_LETTER_RECEIVED,
        What.TRANSFER_REPLIED,
        What.TRANSFER_REFERRED,
    )
    strike(found, *gone, because=WITHDRAWN, at=at)
    taken(found, Done("withdraw", day_of(at), is_new=False), by=step.by, at=at)
    close_records(found, at=at)


FOLLOWS = {
    decided.MatterChecked: _opined,
    decided.MatterGranted: _granted,
    decided.MatterRefused: _refused,
    decided.MatterWithdrawn: _withdrawn,
    decided.ReceiptConfirmed: _received,
    decided.LeftWithWitness: _received,
}


@across()
def end(matter, *, at: datetime) -> None:
    """Take an agreed change back before the new county has the person: the old one goes on."""
    found, on = whole(matter=matter), day_of(at)
    if found.taken_over_at is not None or found.reported is not None:
        raise TooLate(
            why=_("The person has come to the new county; this can no longer be taken back."),
            ground=COMING,
            remedy=_("The person may ask the new county for another change."),
        )
    ended = matter.steps.select_related("by").filter(act=Act.END).get()
    found.closed_on, found.failed = on, None
    strike(found, *OF_THE_HAND_OVER, because=TAKEN_BACK, at=at)
    say(found, Event(What.TRANSFER_REFUSED, on, of=found.of), at=at, note=ended.reasons)
    taken(found, Done("end", on, is_new=False, words=ended.reasons), by=ended.by, at=at)


@atomic
@across()
def hear_case(event: CaseEventNoted, *, at: datetime, **_besides: object) -> None:
    """Let a change of place end with the correction itself; wiring calls this with each event.

    What is still to be decided stays with the matter, which is refused or withdrawn.
    """
    if event.what not in OVER:
        return
    running = Transfer.objects.open().filter(case__dossier__number=event.case)
    for number in running.values_list("pk", flat=True):
        found = whole(pk=number)
        found.closed_on, found.failed = event.day, None
        taken(found, Done("over", event.day, is_new=False), by=SYSTEM, at=at)
        if found.matter.stage not in UNDECIDED:
            close_records(found, at=at)


@atomic
@across()
def follow_case(event, *, at: datetime, **_besides: object) -> None:
    """Let the old county's record go along when its case moves to another of its offices."""
    moving = Transfer.objects.filter(
        case__dossier__number=event.dossier, taken_over_at__isnull=True, closed_on__isnull=True
    )
    for found in moving.select_related("case__dossier__unit", "matter__dossier"):
        unit = found.case.dossier.unit
        if unit.path == found.from_path:
            continue
        found.from_path = unit.path
        found.save(update_fields=["from_path"])
        dossiers.move_dossier(
            dossier=found.matter.dossier, unit=unit, because="随案卷移交", by=SYSTEM, at=at
        )
        duties.refresh(SOURCE, found.number, on=day_of(at))
