"""The docket as everybody's home: what is owed, by when, why, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.agencies import queries as agencies
from guihang.agencies.authority import may
from guihang.agencies.vocabulary import LEADERS, SIGNING_ROLES, Role
from guihang.doors import clock
from guihang.doors.desk import (
    docket_filters,
    docket_person,
    docket_putting_off,
    docket_rows,
    docket_sheet,
    docket_why,
    notices,
)
from guihang.doors.desk.lists import PurposeForm
from guihang.doors.ui import rail, wording
from guihang.doors.ui.context import Shell
from guihang.duties import actions
from guihang.duties import queries as duties
from guihang.duties.access import check_may_take_out
from guihang.exchange import queries as exchange
from guihang.insight import docket
from guihang.insight.docket import Docket, View

NEWEST, MOST_UNITS = 3, 8
SELECTS = "chosen"
"""The form the boxes of the rows belong to."""


@dataclass(frozen=True, slots=True)
class Empty:
    """What a role that owes nothing is told, and where to go next."""

    says: object
    hint: object


NOTHING = Empty(
    _("Nothing waits for you"),
    _("What others hand to you appears here by itself, and you get a notice."),
)
EMPTY = {
    Role.PROCURATOR: Empty(
        _("Nothing waits for the procuratorate"),
        _("What the agency must tell you appears here with its day; files stand below."),
    ),
    Role.CITY_OFFICER: Empty(
        _("Nothing waits for the city"),
        _("What counties send up to be decided appears here, and only that."),
    ),
    Role.AUDITOR: Empty(
        _("An auditor owes nothing here"),
        _("Your work is to look: begin with the record of what was done, opened and taken out."),
    ),
    Role.ADMINISTRATOR: Empty(
        _("An administrator decides nothing here"),
        _("Your work is posts, accounts and deputies; powers nobody is there to use stand above."),
    ),
    Role.COMMITTEE_MEMBER: Empty(
        _("Nothing waits for you"),
        _("When the agency asks your committee for something, it appears here with its day."),
    ),
}


def home(request: HttpRequest) -> HttpResponse:
    """Show what is to be done today; who owes nothing is told where his work is."""
    if request.actor.is_person:
        return docket_person.home(request)
    asked = docket_filters.asked(request.GET)
    found = docket.read(request.actor, asked, on=clock.today())
    request.docket_count = found.counts[docket.Tab.ALL]
    places = place_names(found)
    items = found.items
    drawing = docket_rows.Drawing(
        on=found.on,
        places=places,
        chosen=items[0].key if items else 0,
        selects=SELECTS if works(request.actor) else "",
    )
    context = {
        "docket": found,
        "groups": drawing.groups(found),
        "selects": drawing.selects,
        "why": docket_why.told(request, items[0]) if items and not items[0].is_done else None,
        "notices": notices.lines(exchange.notices(request.actor, only_unread=True)[:NEWEST]),
        **_narrowing(request, found, places),
        **_besides(request, found),
        **_charge(request),
    }
    return render(request, "desk/docket/docket.html", context)


def _charge(request: HttpRequest) -> dict[str, object]:
    """Return where in a leader's charge the staff are late; those who lead nobody see none."""
    actor = request.actor
    if actor.roles.isdisjoint(LEADERS):
        return {}
    found = duties.pressing(actor, on=clock.today())
    names = agencies.names_at(one.unit_path for one in found[:MOST_UNITS])
    return {
        "leads": True,
        "late_in_charge": sum(one.late for one in found),
        "soon_in_charge": sum(one.soon for one in found),
        "pressing": [(names.get(one.unit_path, ""), one) for one in found[:MOST_UNITS]],
        "more_units": max(len(found) - MOST_UNITS, 0),
    }


def _narrowing(request: HttpRequest, found: Docket, places) -> dict[str, object]:
    got, at = request.GET, found.asked
    people = at.view is View.PEOPLE
    return {
        "tabs": docket_filters.tabs(found, got),
        "filters": docket_filters.form(found, places),
        "chips": docket_filters.chips(found, got, places),
        "in_words": docket_filters.in_words(found, places),
        "other_view": docket_filters.address(got, view=None if people else View.PEOPLE),
        "is_by_person": people,
        "previous": docket_filters.address(got, page=at.page - 1) if at.page > 1 else "",
        "next": docket_filters.address(got, page=at.page + 1) if at.page < found.pages else "",
        "on_one_page": docket_filters.address(got, whole=1) if found.fits_one_page else "",
        "later": docket_filters.address(got, tab=docket.Tab.LATER),
        "purpose": PurposeForm() if may(check_may_take_out, *_asker(request)) else None,
        "asked_for": got.urlencode(),
    }


def _asker(request: HttpRequest):
    return request.actor, request.actor.unit_path


def _besides(request: HttpRequest, found: Docket) -> dict[str, object]:
    """Return what an empty docket says, and for whom it is, whose work lies elsewhere."""
    actor = request.actor
    if works(actor):
        return {"nothing": NOTHING}
    places = [one for one in rail.places(request) if one.item.url != "desk:docket"]
    is_keeper = bool(actor.domain) and not actor.reach
    return {
        "nothing": EMPTY.get(actor.role, NOTHING),
        "works_elsewhere": True,
        "elsewhere": places,
        "gaps": agencies.gaps(actor.domain, on=clock.today()) if is_keeper else (),
    }


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Give what the address asks for as a workbook, for a purpose."""
    asked = docket_filters.asked(request.GET)
    found = docket.read(request.actor, asked, on=clock.today())
    places = place_names(found)
    narrowed, purpose = docket_filters.in_words(found, places), request.POST.get("purpose", "")
    items = actions.take_out(
        wanted=asked.wanted(),
        narrowed=narrowed,
        purpose=purpose,
        by=request.actor,
        at=clock.now(),
    )
    shell = Shell(request)
    who = f"{shell.agency} {request.actor.name} {wording.moment(clock.now())}"
    says = gettext("For: %(purpose)s") % {"purpose": purpose}
    heading = docket_sheet.Heading((narrowed, who, says), f"docket-{clock.today()}")
    return docket_sheet.answer(items, places, heading, on=clock.today())


def place_names(found: Docket) -> dict[str, str]:
    """Return the short names of the units the docket speaks of, in one query."""
    paths = tuple(found.unit_paths)
    if not paths:
        return {}
    units = agencies.units(paths, on=found.on).filter(path__in=paths)
    return dict(units.values_list("path", "short_name"))


def works(actor) -> bool:
    """Whether somebody holds a post that can owe something and put it off."""
    return not actor.roles.isdisjoint(SIGNING_ROLES)


def _count(request: HttpRequest) -> int | None:
    """How many things stand on the docket; the page of the docket has counted them already."""
    told = getattr(request, "docket_count", None)
    if told is None:
        told = duties.counts(request.actor, on=clock.today())[0]
    return told if told or works(request.actor) else None


rail.register(
    rail.Item(
        url="desk:docket",
        title=_("Docket"),
        icon="docket",
        group=1,
        order=10,
        letter="d",
        count=_count,
    )
)

urlpatterns = [
    path("", home, name="docket"),
    path("docket/take-out/", take_out, name="docket_take_out"),
    *docket_why.urlpatterns,
    *docket_putting_off.urlpatterns,
]
