"""Who may ask for approvals in somebody's name, and note how it went. Each table is the page."""

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


@guard("open_conduct", ENTERING, says=ONLY_STAFF)
def check_may_open_conduct(by: Actor, unit_path: str) -> None:
    """Open a proceeding about somebody's conduct, with facts and proofs (ccl-2019:28.1)."""


@guard("work_on_conduct", WORKING, says=ONLY_STAFF)
def check_may_work_on_conduct(by: Actor, unit_path: str) -> None:
    """Hear the person, send copies, take down an objection."""


LEADING = {Role.SQUAD_LEADER: HERE, Role.BRIGADE_LEADER: HERE}


@guard(
    "answer_objection",
    LEADING,
    says=_("Objections are answered by who leads the squad or the brigade."),
)
def check_may_answer_objection(by: Actor, unit_path: str) -> None:
    """Answer an objection for the county agency (measures-2020:32)."""


@guard(
    "excuse_breach",
    LEADING,
    says=_("A breach is excused by who leads the squad or the brigade."),
)
def check_may_excuse_breach(by: Actor, unit_path: str) -> None:
    """Weigh a breach and say that nothing follows from it (ccl-2019:28.1)."""


@guard("note_answer", {**LEADING, Role.SQUAD_OFFICER: HERE}, says=ONLY_STAFF)
def check_may_note_answer(by: Actor, unit_path: str) -> None:
    """Note what a court, the police or an organ answered, and a delivery."""


@guard("work_on_submission", WORKING, says=ONLY_STAFF)
def check_may_work_on_submission(by: Actor, unit_path: str) -> None:
    """Put the volume that goes with a proposal together, and take it as one PDF (ccl-2019:46.3)."""


@guard("reveal_conduct", SEEING, says=_("There is no such proceeding in your charge."))
def check_may_reveal_conduct(by: Actor, unit_path: str) -> None:
    """Have the sealed words of a proceeding shown, for a reason that is recorded."""


@guard(
    "open_penalty",
    {Role.BRIGADE_LEADER: HERE, Role.BUREAU_HEAD: HERE, Role.PROCURATOR: HERE},
    says=_("There is no such proceeding in your charge."),
)
def check_may_open_penalty(by: Actor, unit_path: str) -> None:
    """Read the sealed record of a police penalty, for a reason that is recorded (psl-2025:136)."""


@guard("publish_conduct", LEADING, says=ONLY_STAFF)
def check_may_publish_conduct(by: Actor, unit_path: str) -> None:
    """Put up the list of rewards and sanctions; minors never stand on it."""


@guard("export_conduct", WORKING, says=ONLY_STAFF)
def check_may_export_conduct(by: Actor, unit_path: str) -> None:
    """Take the list of proceedings out as a file, for a purpose that is recorded."""


@guard("ask_approval", ENTERING, says=ONLY_STAFF)
def check_may_ask_approval(by: Actor, unit_path: str) -> None:
    """Enter a request for an approval, or propose a positioning device (ccl-2019:27, 29)."""


@guard("work_on_approval", WORKING, says=ONLY_STAFF)
def check_may_work_on_approval(by: Actor, unit_path: str) -> None:
    """Tell courts and procuratorate, put a device on, assess its need, take it off."""


@guard("reveal_approval", SEEING, says=_("There is no such approval in your charge."))
def check_may_reveal_approval(by: Actor, unit_path: str) -> None:
    """Have the sealed words of an approval shown, for a reason that is recorded."""


@guard("export_approvals", WORKING, says=ONLY_STAFF)
def check_may_export_approvals(by: Actor, unit_path: str) -> None:
    """Take the list of approvals out as a file, for a purpose that is recorded."""


@guard("note_health", WORKING, says=ONLY_STAFF)
def check_may_note_health(by: Actor, unit_path: str) -> None:
    """Note a health report or a medical review of who serves outside prison (measures-2020:24)."""


@guard("work_on_search", WORKING, says=ONLY_STAFF)
def check_may_work_on_search(by: Actor, unit_path: str) -> None:
    """Write down an attempt to reach somebody, and how he was found (ccl-2019:30)."""


@guard(
    "tell_of_search",
    {**LEADING, Role.SQUAD_OFFICER: HERE},
    says=_("Police and procuratorate are told by the county agency: the squad in charge."),
    signing=True,
)
def check_may_tell_of_search(by: Actor, unit_path: str) -> None:
    """Tell the police or the procuratorate of a search, and note the receipt."""


