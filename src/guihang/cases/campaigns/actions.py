"""Opening a campaign, checking a record entry by entry, closing it with its rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.access import check_may_check_record, check_may_export, check_may_open_campaign
from guihang.cases.actions.noting import locked
from guihang.cases.actions.people import change_person
from guihang.cases.campaigns import queries, sources
from guihang.cases.campaigns.house_rules import RULE
from guihang.cases.campaigns.items import Item, version_on
from guihang.cases.campaigns.kind import SOURCE
from guihang.cases.campaigns.words import CAME, CONFIRMED, KNOWN_FROM, MENDED
from guihang.cases.events import (
    CampaignClosed,
    CampaignOpened,
    CampaignTakenOut,
    RecordChecked,
)
from guihang.cases.models import Campaign, Case, Confirmation
from guihang.cases.purposes import purpose_of
from guihang.cases.vocabulary import REGISTERED
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooEarly, TooLate
from guihang.ledger import chains
from guihang.ledger.actions import record

LEAST, LEAST_REASON = 2, 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A campaign to be opened: about whom, called what, until when."""

    unit: object
    title: str
    ends: date


@dataclass(frozen=True, slots=True)
class Said:
    """What came of one entry: right (known from where), mended (to what, why), or unclear (why)."""

    came: str
    known_from: str = ""
    value: object = ""
    because: str = ""


@atomic
def open_campaign(*, draft: Draft, by: Actor, at: datetime) -> Campaign:
    """Open a campaign for a unit until a day; every office sees on its docket what is left."""
    unit, title, on = draft.unit, " ".join(draft.title.split()), day_of(at)
    check_may_open_campaign(by, unit.path)
    if len(title) < LEAST:
        raise BadFacts(
            "title",
            why=_("The campaign has no name."),
            ground=RULE,
            remedy=_("Give it one by which everybody knows it."),
        )
    if draft.ends < on:
        raise BadFacts(
            "ends",
            why=_("This day is over already."),
            ground=RULE,
            remedy=_("Choose a last day that leaves time to check."),
        )
    if Campaign.objects.running().filter(unit=unit).exists():
        raise AlreadyDone(
            why=_("A campaign for %(unit)s is running.") % {"unit": unit.name},
            ground=RULE,
            remedy=_("Close it first."),
        )
    version = version_on(on)
    campaign = Campaign.objects.create(
        unit=unit,
        unit_path=unit.path,
        title=title[:60],
        version=version.version,
        items=[one.name for one in version.items],
        opened_on=on,
        ends=draft.ends,
        opened_at=at,
        opened_by_id=by.account_id,
    )
    event = CampaignOpened(campaign=str(campaign.key), version=version.version, ends=campaign.ends)
    return _recorded(campaign, event, sources.keys_of(campaign), by, at)


@atomic
def check_record(
    *, campaign: Campaign, case: Case, said: Mapping[str, Said], by: Actor, at: datetime
) -> tuple[Confirmation, ...]:
    """Say of entries of a record that they are right, mend them, or say why it cannot be told.

    What is mended is changed in the record, and the ledger keeps which entries and why.
    """
    case = locked(case)
    check_may_check_record(by, case.unit_path)
    _demand_running(campaign, case)
    asked = {item.name: item for item in queries.asked(campaign)}
    if not said:
        raise Missing(
            why=_("Nothing is said of any entry."),
            ground=RULE,
            remedy=_("Go through the entries one by one; what is left open stays open."),
        )
    for name, one in said.items():
        _examine(case, asked.get(name), name, one)
    _mend(case, said, by, at)
    rows = tuple(_keep(campaign, case, name, one, by, at) for name, one in said.items())
    came = tuple(f"{name}:{one.came}" for name, one in said.items())
    event = RecordChecked(case=case.number, campaign=str(campaign.key), entries=came)
    record(event, chain=case.chain, by=by, at=at)
    office = sources.key_of(campaign, case.dossier.unit.code)
    duties.refresh(SOURCE, office, on=day_of(at))
    return rows


