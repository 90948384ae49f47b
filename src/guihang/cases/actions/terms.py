"""What moves a term, and the orders beside it: reductions, offsets, corrected papers, bans (期限).

The day the paper prints is the legal value; what the law computes stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime

from django.db import IntegrityError
from django.db.models import Model
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_change_term
from guihang.cases.actions.following import follow
from guihang.cases.actions.noting import (
    MOVES_TERM,
    NOTHING,
    Besides,
    account_of,
    fresh,
    locked,
    note,
)
from guihang.cases.actions.receiving import ONCE, OrderDraft, SideDraft, side_noted, write_side
from guihang.cases.actions.refusing import demand_order
from guihang.cases.events import CaseChanged
from guihang.cases.facts import facts_of, law_of
from guihang.cases.models import Case, SideOrder
from guihang.cases.vocabulary import SideKind
from guihang.cases.words import spoken
from guihang.dossiers.actions import grounded
from guihang.duties.owing import day_of
from guihang.law.codes import Kind, Organ
from guihang.law.events import Event, What, check_order
from guihang.law.refusals import AlreadyDone, BadFacts, Missing
from guihang.law.rules import places, terms
from guihang.law.rules.closing import check_organ
from guihang.law.spans import Span
from guihang.law.verdicts import CannotSay, said
from guihang.ledger.actions import record

RULE = "house:terms"
CHANGEABLE = frozenset(one.name for one in fields(OrderDraft)) - {"sides"}
LENGTHS = ("sentence", "probation")


@atomic
def change_term(*, case: Case, event: Event, besides: Besides = NOTHING, by, at: datetime) -> Case:
    """Note what moves a term; what the law does not allow, or cannot count, is refused first."""
    case = locked(case)
    check_may_change_term(by, case.unit_path)
    if event.what not in MOVES_TERM:
        raise BadFacts("what", why=_("This moves no term."), ground=RULE)
    event.check()
    _demand_new(case, event)
    if event.what not in {What.CUSTODY_OFFSET, What.RESIDENCE_OFFSET}:
        demand_order("day", event.day, after=case.judged_on, what=What.JUDGED, ground=RULE)
    _demand_lawful(case, event, day_of(at))
    note(case=case, event=event, by=by, at=at, besides=besides)
    return fresh(case)


def _demand_new(case: Case, event: Event) -> None:
    """The same ruling entered twice would shorten a term twice."""
    twin = case.events.filter(corrected__isnull=True, what=event.what, day=event.day)
    span = str(event.span) if event.span else ""
    if twin.filter(ends=event.ends, days=event.days, span=span).exists():
        raise AlreadyDone(
            why=_("This was noted already; a term is not moved twice by one ruling."),
            ground=RULE,
            remedy=_("Look at the history of the term."),
        )


def _demand_lawful(case: Case, event: Event, on: date) -> None:
    facts = facts_of(fresh(case)).with_events(event)
    try:
        answer = terms.term_of(facts, law_of(case, on))
    except BadFacts as refused:
        # The law names the place in a list of events; the form has this one event.
        own = refused.field.startswith("events[")
        named = (refused.field.partition("].")[2] or "what") if own else refused.field
        raise BadFacts(
            named, why=refused.why, ground=refused.ground, remedy=refused.remedy
        ) from None
    if isinstance(answer, CannotSay):
        _demand_known(answer, event)
    elif answer.outcome.ends and answer.outcome.ends < answer.outcome.begins:
        raise BadFacts(
            "ends",
            why=_("The term would end before it began, on %(day)s.")
            % {"day": answer.outcome.begins},
            ground=answer.grounds[-1].article,
        )


def _demand_known(answer: CannotSay, event: Event) -> None:
    if event.what is not What.PARDONED:
        raise Missing(
            why=spoken(answer.because),
            ground=answer.grounds[0].article if answer.grounds else RULE,
            remedy=_("Enter what is missing first; nobody guesses it."),
        )


@atomic
def change_order(
    *, case: Case, changes: Mapping[str, object], because: str, by, at: datetime
) -> Case:
    """Correct what was entered of a judgment, its paper's days too; what follows is derived anew.

    Who looked at an older state of the case is told so, and overwrites nothing.
    """
    seen, case = case.edition, locked(case)
    check_may_change_term(by, case.unit_path)
    reason = grounded(because)
    if seen != case.edition:
        raise AlreadyDone(
            why=_("Somebody else changed this case while you were writing."),
            ground="house:two-at-once",
            remedy=_("Look at the case as it is now, and enter your changes again."),
        )
    changed = _changed(case, changes)
    _demand_order(case, day_of(at))
    case.edition += 1
    try:
        with atomic():
            case.save(update_fields=[*changed, "edition"])
    except IntegrityError:
        raise AlreadyDone(
            why=_("This person has another case under this judgment."),
            ground=ONCE,
            remedy=_("Look at the number of the judgment again."),
        ) from None
    told = CaseChanged(case=case.number, entries=tuple(changed), because=reason)
    record(told, chain=case.chain, by=by, at=at)
    return follow(case, by_id=account_of(by), at=at, on=day_of(at))


def _changed(case: Case, changes: Mapping[str, object]) -> list[str]:
    """Write the changes into a case, and return the names of what is other now."""
    found = []
    for name, value in changes.items():
        if name not in CHANGEABLE:
            raise BadFacts(name, why=_("This entry is not changed here."), ground=RULE)
        if name in LENGTHS and value:
            value = str(_length(name, value))
        if is_other(case, name, value):
            setattr(case, name, value)
            found.append(name)
    if not found:
        raise AlreadyDone(
            why=_("Nothing was changed: everything stands so already."),
            ground=RULE,
            remedy=_("Change an entry, or leave the case as it is."),
        )
    return sorted(found)


def is_other(row: Model, name: str, value: object) -> bool:
    """Tell whether an entry would change; what is sealed is taken as changed when written to."""
    held = getattr(row, name)
    return bool(value) or bool(held) if hasattr(held, "token") else held != value


def _length(name: str, value: object) -> Span:
    try:
        return value if isinstance(value, Span) else Span.parse(str(value))
    except ValueError:
        raise BadFacts(
            name, why=_("This is no length of time; write it like 1年6个月."), ground=RULE
        ) from None


def _demand_order(case: Case, on: date) -> None:
    check_order("sentence_ends", case.sentence_begins, case.sentence_ends)
    check_order("paper_ends", case.paper_begins, case.paper_ends)
    check_organ(Kind(case.kind), Organ(case.organ))
    facts = facts_of(case)
    facts.check()
    terms.term_of(facts, law_of(case, on))


@atomic
def add_side(*, case: Case, draft: SideDraft, by, at: datetime) -> SideOrder:
    """Note what is ordered beside the sentence: prohibition order, additional penalty, ban."""
    case = locked(case)
    check_may_change_term(by, case.unit_path)
    if draft.kind not in SideKind.values:
        raise BadFacts("kind", why=_("Choose what was ordered."), ground=RULE)
    if draft.length:
        draft = replace(draft, length=str(_length("length", draft.length)))
    check_order("ends", draft.begins, draft.ends)
    if draft.kind == SideKind.PROHIBITION:
        draft = _running(case, draft, day_of(at))
    same = case.sides.filter(kind=draft.kind, set_aside_at__isnull=True)
    if same.filter(words=draft.words, begins=draft.begins, ends=draft.ends).exists():
        raise AlreadyDone(
            why=_("This order was noted already."),
            ground=RULE,
            remedy=_("Set the other one aside if it was wrong."),
        )
    side = write_side(case, draft, by, at)
    follow(case, by_id=account_of(by), at=at, on=day_of(at))
    return side


def _running(case: Case, draft: SideDraft, on: date) -> SideDraft:
    """A prohibition order runs from the day the term does, and only beside some terms."""
    if case.kind not in places.BASIS:
        raise BadFacts(
            "kind",
            why=_("Only surveillance and a suspended sentence know prohibition orders."),
            ground="cl-1997:72.2",
        )
    begins = draft.begins or case.term_begins
    if draft.ends or begins is None or not draft.length:
        return replace(draft, begins=begins)
    facts = places.RunFacts(begins, Span.parse(draft.length))
    run = said(places.runs(facts, law_of(case, on))).outcome
    return replace(draft, begins=run.begins, ends=run.ends)


@atomic
def set_side_aside(*, side: SideOrder, because: str, by, at: datetime) -> SideOrder:
    """Set aside an order noted by mistake; it stays readable, and holds no longer."""
    case = locked(side.case)
    check_may_change_term(by, case.unit_path)
    side = SideOrder.objects.select_for_update(of=("self",)).get(pk=side.pk)
    if side.set_aside_at is not None:
        raise AlreadyDone(
            why=_("This order was set aside already."),
            ground=RULE,
            remedy=_("Its line says when and why."),
        )
    side.set_aside_at, side.set_aside_because = at, grounded(because)
    side.save(update_fields=["set_aside_at", "set_aside_because"])
    side.case = case
    record(side_noted(side, side.set_aside_because), chain=case.chain, by=by, at=at)
    follow(case, by_id=account_of(by), at=at, on=day_of(at))
    return side
