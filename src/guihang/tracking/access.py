"""Who may make devices known, let positions be taken, and read them. Each table is the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard
from guihang.agencies.vocabulary import Role

AGENCY = {Role.SQUAD_OFFICER: HERE, Role.SQUAD_LEADER: HERE, Role.BRIGADE_LEADER: HERE}
WORKING = {Role.TOWNSHIP_OFFICER: HERE, **AGENCY}
READING = {**WORKING, Role.BUREAU_HEAD: HERE, Role.PROCURATOR: HERE}
ONLY_AGENCY = _("Devices are kept by the county agency: the squad in charge or its leaders.")
NO_SUCH_CASE = _("There is no such case in your charge.")


@guard("enrol_device", AGENCY, says=ONLY_AGENCY, machine=True)
def check_may_enrol_device(by: Actor, unit_path: str) -> None:
    """Make a device known before it sends, and withdraw it (ccl-2019:29)."""


@guard("see_devices", READING, says=_("There is no such device in your charge."))
def check_may_see_devices(by: Actor, unit_path: str) -> None:
    """See which devices there are, on which basis they send, and what was not taken."""


@guard("take_positions", WORKING, says=NO_SUCH_CASE, machine=True)
def check_may_take_positions(by: Actor, unit_path: str) -> None:
    """Begin and end taking positions under an order, for a spot check or for sharing."""


@guard("read_positions", READING, says=NO_SUCH_CASE)
def check_may_read_positions(by: Actor, unit_path: str) -> None:
    """Read somebody's positions, for community correction alone and for a reason (ccl-2019:29.3).

    The procuratorate reads them where it supervises; the person's own record tells who read.
    """
