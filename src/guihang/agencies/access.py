"""Who may change the organisation, name deputies and keep accounts; the tables are the rules."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard
from guihang.agencies.vocabulary import Relation, Role

OWN = frozenset({Relation.OWN})
BELOW = frozenset({Relation.BELOW})
BY_THE_ADMINISTRATOR = {Role.ADMINISTRATOR: HERE}
BY_THE_LEADERS = {
    Role.ADMINISTRATOR: HERE,
    Role.BRIGADE_LEADER: HERE,
    Role.BUREAU_HEAD: HERE,
}
ONLY_THE_ADMINISTRATOR = _("Only the administrator of this unit or of a unit above it does this.")


@guard("change_units", BY_THE_ADMINISTRATOR, says=ONLY_THE_ADMINISTRATOR, machine=True)
def check_may_change_units(by: Actor, unit_path: str) -> None:
    """Create, rename or close a unit; set what a squad or an office is in charge of."""


@guard("change_posts", BY_THE_ADMINISTRATOR, says=ONLY_THE_ADMINISTRATOR, machine=True)
def check_may_change_posts(by: Actor, unit_path: str) -> None:
    """Create posts, appoint to them, and say which post fills a rung of the law."""


@guard("keep_accounts", BY_THE_ADMINISTRATOR, says=ONLY_THE_ADMINISTRATOR, machine=True)
def check_may_keep_accounts(by: Actor, unit_path: str) -> None:
    """Open, move, shut and unlock accounts; reset a password or a second factor."""


@guard(
    "end_sessions",
    BY_THE_ADMINISTRATOR,
    says=ONLY_THE_ADMINISTRATOR,
    oneself=True,
    machine=True,
)
def check_may_end_sessions(by: Actor, unit_path: str) -> None:
    """Sign somebody out everywhere; everybody does so for himself."""


@guard(
    "name_deputy",
    {
        **BY_THE_LEADERS,
        Role.SQUAD_LEADER: OWN,
        Role.CITY_OFFICER: OWN,
        Role.PROVINCE_OFFICER: OWN,
    },
    says=_("A deputy is named by who holds the post, by his leader, or by the administrator."),
    oneself=True,
    machine=True,
)
def check_may_name_deputy(by: Actor, unit_path: str) -> None:
    """Say that somebody is away, and name or end his deputy; everybody does so for himself."""


@guard(
    "entrust",
    {Role.BRIGADE_LEADER: BELOW, Role.BUREAU_HEAD: BELOW},
    says=_("An office is entrusted by the head of the county's community correction agency."),
    signing=True,
    machine=True,
)
def check_may_entrust(by: Actor, unit_path: str) -> None:
    """Entrust an office with a power in writing, or end the entrustment (ccl-2019:9.2)."""


@guard(
    "see_organisation",
    BY_THE_LEADERS,
    says=_("The organisation pages are for the administrator and the leaders."),
)
def check_may_see_organisation(by: Actor, unit_path: str) -> None:
    """See units, posts, holders, deputies and the staff list."""


@guard(
    "read_phone",
    BY_THE_LEADERS,
    says=_("A colleague's phone is shown to the administrator and the leaders."),
    oneself=True,
)
def check_may_read_phone(by: Actor, unit_path: str) -> None:
    """Have a masked phone of a member of staff shown, with a reason."""


@guard(
    "export_staff",
    BY_THE_LEADERS,
    says=_("The staff list is taken out by the administrator and the leaders."),
)
def check_may_export_staff(by: Actor, unit_path: str) -> None:
    """Take the staff list out as a file; with phones only for a reason."""


@guard(
    "read_ledger",
    {Role.AUDITOR: HERE},
    says=_("The ledger is read by the auditor."),
)
def check_may_read_ledger(by: Actor, unit_path: str) -> None:
    """See which entries the ledger holds: who did what, where and when, without the content."""


@guard(
    "open_ledger",
    {Role.AUDITOR: HERE},
    says=_("An entry of the ledger is opened by the auditor."),
)
def check_may_open_ledger(by: Actor, unit_path: str) -> None:
    """Have the content of an entry shown, with a reason, or take a list of entries out."""
