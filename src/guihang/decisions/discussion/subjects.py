"""What may be discussed, as the room of the subject says it: which kinds, who may not sit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from guihang.decisions.vocabulary import DiscussionKind

if TYPE_CHECKING:
    from guihang.decisions.models import Matter

type Bars = Callable[[Matter], Mapping[int, object]]
"""Accounts that may not sit on a matter, each with the reason in words."""


def nobody_barred(matter: Matter) -> Mapping[int, object]:
    """Bar nobody beyond whom the matter is about."""
    return {}


@dataclass(frozen=True, slots=True)
class Discussable:
    """One kind of matter that is discussed: in which ways, who is barred, what is proposed."""

    matter_kind: str
    kinds: tuple[DiscussionKind, ...] = (DiscussionKind.GROUP, DiscussionKind.COLLECTIVE)
    barred: Bars = nobody_barred
    proposal: Callable[[Matter], str] = lambda matter: ""


_subjects: dict[str, Discussable] = {}


def register(subject: Discussable) -> None:
    """Let a kind of matter be discussed."""
    _subjects[subject.matter_kind] = subject


def of(matter: Matter) -> Discussable | None:
    """Return how a matter may be discussed; None when its kind is not."""
    return _subjects.get(matter.kind)


def barred(matter: Matter | None) -> dict[int, object]:
    """Return who may not sit, and why: whom it is about, and whom its subject bars."""
    if matter is None:
        return {}
    subject = of(matter)
    found = dict(subject.barred(matter)) if subject else {}
    if matter.applicant is not None and matter.applicant.account_id:
        found[matter.applicant.account_id] = _("The matter is about this person.")
    return found
