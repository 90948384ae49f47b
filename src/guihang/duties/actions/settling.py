"""Settling the stored rows against what a source hands in: what is equal is not touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guihang.duties.models import Duty, Party, Postponement
from guihang.duties.owing import Bearer, Owed, Side
from guihang.duties.ports import Source

type Name = tuple[str, str, int]
type Row = dict[str, object]
type Parties = frozenset[tuple[str, str, str]]

WRITTEN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Stored:
    """A duty as the projection holds it."""

    key: int
    row: Row
    parties: Parties


@dataclass(frozen=True, slots=True)
class Wanted:
    """A duty as its source derives it."""

    row: Row
    parties: Parties


def settle(source: Source, keys: Sequence[str], *, on: date) -> set[str]:
    """Make the rows about some things say what their source says; return what was different."""
    rows = Duty.objects.filter(source=source.name, of__in=keys)
    # Held first and read after: what another hand adds while we wait is then seen.
    list(rows.select_for_update().order_by("pk").values_list("pk"))
    wanted = _wanted(source, keys, on)
    stored = dict(_stored(source.name, keys))
    _remove([one.key for name, one in stored.items() if name not in wanted])
    _add({name: one for name, one in wanted.items() if name not in stored})
    kept = {name: (stored[name], one) for name, one in wanted.items() if name in stored}
    changed = {name: pair for name, pair in kept.items() if pair[0].row != pair[1].row}
    moved = {name: pair for name, pair in kept.items() if pair[0].parties != pair[1].parties}
    _change(changed)
    _move(moved)
    return {of for of, _what, _turn in (stored.keys() ^ wanted.keys()) | {*changed, *moved}}


def _wanted(source: Source, keys: Sequence[str], on: date) -> dict[Name, Wanted]:
    put_off = _put_off(source.name, keys)
    found: dict[Name, Wanted] = {}
    for of, many in source.owed_of_many(keys, on=on):
        for owed in many:
            name = of, owed.what, owed.turn
            if name in found:
                raise ValueError(f"{source.name} names {owed.what} {owed.turn} of {of} twice.")
            found[name] = Wanted(_row(source.name, of, owed, put_off.get(name)), _parties(owed))
    return found


def _put_off(source: str, keys: Sequence[str]) -> dict[Name, Postponement]:
    """Return the last postponement of each duty about some things."""
    found = Postponement.objects.filter(source=source, of__in=keys).order_by("at", "pk")
    return {(one.of, one.what, one.turn): one for one in found}


def _row(source: str, of: str, owed: Owed, off: Postponement | None) -> Row:
    met = owed.discharge
    return {
        "source": source,
        "of": of,
        "what": owed.what,
        "turn": owed.turn,
        "title": dict(owed.title),
        "place": owed.place,
        "seek": _seek(owed),
        "unit_path": owed.unit_path,
        "concerns": owed.concerns,
        "opens_on": owed.opens_on,
        "due": owed.due,
        "ground": owed.ground,
        "not_by": f" {' '.join(map(str, owed.not_by))} " if owed.not_by else "",
        "discharged_at": met.at if met else None,
        "discharged_by": met.by if met else "",
        "put_off_until": off.until if off else None,
        "put_off_because": off.reason if off and off.until else "",
    }


def _seek(owed: Owed) -> str:
    words = dict.fromkeys((owed.place, *owed.title.values(), owed.seek))
    return " ".join(word for word in words if word).casefold()[:SEEK_MOST]


SEEK_MOST = Duty._meta.get_field("seek").max_length
COLUMNS = tuple(field.name for field in Duty._meta.concrete_fields if field.name != "id")


def _parties(owed: Owed) -> Parties:
    owes = {_party(Side.OWES, bearer) for bearer in owed.owed_by}
    return frozenset(owes | {_party(Side.WAITS, bearer) for bearer in owed.owed_to})


def _party(side: Side, bearer: Bearer) -> tuple[str, str, str]:
    return side.value, bearer.token, bearer.unit_path


def _stored(source: str, keys: Sequence[str]) -> Iterator[tuple[Name, Stored]]:
    parties: dict[int, set[tuple[str, str, str]]] = {}
    named = Party.objects.filter(duty__source=source, duty__of__in=keys)
    for key, *party in named.values_list("duty_id", "side", "token", "unit_path"):
        side, token, unit_path = party
        parties.setdefault(key, set()).add((side, token, unit_path))
    rows = Duty.objects.filter(source=source, of__in=keys).order_by()
    for key, *values in rows.values_list("pk", *COLUMNS):
        row = dict(zip(COLUMNS, values, strict=True))
        name = row["of"], row["what"], row["turn"]
        yield name, Stored(key, row, frozenset(parties.get(key, ())))


def _remove(keys: Sequence[int]) -> None:
    if keys:
        Duty.objects.filter(pk__in=keys).delete()


def _add(new: Mapping[Name, Wanted]) -> None:
    made = Duty.objects.bulk_create(
        [Duty(**one.row) for one in new.values()], batch_size=WRITTEN_AT_ONCE
    )
    _name_parties({duty.pk: one.parties for duty, one in zip(made, new.values(), strict=True)})


def _change(pairs: Mapping[Name, tuple[Stored, Wanted]]) -> None:
    different = {
        column
        for stored, wanted in pairs.values()
        for column, value in wanted.row.items()
        if stored.row[column] != value
    }
    if different:
        rows = [Duty(pk=stored.key, **wanted.row) for stored, wanted in pairs.values()]
        Duty.objects.bulk_update(rows, sorted(different), batch_size=WRITTEN_AT_ONCE)


def _move(pairs: Mapping[Name, tuple[Stored, Wanted]]) -> None:
    if pairs:
        Party.objects.filter(duty__in=[stored.key for stored, _wanted in pairs.values()]).delete()
    _name_parties({stored.key: wanted.parties for stored, wanted in pairs.values()})


def _name_parties(parties: Mapping[int, Parties]) -> None:
    Party.objects.bulk_create(
        (
            Party(duty_id=key, side=side, token=token, unit_path=unit_path)
            for key, many in parties.items()
            for side, token, unit_path in sorted(many)
        ),
        batch_size=WRITTEN_AT_ONCE * 4,
    )
