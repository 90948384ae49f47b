"""Putting a dossier into the archive: what it must hold, what it lacks, how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.dossiers import house_rules
from guihang.dossiers.access import check_may_close_dossier
from guihang.dossiers.actions.opening import account_of, close_dossier
from guihang.dossiers.actions.papers import grounded
from guihang.dossiers.archive.queries import lacks_of
from guihang.dossiers.events import DossierArchived
from guihang.dossiers.house_rules import Lack
from guihang.dossiers.models import Dossier, Filing
from guihang.dossiers.numbers import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, Missing
from guihang.law.texts import Text
from guihang.ledger.actions import record, take_turn

USUAL = "permanent"


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a dossier is kept: its class of keeping, and why it may be put away incomplete."""

    retention: str = USUAL
    because: str = ""


@atomic
def file_away(*, dossier: Dossier, keeping: Keeping, ground: str, by, at: datetime) -> Filing:
    """Put a dossier into the archive; what it lacks is named, and a reason lets it pass (归档)."""
    take_turn(dossier.chain)
    dossier = (
        Dossier.objects.select_for_update(of=("self",)).select_related("unit").get(pk=dossier.pk)
    )
    check_may_close_dossier(by, dossier.unit_path)
    if Filing.objects.filter(dossier=dossier).exists():
        raise AlreadyDone(
            why=_("This dossier has already been put into the archive."),
            ground=house_rules.GROUND,
            remedy=_("Its page says when, by whom and how long it is kept."),
        )
    lacks = lacks_of(dossier)
    retention = _retention(keeping)
    if not dossier.is_closed:
        close_dossier(dossier=dossier, ground=ground, by=by, at=at)
    filing = Filing.objects.create(
        dossier=dossier,
        at=at,
        by_id=account_of(by),
        lacks=[_plain(lack) for lack in lacks],
        because=_excuse(lacks, keeping.because),
        retention=retention.code,
        kept_until=retention.until(day_of(at)),
    )
    archived = DossierArchived(
        dossier=dossier.number,
        retention=retention.code,
        kept_until=filing.kept_until,
        lacks=tuple(lack.event for lack in lacks),
    )
    record(archived, chain=dossier.chain, by=by, at=at)
    return filing


def _retention(keeping: Keeping) -> house_rules.Retention:
    found = house_rules.retention(keeping.retention)
    if found is None:
        raise BadFacts("retention", why=_("There is no such class of keeping."))
    return found


def _excuse(lacks: tuple[Lack, ...], because: str) -> str:
    if not lacks:
        return ""
    if because.strip():
        return grounded(because)
    raise Missing(
        why=Text(
            f"卷内还缺：{'；'.join(_said(lack) for lack in lacks)}。",
            f"The file still lacks: {'; '.join(lack.title.en for lack in lacks)}.",
        ),
        ground=house_rules.GROUND,
        remedy=Text(
            "请补入缺少的材料，或者写明缺少的原因后归档。",
            "Put them in, or write why they are lacking; then archive it.",
        ),
    )


def _said(lack: Lack) -> str:
    return f"{lack.title.zh}（{_day(lack.day)}）"


def _day(day: date) -> str:
    return day.isoformat()


def _plain(lack: Lack) -> dict[str, str]:
    return {"zh": lack.title.zh, "en": lack.title.en, "event": lack.event, "day": _day(lack.day)}
