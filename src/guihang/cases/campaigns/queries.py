"""Campaigns as whoever asks may see them: the list, progress by office, people, one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import chain_of
from guihang.cases.campaigns.items import Item, Version, named
from guihang.cases.campaigns.words import CONFIRMED, MENDED, UNCLEAR
from guihang.cases.models import Campaign, Case, Confirmation
from guihang.cases.queries.finding import Search, cases
from guihang.cases.vocabulary import REGISTERED
from guihang.law.refusals import NotYours

TABS = ("open", "unclear", "whole", "all")
RIGHT = (CONFIRMED, MENDED)
ON_SUBJECT = {"identity_number": "identity_number", "phone": "phone", "home": "address"}
"""Where an entry lies that is not the person's own column."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people of a campaign somebody wants to see."""

    tab: str = "open"
    unit_path: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """How far a campaign, or one office in it, is: by the definition it was opened with."""

    counted: int
    checked: int
    unclear: int = 0

    @property
    def percent(self) -> str:
        """The rate as it is published; a dash where there is nobody to count."""
        return f"{self.checked * 100 / self.counted:.1f}%" if self.counted else "—"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a record, with what came of it in a campaign, if anything did."""

    item: Item
    value: object
    confirmation: Confirmation | None = None


def campaigns(by: Actor) -> QuerySet[Campaign]:
    """Return the campaigns that are about people in one's charge, the latest first."""
    seen = Q(pk__in=())
    for path in by.reach:
        seen |= Q(unit_path__startswith=path) | Q(unit_path__in=chain_of(path))
    return Campaign.objects.filter(seen).select_related("unit", "opened_by", "closed_by")


def campaign_for(by: Actor, key: UUID) -> Campaign:
    """Return the one campaign somebody may see under its key."""
    found = campaigns(by).filter(key=key).first()
    if found is None:
        raise NotYours(
            why=_("There is no such campaign in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of campaigns."),
        )
    return found


def running_for(case: Case) -> Campaign | None:
    """Return the campaign in which a record is to be checked now, what ends first before all."""
    above = chain_of(case.unit_path)
    found = Campaign.objects.running().filter(unit_path__in=above).select_related("unit")
    return found.order_by("ends", "pk").first() if case.state in REGISTERED else None


def of(campaign: Campaign) -> Version:
    """Return what a campaign checks, and how its rate counts."""
    return named(campaign.version)


def asked(campaign: Campaign) -> tuple[Item, ...]:
    """Return the entries a campaign asks for, in order."""
    return tuple(one for one in of(campaign).items if one.name in campaign.items)


def people(by: Actor, campaign: Campaign, wanted: Wanted, *, on: date) -> QuerySet[Case]:
    """Return the people a campaign is about, with how many entries are right and unclear."""
    found = _people(by, campaign, wanted, on).filter(_stands(wanted.tab, campaign))
    found = found.select_related("dossier__unit", "person__subject")
    found = found.annotate(right=_count(campaign, RIGHT), unclear=_count(campaign, (UNCLEAR,)))
    return found.order_by("unit_path", "person__pinyin", "pk")


def counts(by: Actor, campaign: Campaign, wanted: Wanted, *, on: date) -> Mapping[str, int]:
    """Count how the records stand, whichever of these is shown."""
    found = _people(by, campaign, wanted, on).order_by()
    return found.aggregate(**{tab: Count("pk", filter=_stands(tab, campaign)) for tab in TABS})


def _people(by: Actor, campaign: Campaign, wanted: Wanted, on: date) -> QuerySet[Case]:
    search = Search(words=wanted.words, unit_path=wanted.unit_path, states=REGISTERED)
    return cases(by, search, on=on).filter(unit_path__startswith=campaign.unit_path)


def _count(campaign: Campaign, came: Iterable[str]) -> Coalesce:
    rows = Confirmation.objects.filter(
        campaign=campaign, case=OuterRef("pk"), came__in=tuple(came), item__in=campaign.items
    )
    counted = rows.order_by().values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def whole(campaign: Campaign) -> Q:
    """Return what holds of cases every entry of which was confirmed or mended."""
    found = Q()
    for item in campaign.items:
        rows = campaign.confirmations.filter(case=OuterRef("pk"), item=item, came__in=RIGHT)
        found &= Q(Exists(rows))
    return found


def _unclear(campaign: Campaign) -> Q:
    rows = campaign.confirmations.filter(case=OuterRef("pk"), came=UNCLEAR, item__in=campaign.items)
    return Q(Exists(rows))


def _stands(tab: str, campaign: Campaign) -> Q:
    if tab == "whole":
        return whole(campaign)
    if tab == "unclear":
        return _unclear(campaign)
    return ~whole(campaign) & ~_unclear(campaign) if tab == "open" else Q()


def rates(campaign: Campaign, by: Actor | None = None) -> dict[str, Rate]:
    """Return how far every office of a campaign is, by its path: in one's charge, or in all."""
    found = Case.objects.within(by.reach) if by is not None else Case.objects.all()
    found = found.filter(unit_path__startswith=campaign.unit_path, state__in=REGISTERED)
    rows = (
        found.order_by()
        .values("unit_path")
        .annotate(
            counted=Count("pk"),
            checked=Count("pk", filter=whole(campaign)),
            unclear=Count("pk", filter=_unclear(campaign)),
        )
    )
    return {row["unit_path"]: Rate(row["counted"], row["checked"], row["unclear"]) for row in rows}


def rate(campaign: Campaign, by_office: Mapping[str, Rate] | None = None) -> Rate:
    """Return the rate of a campaign: as it was kept at its closing, else of these offices now."""
    if campaign.counted is not None:
        return Rate(campaign.counted, campaign.checked)
    parts = (rates(campaign) if by_office is None else by_office).values()
    return Rate(
        sum(one.counted for one in parts),
        sum(one.checked for one in parts),
        sum(one.unclear for one in parts),
    )


def entries(case: Case, items: Iterable[Item], campaign: Campaign | None) -> tuple[Entry, ...]:
    """Return the entries of a record, each with what came of it in a campaign."""
    said = {}
    if campaign is not None:
        rows = campaign.confirmations.filter(case=case).select_related("by")
        said = {one.item: one for one in rows}
    return tuple(Entry(item, value_of(case, item), said.get(item.name)) for item in items)


def value_of(case: Case, item: Item) -> object:
    """Return what the record says under an entry; what is sealed stays masked."""
    if item.name in ON_SUBJECT:
        return getattr(case.person.subject, ON_SUBJECT[item.name])
    return getattr(case.person, item.name)


def history(case: Case) -> QuerySet[Confirmation]:
    """Return what came of a record's entries in every campaign, the latest first."""
    rows = Confirmation.objects.filter(case=case)
    return rows.select_related("campaign", "by").order_by("-at", "item")


def next_to_check(by: Actor, campaign: Campaign, case: Case, *, on: date) -> Case | None:
    """Return the next person of the same office whose record is to be checked."""
    wanted = Wanted("open", case.unit_path)
    return people(by, campaign, wanted, on=on).exclude(pk=case.pk).first()
