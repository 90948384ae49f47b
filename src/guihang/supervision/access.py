"""Who may ask for a leave in somebody's name, and note how it went. Each table is the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard
from guihang.agencies.vocabulary import Role

ENTERING = {Role.TOWNSHIP_OFFICER: HERE, Role.SQUAD_OFFICER: HERE, Role.SQUAD_LEADER: HERE}
WORKING = {**ENTERING, Role.BRIGADE_LEADER: HERE}
SEEING = {
    **WORKING,
    Role.BUREAU_HEAD: HERE,
    Role.CITY_OFFICER: HERE,
    Role.PROVINCE_OFFICER: HERE,
    Role.PROCURATOR: HERE,
}
ONLY_STAFF = _("Only the office and the squad in charge of the person do this.")


@guard("ask_leave", ENTERING, says=ONLY_STAFF)
def check_may_ask_leave(by: Actor, unit_path: str) -> None:
    """Enter a person's request for leave, or for a longer one, and complete it (ccl-2019:27)."""


@guard("report_back", WORKING, says=ONLY_STAFF)
def check_may_report_back(by: Actor, unit_path: str) -> None:
    """Note that somebody left, is back from leave, or did not come back."""


@guard("reveal_leave", SEEING, says=_("There is no such leave in your charge."))
def check_may_reveal_leave(by: Actor, unit_path: str) -> None:
    """Have the reason, contacts or companions of a leave shown, for a reason that is recorded."""


@guard("export_leaves", WORKING, says=ONLY_STAFF)
def check_may_export_leaves(by: Actor, unit_path: str) -> None:
    """Take the list of leaves out as a file, for a purpose that is recorded."""
