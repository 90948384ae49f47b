"""Who may do what where: holdings, actors, and the guards with their tables.

A guard is a table of role by relation, a sentence, and perhaps further conditions. The same code
answers the action, the button, the reference page and the test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps

from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import SEES_FILES, SEES_LEDGER, AccountKind, Relation, Role
from guihang.law.refusals import NotYours, Refused
from guihang.law.rungs import Rung

HERE = frozenset({Relation.OWN, Relation.BELOW})
"""His own unit and what his post acts on: the usual cell of a table."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One post somebody acts from on a day: his own, or one he stands in for (代).

    `entrusted` names the powers its office holds from the county agency on that day (委托).
    """

    post_id: int
    unit_code: str
    unit_path: str
    role: Role
    may_sign: bool
    rungs: tuple[Rung, ...] = ()
    domain: tuple[str, ...] = ()
    deputy_for: str = ""
    county_path: str = ""
    title: str = ""
    entrusted: tuple[str, ...] = ()

    @property
    def reach(self) -> tuple[str, ...]:
        """The unit paths within which files may be seen; none for who sees no case content."""
        return self.domain if self.role in SEES_FILES else ()

    @property
    def ledger_reach(self) -> tuple[str, ...]:
        """The unit paths within which entries of the ledger may be seen."""
        return self.domain if self.role in SEES_LEDGER else ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts, with everything he may act from on that day; own posts come first."""

    account_id: int
    name: str
    kind: AccountKind
    holdings: tuple[Holding, ...] = ()
    strong: bool = False
    home_path: str = ""

    @property
    def key(self) -> str:
        """The account as the ledger names it."""
        return f"account:{self.account_id}"

    @property
    def role(self) -> Role | None:
        """The role of the first holding; None for an account that holds nothing."""
        return self.holdings[0].role if self.holdings else None

    @property
    def roles(self) -> frozenset[Role]:
        """All roles he may act in."""
        return frozenset(holding.role for holding in self.holdings)

    @property
    def unit_path(self) -> str:
        """The unit he acts from first; that of his account when he holds no post."""
        return self.holdings[0].unit_path if self.holdings else self.home_path

    @property
    def reach(self) -> tuple[str, ...]:
        """The unit paths within which he sees files."""
        return _union(holding.reach for holding in self.holdings)

    @property
    def domain(self) -> tuple[str, ...]:
        """The unit paths within which he sees the organisation."""
        return _union(holding.domain for holding in self.holdings)

    @property
    def ledger_reach(self) -> tuple[str, ...]:
        """The unit paths within which he sees entries of the ledger."""
        return _union(holding.ledger_reach for holding in self.holdings)

    @property
    def is_person(self) -> bool:
        """Whether he is under correction: he sees no file, and of duties his own."""
        return self.kind == AccountKind.PERSON

    @property
    def is_staff(self) -> bool:
        """Whether he works for the agencies."""
        return self.kind == AccountKind.STAFF

    def sees(self, unit_path: str) -> bool:
        """Whether files of a unit are within his reach."""
        return unit_path.startswith(self.reach) if self.reach else False

    def fills(self, rung: Rung, unit_path: str) -> Holding | None:
        """Return the holding by which he fills a rung for a unit; his own before another's."""
        fitting = (h for h in self.holdings if rung in h.rungs and relation(h, unit_path) in HERE)
        return next(fitting, None)


def _union(groups) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for group in groups for path in group))


def relation(holding: Holding, unit_path: str) -> Relation:
    """Say where a unit lies, seen from a holding."""
    if not holding.unit_path or not unit_path:
        return Relation.FOREIGN
    if unit_path == holding.unit_path:
        return Relation.OWN
    if holding.domain and unit_path.startswith(holding.domain):
        return Relation.BELOW
    if holding.unit_path.startswith(unit_path):
        return Relation.ABOVE
    if holding.county_path and unit_path.startswith(holding.county_path):
        return Relation.BESIDE
    return Relation.FOREIGN


type Table = Mapping[Role, frozenset[Relation]]


@dataclass(frozen=True, slots=True)
class Guard:
    """One thing somebody may want to do, and which role may do it to a unit that lies where."""

    name: str
    table: Table
    says: object
    signing: bool = False
    oneself: bool = False
    machine: bool = False
    check: Callable[..., None] = field(compare=False, default=lambda *_: None)

    def admits(self, role: Role, where: Relation) -> bool:
        """Answer one cell of the table."""
        return where in self.table.get(role, frozenset())

    def waived(self, by: Actor, of: int) -> bool:
        """Whether the table need not be asked: his own account, or the system itself."""
        if not isinstance(by, Actor):
            return self.machine
        return self.oneself and of == by.account_id

    def holding(self, by: Actor, unit_path: str) -> Holding | None:
        """Return the holding under which somebody may do this; his own before another's."""
        for held in getattr(by, "holdings", ()):
            if self.signing and not held.may_sign:
                continue
            if self.admits(held.role, relation(held, unit_path)):
                return held
        return None

    def demand(self, by: Actor, unit_path: str) -> Holding:
        """Return the holding, or refuse as if the thing did not exist."""
        held = self.holding(by, unit_path)
        if held is None:
            raise NotYours(why=self._why(by, unit_path), ground="house:authority", remedy=ASK)
        return held

    def _why(self, by: Actor, unit_path: str) -> object:
        held = getattr(by, "holdings", ())
        unsigned = any(self.admits(h.role, relation(h, unit_path)) for h in held)
        return ONLY_SIGNERS if unsigned and self.signing else self.says


ASK = _("Ask whoever holds this power; the administrator can tell you who that is.")
ONLY_SIGNERS = _("Only state staff in a post that may sign can do this.")

GUARDS: dict[str, Guard] = {}


def guard(name: str, table: Table, *, says: object, **besides: bool):
    """Register a check `check_may_…(by, unit_path, …)`: the table first, then its own body.

    `says` is the sentence somebody reads who may not. Besides: `signing` demands a post that may
    sign; `oneself` lets everybody do it to his own account, which the caller names with `of=`;
    `machine` lets the system itself do it (installation, sweeps).
    """

    def enter(check):
        entry = Guard(name, dict(table), says, check=check, **besides)
        if name in GUARDS:
            raise ValueError(f"There are two guards called {name}.")
        GUARDS[name] = entry

        @wraps(check)
        def checked(by: Actor, unit_path: str, *args, of: int = 0, **kwargs) -> None:
            if not entry.waived(by, of):
                entry.demand(by, unit_path)
            check(by, unit_path, *args, **kwargs)

        checked.guard = entry
        return checked

    return enter


def may(check: Callable[..., object], *args, **kwargs) -> bool:
    """Ask a guard without acting: the same answer the action would give."""
    return refusal(check, *args, **kwargs) is None


def refusal(check: Callable[..., object], *args, **kwargs) -> Refused | None:
    """Return why somebody may not, for a button that says so; None when he may."""
    try:
        check(*args, **kwargs)
    except Refused as refused:
        return refused
    return None


def holding_for(by: Actor, name: str, unit_path: str) -> Holding:
    """Return the holding under which somebody does this, for the signature (代某某)."""
    return GUARDS[name].demand(by, unit_path)
