"""The first weeks: steps out of order, a group that lacks somebody."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews.check import Found, Severity, check
from guihang.bureau.reviews.file import File
from guihang.law.codes import Sex
from guihang.law.events import What
from guihang.law.refusals import Refused
from guihang.law.rules import group
from guihang.law.rules.group import GroupFacts, Lacking
from guihang.law.verdicts import Verdict

GUIDED = (What.CLASSIFIED, What.PLAN_MADE)


@check(
    "intake.before_effective",
    ground="ccl-2019:21.1",
    severity=Severity.GRAVE,
    says=_("Somebody was registered before the decision took effect"),
    remedy=_("Look up the day of effect; correct the wrong day, the term may move."),
)
def before_effective(file: File) -> Iterator[Found]:
    """The ten days to report, and the term, run from the day of effect."""
    effective = file.facts.day_of(What.EFFECTIVE)
    for event in file.events(What.REGISTERED):
        if effective and event.day < effective:
            yield Found(event.day)


@check(
    "intake.registered_unreported",
    ground="ccl-2019:22",
    severity=Severity.FAULT,
    says=_("Somebody is registered who neither reported nor was handed over"),
    remedy=_("Note how and when the person came, or strike the registration."),
)
def registered_unreported(file: File) -> Iterator[Found]:
    """Who is registered came himself, was visited at home, or was handed over."""
    came = (What.REPORTED, What.HANDED_OVER, What.TRANSFER_REPORTED)
    for event in file.events(What.REGISTERED):
        if not any(one.day <= event.day for one in file.facts.all(*came)):
            yield Found(event.day)


def _before_first(file: File, needed: What, *whats: What) -> Iterator[Found]:
    """Yield what happened of these kinds before, or without, something that comes first."""
    first = file.facts.day_of(needed)
    for event in file.events(*whats):
        if first is None or event.day < first:
            yield Found(event.day)


@check(
    "intake.declared_without_group",
    ground="measures-2020:20",
    severity=Severity.FAULT,
    says=_("The declaration was held before there was a group"),
    remedy=_("Form the group and hold the declaration again in its presence."),
)
def declared_without_group(file: File) -> Iterator[Found]:
    """The group is present at the declaration."""
    return _before_first(file, What.GROUP_FORMED, What.DECLARED)


@check(
    "intake.declared_unregistered",
    ground="measures-2020:20",
    severity=Severity.FAULT,
    says=_("Somebody was declared under correction before being registered"),
    remedy=_("Correct the wrong day, or hold the declaration again."),
)
def declared_unregistered(file: File) -> Iterator[Found]:
    """First comes who is registered, then the declaration."""
    return _before_first(file, What.REGISTERED, What.DECLARED)


@check(
    "levels.unassessed",
    ground="measures-2020:21",
    severity=Severity.FAULT,
    says=_("A category was set without an assessment before it"),
    remedy=_("Assess the person, then set the category again with reasons."),
)
def unassessed(file: File) -> Iterator[Found]:
    """A category follows from an assessment."""
    return _before_first(file, What.ASSESSED, What.CLASSIFIED)


@check(
    "plan.before_assessment",
    ground="measures-2020:22",
    severity=Severity.FLAW,
    says=_("The plan was made before the person was assessed"),
    remedy=_("Adjust the plan to the result of the assessment."),
)
def planned_before_assessed(file: File) -> Iterator[Found]:
    """A plan holds the result of the assessment."""
    return _before_first(file, What.ASSESSED, What.PLAN_MADE)


@check(
    "intake.guided_undeclared",
    ground="measures-2020:20",
    severity=Severity.FLAW,
    says=_("A category or a plan was made for somebody never declared under correction"),
    remedy=_("Hold the declaration and have it signed."),
)
def guided_undeclared(file: File) -> Iterator[Found]:
    """Management begins with the declaration."""
    return _before_first(file, What.DECLARED, *GUIDED)


@check(
    "group.no_woman",
    ground="ccl-2019:25.2",
    severity=Severity.FAULT,
    says=_("The group of a woman has no woman"),
    remedy=_("Name a woman as a member."),
)
def no_woman(file: File) -> Iterator[Found]:
    """A woman's group holds a woman."""
    return _lacking(file, Lacking.WOMAN)


@check(
    "group.nobody_for_minors",
    ground="ccl-2019:52.2",
    severity=Severity.FAULT,
    says=_("The group of a minor has nobody who knows minors"),
    remedy=_("Name somebody who knows what minors are like."),
)
def nobody_for_minors(file: File) -> Iterator[Found]:
    """A minor's group holds somebody who knows minors, also after eighteen."""
    return _lacking(file, Lacking.MINORS_EXPERT)


def _lacking(file: File, whom: Lacking) -> Iterator[Found]:
    formed = file.facts.day_of(What.GROUP_FORMED)
    if formed is None or formed > file.on or not file.group:
        return
    members = file.sitting(file.facts.closed_on or file.on)
    if not members:
        return
    facts = file.facts
    began = facts.paper_begins or facts.day_of(What.EFFECTIVE)
    try:
        answer = group.composition(
            GroupFacts(members, sex=facts.sex or Sex.MALE, birth=facts.birth, began=began), file.law
        )
    except Refused:
        return
    if isinstance(answer, Verdict) and whom in answer.outcome.lacks:
        yield Found(formed)
