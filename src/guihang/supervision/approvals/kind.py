"""The kinds of matter of the table of approvals: who takes which step, their duties in words."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import Role
from guihang.cases.words import spoken
from guihang.decisions.course import Act
from guihang.decisions.kinds import Entry, MatterKind, Step
from guihang.duties.kinds import DutyKind
from guihang.law.articles import article
from guihang.law.codes import Code
from guihang.law.spans import Span
from guihang.supervision.access import ENTERING
from guihang.supervision.approvals import house_rules, papers, plans
from guihang.supervision.approvals.plans import PLANS, Ask, Form, Plan
from guihang.supervision.approvals.proving import PROCEEDING
from guihang.supervision.approvals.subject import Approving, route

OFFICERS = frozenset(ENTERING)
SQUAD = frozenset({Role.SQUAD_OFFICER, Role.SQUAD_LEADER})
LEADERS = frozenset({Role.SQUAD_LEADER, Role.BRIGADE_LEADER})


def _shown(ask: Ask) -> Callable[[object], object]:
    def shown(stated: object) -> object:
        value = stated.get(ask.name) if isinstance(stated, dict) else None
        return said(ask, value)

    return shown


def said(ask: Ask, value: object) -> object:
    """Return one thing that was stated in the reader's language."""
    if ask.form is Form.PLACES:
        return [str(one["place"]) for one in value] if isinstance(value, list) else []
    if ask.form is Form.CODE and ask.codes is not None:
        return _coded(ask.codes, str(value))
    if ask.form is Form.ANSWER:
        return {True: _("yes"), False: _("no")}.get(value, "")
    if ask.form is Form.SPAN and value:
        return spoken(Span.parse(str(value)).text)
    if ask.form is Form.PROOF:
        kind, _colon, key = str(value).partition(":")
        says = _("proceeding %(key)s") if kind == PROCEEDING else _("entry %(key)s of the case")
        return says % {"key": key}
    return str(value or "")


def _coded(codes: type[Code], value: str) -> object:
    return spoken(codes(value).says) if value in set(codes) else ""


def _steps(plan: Plan) -> tuple[Step, ...]:
    """A device is proposed, checked and approved by three; what is asked for, by two."""
    is_device = plan.name in plans.DEVICES
    before = frozenset({Act.ASK}) if is_device else frozenset()
    checks = SQUAD if is_device else OFFICERS
    return (
        Step(Act.ASK, roles=OFFICERS),
        Step(Act.CHECK, roles=checks, signed=True, distinct_from=before),
        Step(Act.GIVE_OPINION, roles=LEADERS),
        Step(Act.GRANT, routed=True, signed=True, distinct_from=before | {Act.CHECK}),
        Step(Act.TELL, roles=OFFICERS),
        Step(Act.END, routed=True, signed=True),
    )


def _entries(plan: Plan) -> tuple[Entry, ...]:
    stated = [one for one in plan.asks if one.name not in papers.SPANNED]
    return (
        Entry("person", _("Whom it concerns")),
        *(Entry("stated", one.label, _shown(one)) for one in stated),
        Entry("begins", _("In force from")),
        Entry("ends", _("In force until")),
    )


def _refusals(plan: Plan) -> tuple[tuple[str, object], ...]:
    proof = (house_rules.PROOF, _("The proof is lacking"))
    if plan.article in dict(plan.refusals):
        return (*plan.refusals, proof)
    return ((plan.article, _("The law's conditions are not met")), *plan.refusals, proof)


def _kind(plan: Plan) -> MatterKind:
    return MatterKind(
        name=plan.name,
        title=plan.title,
        series=plan.series,
        form=papers.SHEET,
        ground=plan.article,
        steps=_steps(plan),
        entries=_entries(plan),
        limits=house_rules.limits(),
        subject=Approving(plan),
        refusal_grounds=_refusals(plan),
        route=route,
    )


KINDS = tuple(_kind(plan) for plan in PLANS.values())

TURNS = (
    (
        "check",
        _("Checking a request: {what}"),
        _("Check for %(name)s: {what}"),
        _("Check"),
        _("It was asked for; the reason and the proof are looked at before a decision."),
        _("House rule: checked within {days} days"),
        _("Until then nobody decides."),
    ),
    (
        "complete",
        _("Completing a request: {what}"),
        _("Complete for %(name)s: {what}"),
        _("Complete"),
        _("It was returned to be completed; the reasons stand with it."),
        _("House rule: completed within {days} days"),
        _("Until then nothing is decided; what is no longer wanted can be withdrawn."),
    ),
    (
        "decide",
        _("Deciding a request: {what}"),
        _("Decide for %(name)s: {what}"),
        _("Decide"),
        _("It was checked; who the law names decides and signs."),
        _("House rule: decided within {days} days"),
        _("Nothing is approved afterwards: until it is decided it may not be done."),
    ),
    (
        "tell",
        _("Telling a decision: {what}"),
        _("Tell %(name)s the decision: {what}"),
        _("Tell"),
        _("It was decided; the person is told in writing."),
        _("House rule: told within {days} days"),
        _("Until it is told, nobody can rely on it."),
    ),
    (
        "receive",
        _("Having a decision signed for: {what}"),
        _("Have %(name)s sign for the decision: {what}"),
        _("Confirm"),
        _("The decision was told; the person signs for it, or it is left before a witness."),
        _("House rule: confirmed within {days} days"),
        _("A positioning device is not put on before this is signed."),
    ),
)


def _duties(plan: Plan) -> tuple[DutyKind, ...]:
    return tuple(
        DutyKind(
            what=f"{plan.name}.{turn}",
            name=format_lazy(name, what=plan.title),
            title=format_lazy(title, what=plan.title),
            verb=verb,
            because=because,
            limit=format_lazy(limit, days=house_rules.DAYS[turn]),
            consequence=consequence,
            article=plan.article,
            quote=article(plan.article).quote or "",
        )
        for turn, name, title, verb, because, limit, consequence in TURNS
    )


DUTIES = tuple(duty for plan in PLANS.values() for duty in _duties(plan))
