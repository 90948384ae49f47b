"""Is the ledger whole? One reading from beginning to end, and where it is broken, how and where.

With the keys the ends of chains are checked to be ours; without them the chains still are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from guihang.law.refusals import Refused
from guihang.ledger import chains, triggers, vault
from guihang.ledger.keyfile import Keyring
from guihang.ledger.verify.anchorwalk import AnchorWalk
from guihang.ledger.verify.breaks import (
    CHANGED,
    DELETED,
    ENTRIES,
    HEADS,
    INSERTED,
    TRIGGER_MISSING,
    Break,
    Judgement,
)
from guihang.ledger.verify.chainwalk import Walk
from guihang.ledger.verify.forgery import Openings
from guihang.ledger.verify.stored import Rows, snapshot
from guihang.ledger.verify.suspects import Suspects


@dataclass(frozen=True, slots=True)
class Finding:
    """What a verification found."""

    whole: bool
    entries: int
    chains: int
    anchors: int
    marks_checked: bool
    first_break: Break | None
    missing_triggers: tuple[str, ...] = ()


_TABLES = {"ledger_entry", "ledger_chainhead", "ledger_anchor", "ledger_fingerprint"}


class NotALedger(Refused):
    """The database has no ledger in it, or the keys are not those of its ledger."""

    def __init__(self, why: str) -> None:
        """Say which."""
        super().__init__(
            why=why,
            ground="house:ledger",
            remedy=_("Name the right database and the key file that was made with it."),
        )


def verify(connection: BaseDatabaseWrapper, keyring: Keyring | None) -> Finding:
    """Read the whole ledger of a database and tell whether it is what was written (核验)."""
    if not set(connection.introspection.table_names()) >= _TABLES:
        raise NotALedger(_("There is no ledger in this database."))
    with snapshot(connection):
        return _Verification(connection, keyring).finding()


class _Verification:
    """One reading of one ledger."""

    def __init__(self, connection: BaseDatabaseWrapper, keyring: Keyring | None) -> None:
        self._rows = Rows(connection)
        self._keyring = keyring
        self._misfit = self._checked_keys()
        self._missing_triggers = triggers.missing(connection)
        marking = bytes.fromhex(keyring.marking) if keyring else None
        self._suspects = Suspects()
        self._chains = Walk(self._rows, self._suspects, marking)
        self._anchors = AnchorWalk(self._rows, self._suspects, marking)
        self._openings = Openings(self._rows, keyring) if keyring else None

    def _checked_keys(self) -> str:
        """Refuse keys of another ledger; return what the check values say against them."""
        if self._keyring is None:
            return ""
        fault = vault.misfit(self._rows.fingerprints(), self._keyring)
        marking = bytes.fromhex(self._keyring.marking)
        # If a single mark is ours, the keys are right, and the check values were altered.
        if fault and not any(head.is_marked(marking) for head in self._rows.heads()):
            raise NotALedger(fault)
        return fault

    def finding(self) -> Finding:
        """Read everything, and name the first break."""
        self._chains.go()
        self._anchors.go()
        self._anchors.arrive(self._chains.anchors_head)
        first = next(self._breaks(), None)
        return Finding(
            whole=first is None,
            entries=self._chains.entries,
            chains=self._chains.chains,
            anchors=self._anchors.anchors,
            marks_checked=self._keyring is not None,
            first_break=first,
            missing_triggers=self._missing_triggers,
        )

    def _breaks(self) -> Iterator[Break]:
        """Yield what is broken: entries first, then what stands for them, then the walls."""
        yield from Judgement(self._rows, self._suspects.all(), self._openings).breaks()
        yield from self._uncounted()
        yield from self._anchors.broken
        yield from self._anchors.torn
        if self._misfit:
            yield Break(CHANGED, "ledger_fingerprint", None, None, None, self._misfit)
        for name in self._missing_triggers:
            says = _("The trigger %(name)s is missing, switched off or altered.") % {"name": name}
            table = next(wall.table for wall in triggers.WALLS if wall.name == name)
            yield Break(TRIGGER_MISSING, table, None, None, None, says)

    def _uncounted(self) -> Iterator[Break]:
        """Find a chain that is gone with its head, or that nobody opened."""
        if self._chains.house_head is None:
            yield _head_missing(chains.HOUSE.key)
        elif self._chains.opened > self._chains.heads:
            yield self._lost()
        elif self._chains.opened < self._chains.heads:
            says = _("There are more chains than were ever opened.")
            yield Break(INSERTED, HEADS, None, None, None, says)

    def _lost(self) -> Break:
        found = self._openings.lost() if self._openings else None
        if found is None:
            says = _("A whole chain is missing; with the keys it can be named.")
            return Break(DELETED, ENTRIES, None, 1, None, says)
        row, chain = found
        name = chain.decode(errors="replace")
        says = _("Chain %(chain)s, opened by entry %(entry)s, is missing as a whole.")
        return Break(
            DELETED, ENTRIES, name, 1, None, says % {"chain": name, "entry": row.id}, near=row.id
        )


def _head_missing(key: str) -> Break:
    says = _("The end of chain %(chain)s is missing.") % {"chain": key}
    return Break(DELETED, HEADS, key, None, None, says)
