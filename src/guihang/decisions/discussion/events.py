"""What is recorded of a discussion, told by its number; opinions stand in its rows and paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class DiscussionConvened(Event):
    """Members were called to deliberate (召集评议)."""

    title = _("Discussion called")
    discussion: str
    kind: str
    matter: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberRecused(Event):
    """A member stood aside (回避)."""

    title = _("Member stood aside")
    discussion: str
    member: str


@dataclass(frozen=True, slots=True)
class MemberSpoke(Event):
    """A member gave an opinion (发表评议意见)."""

    title = _("Member gave an opinion")
    discussion: str
    stance: str


@dataclass(frozen=True, slots=True)
class DiscussionConcluded(Event):
    """A discussion came to its result, and the minutes were written (形成评议意见)."""

    title = _("Discussion concluded")
    discussion: str
    result: str
    paper: str


@dataclass(frozen=True, slots=True)
class DiscussionSigned(Event):
    """A member signed the minutes (评议人签名)."""

    title = _("Minutes signed")
    discussion: str
    signed: str


@dataclass(frozen=True, slots=True)
class DiscussionCancelled(Event):
    """A discussion was cancelled before it came to a result (取消评议)."""

    title = _("Discussion cancelled")
    discussion: str


@dataclass(frozen=True, slots=True)
class DiscussionDepartedFrom(Event):
    """Who decides did not take the result up, and said why (不采纳评议意见)."""

    title = _("Result of a discussion not taken up")
    discussion: str