@atomic
def close_campaign(*, campaign: Campaign, by: Actor, at: datetime) -> Campaign:
    """Close a campaign; the rate is kept as it stands, by the definition it was opened with."""
    campaign = (
        Campaign.objects.select_for_update(of=("self",)).select_related("unit").get(pk=campaign.pk)
    )
    check_may_open_campaign(by, campaign.unit_path)
    _demand_open(campaign)
    found, keys = queries.rate(campaign), sources.keys_of(campaign)
    if day_of(at) <= campaign.ends and found.checked < found.counted:
        raise TooEarly(
            why=_("Records are still to be checked, until %(day)s.") % {"day": campaign.ends},
            ground=RULE,
            remedy=_("Close it when all are checked, or after its last day."),
        )
    campaign.closed_at, campaign.closed_by_id = at, by.account_id
    campaign.counted, campaign.checked = found.counted, found.checked
    campaign.save(update_fields=["closed_at", "closed_by", "counted", "checked"])
    event = CampaignClosed(campaign=str(campaign.key), counted=found.counted, checked=found.checked)
    return _recorded(campaign, event, keys, by, at)


@atomic
def take_out(
    *, campaign: Campaign, people: Iterable, purpose: str, by: Actor, at: datetime
) -> tuple:
    """Return how the records of a campaign stand, to be taken out; what for is recorded."""
    check_may_export(by, by.unit_path)
    words, taken = purpose_of(purpose), tuple(people)
    event = CampaignTakenOut(campaign=str(campaign.key), purpose=words, count=len(taken))
    record(event, chain=chains.account(by.account_id, by.unit_path), by=by, at=at)
    return taken


def _recorded(campaign: Campaign, event, keys: Iterable[str], by: Actor, at: datetime) -> Campaign:
    record(event, chain=campaign.chain, by=by, at=at)
    for key in keys:
        duties.refresh(SOURCE, key, on=day_of(at))
    return campaign


def _demand_open(campaign: Campaign) -> None:
    if campaign.closed_at is not None:
        raise TooLate(
            why=_("This campaign was closed on %(day)s.") % {"day": day_of(campaign.closed_at)},
            ground=RULE,
            remedy=_("A record can still be changed on the page of the case."),
        )


def _demand_running(campaign: Campaign, case: Case) -> None:
    _demand_open(Campaign.objects.get(pk=campaign.pk))
    if case.state not in REGISTERED or not case.unit_path.startswith(campaign.unit_path):
        raise BadFacts(
            "case",
            why=_("This campaign is not about %(name)s.") % {"name": case.person.name},
            ground=RULE,
            remedy=_("Records of people registered in its units are checked."),
        )


def _examine(case: Case, item: Item | None, name: str, said: Said) -> None:
    """Refuse what says nothing: every answer has its reason, or where it is known from."""
    if item is None or said.came not in CAME:
        raise BadFacts(name, why=_("This campaign does not ask for this entry."), ground=RULE)
    if said.came == CONFIRMED:
        if said.known_from not in KNOWN_FROM:
            raise BadFacts(
                name,
                why=_("It is not said how it is known that this entry is right."),
                ground=RULE,
                remedy=_("Choose from what it is known."),
            )
        return
    if len(said.because.strip()) < LEAST_REASON:
        raise BadFacts(
            name,
            why=_("What is mended, or cannot be confirmed, has a reason."),
            ground=RULE,
            remedy=_("Write it in at least four characters; it stands on the record."),
        )
    if said.came == MENDED and not said.value:
        raise BadFacts(
            name,
            why=_("It is not said what the entry is to be."),
            ground=RULE,
            remedy=_("Write the right entry, or say that it cannot be confirmed."),
        )


def _mend(case: Case, said: Mapping[str, Said], by: Actor, at: datetime) -> None:
    """Change what is mended: entries with one reason together, as one change of the person."""
    reasons: dict[str, dict[str, object]] = {}
    for name, one in said.items():
        if one.came == MENDED:
            reasons.setdefault(one.because.strip(), {})[name] = one.value
    for because, changes in reasons.items():
        change_person(person=case.person, changes=changes, because=because, by=by, at=at)


def _keep(  # noqa: PLR0913 - one step of the action above
    campaign: Campaign, case: Case, name: str, said: Said, by: Actor, at: datetime
) -> Confirmation:
    row, _is_new = Confirmation.objects.update_or_create(
        campaign=campaign,
        case=case,
        item=name,
        defaults={
            "came": said.came,
            "known_from": said.known_from if said.came == CONFIRMED else "",
            "because": "" if said.came == CONFIRMED else said.because.strip()[:200],
            "at": at,
            "by_id": by.account_id,
        },
    )
    return row
