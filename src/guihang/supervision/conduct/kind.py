"""The kinds of matter about conduct: who opens, checks, decides, serves; their duties in words."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import Role
from guihang.cases.words import spoken
from guihang.decisions.course import Act
from guihang.decisions.discussion.subjects import Discussable
from guihang.decisions.kinds import Entry, MatterKind, Step
from guihang.duties.kinds import DutyKind
from guihang.law import wire
from guihang.law.articles import article
from guihang.law.codes import Code
from guihang.law.rules.measures import Measure
from guihang.supervision.access import ENTERING
from guihang.supervision.conduct import house_rules
from guihang.supervision.conduct.plans import PLANS, Plan
from guihang.supervision.conduct.subject import Conduct, route

OFFICERS = frozenset(ENTERING)
SQUAD = frozenset({Role.SQUAD_OFFICER, Role.SQUAD_LEADER})
LEADERS = frozenset({Role.SQUAD_LEADER, Role.BRIGADE_LEADER})
TITLES = {
    "commendation": _("Commendation"),
    "admonition": _("Admonition"),
    "warning": _("Warning"),
    "penalty_request": _("Request for a police penalty"),
    "revocation_proposal": _("Proposal to revoke"),
    "recall_proposal": _("Proposal to recall"),
    "arrest_request": _("Request for arrest"),
    "reduction_proposal": _("Proposal to reduce"),
}


def facts_said(plan: Plan, stated: object) -> list[object]:
    """Return the stated facts in the law's own words, one line each."""
    if not isinstance(stated, dict):
        return []
    hints = wire.hints(plan.facts)
    return [
        spoken_fact(hints[name].says, _value(hints[name].kind, value))
        for name, value in stated.items()
        if name in hints
    ]


def spoken_fact(label, value: object) -> object:
    """Return a fact and its value in the reader's language."""
    return format_lazy("{label}：{value}", label=spoken(label) if label else "", value=value)


def _value(kind: object, value: object) -> object:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(kind, type) and issubclass(kind, Code) and isinstance(value, str):
        return spoken(kind(value).says)
    return str(value)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _kind(plan: Plan) -> MatterKind:
    return MatterKind(
        name=plan.name,
        title=TITLES[plan.name],
        series=plan.series,
        form=plan.form,
        ground=plan.article,
        steps=(
            Step(Act.ASK, roles=OFFICERS),
            Step(Act.CHECK, roles=SQUAD, signed=True, distinct_from=frozenset({Act.ASK})),
            Step(Act.GIVE_OPINION, roles=LEADERS),
            Step(
                Act.GRANT,
                routed=True,
                signed=True,
                distinct_from=frozenset({Act.ASK, Act.CHECK}),
            ),
            Step(Act.TELL, roles=OFFICERS),
            Step(Act.END, routed=True, signed=True),
        ),
        entries=(
            Entry("person", _("Who it is about")),
            Entry("stated", _("Facts"), lambda stated: facts_said(plan, stated)),
            Entry("shown", _("Events of the case it rests on"), _listed),
            Entry("reasons", _("Why the lighter measure")),
            Entry("to", _("Sent to")),
        ),
        limits=house_rules.limits(),
        subject=Conduct(plan),
        refusal_grounds=(
            (house_rules.EVIDENCE, _("The facts are not shown")),
            (plan.article, _("The facts do not call for this measure")),
            (house_rules.TWO_OFFICERS, _("It was not looked into by two officers")),
        ),
        route=route,
    )


KINDS = tuple(_kind(plan) for plan in PLANS.values())


def _proposed(matter) -> str:
    return f"对{matter.fields['person']}{Measure(matter.fields['measure']).says.zh}。"


DISCUSSED = tuple(
    Discussable(name, kinds=(kind,), proposal=_proposed)
    for name, kind in house_rules.DISCUSSED.items()
)
"""What is deliberated before it is signed, and what is then proposed."""

TURNS = (
    (
        "check",
        _("Checking a proceeding: {measure}"),
        _("Check for %(name)s: {measure}"),
        _("Check"),
        _("It was opened; facts, proofs and hearing are looked at before a decision."),
        _("House rule: checked within {days} days"),
        _("Until then nobody decides, and the conduct goes unanswered."),
    ),
    (
        "complete",
        _("Completing a proceeding: {measure}"),
        _("Complete for %(name)s: {measure}"),
        _("Complete"),
        _("It was returned to be completed; the reasons stand with it."),
        _("House rule: completed within {days} days"),
        _("Until then nothing is decided; what is no longer wanted can be withdrawn."),
    ),
    (
        "decide",
        _("Deciding a proceeding: {measure}"),
        _("Decide for %(name)s: {measure}"),
        _("Decide"),
        _("It was checked; who the law names decides and signs."),
        _("House rule: decided within {days} days"),
        _("What should have been answered and was not is a fault the procuratorate looks for."),
    ),
    (
        "tell",
        _("Serving a decision or proposal: {measure}"),
        _("Serve for %(name)s: {measure}"),
        _("Serve"),
        _("It was decided; the paper goes to whom it is for."),
        _("House rule: served within {days} days"),
        _("Until it is served, nobody can object and nobody can act on it."),
    ),
    (
        "receive",
        _("Having a paper signed for: {measure}"),
        _("Have the paper for %(name)s signed for: {measure}"),
        _("Confirm"),
        _("It was handed over; the receipt is signed, or refused before a witness."),
        _("House rule: confirmed within {days} days"),
        _("Otherwise it is noted with a witness that the receipt was refused."),
    ),
)


def _duties(plan: Plan) -> tuple[DutyKind, ...]:
    measure = TITLES[plan.name]
    return tuple(
        DutyKind(
            what=f"{plan.name}.{turn}",
            name=format_lazy(name, measure=measure),
            title=format_lazy(title, measure=measure),
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
