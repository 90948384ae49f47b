"""The projection's ways in and out: refresh one thing, rebuild all, put one duty off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.duties import ports
from guihang.duties.access import PUT_OFF_RULE, check_day, check_may_put_off
from guihang.duties.events import DutyPutOff
from guihang.duties.models import Duty, Party, Postponement
from guihang.duties.owing import Bearer, Owed, Side, day_of
from guihang.duties.queries import item_for
from guihang.law.refusals import BadFacts
from guihang.ledger import chains
from guihang.ledger.actions import record

REASON_LEAST, REASON_MOST = 4, 200

type Row = dict[str, object]
type Parties = frozenset[tuple[Side, Bearer]]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many things were looked at, and how many of them stood differently than they should."""

    looked_at: int
    mended: int


@transaction.atomic
def refresh(source: str, of: str) -> bool:
    """Bring what is owed about one thing up to date; return whether anything changed."""
    present = {
        (duty.what, duty.turn): duty
        for duty in Duty.objects.select_for_update()
        .filter(source=source, of=of)
        .prefetch_related("parties")
    }
    put_off = _put_off(source, of)
    changed = False
    for owed in ports.source(source).owed(of):
        key = owed.what, owed.turn
        changed |= _settle(present.pop(key, None), _row(source, of, owed, put_off), owed)
    for gone in present.values():
        gone.delete()
    return changed or bool(present)


def rebuild() -> Rebuilt:
    """Derive the whole projection anew from its sources; what nobody hands in any more goes."""
    looked_at = mended = 0
    for source in ports.sources():
        keys = set(source.all_keys())
        strays = Duty.objects.filter(source=source.name).exclude(of__in=keys)
        mended += len(set(strays.values_list("of", flat=True)))
        strays.delete()
        for key in sorted(keys):
            looked_at += 1
            mended += refresh(source.name, key)
    orphans = Duty.objects.exclude(source__in=[source.name for source in ports.sources()])
    mended += orphans.values("source", "of").distinct().count()
    orphans.delete()
    return Rebuilt(looked_at, mended)


@transaction.atomic
def put_off(*, key: int, until: date, reason: str, by: Actor, at: datetime) -> None:
    """Put a duty off for a reason; its due date and its place in the count stay."""
    on = day_of(at)
    item = item_for(by, key, on=on)
    check_may_put_off(by, item.unit_path, item)
    words = _reason(reason)
    duty = Duty.objects.select_for_update().get(pk=item.key)
    mine = {"source": duty.source, "of": duty.of, "what": duty.what, "turn": duty.turn}
    earlier = Postponement.objects.filter(**mine).order_by("at").first()
    check_day(item, until=until, on=on, first_put_off_on=day_of(earlier.at) if earlier else on)
    Postponement.objects.create(**mine, until=until, reason=words, by_id=by.account_id, at=at)
    record(
        DutyPutOff(what=duty.what, of=duty.of, until=until, reason=words),
        chain=chains.account(by.account_id, by.home_path),
        by=by,
        at=at,
    )
    refresh(duty.source, duty.of)


def _reason(reason: str) -> str:
    words = " ".join(reason.split())
    if not REASON_LEAST <= len(words) <= REASON_MOST:
        raise BadFacts(
            "reason",
            why=_("A reason has at least %(least)d and at most %(most)d characters.")
            % {"least": REASON_LEAST, "most": REASON_MOST},
            ground=PUT_OFF_RULE,
            remedy=_("Say in a few words why it has to wait."),
        )
    return words


def _put_off(source: str, of: str) -> dict[tuple[str, int], Postponement]:
    """Return the last postponement of each duty about one thing."""
    found = Postponement.objects.filter(source=source, of=of).order_by("at", "pk")
    return {(one.what, one.turn): one for one in found}


def _row(source: str, of: str, owed: Owed, put_off: dict[tuple[str, int], Postponement]) -> Row:
    off = put_off.get((owed.what, owed.turn))
    met = owed.discharge
    return {
        "source": source,
        "of": of,
        "what": owed.what,
        "turn": owed.turn,
        "title": dict(owed.title),
        "place": owed.place,
        "unit_path": owed.unit_path,
        "opens_on": owed.opens_on,
        "due": owed.due,
        "ground": owed.ground,
        "not_by": f" {' '.join(map(str, owed.not_by))} " if owed.not_by else "",
        "discharged_at": met.at if met else None,
        "discharged_by": met.by if met else "",
        "put_off_until": off.until if off else None,
        "put_off_because": off.reason if off else "",
    }


def _settle(duty: Duty | None, row: Row, owed: Owed) -> bool:
    parties = _parties(owed)
    if duty is None:
        _write_parties(Duty.objects.create(**row), parties)
        return True
    different = {name: value for name, value in row.items() if getattr(duty, name) != value}
    if different:
        Duty.objects.filter(pk=duty.pk).update(**different)
    standing = {
        (Side(party.side), Bearer(party.token, party.unit_path)) for party in duty.parties.all()
    }
    if standing != parties:
        duty.parties.all().delete()
        _write_parties(duty, parties)
    return bool(different) or standing != parties


def _parties(owed: Owed) -> Parties:
    owes = {(Side.OWES, bearer) for bearer in owed.owed_by}
    return frozenset(owes | {(Side.WAITS, bearer) for bearer in owed.owed_to})


def _write_parties(duty: Duty, parties: Parties) -> None:
    Party.objects.bulk_create(
        Party(duty=duty, side=side, token=bearer.token, unit_path=bearer.unit_path)
        for side, bearer in sorted(parties)
    )
