"""A person's record at the desk: every entry, sealed ones for a reason only, and its checking."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from guihang.agencies.authority import may
from guihang.cases import access
from guihang.cases import queries as cases
from guihang.cases.campaigns import actions, queries
from guihang.cases.campaigns.items import version_on
from guihang.cases.campaigns.words import CAME, KNOWN_FROM, MENDED
from guihang.doors import clock
from guihang.doors.desk.campaign_forms import RecordForm
from guihang.doors.desk.cases import said
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts, wording
from guihang.law.refusals import BadFacts, NotYours, Refused

SHOWN_AS = {"home": "address"}
"""Under which name the page of a case shows a sealed entry, where it is another."""
COLOURS = {"confirmed": "ok", "mended": "ok", "unclear": "late"}


@never_cache
def record(request: HttpRequest, number: str) -> HttpResponse:
    """Show the record of a person; in a campaign, check it entry by entry."""
    case = cases.case_for(request.actor, number)
    campaign = queries.running_for(case)
    items = queries.asked(campaign) if campaign else version_on(clock.today()).items
    may_check = campaign is not None and may(
        access.check_may_check_record, request.actor, case.unit_path
    )
    form = (
        RecordForm(items, request.POST if request.method == "POST" else None) if may_check else None
    )
    if request.method == "POST":
        access.check_may_check_record(request.actor, case.unit_path)
        if form is not None and form.is_valid() and _checked(request, campaign, case, form):
            return _on(request, campaign, case)
    context = {
        "case": case,
        "campaign": campaign,
        "form": form,
        "entries": [_entry(one, form) for one in queries.entries(case, items, campaign)],
        "history": [(one, CAME[one.came]) for one in queries.history(case)[:50]],
        "items": {item.name: item.says for item in items},
    }
    status = ui_forms.status(form) if form else 200
    return render(request, "desk/campaigns/record.html", context, status=status)


def _checked(request: HttpRequest, campaign, case, form: RecordForm) -> bool:
    try:
        actions.check_record(
            campaign=campaign, case=case, said=form.said(), by=request.actor, at=clock.now()
        )
    except NotYours:
        raise
    except BadFacts as refused:
        _refuse(form, refused)
    except Refused as refused:
        form.refused = refused
    else:
        return True
    return False


def _refuse(form: RecordForm, refused: BadFacts) -> None:
    """Put a refusal at the entry it is about; one from the identity number names birth or sex."""
    mended = [name for name, one in form.said().items() if one.came == MENDED]
    name = refused.field if refused.field in form.items else next(iter(mended), "")
    if not name:
        form.refused = refused
        return
    words = f"{wording.said(refused.why)} {wording.said(refused.remedy)}"
    form.add_error(form.refuse_at(name), words)


def _on(request: HttpRequest, campaign, case) -> HttpResponse:
    """Go on to the next record of the office once this one is whole, else stay."""
    entries = queries.entries(case, queries.asked(campaign), campaign)
    is_whole = all(one.confirmation for one in entries)
    toasts.say(request, _("What was said of the record of %(name)s is kept") % {
        "name": case.person.name
    })  # fmt: skip
    following = (
        queries.next_to_check(request.actor, campaign, case, on=clock.today()) if is_whole else None
    )
    return redirect("desk:record", (following or case).number)


def _entry(entry: queries.Entry, form: RecordForm | None) -> dict[str, object]:
    item, came = entry.item, entry.confirmation
    return {
        "item": item,
        "value": _value(entry),
        "masked": str(entry.value or ""),
        "shown_as": SHOWN_AS.get(item.name, item.name),
        "title": _("Show: %(entry)s") % {"entry": wording.said(item.says)},
        "came": came,
        "state": COLOURS[came.came] if came else "due",
        "says": CAME[came.came] if came else _("not looked at yet"),
        "known": KNOWN_FROM.get(came.known_from, "") if came else "",
        "fields": form.of(item.name) if form else (),
        "is_wrong": bool(form and any(field.errors for field in form.of(item.name))),
    }


def _value(entry: queries.Entry) -> object:
    if entry.item.kind == "day":
        return wording.day(entry.value) if entry.value else ""
    if entry.item.kind == "sex":
        return said.sex(entry.value) if entry.value else ""
    return entry.value


urlpatterns = [path("records/<str:number>/", record, name="record")]
