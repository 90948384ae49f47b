"""Packages as whoever asks may see them: the list, one person's package, who can be named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case as When
from django.db.models import CharField, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models import When as Whenever
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import Acting
from guihang.cases import queries as cases
from guihang.cases.vocabulary import REGISTERED
from guihang.law.refusals import NotYours
from guihang.supervision.models import Owner
from guihang.supervision.packages.rule import Part, Rule
from guihang.supervision.packages.words import ASLEEP, AWAKE, AWAY, COVERED, LACKING, LEFT, SHUT

TABS = ("lacking", "asleep", "whole", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which packages somebody wants to see: how they stand, where, whose, by which words."""

    tab: str = "lacking"
    unit_path: str = ""
    area: str = ""
    owner: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a person's package: who fills it, and how that stands on a day."""

    part: Part
    owner: Owner | None
    state: str
    stands_in: str = ""

    @property
    def is_asleep(self) -> bool:
        """Whether somebody is named who cannot be turned to."""
        return self.state in ASLEEP


def standing(rule: Rule, *, on: date) -> QuerySet[Owner]:
    """Return who answers for what now, each with how he stands on a day (`state`)."""
    return Owner.objects.standing().annotate(state=_state(rule, on))


def _state(rule: Rule, on: date) -> When:
    """Say of an owner whether he can be turned to; who is outside has no account to look at."""
    named = Q(account__isnull=False)
    away, covered = agencies.is_away("account", on=on), agencies.is_covered("account", on=on)
    return When(
        Whenever(~named, then=Value(AWAKE)),
        Whenever(account__is_active=False, then=Value(SHUT)),
        Whenever(~_acts(rule, on), then=Value(LEFT)),
        Whenever(Q(away) & Q(covered), then=Value(COVERED)),
        Whenever(away, then=Value(AWAY)),
        default=Value(AWAKE),
        output_field=CharField(),
    )


def _acts(rule: Rule, on: date) -> Q:
    there = Q(pk__in=())
    for part in rule.parts:
        if part.roles:
            acts = agencies.acts_as(part.roles, "account", "case__unit_path", on=on)
            there |= Q(part=part.code) & Q(acts)
    return there


def people(by: Actor, rule: Rule, wanted: Wanted, *, on: date) -> QuerySet:
    """Return the people under correction with who answers for each, scoped by who asks."""
    found = _people(by, wanted, on).filter(_stands(wanted.tab, rule, on))
    found = found.select_related("dossier__unit", "person__subject", "area")
    return with_owners(found, rule, on=on).order_by("unit_path", "person__pinyin", "pk")


def with_owners(found: QuerySet, rule: Rule, *, on: date) -> QuerySet:
    """Return cases with who answers for what in each (`owners_shown`)."""
    rows = standing(rule, on=on).select_related("account")
    return found.prefetch_related(Prefetch("owners", rows, to_attr="owners_shown"))


def counts(by: Actor, rule: Rule, wanted: Wanted, *, on: date) -> Mapping[str, int]:
    """Count how the packages stand, whichever of these is shown."""
    found = _people(by, wanted, on).order_by()
    return found.aggregate(**{tab: Count("pk", filter=_stands(tab, rule, on)) for tab in TABS})


def _people(by: Actor, wanted: Wanted, on: date) -> QuerySet:
    search = cases.Search(words=wanted.words, unit_path=wanted.unit_path, states=REGISTERED)
    found = cases.cases(by, search, on=on)
    if wanted.area:
        found = found.filter(area__code__startswith=wanted.area)
    if wanted.owner is not None:
        found = found.filter(_owned(account=wanted.owner))
    return found


def _owned(**more: object) -> Q:
    return Q(Exists(Owner.objects.standing().filter(case=OuterRef("pk"), **more)))


def lacks(rule: Rule) -> Q:
    """Return what holds of cases in which a part that is asked for has nobody."""
    found = Q(pk__in=())
    for part in rule.parts:
        asked = Q(level__in=part.levels) if part.levels else Q()
        found |= asked & ~_owned(part=part.code)
    return found


