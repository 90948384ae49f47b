"""The cover and the catalogue of a volume (封面、卷内目录), drawn from the dossier as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from guihang.dossiers import binding, forms, house_rules, queries
from guihang.dossiers.archive.queries import filing_of
from guihang.dossiers.forms import Entry
from guihang.dossiers.models import Dossier, Filing
from guihang.dossiers.numbers import agency_of, day_of
from guihang.dossiers.queries import Bound, Leaf
from guihang.dossiers.vocabulary import Stage, VolumeKind
from guihang.law.texts import Text

FILES = {
    VolumeKind.EXECUTION: Text("执行档案", "execution file"),
    VolumeKind.WORK: Text("工作档案", "work file"),
}
COVER, CATALOGUE = "archive_cover", "archive_catalogue"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paper or attachment of a volume with its pages, as far as they are known."""

    leaf: Leaf
    first: int | None
    last: int | None

    @property
    def pages(self) -> str:
        """The pages as the catalogue prints them."""
        if self.first is None:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}—{self.last}"


def named(bound: Bound) -> str:
    """Return what a volume is called on paper: 执行档案 1."""
    return f"{FILES[VolumeKind(bound.volume.kind)].zh} {bound.volume.number}"


def placed(bound: Bound) -> Iterator[Placed]:
    """Yield the entries of a volume, numbered through; after unknown pages there are no numbers."""
    last: int | None = 0
    for leaf in bound.leaves:
        known = last is not None and leaf.pages
        first, last = (last + 1, last + leaf.pages) if known else (None, None)
        yield Placed(leaf, first, last)


def drawn(dossier: Dossier, *, on: date) -> Iterator[tuple[str, str, bytes]]:
    """Yield the cover and the catalogue of each volume: volume, what it is, and the PDF."""
    for bound in queries.catalogue(dossier):
        for form in (COVER, CATALOGUE):
            yield named(bound), form, _drawn(dossier, bound, form, on)


def sheet(dossier: Dossier, volume: int, form: str, *, on: date) -> bytes | None:
    """Return the cover or the catalogue of one volume as PDF; none where there is no such."""
    for bound in queries.catalogue(dossier):
        if bound.volume.pk == volume:
            return _drawn(dossier, bound, form, on)
    return None


def _drawn(dossier: Dossier, bound: Bound, form: str, on: date) -> bytes:
    filing = filing_of(dossier)
    entries: Mapping[str, Entry] = (
        _cover(dossier, bound, filing) if form == COVER else _entries(dossier, bound)
    )
    return binding.sheet(form, entries, agency=agency_of(dossier.unit).name, on=on)


def _cover(dossier: Dossier, bound: Bound, filing: Filing | None) -> dict[str, Entry]:
    kept = house_rules.retention(filing.retention) if filing else None
    known = all(one.first for one in placed(bound))
    return {
        **_head(dossier, bound),
        "agency": agency_of(dossier.unit).name,
        "opened_on": day_of(dossier.opened_at).isoformat(),
        "closed_on": day_of(filing.at).isoformat() if filing else "",
        "entries": f"{len(bound.leaves)} 件",
        "pages": f"{bound.pages} 页" if known else f"已编 {bound.pages} 页，尚有未编页的材料",
        "retention": kept.title.zh if kept else "",
    }


def _entries(dossier: Dossier, bound: Bound) -> dict[str, Entry]:
    lines: list[str] = []
    section = None
    for one in placed(bound):
        if one.leaf.section != section:
            section = one.leaf.section
            lines.append(forms.columns("", f"【{section.zh}】", "", "", ""))
        day = one.leaf.day.isoformat()
        order, title = str(one.leaf.order), _titled(one.leaf)
        lines.append(forms.columns(order, title, one.leaf.number, day, one.pages))
    return {**_head(dossier, bound), "entries": tuple(lines)}


def _titled(leaf: Leaf) -> str:
    """Say beside a paper that it no longer holds; its number and its pages stay."""
    withdrawn = leaf.paper is not None and leaf.paper.stage == Stage.WITHDRAWN
    return f"{leaf.title.zh}（已撤回）" if withdrawn else leaf.title.zh


def _head(dossier: Dossier, bound: Bound) -> dict[str, Entry]:
    return {"dossier": dossier.number, "file": named(bound), "name": dossier.title}
