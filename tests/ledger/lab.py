"""A ledger with a little history in it, and hands that reach around its triggers."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.transaction import atomic
from lamps import AT, LampLit, Somebody

from guihang.ledger import actions, canon, chains, triggers, vault
from guihang.ledger.verify import verify
from guihang.ledger.verify.stored import Rows

HALL = chains.Chain("dossier:hall", "43/4311/431103/")
YARD = chains.Chain("dossier:yard", "43/4311/431121/")
COLUMNS = (
    "id", "chain", "seq", "at", "by", "unit_path", "event", "payload", "digest", "previous", "hash",
)  # fmt: skip


@dataclass
class Lab:
    """The ids that were written, by chain, and ways to reach around the walls."""

    hall: list[int]
    yard: list[int]

    @contextmanager
    def around(self):
        """Reach the tables with the walls down; afterwards they stand again."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            triggers.remove(connection)
            yield cursor
        triggers.install(connection)

    def do(self, statement, *values):
        """Run a statement with the walls down."""
        with self.around() as cursor:
            cursor.execute(statement, values)

    def set(self, number, **columns):
        """Write columns of one entry."""
        listed = ", ".join(f'"{name}" = %s' for name in columns)
        self.do(f"UPDATE ledger_entry SET {listed} WHERE id = %s", *columns.values(), number)

    def delete(self, *numbers):
        """Remove entries."""
        for number in numbers:
            self.do("DELETE FROM ledger_entry WHERE id = %s", number)

    def exchange(self, one, other, *names):
        """Exchange columns of two entries, without ever using a number twice."""
        first, second = self.columns(one, *names), self.columns(other, *names)
        if {"chain", "seq"} & set(names):
            self.set(other, seq=10**9)
        self.set(one, **second)
        self.set(other, **({"seq": self.columns(other, "seq")["seq"]} | first))

    def exchange_ids(self, one, other):
        """Exchange the ids of two entries."""
        for old, new in ((one, -1), (other, one), (-1, other)):
            self.set(old, id=new)

    def columns(self, number, *names):
        """Return columns of one entry as the database gives them."""
        names = names or COLUMNS
        listed = ", ".join(f'"{name}"' for name in names)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {listed} FROM ledger_entry WHERE id = %s", [number])
            return dict(zip(names, cursor.fetchone(), strict=True))

    def renumber(self, chain, start, by):
        """Push the numbers of a chain from one on, without ever using one twice."""
        with self.around() as cursor:
            cursor.execute(
                "UPDATE ledger_entry SET seq = seq + 1000000 WHERE chain = %s AND seq >= %s",
                [chain.key, start],
            )
            cursor.execute(
                "UPDATE ledger_entry SET seq = seq - 1000000 + %s WHERE chain = %s AND seq > 1000",
                [by, chain.key],
            )

    def put_in(self, chain, seq, *, previous, number=None):
        """Put an entry in whose hash is correctly made, by somebody without the keys."""
        payload = b"not sealed with the key of the chain" * 3
        line = canon.Line(
            id=number or self.next_id(),
            chain=chain.key,
            seq=seq,
            at=canon.micros(AT),
            by="account:17",
            unit_path=chain.unit_path,
            event="LampLit",
        )
        digest = canon.sha256(payload)
        at = "2026-11-23 02:30:15.123456" + ("" if connection.vendor == "sqlite" else "+00")
        values = line._asdict() | {
            "at": at,
            "payload": payload,
            "digest": digest,
            "previous": previous,
            "hash": line.hash(digest, previous),
        }
        listed = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("%s" for _name in values)
        self.do(f"INSERT INTO ledger_entry ({listed}) VALUES ({marks})", *values.values())
        return line.id

    def copy(self, number, **columns):
        """Put a copy of an entry in under an id of its own, with some columns said otherwise."""
        new = self.next_id()
        values = self.columns(number) | {"id": new} | columns
        listed = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("%s" for _name in values)
        self.do(f"INSERT INTO ledger_entry ({listed}) VALUES ({marks})", *values.values())
        return new

    def next_id(self):
        """Return an id nobody has."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(id) + 1 FROM ledger_entry")
            return cursor.fetchone()[0]

    def rehash(self, chain, *, head=True):
        """Make all hashes of a chain anew, and its head, as anybody can who has no key."""
        previous, last = canon.ZERO, 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM ledger_entry WHERE chain = %s ORDER BY seq", [chain.key])
            numbers = [number for (number,) in cursor.fetchall()]
        for number in numbers:
            row = next(row for row in _rows(chain) if row.id == number)
            new = row.line.hash(row.digest, previous)
            self.set(number, previous=previous, hash=new)
            previous, last = new, row.seq
        if head:
            self.do(
                "UPDATE ledger_chainhead SET seq = %s, hash = %s WHERE chain = %s",
                last,
                previous,
                chain.key,
            )

    def more(self, *, chains=(HALL, YARD)):
        """Write one entry more into each chain, and return their ids."""
        return [_light("late", 5, chain).id for chain in chains]

    def finding(self, *, keys=True):
        """Verify."""
        return verify(connection, vault.keyring() if keys else None)

    def first(self, *, keys=True):
        """Return the kind and place of the first break."""
        found = self.finding(keys=keys).first_break
        return found and (found.kind, found.chain, found.seq, found.entry)


def _rows(chain):
    return Rows(connection).chain(chain.key.encode())


def _light(room, watts, chain):
    by = Somebody(f"account:{17 + watts}")
    with atomic():
        return actions.record(LampLit(room, watts), chain=chain, by=by, at=AT)


def make(entries=6):
    """Write some history into two chains in turn."""
    numbers = {HALL.key: [], YARD.key: []}
    for count in range(entries):
        for chain in (HALL, YARD):
            numbers[chain.key].append(_light(f"{chain.key} {count}", count, chain).id)
    return Lab(numbers[HALL.key], numbers[YARD.key])