def sleeps(rule: Rule, *, on: date) -> Q:
    """Return what holds of cases in which somebody named cannot be turned to."""
    rows = standing(rule, on=on).filter(case=OuterRef("pk"), state__in=ASLEEP)
    return Q(Exists(rows))


def _stands(tab: str, rule: Rule, on: date) -> Q:
    if tab == "lacking":
        return lacks(rule)
    if tab == "asleep":
        return sleeps(rule, on=on)
    return ~lacks(rule) & ~sleeps(rule, on=on) if tab == "whole" else Q()


def slots(case, rule: Rule, *, stands_in: Mapping[int, str]) -> tuple[Slot, ...]:
    """Return the parts of a package that are asked for, or filled nevertheless, as they stand."""
    pairs = _filled(case, rule, case.owners_shown)
    return tuple(_slot(part, owner, stands_in) for part, owner in pairs)


def _slot(part: Part, owner: Owner | None, stands_in: Mapping[int, str]) -> Slot:
    if owner is None:
        return Slot(part, None, LACKING)
    return Slot(part, owner, owner.state, stands_in.get(owner.account_id, ""))


def deputies_of(shown: Iterable, *, on: date) -> dict[int, str]:
    """Return who stands in for the owners of cases that are shown."""
    accounts = {one.account_id for case in shown for one in case.owners_shown if one.account_id}
    return agencies.who_stands_in(accounts, on=on)


def named(case, rule: Rule) -> tuple[tuple[Part, Owner | None], ...]:
    """Return who was named for each part that is asked for; how he stands, a package tells."""
    return _filled(case, rule, Owner.objects.standing().filter(case=case).select_related("account"))


def _filled(case, rule: Rule, owners: Iterable[Owner]) -> tuple[tuple[Part, Owner | None], ...]:
    by_part = {owner.part: owner for owner in owners}
    return tuple(
        (part, by_part.get(part.code))
        for part in rule.parts
        if part.is_for(case.level) or part.code in by_part
    )


def package(case, rule: Rule, *, on: date) -> tuple[Slot, ...]:
    """Return the package of a case that somebody was found to see."""
    case.owners_shown = list(standing(rule, on=on).filter(case=case).select_related("account"))
    return slots(case, rule, stands_in=deputies_of((case,), on=on))


def history(case) -> QuerySet[Owner]:
    """Return everybody who ever answered for a part of a person's package, the latest first."""
    return case.owners.select_related("account", "by", "left_by").order_by("-since", "-pk")


def who_may(part: Part, unit_path: str, *, on: date) -> tuple[Acting, ...]:
    """Return who holds a post by which he may be named for a part in an office."""
    return agencies.named_for(part.roles, unit_path, on=on) if part.roles else ()


def owners(by: Actor) -> tuple[tuple[int, str], ...]:
    """Return the accounts that answer for somebody in one's charge, by name."""
    inside = Q(pk__in=())
    for path in by.reach:
        inside |= Q(case__unit_path__startswith=path)
    rows = Owner.objects.standing().filter(inside, account__isnull=False).order_by()
    return tuple(
        rows.values_list("account_id", "account__name").distinct().order_by("account__name")
    )


def areas(by: Actor, *, on: date) -> tuple[tuple[str, str], ...]:
    """Return the villages and communities in which people under correction live."""
    found = cases.cases(by, cases.Search(states=REGISTERED), on=on).order_by()
    rows = found.filter(area__isnull=False).values_list("area__code", "area__name")
    return tuple(rows.distinct().order_by("area__code"))


def chosen(by: Actor, numbers: Iterable[str], *, on: date) -> tuple:
    """Return the people somebody ticked on the list, of those he may see; all or none."""
    wanted = set(numbers)
    seen = cases.cases(by, cases.Search(states=REGISTERED), on=on)
    found = tuple(seen.filter(dossier__number__in=wanted).order_by("unit_path", "pk"))
    if len(found) != len(wanted):
        raise NotYours(
            why=_("There is no such package in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look at the list as it is now."),
        )
    return found
