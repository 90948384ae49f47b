"""Every write to the file."""

from guihang.dossiers.actions.attaching import (
    Upload,
    attach,
    read_attachment,
    set_aside_attachment,
    sweep_orphans,
)
from guihang.dossiers.actions.numbering import set_paper_mark
from guihang.dossiers.actions.opening import (
    SubjectDraft,
    account_of,
    change_subject,
    close_dossier,
    dossier_of_office,
    enter_subject,
    hold_everybody,
    hold_identity,
    move_dossier,
    open_dossier,
    reveal_subject,
)
from guihang.dossiers.actions.opening_many import DossierDraft, enter_subjects, open_dossiers
from guihang.dossiers.actions.papers import (
    change_draft,
    draft_paper,
    grounded,
    issue_by_hand,
    issue_of_decision,
    issue_paper,
    withdraw_by_hand,
    withdraw_of_decision,
    withdraw_paper,
)
from guihang.dossiers.actions.reading import Shown, render, show

__all__ = (
    "DossierDraft",
    "Shown",
    "SubjectDraft",
    "Upload",
    "account_of",
    "attach",
    "change_draft",
    "change_subject",
    "close_dossier",
    "dossier_of_office",
    "draft_paper",
    "enter_subject",
    "enter_subjects",
    "grounded",
    "hold_everybody",
    "hold_identity",
    "issue_by_hand",
    "issue_of_decision",
    "issue_paper",
    "move_dossier",
    "open_dossier",
    "open_dossiers",
    "read_attachment",
    "render",
    "reveal_subject",
    "set_aside_attachment",
    "set_paper_mark",
    "show",
    "sweep_orphans",
    "withdraw_by_hand",
    "withdraw_of_decision",
    "withdraw_paper",
)
