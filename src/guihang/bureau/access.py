"""Who may ask for an entrustment and review one. Each table is the permission page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, guard
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
