"""Why a duty stands on a docket, from the room it comes from, or from what is stored of it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies import walls
from guihang.duties import kinds, ports
from guihang.duties.queries.items import Item
from guihang.duties.reasons import Line, Reason


def explain(item: Item, *, on: date) -> Reason:
    """Return how a duty came about and how its day was counted."""
    # Whoever a duty concerns may read why, the person himself too, who sees no file.
    with walls.everything():
        told = ports.source(item.source).why(item.of, item.what, item.turn, on=on)
    return told or _stored(item)


def _stored(item: Item) -> Reason:
    kind = kinds.kind(item.what)
    steps = [Line(kinds.filled(kind.because, item.title), item.opens_on), Line(kind.limit)]
    if item.due is not None:
        steps.append(Line(_("Last day to do it"), item.due))
    return Reason(
        steps=tuple(steps),
        articles=tuple(dict.fromkeys(one for one in (kind.article, item.ground) if one)),
        as_of=item.opens_on,
        quote=str(kind.quote or ""),
        quoted=kind.article if kind.quote else "",
    )
