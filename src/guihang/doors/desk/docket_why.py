"""Why a duty stands on the docket: steps with their values, articles, and who is there to do it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from guihang.agencies.authority import may
from guihang.doors import clock
from guihang.doors.desk import docket_rows, links
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import Step
from guihang.duties import kinds
from guihang.duties import queries as duties
from guihang.duties.access import check_may_put_off
from guihang.duties.queries import Item
from guihang.duties.reasons import Count, Line, Reason
from guihang.insight import docket

PERIOD = "counting.period"


def why(request: HttpRequest, key: int) -> HttpResponse:
    """Explain one duty: where it comes from, how its day was counted, what follows."""
    item = duties.item_for(request.actor, key, on=clock.today())
    context = {"why": told(request, item), "is_asked": True}
    template = "why.html" if request.htmx else "explained.html"
    return render(request, f"desk/docket/{template}", context)


def told(request: HttpRequest, item: Item) -> dict[str, object]:
    """Return everything the panel says about one duty."""
    on = clock.today()
    kind = kinds.kind(item.what)
    reason = duties.explain(item, on=on)
    state, words = docket_rows.chip(item, on)
    may_wait = may(check_may_put_off, request.actor, item.unit_path, item)
    return {
        "item": item,
        "title": docket.title(item),
        "who": docket_rows.who(item),
        "category": docket_rows.category(item),
        "state": state,
        "chip": words,
        "steps": steps(reason),
        "reason": reason,
        "as_of": wording.day(reason.as_of),
        "consequence": kinds.filled(kind.consequence, item.title),
        "people": duties.who_owes(item, on=on),
        "cover": docket_rows.cover(item),
        "due": docket_rows.due_words(item),
        "basis": docket_rows.basis(item),
        "href": links.of_duty(item),
        "calculator": _calculator(reason),
        "put_off": links.put_off(item) if may_wait else "",
        "says": kind.verb if item.is_owed else _("View"),
    }


def steps(reason: Reason) -> list[Step]:
    """Return how a duty came about as the reckoning that is drawn."""
    return [_step(line) for line in reason.steps]


def _step(line: Line) -> Step:
    value = wording.day_week(line.value) if isinstance(line.value, date) else line.value
    return Step(line.says, value, line.article)


def _calculator(reason: Reason) -> str:
    count: Count | None = reason.count
    if count is None:
        return ""
    asked = {"after": count.after, "span": str(count.span), "on": count.after}
    return f"{reverse('api:calculator_rule', args=[PERIOD])}?{urlencode(asked)}"


urlpatterns = [path("docket/<int:key>/why/", why, name="docket_why")]
