"""What is looked at before a change of place is signed: the person, the reply, the law's answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.cases.course import spells
from guihang.cases.facts import facts_of
from guihang.decisions.course import UNDECIDED, Stage
from guihang.decisions.ports import Finding, Outcome
from guihang.law.rules.transfer import ASKING, CHANGE, LETTERS, MOVING, Decision
from guihang.law.verdicts import CannotSay
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import judging
from guihang.supervision.transfer.examining import UNDER_CORRECTION

OVER = {
    "missing": (
        Outcome.STOP,
        _("The person is out of contact."),
        _("Have the person found first; the request can be returned or refused."),
        "ccl-2019:30",
    ),
    "held": (
        Outcome.STOP,
        _("The person is detained by others."),
        _("Refuse the request, or wait until the person is free."),
        CHANGE,
    ),
    "proposed": (
        Outcome.WARN,
        _("A proposal to change how the sentence is executed is pending."),
        _("Write how you see it, and tell the organ that decides where the person will be."),
        CHANGE,
    ),
}


def findings(matter, *, on: date) -> Iterable[Finding]:
    """Return what is found before somebody signs."""
    found = Transfer.objects.filter(matter=matter).select_related("case__person").first()
    if found is None or Stage(matter.stage) not in UNDECIDED:
        return ()
    over = {
        spell.name
        for spell in spells(facts_of(found.case))
        if spell.since <= on and (spell.until is None or spell.until > on)
    }
    return (
        _standing(found),
        _in_time(found, on),
        _reason(found),
        *(Finding(*OVER[name]) for name in sorted(over & OVER.keys())),
        _answered(found, matter, on),
    )


def _standing(found: Transfer) -> Finding:
    if found.case.state not in UNDER_CORRECTION:
        return Finding(
            Outcome.STOP,
            _("The person is no longer under correction here."),
            _("Refuse the request, or let it be withdrawn."),
            CHANGE,
        )
    return Finding(Outcome.PASS, _("The person is under correction here."))


def _in_time(found: Transfer, on: date) -> Finding:
    asking = judging.judge(found.case, found.to_office.path, found.moves, on=found.asked).asking
    if not isinstance(asking, CannotSay) and asking.outcome.late:
        return Finding(
            Outcome.PASS,
            _("It was asked for less than a month before the move; it is dealt with all the same."),
            "",
            ASKING,
        )
    return Finding(Outcome.PASS, _("It was asked for a month ahead."), "", ASKING)


def _reason(found: Transfer) -> Finding:
    if found.reason == "other":
        return Finding(
            Outcome.WARN,
            _("The law names work, home and the like; whether this reason is proper is yours."),
            _("Write why it is proper, or refuse it with reasons."),
            MOVING,
        )
    return Finding(Outcome.PASS, _("The reason is one of the usual ones."), "", MOVING)


def _answered(found: Transfer, matter, on: date) -> Finding:
    answer = judging.decision(found, on=on)
    decision = Decision.WAIT if isinstance(answer, CannotSay) else answer.outcome.decision
    if decision is Decision.AGREE:
        return Finding(
            Outcome.PASS, _("The new county agrees to take the person over."), "", LETTERS
        )
    # Who gives the office's opinion looks at the person; the letter is only written after that.
    if Stage(matter.stage) is Stage.ASKED:
        return Finding(
            Outcome.UNKNOWN, _("The new county is asked after the office's opinion."), "", LETTERS
        )
    says = {
        Decision.WAIT: _("The new county has not replied."),
        Decision.REFER: _("The dispute about the reply is not settled."),
        Decision.REFUSE: _("The new county does not agree, and nobody settled it otherwise."),
    }
    return Finding(
        Outcome.STOP,
        says[decision],
        _("Wait for the reply, refer a disputed one to the upper level, or refuse the request."),
        LETTERS,
    )
