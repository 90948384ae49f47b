"""Signing in and out: name and password, passkey, second step, and what must be settled first."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guihang.agencies import passwords, queries, signing_in
from guihang.doors import clock
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import language, passkeys, sessions, theme, toasts
from guihang.law.refusals import Missing, Refused

HALFWAY = "halfway"
SECOND_STEP_LASTS = timedelta(minutes=5)


class SignInForm(forms.Form):
    """A name and a password."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A one-time code."""

    code = forms.CharField(
        label=_("One-time code"),
        max_length=12,
        help_text=_("Six figures from the authenticator on your phone."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@never_cache
@login_not_required
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in by name and password, or by passkey."""
    if request.actor is not None:
        return redirect(_onward(request))
    if request.method != "POST":
        return _sign_in_page(request, SignInForm(initial={"username": request.GET.get("as", "")}))
    answered = passkeys.assertion(request)
    if answered is not None:
        return _by_passkey(request, answered)
    form = SignInForm(request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            account = signing_in.enter_password(
                **form.cleaned_data, visit=sessions.visit(request), at=clock.now()
            )
            return _first_step_done(request, account)
    return _sign_in_page(request, form)


def _sign_in_page(request: HttpRequest, form: forms.Form) -> HttpResponse:
    people = queries.examples(on=clock.today()) if settings.GUIHANG_DEMO else ()
    context = {
        "form": form,
        "next": _asked_for(request),
        "people": people,
        "passkeys": signing_in.passkeys_work_here(),
    }
    return render(request, "desk/signing_in/sign_in.html", context, status=ui_forms.status(form))


def _by_passkey(request: HttpRequest, answered: signing_in.Assertion) -> HttpResponse:
    form = SignInForm()
    try:
        account = signing_in.enter_passkey(
            assertion=answered, address=sessions.visit(request).address, at=clock.now()
        )
    except Refused as refused:
        form.refused = refused
        response = _sign_in_page(request, form)
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
    return _let_in(request, account, "passkey", strong=True)


def _first_step_done(request: HttpRequest, account) -> HttpResponse:
    """Ask for the second step whoever has one; let the others in."""
    on = localtime(clock.now()).date()
    if not signing_in.asks_second_step(account, queries.actor(account, on=on)):
        return _let_in(request, account, "password", strong=False)
    onward = _asked_for(request)
    request.session.flush()
    request.session[HALFWAY] = {
        "account": account.pk,
        "at": clock.now().isoformat(),
        "next": onward,
    }
    return redirect("desk:second_step")


@never_cache
@login_not_required
@sensitive_post_parameters()
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the one-time code, or the passkey, that belongs to the name just given."""
    account = _halfway(request)
    if account is None:
        return redirect("desk:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        with ui_forms.refusing(form):
            how = _second_shown(request, account, form)
            if how:
                return _let_in(request, account, how, strong=True)
    context = {
        "form": form,
        "has_codes": signing_in.has_second_factor(account),
        "passkeys": signing_in.passkeys_work_here() and account.passkeys.exists(),
    }
    return render(
        request, "desk/signing_in/second_step.html", context, status=ui_forms.status(form)
    )


def _second_shown(request: HttpRequest, account, form: CodeForm) -> str:
    address, now = sessions.visit(request).address, clock.now()
    answered = passkeys.assertion(request)
    if answered is not None:
        found = signing_in.enter_passkey(assertion=answered, address=address, at=now)
        if found.pk == account.pk:
            return "password and passkey"
        raise Missing(
            why=_("This passkey belongs to another account."),
            ground="house:sign-in",
            remedy=_("Use your own passkey, or begin again."),
        )
    if not form.is_valid():
        return ""
    signing_in.enter_code(account=account, code=form.cleaned_data["code"], address=address, at=now)
    return "password and code"


def _halfway(request: HttpRequest):
    kept = request.session.get(HALFWAY)
    if kept is None:
        return None
    if clock.now() - datetime.fromisoformat(kept["at"]) > SECOND_STEP_LASTS:
        request.session.flush()
        return None
    return queries.account_keyed(f"account:{kept['account']}")


def _let_in(request: HttpRequest, account, how: str, *, strong: bool) -> HttpResponse:
    onward = _onward(request)
    begun = signing_in.begin(
        account=account, visit=sessions.visit(request), how=how, strong=strong, at=clock.now()
    )
    sessions.enter(request, begun)
    response = redirect(onward)
    language.remember(response, account.language)
    theme.remember(response, account.theme)
    return response


def _asked_for(request: HttpRequest) -> str:
    kept = request.session.get(HALFWAY, {}).get("next", "")
    asked = request.POST.get("next") or request.GET.get("next") or kept
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else ""


def _onward(request: HttpRequest) -> str:
    return _asked_for(request) or settings.LOGIN_REDIRECT_URL


@login_not_required
@require_POST
def passkey_invitation(request: HttpRequest) -> HttpResponse:
    """Answer what a browser needs to use a passkey, for signing in and for signing."""
    return passkeys.invite(request)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    if request.actor is not None:
        signing_in.end(sign_in=request.sign_in, by=request.actor, at=clock.now())
    sessions.leave(request)
    toasts.say(request, _("You have signed out"))
    return redirect("desk:sign_in")


class PasswordForm(forms.Form):
    """The present password and a new one, twice."""

    present = forms.CharField(
        label=_("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Ask for the same twice, because nobody sees what he types."""
        if self.cleaned_data["again"] != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("The two new passwords differ."))
        return self.cleaned_data["again"]

    def change(self, keep: int) -> signing_in.Change:
        """Return what is to be changed; the session that asks goes on."""
        return signing_in.Change(self.cleaned_data["present"], self.cleaned_data["password"], keep)


@never_cache
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """Let somebody change his password; at the first sign-in he has to."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            signing_in.change_password(
                account=request.user,
                change=form.change(request.sign_in.pk),
                visit=sessions.visit(request),
                by=request.actor,
                at=clock.now(),
            )
            request.session.cycle_key()
            toasts.say(request, _("Your password was changed"))
            return redirect(_onward(request))
    context = {"form": form, "rules": passwords.RULES, "first": request.user.must_change_password}
    return render(
        request, "desk/signing_in/change_password.html", context, status=ui_forms.status(form)
    )


urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/second-step/", second_step, name="second_step"),
    path("sign-in/passkey/", passkey_invitation, name="passkey_invitation"),
    path("sign-out/", sign_out, name="sign_out"),
    path("password/", change_password, name="change_password"),
]
