"""Discussions as whoever asks may see them, and what other rooms demand of them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import Acting
from guihang.decisions.discussion import house_rules, signing
from guihang.decisions.discussion.access import SITTING
from guihang.decisions.models import Discussion, Member
from guihang.decisions.ports import Finding, Outcome
from guihang.decisions.vocabulary import DiscussionKind, DiscussionState, Result
from guihang.duties import owing
from guihang.duties import queries as duties
from guihang.law.refusals import NotYours, TooEarly


def discussions(by: Actor, *, words: str = "", mine: bool = False) -> QuerySet[Discussion]:
    """Return the discussions within somebody's reach, the newest first."""
    found = Discussion.objects.within(by.reach).whole()
    if mine:
        found = found.filter(members__account=by.account_id)
    for word in words.split():
        found = found.filter(
            Q(number__icontains=word)
            | Q(topic__icontains=word)
            | Q(matter__number__icontains=word)
            | Q(dossier__number__icontains=word)
            | Q(dossier__subject__name__icontains=word)
        )
    return found


def discussion_for(by: Actor, number: str) -> Discussion:
    """Return the one discussion somebody may see under a number; another's looks like none."""
    found = Discussion.objects.within(by.reach).whole().filter(number=number).first()
    if found is None:
        raise NotYours(
            why=_("There is no such discussion in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up with the matter it is about."),
        )
    return found


def discussion(number: str) -> Discussion | None:
    """Return a discussion by its number, for a room that listens."""
    return Discussion.objects.whole().filter(number=number).first()


def of_matter(matter) -> tuple[Discussion, ...]:
    """Return every discussion about a matter, the newest first."""
    return tuple(Discussion.objects.whole().filter(matter=matter))


def candidates(unit_path: str, *, on: date) -> tuple[Acting, ...]:
    """Return who may be called: whoever acts on a unit on a day, deputies included."""
    return duties.people((owing.role(role, unit_path) for role in sorted(SITTING)), on=on)


def settled(matter, kind: str) -> Discussion | None:
    """Return the latest discussion of a kind that everybody present signed; None if there is none.

    One without a majority settles nothing.
    """
    for one in of_matter(matter):
        if one.kind == kind and one.state == DiscussionState.SIGNED and one.result != Result.OPEN:
            return one
    return None


def demand(matter, kind: str, *, ground: str = house_rules.DEMANDED) -> Discussion:
    """Return the concluded, signed discussion of a matter, or refuse and say what lacks.

    `ground` names the local rule that asks for it, `house:<room>.discussed`.
    """
    found = settled(matter, kind)
    if found is None:
        raise TooEarly(
            why=_("It lacks a discussion that all present signed: %(kind)s.")
            % {"kind": DiscussionKind(kind).label},
            ground=ground,
            remedy=_("Call one from the page of the matter, conclude it, and have it signed."),
        )
    return found


def finding(matter, kind: str, *, ground: str = house_rules.DEMANDED) -> Finding:
    """Say the same as a check before signing: a stop as long as the discussion lacks."""
    found = settled(matter, kind)
    names = {"kind": DiscussionKind(kind).label, "number": found.number if found else ""}
    if found is None:
        return Finding(
            Outcome.STOP,
            _("It lacks a discussion that all present signed: %(kind)s.") % names,
            _("Call one from the page of the matter, conclude it, and have it signed."),
            ground,
        )
    if found.result == Result.REJECTED and not found.departed_because:
        return Finding(
            Outcome.WARN,
            _("%(kind)s %(number)s: the majority disagrees.") % names,
            _("Who signs all the same writes down why."),
            ground,
        )
    return Finding(Outcome.PASS, _("%(kind)s %(number)s was concluded and signed.") % names)


def verified(discussion: Discussion) -> tuple[tuple[Member, bool], ...]:
    """Return each signature with whether it still covers what stands there (验签)."""
    signed = [one for one in discussion.members.all() if one.signed_at]
    return tuple((one, signing.holds(discussion, one)) for one in signed)
