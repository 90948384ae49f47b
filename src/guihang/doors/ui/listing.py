"""A list as a table shows it: which page, in which order, and how many there are in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the address, its head, and by what it can be sorted."""

    key: str
    title: object
    sort: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column head as drawn: its sort link, and "", "ascending" or "descending"."""

    column: Column
    href: str
    direction: str


class Listing:
    """One page of rows, sorted and counted; the address keeps what is asked for."""

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet | Sequence,
        columns: Sequence[Column],
        **choices,
    ) -> None:
        """Take all rows; `per_page`, `empty`, `hint` may be chosen, and how many are `known`.

        Of `wide` rows only the keys are sorted, and those of the page read: sorting thousands of
        rows with all that is joined to them takes a database longer than everything else.
        """
        self.request, self.rows, self.columns = request, rows, tuple(columns)
        self.per_page: int = choices.pop("per_page", PER_PAGE)
        self.empty: object = choices.pop("empty", "")
        self.hint: object = choices.pop("hint", "")
        self.known: int | None = choices.pop("known", None)
        self.wide: bool = choices.pop("wide", False)
        if choices:
            raise TypeError(f"a listing knows nothing of {', '.join(choices)}")

    def __iter__(self) -> Iterator:
        return iter(self.shown)

    def __len__(self) -> int:
        return len(self.page.object_list)

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return self.page.paginator.count

    @cached_property
    def shown(self) -> QuerySet | Sequence:
        """The rows of the page asked for."""
        keys = self.page.object_list
        return self._sorted().filter(pk__in=list(keys)) if self.wide else keys

    @cached_property
    def page(self) -> Page:
        """The page asked for, or the nearest there is."""
        ordered = self._sorted()
        keys = ordered.values_list("pk", flat=True) if self.wide else ordered
        paginator = Paginator(keys, self.per_page)
        if self.known is not None:
            paginator.count = self.known
        return paginator.get_page(self.request.GET.get("page"))

    @cached_property
    def sorted_by(self) -> tuple[Column, bool] | None:
        """The column asked for and whether downwards, or nothing."""
        asked = self.request.GET.get("sort", "")
        key = asked.removeprefix("-")
        for column in self.columns:
            if column.sort and column.key == key:
                return column, asked.startswith("-")
        return None

    @property
    def heads(self) -> list[Head]:
        """The column heads with their sort links."""
        return [self._head(column) for column in self.columns]

    @property
    def previous(self) -> str:
        """The address of the page before, or ""."""
        return self._address(page=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        """The address of the page after, or ""."""
        return self._address(page=self.page.number + 1) if self.page.has_next() else ""

    def _head(self, column: Column) -> Head:
        found = self.sorted_by
        is_this = found is not None and found[0] is column
        downwards = is_this and found[1]
        direction = "" if not is_this else "descending" if downwards else "ascending"
        key = f"-{column.key}" if direction == "ascending" else column.key
        return Head(column, self._address(sort=key, page=None) if column.sort else "", direction)

    def _sorted(self) -> QuerySet | Sequence:
        if self.sorted_by is None:
            return self.rows
        column, downwards = self.sorted_by
        if isinstance(self.rows, QuerySet):
            return self.rows.order_by(f"-{column.sort}" if downwards else column.sort, "pk")
        key: Callable = attrgetter(column.sort.replace("__", "."))
        return sorted(self.rows, key=key, reverse=downwards)

    def _address(self, **changes: object) -> str:
        asked = self.request.GET.copy()
        for key, value in changes.items():
            asked.pop(key, None)
            if value is not None:
                asked[key] = str(value)
        return f"?{asked.urlencode()}"
