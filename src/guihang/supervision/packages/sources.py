"""What is owed about packages: one entry an office, however many people lack somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import Role
from guihang.cases import queries as cases
from guihang.duties import owing
from guihang.duties.owing import Bearer, Owed, day_of
from guihang.duties.ports import Source
from guihang.supervision.models import Owner
from guihang.supervision.packages import house_rules, queries
from guihang.supervision.packages.kind import FILL, SOURCE, WAKE
from guihang.supervision.packages.rule import Rule, rule_on
from guihang.supervision.packages.words import ASLEEP

type Found = dict[str, list[tuple[date, bool]]]
"""By the path of an office: since when each is so, and whether a leader is to name somebody."""


class Packages(Source):
    """The packages of every office, each keyed by the office's code."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed about the packages of one office."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield offices with what is owed about the packages of each, read together."""
        rule = rule_on(on)
        offices = {unit.path: unit for unit in agencies.units_coded(keys)} if rule else {}
        lacking, asleep = _lacking(offices, rule, on), _asleep(offices, rule, on)
        for path, office in offices.items():
            fill = _owed(FILL, office, lacking[path], house_rules.NAMED_WITHIN)
            wake = _owed(WAKE, office, asleep[path], house_rules.WOKEN_WITHIN)
            yield office.code, (*fill, *wake)

    def all_keys(self) -> Iterable[str]:
        """Return the codes of the offices in which people are under correction."""
        return cases.offices_with_people()


def _lacking(offices: Iterable[str], rule: Rule | None, on: date) -> Found:
    """Find who lacks somebody since when: the registration, or when the last one left."""
    found: Found = {path: [] for path in offices}
    if not found or rule is None:
        return found
    rows = cases.under_in(found).filter(queries.lacks(rule))
    there = Owner.objects.filter(case=OuterRef("pk"))
    left = {
        f"left_{n}": there.filter(part=part.code).order_by().values("part")
        .annotate(last=Max("until")).values("last")
        for n, part in enumerate(rule.parts)
    }  # fmt: skip
    has = {
        f"has_{n}": Exists(there.standing().filter(part=part.code))
        for n, part in enumerate(rule.parts)
    }
    for row in rows.annotate(**left, **has).values(
        "unit_path", "level", "registered_at", *left, *has
    ):
        # From when it was noted: nobody is late with people a register brought in this morning.
        known = day_of(row["registered_at"]) if row["registered_at"] else None
        open_ = [
            (max(filter(None, (known, row[f"left_{n}"], rule.since))), part)
            for n, part in enumerate(rule.parts)
            if part.is_for(row["level"]) and not row[f"has_{n}"]
        ]
        led = any(part.by_leaders for _since, part in open_)
        found[row["unit_path"]].append((min(min(day for day, _part in open_), on), led))
    return found


def _asleep(offices: Iterable[str], rule: Rule | None, on: date) -> Found:
    """Find whose owners cannot be turned to since when: since they went away, or left."""
    found: Found = {path: [] for path in offices}
    if not found or rule is None:
        return found
    led = {part.code for part in rule.parts if part.by_leaders}
    rows = queries.standing(rule, on=on).filter(
        case__in=cases.under_in(found).values("pk"), state__in=ASLEEP
    )
    rows = rows.annotate(
        away=agencies.away_since("account", on=on), held=agencies.last_held("account", on=on)
    )
    seen: dict[int, tuple[str, date, bool]] = {}
    for path, case, part, since, *days in rows.values_list(
        "case__unit_path", "case", "part", "since", "away", "held"
    ):
        day = min(max(filter(None, (since, *days))), on)
        _path, before, was_led = seen.get(case, (path, day, False))
        seen[case] = path, min(before, day), was_led or part in led
    for path, day, is_led in seen.values():
        found[path].append((day, is_led))
    return found


def _owed(what: str, office, found: Sequence[tuple[date, bool]], within: int) -> tuple[Owed, ...]:
    if not found:
        return ()
    since = min(day for day, _led in found)
    return (
        Owed(
            what=what,
            unit_path=office.path,
            opens_on=since,
            due=since + timedelta(days=within),
            ground=house_rules.NAMING if what == FILL else house_rules.WAKING,
            owed_by=_bearers(office.path, any(led for _day, led in found)),
            title={"office": office.short_name, "n": str(len(found)), "unit": office.path},
            place=office.short_name,
        ),
    )


def _bearers(path: str, is_led: bool) -> tuple[Bearer, ...]:
    """The office sees to its packages; where a leader is to be named, the squad's leader too."""
    leader = (owing.role(Role.SQUAD_LEADER, path),) if is_led else ()
    return (owing.role(Role.TOWNSHIP_OFFICER, path), *leader)
