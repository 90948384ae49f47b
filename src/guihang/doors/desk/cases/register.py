"""The register (名册): who is under correction, found, narrowed, sorted, printed, taken out."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.agencies import actions as accounts
from guihang.agencies import queries as agencies
from guihang.agencies.authority import may
from guihang.cases import actions, queries
from guihang.cases.access import check_may_export, check_may_receive
from guihang.cases.actions import Taking
from guihang.doors import clock
from guihang.doors.desk.cases import asking, columns, facets, rows, taking_out
from guihang.doors.ui import rail
from guihang.doors.ui.listing import Listing

PER_PAGE = 50


class TakeOutForm(forms.Form):
    """What a register that is taken out is for, and which sensitive entries it needs."""

    purpose = forms.CharField(
        label=_("Purpose"), max_length=200, help_text=_("It goes on the record.")
    )
    shown = forms.MultipleChoiceField(
        label=_("Sensitive entries in full"),
        required=False,
        choices=taking_out.SENSITIVE,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Otherwise masked. Each opened entry goes on the record of its person."),
    )


class Register(Listing):
    """The register as a table: already ordered by the room, its rows made for showing."""

    def _sorted(self):
        return self.rows

    def __iter__(self):
        on = clock.today()
        return iter(rows.rows(queries.lines(self.shown, on=on), on=on))


def register(request: HttpRequest) -> HttpResponse:
    """Show who is under correction and fits what is asked for."""
    on, search = clock.today(), asking.asked(request.GET)
    kinds = columns.chosen(request)
    found = queries.cases(request.actor, search, on=on)
    counts = queries.tally(request.actor, search, on=on)
    squads = agencies.squads_over(counts.offices, on=on)
    places = facets.Places(agencies.names_at(counts.units), squads)
    listing = Register(
        request, found, columns.heads(kinds), per_page=PER_PAGE, known=counts.n, wide=True
    )
    context = {
        "listing": listing,
        "columns": {one.key: True for one in kinds},
        "choices": [(one, one in kinds) for one in columns.CHOICES],
        "facets": facets.facets(counts, search, request.GET, places),
        "chips": asking.chips(search, request.GET, places.spoken()),
        "in_words": in_words(search, places.spoken(), request),
        "q": search.words,
        "sort": request.GET.get("sort", ""),
        "kept": [(key, value) for key, value in request.GET.items() if key not in ("q", "page")],
        "is_narrowed": asking.is_narrowed(search),
        "asked_for": request.GET.urlencode(),
        **_may(request),
    }
    return render(request, "desk/cases/register.html", context)


def _may(request: HttpRequest) -> dict[str, object]:
    actor = request.actor
    return {
        "may_receive": any(may(check_may_receive, actor, path) for path in actor.reach),
        "take_out": TakeOutForm() if may(check_may_export, actor, actor.unit_path) else None,
    }


def in_words(search, places, request: HttpRequest) -> str:
    """Say what the register is narrowed to, for a printed list and for the record."""
    words = asking.in_words(search, places, request.GET).values()
    return "·".join(one for one in words if one) or gettext("everybody")


@require_POST
def choose_columns(request: HttpRequest) -> HttpResponse:
    """Keep which columns somebody wants to see, wherever he signs in."""
    wanted = columns.known(request.POST.getlist("column"))
    accounts.choose_columns(
        account=request.user, of=columns.OF, columns=wanted, by=request.actor, at=clock.now()
    )
    return redirect(f"{reverse('desk:cases')}?{request.GET.urlencode()}")


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Give what the address asks for as a workbook, for a purpose."""
    on, search = clock.today(), asking.asked(request.GET)
    places = agencies.names_at([search.unit_path] if search.unit_path else [])
    if squad := agencies.unit_coded(search.squad):
        places[search.squad] = squad.short_name
    form = TakeOutForm(request.POST)
    wanted = Taking(
        search=search,
        narrowed=in_words(search, places, request),
        purpose=request.POST.get("purpose", ""),
        shown=tuple(form.cleaned_data.get("shown", ())) if form.is_valid() else (),
    )
    taken = actions.take_out(taking=wanted, by=request.actor, at=clock.now())
    return taking_out.answer(request, wanted, taken, on=on)


def search(request: HttpRequest) -> HttpResponse:
    """Look words from the bar up in the register, among those who have left too."""
    asked = urlencode({"q": request.GET.get("q", ""), "state": asking.ANY})
    return redirect(f"{reverse('desk:cases')}?{asked}")


rail.register(
    rail.Item(
        url="desk:cases",
        title=_("Register"),
        icon="roll",
        group=1,
        order=20,
        letter="r",
        shown=lambda actor: bool(actor.reach),
    )
)

urlpatterns = [
    path("cases/", register, name="cases"),
    path("cases/columns/", choose_columns, name="cases_columns"),
    path("cases/take-out/", take_out, name="cases_take_out"),
    path("search/", search, name="search"),
]
