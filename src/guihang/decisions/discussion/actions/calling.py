"""Calling members together, and cancelling that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, holding_for
from guihang.agencies.queries.acting import Acting
from guihang.decisions.actions.asking import next_number
from guihang.decisions.discussion import house_rules, queries, subjects, tally
from guihang.decisions.discussion.access import check_may_conclude, check_may_convene
from guihang.decisions.discussion.actions import holding
from guihang.decisions.discussion.events import DiscussionCancelled, DiscussionConvened
from guihang.decisions.models import Discussion, Member
from guihang.decisions.vocabulary import DiscussionKind
from guihang.duties.owing import day_of
from guihang.law.refusals import BadFacts, NotYours

if TYPE_CHECKING:
    from guihang.decisions.models import Matter
    from guihang.dossiers.models import Dossier

SERIES = "议"
LONGEST_TOPIC, LONGEST_PROPOSAL, LONGEST_REASON = 120, 2000, 200


@dataclass(frozen=True, slots=True)
class Call:
    """Who is to deliberate on what, when and where; `leads` is one of the members."""

    kind: str
    topic: str
    proposal: str
    members: tuple[int, ...]
    leads: int
    meets_on: date
    place: str = ""
    matter: Matter | None = None
    dossier: Dossier | None = None


@atomic
def convene(*, call: Call, by: Actor, at: datetime, once: str = "") -> Discussion:
    """Call members to deliberate on a matter, or on what lies in a dossier; once per press."""
    about = call.matter.dossier if call.matter else call.dossier
    if about is None:
        raise BadFacts("matter", why=_("It is not said what is to be discussed."))
    check_may_convene(by, about.unit_path)
    earlier = Discussion.objects.whole().filter(convened_by_id=by.account_id, once=once)
    if once and (found := earlier.first()):
        return found
    people = _members(call, about.unit_path, on=day_of(at))
    held = holding_for(by, "convene_discussion", about.unit_path)
    discussion = Discussion.objects.create(
        number=next_number(SERIES, at),
        kind=DiscussionKind(call.kind),
        dossier=about,
        matter=call.matter,
        topic=holding.written("topic", call.topic, most=LONGEST_TOPIC),
        proposal=holding.written("proposal", call.proposal, most=LONGEST_PROPOSAL),
        meets_on=_day(call.meets_on, on=day_of(at)),
        place=call.place.strip()[:60],
        quorum=asdict(house_rules.quorum(call.kind)),
        convened_by_id=by.account_id,
        convened_from_id=held.post_id,
        convened_at=at,
        once=once,
    )
    _seat(discussion, people, leads=call.leads)
    event = DiscussionConvened(
        discussion=discussion.number,
        kind=discussion.kind,
        matter=call.matter.number if call.matter else "",
        members=tuple(f"account:{person.account_id}" for person in people),
    )
    called = [person.account_id for person in people if person.account_id != by.account_id]
    send = holding.messages(discussion, holding.CALLED, called)
    return holding.kept(discussion, event, by=by, at=at, send=send)


@atomic
def cancel(*, discussion: Discussion, because: str, by: Actor, at: datetime) -> Discussion:
    """Cancel a discussion that has not come to a result, for a reason."""
    discussion = holding.held(discussion)
    check_may_conclude(by, discussion.dossier.unit_path, discussion)
    holding.demand_called(discussion)
    discussion.cancelled_at, discussion.cancelled_by_id = at, by.account_id
    discussion.cancelled_because = holding.written("because", because, most=LONGEST_REASON)
    discussion.save()
    event = DiscussionCancelled(discussion=discussion.number)
    called = [one.account_id for one in discussion.members.all() if one.account_id != by.account_id]
    send = holding.messages(discussion, holding.CANCELLED, called)
    return holding.kept(discussion, event, by=by, at=at, send=send)


def _seat(discussion: Discussion, people: Iterable[Acting], *, leads: int) -> None:
    for place, person in enumerate(people):
        Member.objects.create(
            discussion=discussion,
            account_id=person.account_id,
            place=place,
            post=person.post,
            leads=person.account_id == leads,
        )


def _members(call: Call, unit_path: str, *, on: date) -> list[Acting]:
    known = {one.account_id: one for one in queries.candidates(unit_path, on=on)}
    chosen = list(dict.fromkeys(call.members))
    if strangers := [one for one in chosen if one not in known]:
        raise NotYours(
            why=_("Somebody who was chosen does not act on this matter (%(n)d).")
            % {"n": len(strangers)},
            ground=house_rules.RULE,
            remedy=_("Choose from those who work on it."),
        )
    _demand_free(call, known)
    _demand_enough(call, len(chosen))
    if call.leads not in chosen:
        raise BadFacts(
            "leads",
            why=_("Who leads is one of the members."),
            ground=house_rules.RULE,
            remedy=_("Choose somebody among them."),
        )
    return [known[one] for one in chosen]


def _demand_free(call: Call, known: dict[int, Acting]) -> None:
    barred = subjects.barred(call.matter)
    for account in call.members:
        if account in barred:
            raise BadFacts(
                "members",
                why=_("%(name)s may not sit: %(why)s")
                % {"name": known[account].name, "why": barred[account]},
                ground=house_rules.RECUSAL,
                remedy=_("Call somebody else."),
            )


def _demand_enough(call: Call, called: int) -> None:
    rule = house_rules.quorum(call.kind)
    wanted = tally.needed(least=rule.least, more_than_half=rule.more_than_half, called=called)
    if called < wanted:
        raise BadFacts(
            "members",
            why=_("At least %(n)d are called; here there are %(called)d.")
            % {"n": wanted, "called": called},
            ground=rule.ground,
            remedy=_("Call more members."),
        )


def _day(meets_on: date, *, on: date) -> date:
    if meets_on < on:
        raise BadFacts(
            "meets_on",
            why=_("A discussion is not called for a day that is over."),
            ground=house_rules.RULE,
            remedy=_("Choose today or a later day."),
        )
    return meets_on
