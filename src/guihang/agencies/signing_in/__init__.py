"""Signing in: passwords, passkeys, one-time codes, sessions, and proof of identity at a signature.

Nobody who fails learns whether a sign-in name exists; whoever fails often waits longer each time.
"""

from guihang.agencies.signing_in.codes import (
    confirm_codes,
    enter_code,
    offer_codes,
    picture_of_codes,
    remove_codes,
)
from guihang.agencies.signing_in.factors import (
    asks_second_step,
    has_second_factor,
    needs_second_factor,
)
from guihang.agencies.signing_in.passkeys import (
    Assertion,
    add_passkey,
    enrolment,
    enter_passkey,
    invitation,
    passkeys_work_here,
    remove_passkey,
)
from guihang.agencies.signing_in.passwords import (
    Change,
    Visit,
    change_password,
    enter_password,
)
from guihang.agencies.signing_in.proof import Proof, confirm_identity
from guihang.agencies.signing_in.sessions import (
    ABSOLUTE,
    IDLE,
    begin,
    end,
    present,
    running,
    strengthen,
    sweep,
)

__all__ = (
    "ABSOLUTE",
    "IDLE",
    "Assertion",
    "Change",
    "Proof",
    "Visit",
    "add_passkey",
    "asks_second_step",
    "begin",
    "change_password",
    "confirm_codes",
    "confirm_identity",
    "end",
    "enrolment",
    "enter_code",
    "enter_passkey",
    "enter_password",
    "has_second_factor",
    "invitation",
    "needs_second_factor",
    "offer_codes",
    "passkeys_work_here",
    "picture_of_codes",
    "present",
    "remove_codes",
    "remove_passkey",
    "running",
    "strengthen",
    "sweep",
)