@guard(
    "close_search",
    LEADING,
    says=_("A search is closed by who leads the squad or the brigade."),
    signing=True,
)
def check_may_close_search(by: Actor, unit_path: str) -> None:
    """Close a search with its record, once it was dealt with."""


@guard("practise_search", WORKING, says=ONLY_STAFF)
def check_may_practise_search(by: Actor, unit_path: str) -> None:
    """Open an exercise: a search for a made-up person, which touches no case."""


@guard("reveal_search", SEEING, says=_("There is no such search in your charge."))
def check_may_reveal_search(by: Actor, unit_path: str) -> None:
    """Have the sealed words of a search shown, for a reason that is recorded."""


@guard("assess_month", WORKING, says=ONLY_STAFF)
def check_may_assess_month(by: Actor, unit_path: str) -> None:
    """Assess a month of somebody, tell the person, take down an objection (measures-2020:32)."""


@guard(
    "confirm_months",
    LEADING,
    says=_("Months are confirmed by who leads the squad or the brigade."),
    signing=True,
)
def check_may_confirm_months(by: Actor, unit_path: str) -> None:
    """Confirm what officers made of a month, for a whole office at once, or return it."""


@guard("reveal_month", SEEING, says=_("There is no such assessment in your charge."))
def check_may_reveal_month(by: Actor, unit_path: str) -> None:
    """Have the words of an objection to a month shown, for a reason that is recorded."""


@guard("ask_transfer", ENTERING, says=ONLY_STAFF)
def check_may_ask_transfer(by: Actor, unit_path: str) -> None:
    """Enter a person's request for another place of execution, and complete it (ccl-2019:27.2)."""


AGENCY = {Role.SQUAD_OFFICER: HERE, Role.SQUAD_LEADER: HERE, Role.BRIGADE_LEADER: HERE}
ONLY_THE_AGENCY = _("This is done by the county agency: the squad in charge or its leaders.")


@guard("send_transfer", AGENCY, says=ONLY_THE_AGENCY)
def check_may_send_transfer(by: Actor, unit_path: str) -> None:
    """Write to the new county, refer a dispute, send the file, search for who has not come."""


@guard("receive_transfer", AGENCY, says=ONLY_THE_AGENCY)
def check_may_receive_transfer(by: Actor, unit_path: str) -> None:
    """Take in letter, file and person for the new county, and return the receipt."""


@guard(
    "answer_transfer",
    LEADING,
    says=_("The reply is signed by who leads the squad or the agency of the new county."),
    signing=True,
)
def check_may_answer_transfer(by: Actor, unit_path: str) -> None:
    """Reply for the new county whether it takes a person over (measures-2020:30.2)."""


@guard(
    "settle_transfer",
    {Role.CITY_OFFICER: HERE, Role.PROVINCE_OFFICER: HERE},
    says=_("This is settled by the agency above both counties."),
    signing=True,
)
def check_may_settle_transfer(by: Actor, unit_path: str) -> None:
    """Settle a dispute about a reply, from above both counties (measures-2020:30.2)."""


@guard("reveal_transfer", SEEING, says=_("There is no such change of place in your charge."))
def check_may_reveal_transfer(by: Actor, unit_path: str) -> None:
    """Read sealed entries and letters of a change of place, which is recorded."""


@guard("name_owner", WORKING, says=ONLY_STAFF)
def check_may_name_owner(by: Actor, unit_path: str) -> None:
    """Name who answers for a part of a person's package, or release him (house:packages)."""


@guard(
    "name_leading_owner",
    {**LEADING, Role.BUREAU_HEAD: HERE},
    says=_("The leader of a package is named by a leader of the county agency."),
)
def check_may_name_leading_owner(by: Actor, unit_path: str) -> None:
    """Name the leader who answers for a person, or release him (house:packages)."""


@guard("reveal_owner", SEEING, says=_("There is no such package in your charge."))
def check_may_reveal_owner(by: Actor, unit_path: str) -> None:
    """Have the phone of somebody outside shown, for a reason that is recorded."""


@guard("export_packages", WORKING, says=ONLY_STAFF)
def check_may_export_packages(by: Actor, unit_path: str) -> None:
    """Take the list of packages out as a file, for a purpose that is recorded."""


@guard("review_goal", WORKING, says=ONLY_STAFF)
def check_may_review_goal(by: Actor, unit_path: str) -> None:
    """Say what came of a goal of a plan, and when it is looked at again (ccl-2019:24)."""
