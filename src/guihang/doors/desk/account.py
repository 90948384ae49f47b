"""My account: who I am, posts and deputies, sessions, how I sign in, how the desk looks."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guihang.agencies import actions, queries, signing_in
from guihang.agencies.authority import Actor
from guihang.agencies.refusing import unknown
from guihang.agencies.vocabulary import RUNG_NAMES, Role, Theme
from guihang.doors import clock
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import language, passkeys, reveal, sessions, theme, toasts
from guihang.doors.ui.browsers import name_of
from guihang.duties import queries as duties


def held_rows(actor: Actor) -> list[dict[str, object]]:
    """Return the posts somebody acts from, as tables show them."""
    return [
        {
            "held": held,
            "role": Role(held.role).label,
            "rungs": [RUNG_NAMES[rung] for rung in held.rungs],
        }
        for held in actor.holdings
        if held.post_id
    ]


class PreferencesForm(forms.Form):
    """How somebody wants the desk to be."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)
    shortcuts = forms.BooleanField(
        label=_("Single-letter shortcuts"),
        help_text=_("Turn them off if a letter you dictate or press by chance moves the page."),
        required=False,
    )


class IdentityForm(forms.Form):
    """The password once more, before something that opens the account is changed."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def confirm(self, request: HttpRequest) -> None:
        """Refuse at the field when it is not his."""
        signing_in.confirm_identity(
            account=request.user, password=self.cleaned_data["password"], at=clock.now()
        )


class PasskeyForm(IdentityForm):
    """A new passkey: under which name it is listed."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=40,
        help_text=_("So that you know it again: this computer, my phone."),
    )
    field_order = ("name", "password")


