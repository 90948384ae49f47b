"""The people of the units: list, export, one account, and what the administrator does to it."""

from __future__ import annotations

import csv
import io

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies import actions, passwords, queries, signing_in
from guihang.agencies.access import (
    check_may_export_staff,
    check_may_keep_accounts,
    check_may_name_deputy,
)
from guihang.agencies.authority import may, refusal
from guihang.agencies.refusing import unknown
from guihang.agencies.vocabulary import AccountKind
from guihang.doors import clock
from guihang.doors.desk.account import held_rows
from guihang.doors.desk.organisation.pages import FormPage, UnitChoice, ask
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import reveal, toasts
from guihang.doors.ui.browsers import name_of
from guihang.doors.ui.listing import Column, Listing
from guihang.law.refusals import NotYours, Refused

COLUMNS = (
    Column("name", _("Name"), sort="name"),
    Column("unit", _("Unit"), sort="unit__path"),
    Column("number", _("Work number"), sort="staff__number"),
    Column("username", _("Sign-in name"), sort="username"),
    Column("phone", _("Phone")),
    Column("state", _("State"), sort="is_active"),
)


def people(request: HttpRequest) -> HttpResponse:
    """List the people one keeps or leads."""
    home = queries.home(request.actor)
    search = request.GET.get("q", "")
    listing = Listing(
        request,
        queries.staff(request.actor, search=search),
        COLUMNS,
        per_page=50,
        empty=_("Nobody fits"),
        hint=_("Search by name, sign-in name, work number, unit or whole phone number."),
    )
    context = {
        "listing": listing,
        "search": search,
        "now": clock.now(),
        "may_keep": may(check_may_keep_accounts, request.actor, home.unit_path),
        "export": ExportForm(initial={"q": search}),
        "not_exported": refusal(check_may_export_staff, request.actor, home.unit_path),
        "home": home,
    }
    return render(request, "desk/organisation/people.html", context)


class ExportForm(forms.Form):
    """Why phones are to stand on the list, if they are."""

    q = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason for showing phones"),
        required=False,
        max_length=200,
        help_text=_("Leave it empty for a list with masked phones. The reason is recorded."),
    )


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Give the staff list as a table for a spreadsheet."""
    form = ExportForm(request.POST)
    form.is_valid()
    search, reason = (form.cleaned_data.get(name, "").strip() for name in ("q", "reason"))
    lines = actions.export_staff(
        accounts=queries.staff(request.actor, search=search),
        reason=reason,
        by=request.actor,
        at=clock.now(),
    )
    response = HttpResponse(_table(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="staff-{clock.today()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _table(lines: list[actions.StaffLine]) -> str:
    out = io.StringIO()
    out.write("\ufeff")  # spreadsheets take it for UTF-8 by this
    table = csv.writer(out)
    heads = (_("Unit"), _("Name"), _("Sign-in name"), _("Work number"))
    table.writerow([str(head) for head in (*heads, _("State staff"), _("Phone"), _("State"))])
    for line in lines:
        cells = (line.unit, line.name, line.username, line.number)
        state_staff = _("yes") if line.state_staff else _("no")
        state = _("open") if line.is_active else _("shut")
        row = (*cells, str(state_staff), line.phone, str(state))
        table.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that begins like a formula would be run by the spreadsheet."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def person(request: HttpRequest, number: int) -> HttpResponse:
    """Show one account: posts, cover, sessions, and what can be done to it."""
    account = queries.account(request.actor, number)
    return render(request, "desk/organisation/person.html", _context(request, account))


def _context(request: HttpRequest, account, **more: object) -> dict:
    now, on = clock.now(), clock.today()
    there = queries.actor(account, on=on)
    return {
        "account": account,
        "holdings": held_rows(there),
        "cover": queries.cover_of(account, on=on),
        "sessions": [(one, name_of(one.browser)) for one in signing_in.running(account, at=now)],
        "is_locked": bool(account.locked_until and account.locked_until > now),
        "has_codes": signing_in.has_second_factor(account),
        "n_passkeys": account.passkeys.count(),
        "may_keep": may(check_may_keep_accounts, request.actor, account.unit.path),
        "may_deputise": may(check_may_name_deputy, request.actor, account.unit.path, of=account.pk),
        **more,
    }


class AccountForm(forms.Form):
    """A new account."""

    kind = forms.ChoiceField(
        label=_("Whose account"),
        choices=[choice for choice in AccountKind.choices if choice[0] != AccountKind.PERSON],
    )
    name = forms.CharField(label=_("Name"), max_length=40)
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=40,
        help_text=_("Small letters, figures, dots; it is not changed later."),
    )
    number = forms.CharField(
        label=_("Work number"), max_length=20, required=False, help_text=_("Needed for staff.")
    )
    state_staff = forms.BooleanField(
        label=_("State staff"),
        required=False,
        help_text=_("Only state staff may sign (Act art. 10)."),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"data-sensitive": "", "inputmode": "tel"}),
    )

    def draft(self) -> actions.AccountDraft:
        """Return what is said of the new account."""
        said = {**self.cleaned_data, "kind": AccountKind(self.cleaned_data["kind"])}
        return actions.AccountDraft(**said)


@never_cache
def new_person(request: HttpRequest, code: str) -> HttpResponse:
    """Open an account; its first password is shown once."""
    unit = queries.unit(request.actor, code)
    check_may_keep_accounts(request.actor, unit.path)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            password = passwords.fresh()
            account = actions.open_account(
                unit=unit, draft=form.draft(), password=password, by=request.actor, at=clock.now()
            )
            return _hand_over(request, account, password)
    page = FormPage(
        title=_("New account in %(unit)s") % {"unit": unit.name},
        verb=_("Open the account"),
        done="",
        back=reverse("desk:people"),
        crumb=unit.name,
        draft=f"person-{code}",
    )
    context = {"form": form, "page": page}
    return render(request, "desk/organisation/form.html", context, status=ui_forms.status(form))


def _hand_over(request: HttpRequest, account, password: str) -> HttpResponse:
    """Show a password once, to be handed over; it is kept nowhere."""
    response = render(
        request, "desk/organisation/password.html", {"account": account, "password": password}
    )
    response["Cache-Control"] = "no-store"
    return response


class ResetForm(forms.Form):
    """Whether the second step is to go with the password."""

    second_factor_too = forms.BooleanField(
        label=_("Remove one-time codes and passkeys as well"),
        required=False,
        help_text=_("When the phone or the key is lost. Make sure who is asking."),
    )


@never_cache
def reset_password(request: HttpRequest, number: int) -> HttpResponse:
    """Give an account a new password, to be changed at first use."""
    account = queries.account(request.actor, number)
    check_may_keep_accounts(request.actor, account.unit.path)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            password = actions.reset_password(
                account=account, **form.cleaned_data, by=request.actor, at=clock.now()
            )
            return _hand_over(request, account, password)
    page = FormPage(
        title=_("New password for %(name)s") % {"name": account.name},
        verb=_("Make a new password"),
        done="",
        back=reverse("desk:person", args=[account.pk]),
        crumb=account.name,
        note=_("All sessions of this account end. Before that, make sure who is asking."),
        grave=True,
    )
    context = {"form": form, "page": page}
    return render(request, "desk/organisation/form.html", context, status=ui_forms.status(form))


class MoveForm(forms.Form):
    """Which unit keeps an account from now on."""

    unit = UnitChoice(label=_("Unit"), queryset=None)

    def __init__(self, *args, units, **kwargs) -> None:
        """Offer the units there are."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


