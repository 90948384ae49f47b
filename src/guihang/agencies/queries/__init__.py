"""What others may ask about who acts and where."""

from guihang.agencies.queries.actors import account_keyed, actor
from guihang.agencies.queries.organisation import (
    account,
    areas,
    colleagues,
    offices_in_charge,
    staff,
    tree,
    unit,
    unit_at,
    unit_coded,
    units,
)
from guihang.agencies.queries.powers import (
    Gap,
    answering,
    answering_for,
    deputies,
    entrusted,
    entrustments,
    fills,
    gaps,
    holder_of,
    holders,
    holders_in,
)

__all__ = (
    "Gap",
    "account",
    "account_keyed",
    "actor",
    "answering",
    "answering_for",
    "areas",
    "colleagues",
    "deputies",
    "entrusted",
    "entrustments",
    "fills",
    "gaps",
    "holder_of",
    "holders",
    "holders_in",
    "offices_in_charge",
    "staff",
    "tree",
    "unit",
    "unit_at",
    "unit_coded",
    "units",
)
