"""Rewards, sanctions and proposals: without a hearing, out of order, or not for this kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews import house_rules
from guihang.bureau.reviews.check import Found, Severity, check
from guihang.bureau.reviews.file import File
from guihang.law import periods
from guihang.law.codes import Kind
from guihang.law.events import What
from guihang.law.facts import CaseFacts

SANCTIONS = (What.ADMONISHED, What.WARNED)
MERITS = (What.MERIT, What.GREAT_MERIT)
REVOCABLE = frozenset({Kind.SUSPENSION, Kind.PAROLE})


@check(
    "conduct.unheard",
    ground="local:hearing",
    severity=Severity.FAULT,
    says=_("A sanction was decided without the person being heard"),
    remedy=_("Hear the person and look at the decision again."),
)
def unheard(file: File) -> Iterator[Found]:
    """Nobody is sanctioned unheard."""
    for event in file.events(*SANCTIONS):
        since = event.day - timedelta(days=house_rules.HEARD_BEFORE_DAYS)
        if file.between(since, event.day, What.HEARD) is None:
            yield Found(event.day, event.of or "")


@check(
    "conduct.groundless",
    ground="measures-2020:34",
    severity=Severity.GRAVE,
    says=_("A sanction stands in the file without the fact it was for"),
    remedy=_("Note the fact with its proof, or take the decision back."),
)
def groundless(file: File) -> Iterator[Found]:
    """A sanction answers a breach, a missed duty, or an absence."""
    facts = (
        What.RULE_BROKEN,
        What.ORDER_BROKEN,
        What.DUTY_MISSED,
        What.ABSENT,
        What.LOST,
        What.ASKED_TO_MEND,
        What.SEARCH_STARTED,
    )
    for event in file.events(*SANCTIONS):
        if not any(one.day <= event.day for one in file.facts.all(*facts)):
            late = file.facts.day_of(What.REPORTED)
            effective = file.facts.day_of(What.EFFECTIVE)
            if not (late and effective and _reported_late(file)):
                yield Found(event.day, event.of or "")


def _reported_late(file: File) -> bool:
    effective = file.facts.day_of(What.EFFECTIVE)
    within = file.law.at(effective)["intake.report_within"].span
    return (
        file.facts.day_of(What.REPORTED) > periods.period(effective, within, file.law.calendar).last
    )


@check(
    "conduct.third_admonition",
    ground="measures-2020:35",
    severity=Severity.FAULT,
    says=_("A third admonition was given where a warning was due"),
    remedy=_("After two admonitions a further breach calls for a warning."),
)
def third_admonition(file: File) -> Iterator[Found]:
    """Two admonitions, then a warning; a warning does not set the count back."""
    most = 2
    for event in file.events(What.ADMONISHED):
        before = [one for one in file.facts.all(What.ADMONISHED) if one.day < event.day]
        if len(before) >= most:
            yield Found(event.day, event.of or "")


@check(
    "conduct.commended_early",
    ground="measures-2020:33",
    severity=Severity.FAULT,
    says=_("Somebody was commended before six months in correction, without a merit"),
    remedy=_("Take the commendation back, or note the merit it was for."),
)
def commended_early(file: File) -> Iterator[Found]:
    """Good conduct is commended after six months, a merit at any time."""
    began = file.facts.day_of(What.REGISTERED)
    for event in file.events(What.COMMENDED):
        if began is None:
            yield Found(event.day, event.of or "")
            continue
        since = file.law.at(event.day)["conduct.commendation_after"].span
        merit = any(one.day <= event.day for one in file.facts.all(*MERITS))
        if event.day < periods.shift(began, since) and not merit:
            yield Found(event.day, event.of or "")


@check(
    "conduct.commended_after_warning",
    ground="house:review.commended",
    severity=Severity.FLAW,
    says=_("Somebody was commended soon after a sanction"),
    remedy=_("Look at the commendation again: obeying the rules is its condition."),
)
def commended_after_warning(file: File) -> Iterator[Found]:
    """Who was just sanctioned has not been keeping the rules."""
    for event in file.events(What.COMMENDED):
        since = event.day - timedelta(days=house_rules.COMMENDED_AFTER_WARNING_DAYS)
        if file.between(since, event.day, What.ADMONISHED, What.WARNED, What.PENALISED):
            yield Found(event.day, event.of or "")


@check(
    "penalty.on_parole",
    ground="psl-2025:72(4)",
    severity=Severity.GRAVE,
    says=_("A penalty by the police was asked for somebody on parole without a prohibition order"),
    remedy=_("Withdraw the request: the law does not name parole there."),
)
def penalty_on_parole(file: File) -> Iterator[Found]:
    """The list of the penalty law leaves parole out."""
    if file.facts.kind is not Kind.PAROLE or file.facts.order_begins is not None:
        return
    for event in file.events(What.PENALTY_ASKED):
        yield Found(event.day, event.of or "")


@check(
    "proposals.wrong_kind",
    ground="ccl-2019:46.3",
    severity=Severity.GRAVE,
    says=_("Revocation or recall was proposed for a kind of correction that does not know it"),
    remedy=_("Withdraw the proposal."),
)
def wrong_kind(file: File) -> Iterator[Found]:
    """Suspension and parole are revoked, serving outside is recalled, surveillance neither."""
    for event in file.events(What.REVOCATION_PROPOSED):
        if file.facts.kind not in REVOCABLE:
            yield Found(event.day, event.of or "")
    for event in file.events(What.RECALL_PROPOSED):
        if file.facts.kind is not Kind.OUTSIDE:
            yield Found(event.day, event.of or "")


@check(
    "arrest.alone",
    ground="ccl-2019:47.1",
    severity=Severity.GRAVE,
    says=_("An arrest was asked for without a proposal to revoke"),
    remedy=_("Withdraw it, or make the proposal it belongs to."),
)
def arrest_alone(file: File) -> Iterator[Found]:
    """An arrest is asked for only together with a proposal to revoke."""
    for event in file.events(What.ARREST_ASKED):
        proposed = file.facts.all(What.REVOCATION_PROPOSED)
        if not any(one.day <= event.day for one in proposed):
            yield Found(event.day, event.of or "")


@check(
    "conduct.told_before_decided",
    ground="measures-2020:32",
    severity=Severity.FLAW,
    says=_("The person was told of a decision before it was made"),
    remedy=_("Correct the wrong day."),
)
def told_before_decided(file: File) -> Iterator[Found]:
    """A decision is told after it is made."""
    decided = (What.COMMENDED, *SANCTIONS)
    for event in file.events(What.SANCTION_TOLD):
        about = [one for one in file.facts.all(*decided) if one.of == event.of]
        if about and event.day < min(one.day for one in about):
            yield Found(event.day, event.of or "")


@check(
    "reduction.unproposed",
    ground="ccl-2019:33.1",
    severity=Severity.FLAW,
    says=_("A reduction stands in the file without a proposal"),
    remedy=_("Note the proposal with its day and number."),
)
def reduction_unproposed(file: File) -> Iterator[Found]:
    """The agency proposes, the court reduces."""
    for event in file.events(What.REDUCED):
        if not _any_before(file.facts, event.day, What.REDUCTION_PROPOSED):
            yield Found(event.day, event.of or "")


def _any_before(facts: CaseFacts, day, what: What) -> bool:
    return any(one.day <= day for one in facts.all(what))