def move_person(request: HttpRequest, number: int) -> HttpResponse:
    """Let another unit keep an account."""
    account = queries.account(request.actor, number)
    check_may_keep_accounts(request.actor, account.unit.path)
    units = queries.units(request.actor.domain, on=clock.today())
    form = MoveForm(request.POST or None, units=units)
    page = FormPage(
        title=_("Which unit keeps the account of %(name)s") % {"name": account.name},
        verb=_("Move the account"),
        done=_("The account was moved"),
        back=reverse("desk:person", args=[account.pk]),
        crumb=account.name,
        note=_("Posts do not change by that."),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.move_account(
            account=account, **form.cleaned_data, by=request.actor, at=clock.now()
        ),
    )


ACTS = {
    "end-sessions": (actions.end_sessions, _("Signed out everywhere")),
    "unlock": (actions.unlock_account, _("The account is unlocked")),
    "close": (actions.close_account, _("The account is shut")),
    "reopen": (actions.reopen_account, _("The account is open again")),
}


@require_POST
def change_person(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Sign somebody out everywhere; unlock, shut or reopen his account."""
    account = queries.account(request.actor, number)
    if act not in ACTS:
        raise unknown()
    do, done = ACTS[act]
    try:
        do(account=account, by=request.actor, at=clock.now())
    except NotYours:
        raise
    except Refused as refused:
        context = _context(request, account, refused=refused)
        return render(request, "desk/organisation/person.html", context, status=409)
    toasts.say(request, done)
    return redirect("desk:person", account.pk)


@require_POST
def person_phone(request: HttpRequest, number: int) -> HttpResponse:
    """Show a colleague's phone for a reason."""
    account = queries.account(request.actor, number)
    staff = getattr(account, "staff", None)
    if staff is None:
        raise unknown()
    return reveal.answer(
        request,
        lambda reason: actions.read_phone(
            staff=staff, reason=reason, by=request.actor, at=clock.now()
        ),
    )


urlpatterns = [
    path("organisation/people/", people, name="people"),
    path("organisation/people/export/", export, name="export_people"),
    path("organisation/people/<int:number>/", person, name="person"),
    path("organisation/people/<int:number>/phone/", person_phone, name="person_phone"),
    path("organisation/people/<int:number>/password/", reset_password, name="reset_password"),
    path("organisation/people/<int:number>/move/", move_person, name="move_person"),
    path("organisation/people/<int:number>/<slug:act>/", change_person, name="change_person"),
    path("organisation/units/<slug:code>/people/new/", new_person, name="new_person"),
]
