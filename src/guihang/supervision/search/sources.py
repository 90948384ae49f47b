"""What is owed in a search beyond the law's own duties, handed to the docket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from guihang.agencies.vocabulary import Role
from guihang.cases.bearing import keepers
from guihang.duties import owing
from guihang.duties.owing import Discharge, Owed, day_of
from guihang.duties.ports import Source
from guihang.supervision.models import Search
from guihang.supervision.search import house_rules
from guihang.supervision.search.judging import tried
from guihang.supervision.search.kind import CLOSE, FIRST_DAY, SOURCE
from guihang.supervision.search.words import CHECK, PHONE, VISIT

LEADERS = (Role.SQUAD_LEADER,)


class Searches(Source):
    """Every real search: the first day's attempts, and that it is dealt with and closed."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed in one search."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield searches with what is owed in each, read together."""
        found = Search.objects.real().filter(key__in=keys)
        whole = found.select_related("case__person__subject", "case__dossier")
        for search in whole.prefetch_related("attempts"):
            yield str(search.key), tuple(_owed(search))

    def all_keys(self) -> Iterable[str]:
        """Return the key of every real search."""
        keys = Search.objects.real().order_by("pk").values_list("key", flat=True)
        return (str(key) for key in keys)


def _owed(search: Search) -> Iterator[Owed]:
    opened = day_of(search.opened_at)
    yield Owed(
        what=FIRST_DAY,
        unit_path=search.unit_path,
        opens_on=opened,
        due=opened + timedelta(days=1),
        ground=house_rules.FIRST_DAY,
        owed_by=(*keepers(search.case), owing.entrusted("daily", search.unit_path)),
        discharge=_looked(search),
        **_said(search),
    )
    if search.found_on is not None:
        found = day_of(search.found_at)
        yield Owed(
            what=CLOSE,
            unit_path=search.unit_path,
            opens_on=found,
            due=found + timedelta(days=house_rules.CLOSED_WITHIN),
            ground=house_rules.CLOSING,
            owed_by=tuple(owing.role(role, search.unit_path) for role in LEADERS),
            discharge=_over(search),
            **_said(search),
        )


def _said(search: Search) -> dict[str, object]:
    return {
        "title": {"name": search.name, "number": search.case.number, "search": str(search.key)},
        "place": search.case.number,
        "seek": search.case.person.pinyin,
    }


def _looked(search: Search) -> Discharge | None:
    """The first day is over once all was tried, or the person found, or the search closed."""
    if {PHONE, CHECK, VISIT} <= tried(search):
        return Discharge(max(one.at for one in search.attempts.all()), "tried")
    if search.found_at is not None:
        return Discharge(search.found_at, "found")
    return _over(search)


def _over(search: Search) -> Discharge | None:
    return Discharge(search.closed_at, search.outcome) if search.closed_at else None