class CodesForm(IdentityForm):
    """The first code of a new authenticator."""

    code = forms.CharField(
        label=_("Code shown now"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    field_order = ("code", "password")


@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Show everything about one's own account."""
    user, now = request.user, clock.now()
    preferences = PreferencesForm(
        initial={
            "language": language.chosen(request),
            "theme": user.theme,
            "shortcuts": user.shortcuts,
        }
    )
    return _page(request, preferences, now)


def _page(request: HttpRequest, preferences: forms.Form, now) -> HttpResponse:
    user = request.user
    running = signing_in.running(user, at=now)
    context = {
        "preferences": preferences,
        "holdings": held_rows(request.actor),
        "cover": queries.cover_of(user, on=clock.today()),
        "sessions": [(one, name_of(one.browser)) for one in running],
        "passkeys": user.passkeys.order_by("since"),
        "passkeys_work": signing_in.passkeys_work_here(),
        "has_codes": signing_in.has_second_factor(user),
        "needs_second": signing_in.needs_second_factor(request.actor),
        "feed": duties.feed_of(user.pk),
    }
    return render(
        request, "desk/account/account.html", context, status=ui_forms.status(preferences)
    )


@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keep language, theme and shortcuts."""
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, clock.now())
    wanted = actions.Preferences(**form.cleaned_data)
    actions.set_preferences(
        account=request.user, preferences=wanted, by=request.actor, at=clock.now()
    )
    response = redirect("desk:account")
    language.remember(response, wanted.language)
    theme.remember(response, wanted.theme)
    toasts.say(request, _("Your preferences are kept"))
    return response


@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """Sign out in one other place."""
    found = request.user.sign_ins.filter(pk=number).first()
    if found is None:
        raise unknown()
    signing_in.end(sign_in=found, by=request.actor, at=clock.now())
    toasts.say(request, _("Signed out there"))
    return redirect("desk:account")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    actions.end_sessions(
        account=request.user, keep=request.sign_in.pk, by=request.actor, at=clock.now()
    )
    toasts.say(request, _("Signed out everywhere else"))
    return redirect("desk:account")


@require_POST
def phone(request: HttpRequest) -> HttpResponse:
    """Show one's own phone number."""
    staff = getattr(request.user, "staff", None)
    if staff is None:
        raise unknown()
    return reveal.answer(
        request,
        lambda reason: actions.read_phone(
            staff=staff, reason=reason, by=request.actor, at=clock.now()
        ),
    )


@never_cache
@sensitive_post_parameters()
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Make a passkey on this device."""
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            answered = passkeys.assertion(request) or signing_in.Assertion(b"", "")
            form.confirm(request)
            signing_in.add_passkey(
                account=request.user,
                assertion=answered,
                name=form.cleaned_data["name"],
                by=request.actor,
                at=clock.now(),
            )
            return _shown(request, _("The passkey is ready"))
    return _settling(request, "desk/account/add_passkey.html", form)


@require_POST
def passkey_enrolment(request: HttpRequest) -> HttpResponse:
    """Answer what a browser needs to make a passkey."""
    return passkeys.enrol(request)


@never_cache
@sensitive_post_parameters()
def remove_passkey(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a passkey, after the password."""
    passkey = request.user.passkeys.filter(pk=number).first()
    if passkey is None:
        raise unknown()
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            form.confirm(request)
            signing_in.remove_passkey(passkey=passkey, by=request.actor, at=clock.now())
            toasts.say(request, _("The passkey was removed"))
            return redirect("desk:account")
    context = {"form": form, "passkey": passkey}
    return render(
        request, "desk/account/remove_passkey.html", context, status=ui_forms.status(form)
    )


@never_cache
@sensitive_post_parameters()
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up one-time codes; whoever must have a second factor is led here first."""
    if signing_in.has_second_factor(request.user):
        return redirect("desk:account")
    form = CodesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            form.confirm(request)
            signing_in.confirm_codes(
                account=request.user,
                code=form.cleaned_data["code"],
                by=request.actor,
                at=clock.now(),
            )
            return _shown(request, _("One-time codes are set up"))
    secret = signing_in.offer_codes(account=request.user, by=request.actor)
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    more = {"groups": groups, "passkeys_work": signing_in.passkeys_work_here()}
    return _settling(request, "desk/account/second_factor.html", form, more)


def _shown(request: HttpRequest, says: object) -> HttpResponse:
    """Go on after a second factor was shown for the first time."""
    signing_in.strengthen(sign_in=request.sign_in)
    request.session.cycle_key()
    toasts.say(request, says)
    return redirect("desk:account")


def _settling(
    request: HttpRequest, template: str, form: forms.Form, more: dict | None = None
) -> HttpResponse:
    """Draw a page that may also stand before everything else: then without the rail."""
    must = bool(sessions.to_settle(request))
    context = {"form": form, "must": must, "frame": "ui/public.html" if must else "ui/base.html"}
    return render(request, template, context | (more or {}), status=ui_forms.status(form))


@never_cache
def second_factor_picture(request: HttpRequest) -> HttpResponse:
    """Draw the QR code an authenticator reads."""
    drawing = signing_in.picture_of_codes(account=request.user, by=request.actor)
    return HttpResponse(drawing, content_type="image/svg+xml")


@never_cache
@sensitive_post_parameters()
def remove_codes(request: HttpRequest) -> HttpResponse:
    """Turn one-time codes off, after the password."""
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            form.confirm(request)
            signing_in.remove_codes(account=request.user, by=request.actor, at=clock.now())
            toasts.say(request, _("One-time codes were turned off"))
            return redirect("desk:account")
    context = {"form": form, "needs_second": signing_in.needs_second_factor(request.actor)}
    return render(request, "desk/account/remove_codes.html", context, status=ui_forms.status(form))


urlpatterns = [
    path("account/", account, name="account"),
    path("account/preferences/", set_preferences, name="set_preferences"),
    path("account/phone/", phone, name="own_phone"),
    path("account/sessions/end/", end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<int:number>/end/", end_session, name="end_session"),
    path("account/passkeys/", add_passkey, name="add_passkey"),
    path("account/passkeys/options/", passkey_enrolment, name="passkey_enrolment"),
    path("account/passkeys/<int:number>/remove/", remove_passkey, name="remove_passkey"),
    path("account/second-factor/", second_factor, name="second_factor"),
    path("account/second-factor/picture.svg", second_factor_picture, name="second_factor_picture"),
    path("account/second-factor/remove/", remove_codes, name="remove_codes"),
]
