"""Who may see, fill, issue and withdraw. Each table is the permission page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard
from guihang.agencies.vocabulary import SIGNING_ROLES, Role
from guihang.dossiers.forms import form
from guihang.law.refusals import TooEarly

WORKING = {
    Role.TOWNSHIP_OFFICER: HERE,
    Role.SQUAD_OFFICER: HERE,
    Role.SQUAD_LEADER: HERE,
    Role.BRIGADE_LEADER: HERE,
    Role.BUREAU_HEAD: HERE,
}
SEEING = {
    **WORKING,
    Role.CITY_OFFICER: HERE,
    Role.PROVINCE_OFFICER: HERE,
    Role.PROCURATOR: HERE,
}
LEADING = {Role.BRIGADE_LEADER: HERE, Role.BUREAU_HEAD: HERE}
NOT_HERE = _("There is no such dossier in your charge.")
ONLY_STAFF = _("Only the staff in charge of this dossier put papers into it.")
ONLY_LEADERS = _("Only the head of the agency or of the bureau does this.")


@guard("see_dossier", SEEING, says=NOT_HERE, machine=True)
def check_may_see_dossier(by: Actor, unit_path: str) -> None:
    """Open a dossier, its papers and its attachments; every reading is recorded."""


@guard(
    "open_dossier",
    {
        Role.SQUAD_OFFICER: HERE,
        Role.SQUAD_LEADER: HERE,
        Role.BRIGADE_LEADER: HERE,
        Role.BUREAU_HEAD: HERE,
    },
    says=_("A dossier is opened by the squad or by the head of the agency."),
    machine=True,
)
def check_may_open_dossier(by: Actor, unit_path: str) -> None:
    """Open a dossier for a person or an office."""


@guard("close_dossier", LEADING, says=ONLY_LEADERS, machine=True)
def check_may_close_dossier(by: Actor, unit_path: str) -> None:
    """Close a dossier: nothing more goes into it."""


@guard(
    "move_dossier",
    {Role.SQUAD_LEADER: HERE, **LEADING},
    says=_("A dossier is handed on by a leader of the county agency."),
    machine=True,
)
def check_may_move_dossier(by: Actor, unit_path: str) -> None:
    """Hand a dossier to another unit that one leads too."""


@guard("draft_paper", WORKING, says=ONLY_STAFF, machine=True)
def check_may_draft_paper(by: Actor, unit_path: str) -> None:
    """Draft a paper, or change or drop a draft."""


@guard(
    "issue_paper",
    {Role.SQUAD_OFFICER: HERE, Role.SQUAD_LEADER: HERE, **LEADING},
    says=_("A paper is issued by the county agency: the squad in charge or its leaders."),
    signing=True,
    machine=True,
)
def check_may_issue_paper(by: Actor, unit_path: str) -> None:
    """Issue a paper under a number, in the name of the agency."""


def check_may_issue_by_hand(by: Actor, paper) -> None:
    """Issue a paper without a decision: only where its form needs none."""
    check_may_issue_paper(by, paper.dossier.unit_path)
    if form(paper.form, paper.form_version).by_decision:
        raise TooEarly(
            why=_("This paper is issued by itself when the matter it belongs to is decided."),
            ground="house:two-people",
            remedy=_("Ask for the decision; who decides issues the paper by deciding."),
        )


@guard(
    "paper_of_decision",
    dict.fromkeys(sorted(SIGNING_ROLES - {Role.SQUAD_OFFICER}), HERE),
    says=_("The paper of a decision is issued and withdrawn by who decides."),
    signing=True,
)
def check_may_keep_paper_of_decision(by: Actor, unit_path: str) -> None:
    """Issue or withdraw the paper of a matter one decides; the matter says who that is."""


@guard("withdraw_paper", LEADING, says=ONLY_LEADERS, signing=True, machine=True)
def check_may_withdraw_paper(by: Actor, unit_path: str) -> None:
    """Withdraw an issued paper for a reason; its number stays used."""


def check_may_withdraw_by_hand(by: Actor, paper) -> None:
    """Drop a draft, or withdraw a paper that no decision issued."""
    if paper.is_draft:
        check_may_draft_paper(by, paper.dossier.unit_path)
        return
    check_may_withdraw_paper(by, paper.dossier.unit_path)
    if form(paper.form, paper.form_version).by_decision:
        raise TooEarly(
            why=_("This paper was issued by a decision; it ends with it."),
            ground="house:two-people",
            remedy=_("End or withdraw the matter it belongs to; the paper follows by itself."),
        )


@guard("take_bundle", LEADING, says=ONLY_LEADERS, machine=True)
def check_may_take_bundle(by: Actor, unit_path: str) -> None:
    """Take a whole dossier out as a bundle; who did so, for what and why is recorded."""


@guard(
    "export_archive",
    {Role.SQUAD_LEADER: HERE, **LEADING},
    says=_("The list of the archive is taken out by a leader of the agency that keeps it."),
)
def check_may_export_archive(by: Actor, unit_path: str) -> None:
    """Take the list of the files in the archive out as a file, for a purpose that is recorded."""


@guard("ask_for_file", SEEING, says=NOT_HERE)
def check_may_ask_for_file(by: Actor, unit_path: str) -> None:
    """Ask to borrow a file that lies in the archive."""


@guard(
    "lend_file",
    {Role.SQUAD_LEADER: HERE, **LEADING},
    says=_("A file is lent by a leader of the agency that keeps it."),
)
def check_may_lend_file(by: Actor, unit_path: str) -> None:
    """Lend a file of the archive, refuse it, or note that it came back."""


@guard(
    "hand_over_file",
    {Role.SQUAD_LEADER: HERE, **LEADING},
    says=_("A file is handed over by a leader of the agency that keeps it."),
)
def check_may_hand_over_file(by: Actor, unit_path: str) -> None:
    """Note that an archive took a file over, or why it did not."""


@guard("open_sealed", LEADING, says=NOT_HERE, machine=True)
def check_may_open_sealed(by: Actor, unit_path: str) -> None:
    """Seal a file, see that a sealed one exists, or take it out for one of the purposes."""


@guard(
    "destroy_dossier",
    {Role.SQUAD_OFFICER: HERE, Role.SQUAD_LEADER: HERE, **LEADING},
    says=_("A destruction is carried out by who tells the decision: the squad in charge."),
    machine=True,
)
def check_may_destroy_dossier(by: Actor, unit_path: str) -> None:
    """Carry out an approved destruction of a file whose time is over."""


@guard("add_attachment", WORKING, says=ONLY_STAFF, machine=True)
def check_may_add_attachment(by: Actor, unit_path: str) -> None:
    """Put a file into a dossier, or set one aside that does not belong there."""


@guard("reveal_subject", SEEING, says=NOT_HERE)
def check_may_reveal_subject(by: Actor, unit_path: str) -> None:
    """Have a masked number, phone or address shown, for a reason that is recorded."""


@guard(
    "set_paper_mark",
    {Role.ADMINISTRATOR: HERE, **LEADING},
    says=_("The mark of an agency's papers is set by its administrator or its head."),
    machine=True,
)
def check_may_set_paper_mark(by: Actor, unit_path: str) -> None:
    """Set the mark (冷矫) under which an agency numbers its papers."""
