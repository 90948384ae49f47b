"""What stands beside a case: other cases of its person, and records that may be the same person."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import posts, posts_of_role
from guihang.agencies.vocabulary import Role
from guihang.cases import bearing
from guihang.cases.facts import began, facts_of, law_of
from guihang.cases.models import Case, CaseEvent, Merger, Person
from guihang.cases.queries.reading import events
from guihang.duties.owing import Bearer
from guihang.law.codes import Kind
from guihang.law.events import What
from guihang.law.refusals import NotYours
from guihang.law.rules import closing_days, minors
from guihang.law.rules.closing_days import Declaration, DeclarationFacts
from guihang.law.rules.minors import MinorFacts, Minority
from guihang.law.verdicts import Answer, CannotSay, Verdict


def other_cases(by: Actor, case: Case) -> QuerySet[Case]:
    """Return further cases of the same person that somebody may see, the latest first."""
    found = case.person.cases.within(by.reach).exclude(pk=case.pk)
    return found.select_related("dossier", "person__subject")


def perhaps_same(by: Actor, case: Case) -> QuerySet[Person]:
    """Return records that may be the same person: the same name, and no other day of birth."""
    person = case.person
    seen = Case.objects.within(by.reach).values("person")
    found = Person.objects.filter(
        pk__in=seen, merged_into__isnull=True, subject__name=person.name
    ).exclude(pk=person.pk)
    if person.birth is not None:
        found = found.filter(Q(birth=person.birth) | Q(birth__isnull=True))
    return found.select_related("subject")


def namesakes(by: Actor, name: str, birth: date | None) -> QuerySet[Case]:
    """Return cases of persons with this name, and no other day of birth, that somebody may see."""
    found = Case.objects.within(by.reach).filter(person__subject__name=name)
    if birth is not None:
        found = found.filter(Q(person__birth=birth) | Q(person__birth__isnull=True))
    return found.select_related("dossier__unit", "person__subject")


def responsible(case: Case) -> tuple[Bearer, ...]:
    """Return who works on a case: the named post, else the squad in charge of its office."""
    return bearing.keepers(case)


def event_numbered(case: Case, number: int) -> CaseEvent:
    """Return one event of a case by its number in it."""
    row = next((one for one in events(case) if one.seq == number and one.what), None)
    if row is None:
        raise NotYours(
            why=_("There is no such entry in this case."),
            ground="house:jurisdiction",
            remedy=_("Look at the timeline of the case."),
        )
    return row


def is_minor(case: Case, on: date) -> bool:
    """Whether the rules for minors hold for a case; not where it cannot be told."""
    answer = _minority(case, on)
    return isinstance(answer, Verdict) and answer.outcome.applies


def declaration_of(case: Case, on: date) -> Answer[Declaration] | None:
    """Return what is declared when the term is over, and whether in public; nothing on a pardon."""
    if facts_of(case).day_of(What.PARDONED):
        return None
    status = _minority(case, on)
    if isinstance(status, CannotSay):
        return status
    facts = DeclarationFacts(kind=Kind(case.kind), minor=status.outcome.applies)
    return closing_days.declaration(facts, law_of(case, on))


def _minority(case: Case, on: date) -> Answer[Minority]:
    facts = facts_of(case)
    return minors.status(MinorFacts(birth=facts.birth, began=began(facts)), law_of(case, on))


def mergers(case: Case) -> QuerySet[Merger]:
    """Return the records merged into the person of a case that were not split off again."""
    found = case.person.mergers.filter(split_at__isnull=True)
    return found.select_related("kept__subject", "folded__subject")


def posts_for(case: Case, on: date):
    """Return the posts that may be named responsible for a case: its squad's, and its office's."""
    roles = (Role.SQUAD_OFFICER, Role.SQUAD_LEADER, Role.TOWNSHIP_OFFICER)
    return posts(key for role in roles for key in posts_of_role(role, case.unit_path, on=on))
