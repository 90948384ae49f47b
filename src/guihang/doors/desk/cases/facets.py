"""The facets left of the register: what can be chosen, how many that leaves, what is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from guihang.agencies.queries import InCharge
from guihang.cases.queries import Search, Tally
from guihang.cases.vocabulary import RUNNING, OverlayKind, SideKind, State
from guihang.doors.desk.cases import asking, said
from guihang.doors.desk.docket_filters import address
from guihang.law.codes import Kind, Sex
from guihang.law.rules.levels import Level


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its word, how many it leaves, whether it is on, where pressing it leads."""

    says: str
    count: int
    is_on: bool
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Choices of one kind."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The offices by their paths, and the squads in charge of them."""

    names: Mapping[str, str]
    squads: tuple[InCharge, ...]

    def spoken(self) -> dict[str, str]:
        """Return how every office and squad is called."""
        return {**self.names, **{squad.code: squad.name for squad in self.squads}}


def facets(counts: Tally, search: Search, got: QueryDict, places: Places) -> list[Facet]:
    """Return the facets that hold anything, in the order of the page."""
    found = [
        Facet(_("Where the case stands"), _states(counts, search, got)),
        _squads(counts, got, places.squads),
        _coded(_("Office"), "unit", sorted(places.names.items()), counts.units, got),
        _coded(_("Kind of correction"), "kind", _codes(Kind), counts.kinds, got),
        _coded(_("Management category"), "level", _codes(Level), counts.levels, got),
        _coded(_("What holds now"), "overlay", OverlayKind.choices, counts.overlays, got),
        Facet(_("Term ends"), _ends(counts, got)),
        Facet(_("To be minded"), _minded(counts, got)),
    ]
    return [facet for facet in found if facet.choices]


def _squads(counts: Tally, got: QueryDict, squads: Iterable[InCharge]) -> Facet:
    words = [(squad.code, squad.name) for squad in squads]
    people = {
        squad.code: sum(counts.offices.get(path, 0) for path in squad.offices) for squad in squads
    }
    return _coded(_("Squad"), "squad", words, people, got)


def _codes(kind) -> list[tuple[str, str]]:
    return [(one.value, said.code(kind, one)) for one in kind]


def _coded(
    title: str, name: str, words: Iterable[tuple[str, str]], counts: Mapping[str, int], got
) -> Facet:
    return Facet(
        title,
        tuple(
            _choice(name, value, str(says), counts.get(value, 0), got)
            for value, says in words
            if counts.get(value) or got.get(name) == value
        ),
    )


def _choice(name: str, value: object, says: str, count: int, got: QueryDict) -> Choice:
    """A choice that is on leads back to without it."""
    is_on = got.get(name) == str(value)
    return Choice(says, count, is_on, address(got, **{name: None if is_on else value}))


def _states(counts: Tally, search: Search, got: QueryDict) -> tuple[Choice, ...]:
    on_register = sum(counts.states.get(one, 0) for one in RUNNING)
    is_usual = search.states == RUNNING
    found = [Choice(_("on the register"), on_register, is_usual, address(got, state=None))]
    found += [
        _choice("state", one.value, str(one.label), counts.states.get(one, 0), got)
        for one in State
        if counts.states.get(one) or got.get("state") == one
    ]
    everybody = sum(counts.states.values())
    if everybody > on_register:
        everyone = not search.states
        found.append(Choice(_("all, ended ones too"), everybody, everyone, _any(got)))
    return tuple(found)


def _any(got: QueryDict) -> str:
    return address(got, state=asking.ANY)


def _ends(counts: Tally, got: QueryDict) -> tuple[Choice, ...]:
    return tuple(
        _choice("ends", days, _("within %(n)d days") % {"n": days}, n, got)
        for days, n in counts.ends.items()
    )


def _minded(counts: Tally, got: QueryDict) -> tuple[Choice, ...]:
    found = [
        ("group", asking.MINORS, asking.group_words(asking.MINORS), counts.minors),
        ("sex", Sex.FEMALE.value, _("women"), counts.sexes.get(Sex.FEMALE, 0)),
        (
            "group",
            asking.ELDERLY_GROUP,
            asking.group_words(asking.ELDERLY_GROUP),
            counts.elderly,
        ),
        (
            "side",
            SideKind.PROHIBITION.value,
            str(SideKind.PROHIBITION.label),
            counts.sides.get(SideKind.PROHIBITION, 0),
        ),
        ("lacks", "papers", _("papers not here"), counts.lacks_papers),
        ("late", 1, _("something is overdue"), counts.late),
    ]
    return tuple(_choice(name, value, says, n, got) for name, value, says, n in found)
