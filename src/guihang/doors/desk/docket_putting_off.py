"""Putting duties off, one or several for one reason, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from guihang.doors import clock
from guihang.doors.desk import docket_rows
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts
from guihang.duties import actions
from guihang.duties import queries as duties
from guihang.duties.queries import Item
from guihang.insight import docket
from guihang.law.refusals import NotYours, Refused

MOST_AT_ONCE = 100


class PutOffForm(forms.Form):
    """Until when something is put off, and why."""

    until = forms.DateField(
        label=_("Put off to"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=actions.REASON_MOST,
        help_text=_("It stays in the count, and its due day stays. At most three days in all."),
        widget=forms.Textarea({"rows": 2}),
    )


def put_off(request: HttpRequest) -> HttpResponse:
    """Put what was chosen off for a reason, for at most three days."""
    items = _chosen(request)
    form = PutOffForm(request.POST or None, initial={"until": clock.today() + timedelta(days=1)})
    refused: Sequence[tuple[Item, Refused]] = ()
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            done, refused = _put_off(request, form, items)
            if not refused:
                _say(request, done)
                return redirect("desk:docket")
            items = tuple(item for item, _why in refused)
    context = {
        "form": form,
        "items": [_line(item) for item in items],
        "address": f"{request.path}?{_keys(items)}",
        "refused": [(docket.title(item), why) for item, why in refused],
    }
    status = 422 if refused else ui_forms.status(form)
    return render(request, "desk/docket/put_off.html", context, status=status)


@require_POST
def take_up(request: HttpRequest) -> HttpResponse:
    """Take back that something was put off."""
    for item in _chosen(request):
        actions.take_up(key=item.key, by=request.actor, at=clock.now())
    toasts.say(request, _("It stands where it stood before"))
    return redirect("desk:docket")


def _chosen(request: HttpRequest) -> tuple[Item, ...]:
    """Return what of one's docket was chosen; something that is not on it is no page."""
    asked = [key for key in request.GET.getlist("item") if key.isascii() and key.isdigit()]
    keys = {int(key) for key in asked[:MOST_AT_ONCE] if len(key) < len(str(2**63))}
    items = duties.items_for(request.actor, keys, on=clock.today())
    if not items or len(items) != len(keys):
        raise NotYours(
            why=_("What was chosen is no longer on your docket."),
            ground="house:docket",
            remedy=_("It may have been done meanwhile; look at the docket again."),
        )
    return items


def _put_off(request: HttpRequest, form: PutOffForm, items: tuple[Item, ...]):
    """One thing is refused beside its field; of several, those that can be put off are."""
    at, wanted = clock.now(), form.cleaned_data
    if len(items) == 1:
        actions.put_off(key=items[0].key, **wanted, by=request.actor, at=at)
        return items, ()
    keys = [item.key for item in items]
    outcome = actions.put_off_many(keys=keys, **wanted, by=request.actor, at=at)
    if outcome.refused and outcome.done:
        _say(request, outcome.done)
    return outcome.done, outcome.refused


def _say(request: HttpRequest, done: Sequence[Item]) -> None:
    undo = f"{reverse('desk:docket_take_up')}?{_keys(done)}"
    n = len(done)
    words = ngettext(
        "It was put off and stays in the count", "%(n)d items were put off and stay in the count", n
    )
    toasts.say(request, words % {"n": n} if n > 1 else words, undo=undo)


def _line(item: Item) -> dict[str, object]:
    return {
        "key": item.key,
        "title": docket.title(item),
        "who": docket_rows.who(item),
        "due": docket_rows.due_words(item),
        "basis": docket_rows.basis(item),
    }


def _keys(items: Sequence[Item]) -> str:
    return "&".join(f"item={item.key}" for item in items)


urlpatterns = [
    path("docket/put-off/", put_off, name="docket_put_off"),
    path("docket/take-up/", take_up, name="docket_take_up"),
]
