"""What the law makes of a change of place: is it one, how it is decided, its chain, who answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guihang.cases.facts import law, law_of, place_of
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import Reply
from guihang.law.refusals import BadFacts
from guihang.law.rules import transfer, transfer_steps
from guihang.law.rules.chains import Link
from guihang.law.rules.transfer import Asking, Came, Decided, Move
from guihang.law.statutes import Statutes
from guihang.law.verdicts import CannotSay, Verdict
from guihang.supervision.models import Transfer


@dataclass(frozen=True, slots=True)
class Judgment:
    """What the law says of a new home before anything is decided."""

    move: Verdict[Move] | CannotSay
    asking: Verdict[Asking] | CannotSay


def judge(case, office_path: str, moves: date, *, on: date) -> Judgment:
    """Return whether a home at an office is another place, and whether it is asked in time."""
    statutes = law_of(case, on)
    facts = transfer.MoveFacts(
        place_of(case.unit_path),
        place_of(office_path),
        True if office_path == case.unit_path else None if _crosses(case, office_path) else False,
    )
    return Judgment(
        transfer.needed(facts, statutes),
        transfer.ask_by(transfer.AskingFacts(moves, on), statutes),
    )


def _crosses(case, office_path: str) -> bool:
    return place_of(case.unit_path) != place_of(office_path)


def decision(found: Transfer, *, on: date, proper: bool = True) -> Verdict[Decided] | CannotSay:
    """Return how the old county decides on the reply it has (transfer.decision)."""
    return transfer.decision(
        transfer.DecisionFacts(
            reply=Reply(found.reply) if found.reply else None,
            disputed=found.referred is not None,
            coordinated=Reply(found.settlement) if found.settlement else None,
            proper_reason=proper,
        ),
        statutes_of(found, on),
    )


def coming(found: Transfer, *, on: date, reported: date | None = None) -> Came | None:
    """Return how somebody came, or until when he has time; None before he was told."""
    if found.told is None or not found.agreed:
        return None
    facts = transfer.ComingFacts(found.told, reported or found.reported)
    answer = transfer.reporting(facts, statutes_of(found, on))
    return answer.outcome if isinstance(answer, Verdict) else None


def charge(found: Transfer, *, on: date) -> Verdict[tuple[Body, ...]] | CannotSay:
    """Return which county answers for the person today (transfer.charge)."""
    facts = transfer.ChargeFacts(
        agreed=found.decided if found.agreed else None,
        file_received=found.file_received,
        reported=found.reported,
        handover_failed=found.failed is not None,
    )
    return transfer.charge(facts, statutes_of(found, on))


def chain(found: Transfer, *, on: date) -> tuple[Link, ...]:
    """Return every step with who owes it, since when, until when, and when it was done."""
    try:
        facts = transfer_steps.TransferFacts(
            asked=found.asked,
            moves=found.moves,
            kind=Kind(found.kind),
            organ=Organ(found.organ),
            opined=_opined(found),
            letter_sent=found.letter_sent,
            letter_received=found.letter_received,
            replied=found.replied,
            decided=found.decided,
            agreed=found.agreed,
            told=found.told,
            notified=found.file_sent if found.agreed else None,
            file_sent=found.file_sent,
            file_received=found.file_received,
            receipt_sent=found.receipt_sent,
            reported=found.reported,
            registered=found.registered,
            prison_file_received=found.prison_file_received,
            prison_told=found.prison_told,
        )
        facts.check()
        answer = transfer_steps.deadlines(facts, statutes_of(found, on))
    except BadFacts:
        return ()
    return answer.outcome if isinstance(answer, Verdict) else ()


def _opined(found: Transfer) -> date | None:
    return next((step.day for step in found.steps.all() if step.act == "opine"), None)


def statutes_of(found: Transfer, on: date) -> Statutes:
    """Return the law of a day where the request was made."""
    return law(on, place_of(found.from_path))
