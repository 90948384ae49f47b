"""What is owed, for whoever looks: his own, what he covers for others, and what he waits for."""

from guihang.duties.queries.explaining import explain
from guihang.duties.queries.feeds import feed_of, feed_with
from guihang.duties.queries.items import (
    Item,
    about,
    docket,
    done_between,
    item_for,
    items_for,
    overdue,
)
from guihang.duties.queries.late import late
from guihang.duties.queries.listing import (
    Bucket,
    Order,
    Press,
    Wanted,
    Whose,
    counts,
    page,
    press_of,
    tally,
)
from guihang.duties.queries.nearest import Nearest, nearest
from guihang.duties.queries.people import people, who_owes
from guihang.duties.queries.pressing import Pressing, pressing

__all__ = [
    "Bucket",
    "Item",
    "Nearest",
    "Order",
    "Press",
    "Pressing",
    "Wanted",
    "Whose",
    "about",
    "counts",
    "docket",
    "done_between",
    "explain",
    "feed_of",
    "feed_with",
    "item_for",
    "items_for",
    "late",
    "nearest",
    "overdue",
    "page",
    "people",
    "press_of",
    "pressing",
    "tally",
    "who_owes",
]
