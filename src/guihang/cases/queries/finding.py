"""The register (在册): cases and persons somebody may see, by name, number and what holds today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.cases import sources
from guihang.cases.facts import law
from guihang.cases.identity import FORM
from guihang.cases.models import Case, CaseEvent, Overlay, Person, SideOrder
from guihang.cases.sameness import kept
from guihang.cases.vocabulary import State
from guihang.dossiers import forms
from guihang.duties import queries as duties
from guihang.law.calendars import ONE_DAY
from guihang.law.events import What
from guihang.law.facts import CLOSING
from guihang.law.periods import same_day
from guihang.law.refusals import NotYours
from guihang.law.spans import MONTHS_A_YEAR
from guihang.ledger import vault


class Order(StrEnum):
    """In which order a register stands."""

    RECEIVED = "received"
    NAME = "name"
    NUMBER = "number"
    ENDS = "ends"
    UNIT = "unit"


ORDERS: dict[Order, tuple[str, ...]] = {
    Order.RECEIVED: ("received_at", "pk"),
    Order.NAME: ("person__pinyin", "pk"),
    Order.NUMBER: ("dossier__number",),
    Order.ENDS: ("term_ends", "pk"),
    Order.UNIT: ("unit_path", "person__pinyin", "pk"),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What of a register somebody wants to see; what is empty narrows nothing.

    `squad` is the code of the squad in charge on the day;
    `age` is the youngest and the oldest age in full years; `minors` are those for whom the rules
    for minors hold (under age when correction began); `ends_within` counts days from the day;
    `late` are those about whom somebody here owes something that is overdue.
    """

    words: str = ""
    states: tuple[str, ...] = ()
    overlay: str = ""
    kind: str = ""
    unit_path: str = ""
    squad: str = ""
    level: str = ""
    sex: str = ""
    age: tuple[int | None, int | None] = (None, None)
    minors: bool = False
    ends_within: int | None = None
    side: str = ""
    lacks_papers: bool = False
    late: bool = False
    order: Order = Order.RECEIVED
    descending: bool = True


EVERYTHING = Search()


def cases(by: Actor, search: Search = EVERYTHING, *, on: date) -> QuerySet[Case]:
    """Return the cases somebody may see, those that fit what he looks for on a day."""
    found = _seen(by)
    for narrow in NARROWING:
        found = narrow(found, search, on)
    order = [F(name) for name in ORDERS[search.order]]
    return found.order_by(
        *(
            one.desc(nulls_last=True) if search.descending else one.asc(nulls_last=True)
            for one in order
        )
    )


def under_between(found: QuerySet[Case], *, first: date, last: date) -> QuerySet[Case]:
    """Return the cases that were under correction here on one of these days."""
    mine = CaseEvent.objects.filter(case=OuterRef("pk"), corrected__isnull=True)
    began = mine.filter(what=What.REGISTERED, day__lte=last)
    closed = mine.filter(what__in=CLOSING, day__lt=first)
    return found.filter(Exists(began), ~Exists(closed))


def case_for(by: Actor, number: str) -> Case:
    """Return the one case somebody may see under the number of its dossier."""
    found = _seen(by).filter(dossier__number=forms.cleaned(number)).first()
    if found is None:
        raise NotYours(
            why=_("There is no such case in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the register."),
        )
    return found


def person_for(by: Actor, pk: int) -> Person:
    """Return the one person of whom somebody may see a case; a merged record leads to the kept."""
    found = Person.objects.select_related("subject", "merged_into__subject").filter(pk=pk).first()
    person = kept(found) if found is not None else None
    if person is None or not person.cases.within(by.reach).exists():
        raise NotYours(
            why=_("There is no such person in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look the name up in the register."),
        )
    return person


def duplicates(by: Actor) -> tuple[tuple[Person, ...], ...]:
    """Return the persons who may be one: the same name and, where both are known, the same birth.

    Only records of which somebody sees a case are compared; merged ones are one already.
    """
    own = _seen(by).values("person")
    seen = Person.objects.filter(pk__in=own, merged_into__isnull=True)
    shared = seen.values("subject__name").annotate(n=Count("pk")).filter(n__gt=1)
    found: dict[str, list[Person]] = {}
    namesakes = seen.filter(subject__name__in=shared.values("subject__name"))
    for person in namesakes.select_related("subject").order_by("pk"):
        found.setdefault(person.name, []).append(person)
    return tuple(group for one in found.values() for group in _alike(one))


def _alike(namesakes: list[Person]) -> tuple[tuple[Person, ...], ...]:
    """Part namesakes by their birth; one whose birth is unknown may be any of them."""
    births = {person.birth for person in namesakes if person.birth} or {None}
    groups = (
        tuple(person for person in namesakes if person.birth in (None, birth))
        for birth in sorted(births, key=str)
    )
    return tuple(group for group in groups if len(group) > 1)


