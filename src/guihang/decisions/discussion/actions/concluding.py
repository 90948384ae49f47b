"""Coming to a result, writing the minutes, signing them, and departing from them with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, holding_for
from guihang.agencies.signing_in import Proof
from guihang.decisions import proving
from guihang.decisions.discussion import house_rules, papers, signing, tally
from guihang.decisions.discussion.access import (
    check_may_conclude,
    check_may_depart,
    check_may_sign,
    demand_member,
)
from guihang.decisions.discussion.actions import holding
from guihang.decisions.discussion.actions.speaking import demand_day
from guihang.decisions.discussion.events import (
    DiscussionConcluded,
    DiscussionDepartedFrom,
    DiscussionSigned,
)
from guihang.decisions.models import Discussion, Member
from guihang.decisions.vocabulary import DiscussionState
from guihang.dossiers import actions as dossiers
from guihang.law.refusals import AlreadyDone, Missing, TooEarly
from guihang.ledger.chains import SYSTEM

LONGEST_MINUTES, LONGEST_DEPARTURE = 2000, 400


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was reported and said; why each who did not speak was absent, by account."""

    report: str
    absent: Mapping[int, str] = field(default_factory=dict)


@atomic
def conclude(*, discussion: Discussion, minutes: Minutes, by: Actor, at: datetime) -> Discussion:
    """Count the opinions, write the minutes and issue them, for everybody present to sign."""
    discussion = holding.held(discussion)
    check_may_conclude(by, discussion.dossier.unit_path, discussion)
    holding.demand_called(discussion)
    demand_day(discussion, at)
    report = holding.written("report", minutes.report, most=LONGEST_MINUTES)
    present = _present(discussion, minutes.absent)
    discussion.result = tally.result(one.stance for one in present)
    discussion.concluded_at, discussion.concluded_by_id = at, by.account_id
    draft = dossiers.draft_paper(
        dossier=discussion.dossier,
        form=papers.FORMS[discussion.kind],
        fields=papers.fields(discussion, report=report, keeper=by.name),
        by=SYSTEM,
        at=at,
    )
    signers = tuple(f"account:{one.account_id}" for one in present)
    discussion.paper = dossiers.issue_paper(paper=draft, by=SYSTEM, at=at, signers=signers)
    discussion.save()
    event = DiscussionConcluded(
        discussion=discussion.number, result=discussion.result, paper=discussion.paper.number
    )
    others = [one.account_id for one in present if one.account_id != by.account_id]
    send = holding.messages(discussion, holding.TO_SIGN, others)
    return holding.kept(discussion, event, by=by, at=at, send=send)


@atomic
def sign(*, discussion: Discussion, proof: Proof | None, by: Actor, at: datetime) -> Discussion:
    """Sign the minutes, with the identity confirmed at that moment."""
    discussion = holding.held(discussion)
    check_may_sign(by, discussion.dossier.unit_path, discussion)
    member = demand_member(by, discussion)
    if member.signed_at is not None:
        return discussion
    _demand_to_be_signed(discussion, member)
    shown = proving.demand(proof, by=by, at=at)
    held = holding_for(by, "sign_minutes", discussion.dossier.unit_path)
    member.signed_at, member.identified, member.signed_from_id = at, shown.how, held.post_id
    member.digest = signing.digest(discussion, member)
    member.save()
    event = DiscussionSigned(discussion=discussion.number, signed=member.digest)
    return holding.kept(discussion, event, by=by, at=at)


@atomic
def depart(*, discussion: Discussion, because: str, by: Actor, at: datetime) -> Discussion:
    """Write why the result is not taken up: it binds nobody, but nobody passes over it silently."""
    discussion = holding.held(discussion)
    check_may_depart(by, discussion.dossier.unit_path)
    if discussion.state not in {DiscussionState.CONCLUDED, DiscussionState.SIGNED}:
        raise TooEarly(
            why=_("This discussion has no result yet."),
            ground=house_rules.RULE,
            remedy=_("Conclude it first."),
        )
    if discussion.departed_at is not None:
        raise AlreadyDone(
            why=_("Why its result is not taken up was written already."),
            ground=house_rules.RULE,
            remedy=_("It stands on its page."),
        )
    discussion.departed_at, discussion.departed_by_id = at, by.account_id
    discussion.departed_because = holding.written("because", because, most=LONGEST_DEPARTURE)
    discussion.save()
    event = DiscussionDepartedFrom(discussion=discussion.number)
    return holding.kept(discussion, event, by=by, at=at)


def _present(discussion: Discussion, absent: Mapping[int, str]) -> list[Member]:
    """Note why the silent were absent; return those who spoke, when they are enough."""
    sitting = [one for one in discussion.members.all() if one.recused_at is None]
    silent = [one for one in sitting if not one.is_present]
    for member in silent:
        member.absent_because = absent.get(member.account_id, "").strip()[:200]
        if not member.absent_because:
            raise Missing(
                why=_("%(name)s has given no opinion.") % {"name": member.account.name},
                ground=house_rules.RULE,
                remedy=_("Wait for it, or write why this member was absent."),
            )
        member.save()
    present = [one for one in sitting if one.is_present]
    rule = discussion.quorum
    wanted = tally.needed(
        least=rule["least"], more_than_half=rule["more_than_half"], called=len(sitting)
    )
    if len(present) < wanted:
        raise Missing(
            why=_("%(n)d must be present; %(present)d were.")
            % {"n": wanted, "present": len(present)},
            ground=rule["ground"],
            remedy=_("Cancel this discussion and call another one."),
        )
    return present


def _demand_to_be_signed(discussion: Discussion, member: Member) -> None:
    if discussion.state != DiscussionState.CONCLUDED or not member.is_present:
        raise TooEarly(
            why=_("There is nothing here for you to sign."),
            ground=house_rules.RULE,
            remedy=_("The minutes are signed by who was present, once it is concluded."),
        )
