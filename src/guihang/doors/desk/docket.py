"""The docket as home: what is owed, why it is here, putting it off; a home for who owes nothing."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import SIGNING_ROLES
from guihang.doors import clock
from guihang.doors.desk import docket_rows, links, notices
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import rail, toasts, wording
from guihang.duties import actions, kinds
from guihang.duties import queries as duties
from guihang.duties.queries import Item
from guihang.exchange import queries as exchange
from guihang.insight import docket
from guihang.insight.docket import Asked, Docket, Sort, Tab

SORTS = {
    Sort.DUE: _("By due day"),
    Sort.OPENED: _("By when it arose"),
    Sort.PLACE: _("By office"),
    Sort.KIND: _("By kind"),
}
NEWEST = 3


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


def home(request: HttpRequest) -> HttpResponse:
    """Show what is to be done today; who owes nothing is shown where his work is."""
    if not works(request.actor):
        return render(request, "desk/docket/home.html", _elsewhere(request))
    asked = _asked(request)
    found = docket.read(request.actor, asked, on=clock.today())
    first = next((item for group in found.groups for item in group.items), None)
    context = {
        "docket": found,
        "groups": docket_rows.groups(found, chosen=first.key if first else 0),
        "left_out": docket_rows.left_out(found),
        "listed": found.shown - docket_rows.left_out(found),
        "tabs": _tabs(found),
        "filters": _filters(request, found),
        "why": _why(request, first) if first else None,
        "notices": _notices(request),
    }
    return render(request, "desk/docket/docket.html", context)


def why(request: HttpRequest, key: int) -> HttpResponse:
    """Explain one duty: where it comes from, when it is due, what follows."""
    item = duties.item_for(request.actor, key, on=clock.today())
    context = {"why": _why(request, item), "is_asked": True}
    template = "why.html" if request.htmx else "explained.html"
    return render(request, f"desk/docket/{template}", context)


def put_off(request: HttpRequest, key: int) -> HttpResponse:
    """Put one duty off for a reason, for at most three days."""
    item = duties.item_for(request.actor, key, on=clock.today())
    tomorrow = clock.today() + timedelta(days=1)
    form = PutOffForm(request.POST or None, initial={"until": tomorrow})
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            actions.put_off(key=key, **form.cleaned_data, by=request.actor, at=clock.now())
            toasts.say(request, _("It was put off and stays in the count"))
            return redirect("desk:docket")
    context = {"form": form, "title": docket.title(item), "why": _why(request, item)}
    return render(request, "desk/docket/put_off.html", context, status=ui_forms.status(form))


def works(actor) -> bool:
    """Whether somebody holds a post that can owe something."""
    return not actor.roles.isdisjoint(SIGNING_ROLES)


def _asked(request: HttpRequest) -> Asked:
    got = request.GET
    return Asked(
        tab=Tab(got["tab"]) if got.get("tab") in set(Tab) else Tab.ALL,
        sort=Sort(got["sort"]) if got.get("sort") in set(Sort) else Sort.DUE,
        what=got.get("what", ""),
        unit_path=got.get("unit", ""),
        words=" ".join(got.get("words", "").split()),
    )


def _tabs(found: Docket) -> list[dict[str, object]]:
    shown = [tab for tab in Tab if tab in (Tab.ALL, Tab.TODAY) or found.counts[tab]]
    return [
        {
            "href": f"?tab={tab}",
            "says": docket_rows.TABS[tab],
            "count": found.counts[tab],
            "is_current": tab is found.asked.tab,
            "is_late": tab is Tab.OVERDUE,
        }
        for tab in shown
    ]


class FilterForm(forms.Form):
    """What the docket is narrowed to, and how it is sorted."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Words"), widget=forms.TextInput({"type": "search"}))
    what = forms.ChoiceField(label=_("Kind"))
    unit = forms.ChoiceField(label=_("Office"))
    sort = forms.ChoiceField(label=_("Order"), choices=SORTS.items())


def _filters(request: HttpRequest, found: Docket) -> FilterForm:
    form = FilterForm(
        initial={
            "tab": found.asked.tab,
            "words": found.asked.words,
            "what": found.asked.what,
            "unit": found.asked.unit_path,
            "sort": found.asked.sort,
        }
    )
    names = {unit.path: unit.short_name for unit in _units(found)}
    whats = [(what, kinds.kind(what).name) for what in found.whats]
    paths = [(one, names.get(one, one)) for one in found.unit_paths]
    form.fields["what"].choices = [("", _("All kinds")), *whats]
    form.fields["unit"].choices = [("", _("All offices")), *paths]
    return form


def _units(found: Docket):
    paths = found.unit_paths
    return agencies.units(paths, on=found.on).filter(path__in=paths) if paths else ()


def _why(request: HttpRequest, item: Item) -> dict[str, object]:
    on = clock.today()
    kind = kinds.kind(item.what)
    state, words = docket_rows.chip(item, on)
    return {
        "item": item,
        "kind": kind,
        "title": docket.title(item),
        "state": state,
        "chip": words,
        "because": kinds.filled(kind.because, item.title),
        "consequence": kinds.filled(kind.consequence, item.title),
        "who": duties.who_owes(request.actor, item.key, on=on),
        "cover": docket_rows.cover(item),
        "due": docket_rows.due_words(item),
        "opened": wording.day_week(item.opens_on),
        "href": links.of_duty(item),
        "says": kind.verb if item.is_owed else _("View"),
    }


def _notices(request: HttpRequest):
    return notices.lines(exchange.notices(request.actor, only_unread=True)[:NEWEST])


def _elsewhere(request: HttpRequest) -> dict[str, object]:
    own = {"desk:home", "desk:docket"}
    places = [one for one in rail.places(request) if one.item.url not in own]
    is_keeper = bool(request.actor.domain) and not request.actor.reach
    gaps = agencies.gaps(request.actor.domain, on=clock.today()) if is_keeper else ()
    return {"places": places, "gaps": gaps, "notices": _notices(request)}


def _count(request: HttpRequest) -> int:
    return duties.counts(request.actor, on=clock.today())[0]


rail.register(
    rail.Item(
        url="desk:docket",
        title=_("Docket"),
        icon="docket",
        group=1,
        order=10,
        letter="d",
        shown=works,
        count=_count,
    )
)
rail.register(
    rail.Item(
        url="desk:home",
        title=_("Home"),
        icon="house",
        group=1,
        order=10,
        letter="d",
        shown=lambda actor: not works(actor),
    )
)

urlpatterns = [
    path("", home, name="docket"),
    path("", home, name="home"),
    path("docket/<int:key>/why/", why, name="docket_why"),
    path("docket/<int:key>/put-off/", put_off, name="docket_put_off"),
]
