"""What others may ask about who acts and where."""

from guihang.agencies.queries.acting import Acting, acting_from, answering, fills
from guihang.agencies.queries.actors import account_keyed, actor
from guihang.agencies.queries.finding import (
    absence,
    account,
    appointment,
    charge,
    deputy,
    post,
)
from guihang.agencies.queries.names import keys_named, names_at, names_keyed
from guihang.agencies.queries.organisation import (
    areas,
    colleagues,
    examples,
    home,
    offices_in_charge,
    staff,
    tree,
    unit,
    unit_at,
    unit_coded,
    units,
)
from guihang.agencies.queries.powers import (
    Cover,
    Gap,
    cover_of,
    deputies,
    entrusted,
    entrustments,
    gaps,
    holders,
    holders_in,
)
from guihang.agencies.queries.sheets import UnitSheet, unit_sheet

__all__ = (
    "Acting",
    "Cover",
    "Gap",
    "UnitSheet",
    "absence",
    "account",
    "account_keyed",
    "acting_from",
    "actor",
    "answering",
    "appointment",
    "areas",
    "charge",
    "colleagues",
    "cover_of",
    "deputies",
    "deputy",
    "entrusted",
    "entrustments",
    "examples",
    "fills",
    "gaps",
    "holders",
    "holders_in",
    "home",
    "keys_named",
    "names_at",
    "names_keyed",
    "offices_in_charge",
    "post",
    "staff",
    "tree",
    "unit",
    "unit_at",
    "unit_coded",
    "unit_sheet",
    "units",
)
