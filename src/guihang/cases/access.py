"""Who may receive, see and work on a case. Each table is the permission page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard
from guihang.agencies.vocabulary import Role

LEADING = {Role.SQUAD_LEADER: HERE, Role.BRIGADE_LEADER: HERE, Role.BUREAU_HEAD: HERE}
SQUAD = {Role.SQUAD_OFFICER: HERE, **LEADING}
WORKING = {Role.TOWNSHIP_OFFICER: HERE, **SQUAD}
SEEING = {
    **WORKING,
    Role.CITY_OFFICER: HERE,
    Role.PROVINCE_OFFICER: HERE,
    Role.PROCURATOR: HERE,
}
ONLY_STAFF = _("Only the staff in charge of this case do this.")
ONLY_AGENCY = _("This is done by the county agency: the squad in charge or its leaders.")
ONLY_LEADERS = _("This is done by a leader of the county agency.")


@guard("receive_case", SQUAD, says=ONLY_AGENCY, machine=True)
def check_may_receive(by: Actor, unit_path: str) -> None:
    """Take in a notice or papers and begin a case; return the receipt; ask for missing papers."""


@guard("register_person", WORKING, says=ONLY_STAFF, machine=True)
def check_may_register(by: Actor, unit_path: str) -> None:
    """Register a person who reported, was handed over, or is visited at home."""


@guard("work_on_case", WORKING, says=ONLY_STAFF, machine=True)
def check_may_work(by: Actor, unit_path: str) -> None:
    """Note what happened in a case, form the group, declare, plan, keep what is known current."""


@guard("classify_person", SQUAD, says=ONLY_AGENCY)
def check_may_classify(by: Actor, unit_path: str) -> None:
    """Set the category of a person, with reasons; no machine does this."""


@guard("change_term", SQUAD, says=ONLY_AGENCY, machine=True)
def check_may_change_term(by: Actor, unit_path: str) -> None:
    """Note what moves a term: reductions, offsets, days not counted, corrected papers."""


@guard("correct_event", LEADING, says=ONLY_LEADERS, machine=True)
def check_may_correct(by: Actor, unit_path: str) -> None:
    """Correct or strike what was noted by mistake; the old entry stays readable."""


@guard("close_case", LEADING, says=ONLY_LEADERS, signing=True, machine=True)
def check_may_close(by: Actor, unit_path: str) -> None:
    """Discharge a person at the end of the term, or note that correction was terminated."""


@guard("hand_over_case", LEADING, says=ONLY_LEADERS, machine=True)
def check_may_hand_over(by: Actor, unit_path: str) -> None:
    """Hand a case to another office of the county, or name who is responsible for it."""


@guard("merge_persons", LEADING, says=ONLY_LEADERS)
def check_may_merge(by: Actor, unit_path: str) -> None:
    """Merge two records of one person, or split what was merged by mistake."""


@guard("import_register", LEADING, says=ONLY_LEADERS, machine=True)
def check_may_import(by: Actor, unit_path: str) -> None:
    """Take in a whole register from Excel."""


@guard("export_cases", WORKING, says=ONLY_STAFF)
def check_may_export(by: Actor, unit_path: str) -> None:
    """Take a list of persons out as a file, for a purpose that is recorded."""


@guard("reveal_person", SEEING, says=_("There is no such case in your charge."))
def check_may_reveal(by: Actor, unit_path: str) -> None:
    """Have a sensitive entry about a person shown, for a reason that is recorded."""


@guard("open_campaign", LEADING, says=ONLY_LEADERS)
def check_may_open_campaign(by: Actor, unit_path: str) -> None:
    """Open a campaign in which every record of a unit is checked, and close it with its rate."""


@guard("check_record", WORKING, says=ONLY_STAFF)
def check_may_check_record(by: Actor, unit_path: str) -> None:
    """Confirm or mend the entries of a person's record in a campaign."""
