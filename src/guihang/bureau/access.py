"""Who may ask for an entrustment and who answers a review. Each table is the permission page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import HERE, Actor, guard
from guihang.agencies.vocabulary import Relation, Role

BELOW = frozenset({Relation.BELOW})
ASKING = {Role.SQUAD_LEADER: BELOW, Role.BRIGADE_LEADER: BELOW}


@guard(
    "ask_entrustment",
    ASKING,
    says=_("An entrustment is asked for by the squad in charge of the office, or by the brigade."),
)
def check_may_ask_entrustment(by: Actor, unit_path: str) -> None:
    """Ask that an office be entrusted with work (ccl-2019:9.2)."""


@guard(
    "review_entrustment",
    {**ASKING, Role.SQUAD_OFFICER: BELOW},
    says=_("An entrustment is reviewed by the squad in charge of the office, or by the brigade."),
)
def check_may_review(by: Actor, unit_path: str) -> None:
    """Say before an entrustment ends whether it is to be renewed or to lapse."""


@guard(
    "ask_destruction",
    {Role.SQUAD_LEADER: BELOW, Role.SQUAD_OFFICER: BELOW},
    says=_("A destruction is asked for by the squad in charge of the office."),
)
def check_may_ask_destruction(by: Actor, unit_path: str) -> None:
    """Ask that files whose time of keeping is over be destroyed."""


LEADING = {
    Role.SQUAD_LEADER: HERE,
    Role.BRIGADE_LEADER: HERE,
    Role.BUREAU_HEAD: HERE,
}
ANSWERING = {
    **LEADING,
    Role.TOWNSHIP_OFFICER: HERE,
    Role.SQUAD_OFFICER: HERE,
}


@guard(
    "assign_finding",
    LEADING,
    says=_("A finding is assigned by who leads the squad or the agency."),
)
def check_may_assign(by: Actor, unit_path: str) -> None:
    """Give a finding of a case review to somebody, with a day."""


@guard(
    "answer_finding",
    ANSWERING,
    says=_("A finding is answered by who works on the case."),
)
def check_may_answer(by: Actor, unit_path: str) -> None:
    """Say what became of a finding: what was done, or why the file is right."""


@guard(
    "close_finding",
    {Role.BRIGADE_LEADER: HERE, Role.BUREAU_HEAD: HERE},
    says=_("A finding is closed by who leads the agency."),
)
def check_may_close(by: Actor, unit_path: str) -> None:
    """Close a finding as mended, explained or mistaken, or open it again."""


@guard(
    "switch_check",
    {Role.BRIGADE_LEADER: HERE, Role.BUREAU_HEAD: HERE},
    says=_("A local check is switched by who leads the agency."),
)
def check_may_switch(by: Actor, unit_path: str) -> None:
    """Switch a check off that stands on a named local rule, or on again."""


@guard(
    "export_findings",
    LEADING,
    says=_("The list of findings is taken out by who leads the squad or the agency."),
)
def check_may_export(by: Actor, unit_path: str) -> None:
    """Take the list of findings out as a file, for a purpose that is recorded."""
