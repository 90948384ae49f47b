"""Absences and deputies: entered by the holder himself, his leader, or the administrator."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.agencies import actions, queries
from guihang.agencies.access import check_may_name_deputy, check_may_see_organisation
from guihang.agencies.authority import may
from guihang.agencies.refusing import unknown
from guihang.doors import clock
from guihang.doors.desk.organisation.pages import AccountChoice, FormPage, ask, day_field
from guihang.doors.ui import toasts


class StretchForm(forms.Form):
    """From a day to a day, and why."""

    since = day_field(_("First day"))
    until = day_field(_("Last day"))
    reason = forms.CharField(
        label=_("Reason"), max_length=100, help_text=_("In plain words: leave, training.")
    )


class DeputyForm(StretchForm):
    """Who stands in."""

    deputy = AccountChoice(label=_("Deputy"), queryset=None)
    field_order = ("deputy", "since", "until", "reason")

    def __init__(self, *args, people, **kwargs) -> None:
        """Offer the colleagues there are."""
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = people


def say_away(request: HttpRequest) -> HttpResponse:
    """Enter that somebody is away; oneself when nobody is named."""
    account = queries.account(request.actor, _number(request, "account", request.user.pk))
    check_may_name_deputy(request.actor, account.unit.path, of=account.pk)
    form = StretchForm(request.POST or None, initial={"since": clock.today()})
    page = FormPage(
        title=_("Absence of %(name)s") % {"name": account.name},
        verb=_("Enter the absence"),
        done=_("The absence is entered"),
        back=_back(request, account),
        crumb=account.name,
        note=_("Name a deputy as well where a post must not stand empty."),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.say_away(
            away=actions.Away(account, **form.cleaned_data), by=request.actor, at=clock.now()
        ),
    )


@require_POST
def come_back(request: HttpRequest, number: int) -> HttpResponse:
    """End an absence today."""
    absence = queries.absence(request.actor, number)
    actions.come_back(absence=absence, by=request.actor, at=clock.now())
    toasts.say(request, _("The absence ends today"))
    return redirect(_back(request, absence.account))


def name_deputy(request: HttpRequest) -> HttpResponse:
    """Let somebody stand in for the holder of a post."""
    post = queries.post(request.actor, _number(request, "post", 0))
    holder = _holder(request, post)
    form = DeputyForm(
        request.POST or None,
        people=queries.colleagues(holder, on=clock.today()),
        initial={"since": clock.today()},
    )
    page = FormPage(
        title=_("Deputy for %(name)s (%(post)s)") % {"name": holder.name, "post": post},
        verb=_("Name the deputy"),
        done=_("The deputy is named"),
        back=_back(request, holder),
        crumb=holder.name,
        note=_("He acts from this post until the last day, not longer, and signs as deputy."),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.name_deputy(
            cover=actions.Cover(post=post, holder=holder, **form.cleaned_data),
            by=request.actor,
            at=clock.now(),
        ),
    )


def _holder(request: HttpRequest, post):
    number = _number(request, "holder", request.user.pk)
    holder = queries.account_keyed(f"account:{number}")
    if holder is None or holder not in queries.holders(post, clock.today()):
        raise unknown()
    check_may_name_deputy(request.actor, post.unit.path, of=holder.pk)
    return holder


@require_POST
def end_deputy(request: HttpRequest, number: int) -> HttpResponse:
    """End a deputy's time today."""
    deputy = queries.deputy(request.actor, number)
    actions.end_deputy(deputy=deputy, by=request.actor, at=clock.now())
    toasts.say(request, _("%(name)s no longer stands in") % {"name": deputy.account.name})
    return redirect(_back(request, deputy.holder))


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdigit() and len(asked) < 19 else otherwise


def _back(request: HttpRequest, account) -> str:
    """Return to his page, or to one's own account for oneself."""
    if account.pk == request.user.pk:
        return reverse("desk:account")
    if may(check_may_see_organisation, request.actor, account.unit.path):
        return reverse("desk:person", args=[account.pk])
    return reverse("desk:account")


urlpatterns = [
    path("organisation/absences/new/", say_away, name="say_away"),
    path("organisation/absences/<int:number>/end/", come_back, name="come_back"),
    path("organisation/deputies/new/", name_deputy, name="name_deputy"),
    path("organisation/deputies/<int:number>/end/", end_deputy, name="end_deputy"),
]