def _seen(by: Actor) -> QuerySet[Case]:
    return Case.objects.within(by.reach).select_related(
        "person__subject", "dossier__unit", "dossier__subject", "post__unit", "area"
    )


def _spoken(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    words = " ".join(forms.cleaned(search.words).split())
    # Pinyin typed in syllables is the same name as pinyin typed in one.
    whole = words.replace(" ", "")
    parts = [whole] if whole.isascii() and whole.isalpha() else words.split()
    for part in parts:
        found = found.filter(_named(part))
    return found


def _named(word: str) -> Q:
    spelt = word.lower()
    fits = (
        Q(person__subject__name__icontains=word)
        | Q(person__former_name__icontains=word)
        | Q(dossier__number__icontains=word)
        | Q(judgment_number__icontains=word)
        | Q(execution_number__icontains=word)
    )
    if spelt.isascii() and spelt.isalpha():
        fits |= Q(person__pinyin__startswith=spelt) | Q(person__pinyin__contains=f" {spelt}")
    if FORM.fullmatch(word.upper()):
        digest = vault.digest("identity", word.upper())
        fits |= Q(person__subject__identity_number_digest=digest)
    return fits


def _standing(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    if search.states:
        found = found.filter(state__in=search.states)
    return found.filter(ends_within(search.ends_within, on))


def ends_within(days: int | None, on: date) -> Q:
    """Return what holds of cases whose term ends within so many days, if any are named."""
    if days is None:
        return Q()
    return Q(term_ends__gte=on, term_ends__lte=on + timedelta(days=days))


def _described(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    wanted = {
        "kind": search.kind,
        "level": search.level,
        "person__sex": search.sex,
        "unit_path__startswith": search.unit_path,
    }
    return found.filter(**{column: value for column, value in wanted.items() if value})


def _charged(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    if not search.squad:
        return found
    return found.filter(unit_path__in=agencies.offices_of(search.squad, on=on))


def _aged(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    found = found.filter(is_aged(search.age, on))
    return found.filter(began_under_age(on)) if search.minors else found


def is_aged(age: tuple[int | None, int | None], on: date) -> Q:
    """Return what holds of cases of people between two ages."""
    youngest, oldest = age
    fits = Q()
    if youngest is not None:
        fits &= Q(person__birth__lte=_born_for(youngest, on))
    if oldest is not None:
        fits &= Q(person__birth__gt=_born_for(oldest + 1, on))
    return fits


def _born_for(age: int, on: date) -> date:
    """Return the last birthday of those who have reached an age: it counts from the day after."""
    return same_day(on - ONE_DAY, -age * MONTHS_A_YEAR, month_end=True)


def began_under_age(on: date) -> Q:
    """Return what holds of cases for which the rules for minors hold."""
    adult = law(on, "")["minors.adult_age"].number
    began = _Number(Coalesce("paper_begins", "term_begins"))
    return Q(LessThanOrEqual(began, _Number("person__birth") + adult * A_YEAR))


A_YEAR = 10_000


class _Number(Func):
    """A day as a number, 20260301, so that years can be added in any database."""

    output_field = IntegerField()
    template = "CAST(to_char(%(expressions)s, 'YYYYMMDD') AS integer)"

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST(replace(%(expressions)s, '-', '') AS integer)"
        return super().as_sql(compiler, connection, template=template, **context)


def _lying_over(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    if not search.overlay:
        return found
    over = Overlay.objects.holding(on).filter(case=OuterRef("pk"), name=search.overlay)
    return found.filter(Exists(over))


def _ordered_beside(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    if not search.side:
        return found
    sides = SideOrder.objects.standing(on).filter(case=OuterRef("pk"), kind=search.side)
    return found.filter(Exists(sides))


def _without(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    if not search.lacks_papers:
        return found
    came = CaseEvent.objects.filter(
        case=OuterRef("pk"),
        what__in=(What.DOCUMENTS_RECEIVED, What.DOCUMENTS_COMPLETED),
        corrected__isnull=True,
    )
    running = found.filter(state__in=(State.AWAITED, State.INCOMPLETE))
    return running.filter(~Exists(came))


def _overdue(found: QuerySet[Case], search: Search, on: date) -> QuerySet[Case]:
    if not search.late:
        return found
    return found.filter(dossier__number__in=duties.overdue(sources.NAME, on=on))


NARROWING = (
    _spoken,
    _standing,
    _described,
    _charged,
    _aged,
    _lying_over,
    _ordered_beside,
    _without,
    _overdue,
)


def ended_dossiers(by: Actor) -> QuerySet:
    """Return the dossiers of cases in somebody's reach that have ended and await the archive."""
    return (
        Case.objects.within(by.reach)
        .filter(state__in=(State.DISCHARGED, State.TERMINATED, State.MOVED))
        .order_by()
        .values("dossier")
    )
