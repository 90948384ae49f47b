"""Filters: days, numbers, sentences and citations in the reader's language."""

from django import template

from guihang.doors.ui import wording

register = template.Library()

for name in (
    "said", "day", "day_short", "day_week", "day_long", "weekday", "clock", "moment",
    "thousands", "cite", "cite_short",
):  # fmt: skip
    register.filter(name, getattr(wording, name))


@register.filter
def dash(value):
    """Show what is missing as —; zero stays zero."""
    return wording.MISSING if value is None or value == "" else value
