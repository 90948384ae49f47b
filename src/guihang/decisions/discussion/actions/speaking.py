"""What a member does: gives an opinion, or stands aside."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions.discussion import house_rules
from guihang.decisions.discussion.access import check_may_speak, demand_member
from guihang.decisions.discussion.actions import holding
from guihang.decisions.discussion.actions.calling import LONGEST_REASON
from guihang.decisions.discussion.events import MemberRecused, MemberSpoke
from guihang.decisions.models import Discussion, Member
from guihang.decisions.vocabulary import Stance
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly

LONGEST_OPINION = 1000


@atomic
def give_opinion(
    *, discussion: Discussion, stance: str, words: str, by: Actor, at: datetime
) -> Discussion:
    """Give one's opinion on the day of the discussion; it stays as it was said."""
    discussion = holding.held(discussion)
    check_may_speak(by, discussion.dossier.unit_path, discussion)
    member = demand_member(by, discussion)
    if (member.stance, member.words) == (stance, words.strip()):
        return discussion
    holding.demand_called(discussion)
    _demand_silent(member)
    demand_day(discussion, at)
    if stance not in Stance:
        raise BadFacts("stance", why=_("It is not said whether you agree."))
    member.stance, member.spoke_at = stance, at
    member.words = holding.written("words", words, most=LONGEST_OPINION)
    member.save()
    event = MemberSpoke(discussion=discussion.number, stance=stance)
    return holding.kept(discussion, event, by=by, at=at)


@atomic
def recuse(*, discussion: Discussion, because: str, by: Actor, at: datetime) -> Discussion:
    """Stand aside for an interest or an earlier part in the matter (回避)."""
    discussion = holding.held(discussion)
    check_may_speak(by, discussion.dossier.unit_path, discussion)
    holding.demand_called(discussion)
    member = demand_member(by, discussion)
    _demand_silent(member)
    member.recused_at = at
    member.recused_because = holding.written("because", because, most=LONGEST_REASON)
    member.save()
    event = MemberRecused(discussion=discussion.number, member=by.key)
    return holding.kept(discussion, event, by=by, at=at)


def demand_day(discussion: Discussion, at: datetime) -> None:
    """Refuse what comes before the day of the discussion."""
    if day_of(at) < discussion.meets_on:
        raise TooEarly(
            why=_("The discussion is on %(day)s.") % {"day": discussion.meets_on},
            ground=house_rules.RULE,
            remedy=_("Wait for that day, or cancel it and call another one."),
        )


def _demand_silent(member: Member) -> None:
    if member.spoke_at is not None:
        raise AlreadyDone(
            why=_("You have given your opinion; it stays as it was said."),
            ground=house_rules.RULE,
            remedy=_("What came up later is written into the minutes when it is concluded."),
        )
    if member.recused_at is not None:
        raise AlreadyDone(
            why=_("You stood aside in this discussion."),
            ground=house_rules.RECUSAL,
            remedy=_("Who called it can call another discussion."),
        )
