"""Posts of a unit: made, held, left, and put on a rung of the law."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from guihang.agencies import actions, queries
from guihang.agencies.access import check_may_change_posts
from guihang.agencies.vocabulary import RUNG_NAMES, Role
from guihang.doors import clock
from guihang.doors.desk.organisation.pages import AccountChoice, FormPage, ask, day_field
from guihang.doors.desk.organisation.units import LastDayForm
from guihang.law.rungs import Rung


class PostForm(forms.Form):
    """A new post."""

    title = forms.CharField(label=_("Title"), max_length=40)
    role = forms.ChoiceField(label=_("Role"), help_text=_("What who holds it may do."))
    may_sign = forms.BooleanField(
        label=_("Signs"), required=False, help_text=_("Only state staff can then hold it.")
    )
    for_one = forms.BooleanField(
        label=_("For one person at a time"),
        required=False,
        help_text=_("So for whoever leads or decides."),
    )

    def __init__(self, *args, roles, **kwargs) -> None:
        """Offer the roles there are in the unit."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in roles]

    def draft(self) -> actions.PostDraft:
        """Return what is said of the new post."""
        said = self.cleaned_data
        return actions.PostDraft(
            said["title"], Role(said["role"]), said["may_sign"], said["for_one"]
        )


def new_post(request: HttpRequest, code: str) -> HttpResponse:
    """Give a unit a post."""
    unit = queries.unit(request.actor, code)
    check_may_change_posts(request.actor, unit.path)
    form = PostForm(request.POST or None, roles=actions.roles_in(unit))
    page = FormPage(
        title=_("New post in %(unit)s") % {"unit": unit.name},
        verb=_("Create the post"),
        done=_("The post was created"),
        back=reverse("desk:unit", args=[code]),
        crumb=unit.name,
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.create_post(
            unit=unit, draft=form.draft(), by=request.actor, at=clock.now()
        ),
    )


class AppointForm(forms.Form):
    """Who is appointed, and from when."""

    account = AccountChoice(label=_("Who"), queryset=None)
    since = day_field(_("From"))

    def __init__(self, *args, people, **kwargs) -> None:
        """Offer the people there are."""
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = people


def appoint(request: HttpRequest, number: int) -> HttpResponse:
    """Let somebody hold a post."""
    post = queries.post(request.actor, number)
    check_may_change_posts(request.actor, post.unit.path)
    people = queries.staff(request.actor).filter(is_active=True)
    form = AppointForm(request.POST or None, people=people, initial={"since": clock.today()})
    page = FormPage(
        title=_("Appoint to %(post)s") % {"post": post},
        verb=_("Appoint"),
        done=_("The appointment stands"),
        back=reverse("desk:unit", args=[post.unit.code]),
        crumb=post.unit.name,
        note=_("This post signs: only state staff can hold it.") if post.may_sign else "",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.appoint(post=post, **form.cleaned_data, by=request.actor, at=clock.now()),
    )


def end_appointment(request: HttpRequest, number: int) -> HttpResponse:
    """End an appointment after a last day."""
    appointment = queries.appointment(request.actor, number)
    post = appointment.post
    check_may_change_posts(request.actor, post.unit.path)
    form = LastDayForm(request.POST or None, initial={"last_day": clock.today()})
    page = FormPage(
        title=_("End the appointment of %(name)s") % {"name": appointment.account.name},
        verb=_("End the appointment"),
        done=_("The appointment ends"),
        back=reverse("desk:unit", args=[post.unit.code]),
        crumb=post.unit.name,
        note=_("Whoever stands in for this post stops then too. What was signed stays signed."),
        grave=True,
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.end_appointment(
            appointment=appointment, **form.cleaned_data, by=request.actor, at=clock.now()
        ),
    )


class RungForm(forms.Form):
    """Which rung of the law a post fills, and from when."""

    rung = forms.ChoiceField(
        label=_("Rung"), choices=[(rung.value, name) for rung, name in RUNG_NAMES.items()]
    )
    since = day_field(_("From"))

    def clean_rung(self) -> Rung:
        """Return the rung itself."""
        return Rung(self.cleaned_data["rung"])


def fill_rung(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a post fills a rung of the law."""
    post = queries.post(request.actor, number)
    check_may_change_posts(request.actor, post.unit.path)
    form = RungForm(request.POST or None, initial={"since": clock.today()})
    page = FormPage(
        title=_("Which rung %(post)s fills") % {"post": post},
        verb=_("Put it on this rung"),
        done=_("The post fills the rung"),
        back=reverse("desk:unit", args=[post.unit.code]),
        crumb=post.unit.name,
        note=_("The post that filled it before leaves the rung the day before."),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.fill_rung(post=post, **form.cleaned_data, by=request.actor, at=clock.now()),
    )


urlpatterns = [
    path("organisation/units/<slug:code>/posts/new/", new_post, name="new_post"),
    path("organisation/posts/<int:number>/appoint/", appoint, name="appoint"),
    path("organisation/posts/<int:number>/rung/", fill_rung, name="fill_rung"),
    path("organisation/appointments/<int:number>/end/", end_appointment, name="end_appointment"),
]
