"""What a campaign makes somebody owe: each office its records, the leaders its closing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import Role
from guihang.cases.campaigns import house_rules, queries
from guihang.cases.campaigns.kind import CHECK, CLOSE, SOURCE
from guihang.cases.campaigns.queries import Rate
from guihang.cases.models import Campaign
from guihang.duties import owing
from guihang.duties.owing import Discharge, Owed
from guihang.duties.ports import Source


class Campaigns(Source):
    """The campaigns: `7` for the closing of one, `7.431103001` for the records of an office."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed in one campaign, or about the records of one office in it."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield campaigns, and offices in them, with what is owed; each campaign is read once."""
        wanted: dict[str, list[str]] = {}
        for key in keys:
            wanted.setdefault(key.partition(".")[0], []).append(key)
        found = Campaign.objects.filter(pk__in=[key for key in wanted if key.isdigit()])
        for campaign in found.select_related("unit"):
            told = {key: owed for key, owed in _owed(campaign, on)}
            yield from ((key, (told[key],)) for key in wanted[str(campaign.pk)] if key in told)

    def all_keys(self) -> Iterable[str]:
        """Return the keys of every campaign, and of the offices in those that run."""
        for campaign in Campaign.objects.order_by("pk"):
            yield from keys_of(campaign)


def keys_of(campaign: Campaign) -> list[str]:
    """Return under which keys something may be owed in a campaign."""
    offices = agencies.units_at(queries.rates(campaign)) if campaign.closed_at is None else {}
    return [str(campaign.pk), *(key_of(campaign, one.code) for one in offices.values())]


def key_of(campaign: Campaign, code: str) -> str:
    """Return the key of the records of an office in a campaign."""
    return f"{campaign.pk}.{code}"


def _owed(campaign: Campaign, on: date) -> Iterator[tuple[str, Owed]]:
    if campaign.closed_at is None:
        rates = queries.rates(campaign)
        offices = agencies.units_at(rates)
        for path, rate in rates.items():
            if path in offices and rate.checked < rate.counted:
                office = offices[path]
                yield key_of(campaign, office.code), _check(campaign, office, rate)
    if on > campaign.ends:
        yield str(campaign.pk), _close(campaign)


def _check(campaign: Campaign, office, rate: Rate) -> Owed:
    return Owed(
        what=CHECK,
        unit_path=office.path,
        opens_on=campaign.opened_on,
        due=campaign.ends,
        ground=house_rules.RULE,
        owed_by=(owing.role(Role.TOWNSHIP_OFFICER, office.path),),
        title=_names(campaign)
        | {"office": office.short_name, "n": str(rate.counted - rate.checked), "unit": office.path},
        place=office.short_name,
    )


def _close(campaign: Campaign) -> Owed:
    closed = campaign.closed_at
    return Owed(
        what=CLOSE,
        unit_path=campaign.unit_path,
        opens_on=campaign.ends + timedelta(days=1),
        due=campaign.ends + timedelta(days=house_rules.CLOSED_WITHIN),
        ground=house_rules.CLOSING,
        owed_by=(owing.role(Role.BRIGADE_LEADER, campaign.unit_path),),
        title=_names(campaign),
        place=campaign.unit.short_name,
        discharge=Discharge(closed, "closed") if closed else None,
    )


def _names(campaign: Campaign) -> dict[str, str]:
    return {"campaign": campaign.title, "key": str(campaign.key)}
