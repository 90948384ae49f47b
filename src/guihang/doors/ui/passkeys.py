"""Passkeys at the door: the challenge kept in the session, used once, and the browser's answer.

A form that may be signed with a passkey has a hidden field `passkey` and a button with
`data-passkey="get"` and `data-options`, the address of `invite`; the script fills and sends it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse

from guihang.agencies import signing_in
from guihang.agencies.signing_in import Assertion
from guihang.doors import clock

CHALLENGE = "challenge"
FIELD = "passkey"
LASTS = timedelta(minutes=5)


def invite(request: HttpRequest) -> HttpResponse:
    """Answer with what a browser needs to use a passkey."""
    return _offer(request, *signing_in.invitation())


def enrol(request: HttpRequest) -> HttpResponse:
    """Answer with what a browser needs to make a passkey for who is signed in."""
    return _offer(request, *signing_in.enrolment(request.user))


def _offer(request: HttpRequest, options: str, challenge: bytes) -> HttpResponse:
    request.session[CHALLENGE] = {"hex": challenge.hex(), "at": clock.now().isoformat()}
    response = HttpResponse(options, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response


def assertion(request: HttpRequest) -> Assertion | None:
    """Return what the browser answered to the last challenge, which is used up by that."""
    answer = request.POST.get(FIELD, "")
    if not answer:
        return None
    kept = request.session.pop(CHALLENGE, None)
    if kept is None or clock.now() - datetime.fromisoformat(kept["at"]) > LASTS:
        return Assertion(b"", answer)
    return Assertion(bytes.fromhex(kept["hex"]), answer)
