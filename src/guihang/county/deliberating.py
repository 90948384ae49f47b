"""Deliberations of the simulated county: called, spoken, concluded and signed in one sitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guihang.county.carrying import Carried
from guihang.decisions import queries as matters
from guihang.decisions.discussion import actions
from guihang.decisions.discussion.actions import Call, Minutes


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is deliberated on and by whom; the first member leads."""

    kind: str
    topic: str
    proposal: str
    members: Sequence
    place: str
    opinion: str
    report: str


def deliberate(carried: Carried, sitting: Sitting, at: datetime) -> None:
    """Let the members of a sitting agree on a matter, and sign."""
    members, hands = sitting.members, carried.hands
    leader = hands.actor(members[0], at)
    call = Call(
        kind=sitting.kind,
        topic=sitting.topic,
        proposal=sitting.proposal,
        members=tuple(one.pk for one in members),
        leads=members[0].pk,
        meets_on=at.date(),
        place=sitting.place,
        matter=matters.matter(carried.number),
    )
    held = actions.convene(call=call, by=leader, at=at)
    for one in members:
        by = hands.actor(one, at)
        held = actions.give_opinion(
            discussion=held, stance="agree", words=sitting.opinion, by=by, at=at
        )
    held = actions.conclude(discussion=held, minutes=Minutes(sitting.report), by=leader, at=at)
    for one in members:
        proof = carried.press(one, at).proof
        held = actions.sign(discussion=held, proof=proof, by=hands.actor(one, at), at=at)
