"""Recording much at once: the same entries, heads and payloads as one by one, in fewer statements.

The walls inside the database let a chain grow by one entry at a time, so the entries go in as
waves: the next entry of every chain, then all those heads one step forward.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from guihang.ledger import chains, events, heads, hearing, vault
from guihang.ledger.actions.recording import demand_a_transaction, following
from guihang.ledger.actions.writing import insert, next_ids
from guihang.ledger.chains import Chain, Signatory
from guihang.ledger.hearing import Happened
from guihang.ledger.models import ChainHead


def record_many(happened: Iterable[Happened], *, by: Signatory) -> int:
    """Record what many acts of one hand did, each chain in the order given; return how many."""
    demand_a_transaction()
    rows = list(happened)
    by_chain: dict[str, list[Happened]] = {}
    for one in rows:
        by_chain.setdefault(one.chain.key, []).append(one)
    ends = _held({key: (many[0].chain, many[0].at) for key, many in by_chain.items()}, by=by)
    ciphers = {key: vault.unwrap(key, head.wrapped) for key, head in ends.items()}
    place = 0
    while wave := {key: many[place] for key, many in by_chain.items() if place < len(many)}:
        _go_on(wave, ends, ciphers, by)
        place += 1
    heads.mark_many(ends.values())
    hearing.hear_many(rows, by=by)
    return len(rows)


def _go_on(
    wave: Mapping[str, Happened],
    ends: Mapping[str, ChainHead],
    ciphers: Mapping[str, vault.Cipher],
    by: Signatory,
) -> None:
    """Put the next entry at the end of each chain, and move all those ends."""
    numbers = next_ids(len(wave))
    rows = [
        following(one.event, number, (ends[key], ciphers[key], one.chain), by=by, at=one.at)
        for number, (key, one) in zip(numbers, wave.items(), strict=True)
    ]
    insert(rows)
    heads.move_many([(ends[row["chain"]], row["seq"], row["hash"]) for row in rows])


def _held(wanted: Mapping[str, tuple[Chain, datetime]], *, by: Signatory) -> dict[str, ChainHead]:
    """Hold the ends of chains in one order; those nobody wrote to yet are opened."""
    known = set(ChainHead.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    house = None
    if len(known) < len(wanted) or chains.HOUSE.key in wanted:
        # Whoever opens a chain holds the house chain, and takes it before all others.
        house = ChainHead.objects.select_for_update().get(pk=chains.HOUSE.key)
    there = ChainHead.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    ends = {head.pk: head for head in there}
    lacking = [key for key in wanted if key not in ends]
    if house is not None and lacking:
        ends |= _opened(lacking, wanted, house=ends.get(house.pk, house), by=by)
    return ends


def _opened(
    keys: Sequence[str],
    wanted: Mapping[str, tuple[Chain, datetime]],
    *,
    house: ChainHead,
    by: Signatory,
) -> dict[str, ChainHead]:
    made = [heads.new(key, wrapped=vault.new_chain_key(key)) for key in keys]
    ChainHead.objects.bulk_create(made)
    cipher = vault.unwrap(house.chain, house.wrapped)
    for number, key in zip(next_ids(len(keys)), keys, strict=True):
        chain, at = wanted[key]
        opened = events.ChainOpened(chain=key, unit_path=chain.unit_path)
        row = following(opened, number, (house, cipher, chains.HOUSE), by=by, at=at)
        insert([row])
        heads.move(house, seq=row["seq"], to=row["hash"])
    return {head.pk: head for head in made}
