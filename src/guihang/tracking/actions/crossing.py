"""Telling the office of alarms: what was kept with the fixes becomes an episode of the case."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.transaction import atomic

from guihang.ledger.actions import record
from guihang.ledger.chains import SYSTEM
from guihang.tracking import ports
from guihang.tracking.events import AlarmCleared, AlarmRaised
from guihang.tracking.fixes import actions as fixes
from guihang.tracking.fixes import queries as kept
from guihang.tracking.fixes.models import Crossing
from guihang.tracking.models import Basis, Episode

AT_ONCE = 500


def tell(*, at: datetime) -> int:
    """Tell of every crossing that was kept and not told; safe to be stopped and done again."""
    told = 0
    while many := kept.untold(AT_ONCE):
        for one in many:
            _take(one, at)
        fixes.mark_told([one.pk for one in many])
        told += len(many)
    return told


@atomic
def _take(one: Crossing, at: datetime) -> None:
    basis = Basis.objects.select_related("case__dossier").filter(pk=one.basis).first()
    if basis is None:
        return
    moment = datetime.fromtimestamp(one.at / 1000, UTC)
    of = {"case": basis.case, "sign": one.sign, "zone": one.zone}
    if one.is_on:
        _raise(one, basis, of, moment, at)
    else:
        _clear(of, moment, at)


def _raise(one: Crossing, basis: Basis, of: dict, moment: datetime, at: datetime) -> None:
    bound = _bound(basis, one, moment)
    episode, is_new = Episode.objects.get_or_create(
        **of,
        raised_at=moment,
        defaults={
            "basis": basis,
            "since": datetime.fromtimestamp(one.since / 1000, UTC),
            "noted_at": at,
            "zone_name": bound.name if bound else "",
            "ground": bound.ground if bound else "",
            "proof": _proof(bound) if bound else {},
        },
    )
    if not is_new:
        return
    event = AlarmRaised(
        case=basis.case.number, episode=episode.pk, sign=one.sign, zone=episode.zone_name
    )
    record(event, chain=basis.case.chain, by=SYSTEM, at=at)


def _clear(of: dict, moment: datetime, at: datetime) -> None:
    running = Episode.objects.filter(**of, cleared_at__isnull=True, raised_at__lte=moment)
    for episode in running.select_for_update():
        episode.cleared_at = moment
        episode.save(update_fields=["cleared_at"])
        event = AlarmCleared(case=of["case"].number, episode=episode.pk)
        record(event, chain=of["case"].chain, by=SYSTEM, at=at)


def _bound(basis: Basis, one: Crossing, moment: datetime) -> ports.Bound | None:
    key = one.zone.rpartition("@")[0]
    found = ports.bounds([basis.case_id], since=moment, until=moment)
    return next((bound for bound in found if bound.key == key), None)


def _proof(bound: ports.Bound) -> dict[str, object]:
    """Return the zone as it was, so that the alarm can be replayed when it has changed."""
    return {
        **bound.shape.drawn(),
        "keep_out": bound.keep_out,
        "border": bound.border,
        "begins": bound.begins.isoformat(),
        "ends": bound.ends.isoformat(),
        "permits": list(bound.permits),
    }
