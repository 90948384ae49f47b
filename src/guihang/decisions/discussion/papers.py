"""What the minutes print: who sat, what each held, what the majority found, who held otherwise."""

from __future__ import annotations

from guihang.decisions.discussion import tally
from guihang.decisions.models import Discussion, Member
from guihang.decisions.vocabulary import DiscussionKind, Result, Stance
from guihang.dossiers import forms

FORMS = {DiscussionKind.GROUP: "deliberation", DiscussionKind.COLLECTIVE: "collective_review"}
STANCES = {Stance.AGREE: "同意", Stance.DISAGREE: "不同意", Stance.ABSTAIN: "弃权"}
RESULTS = {
    Result.CARRIED: "过半数成员同意",
    Result.REJECTED: "过半数成员不同意",
    Result.OPEN: "未形成过半数意见",
}


def fields(discussion: Discussion, *, report: str, keeper: str) -> dict[str, object]:
    """Return the entries of the minutes of a discussion that comes to its result."""
    members = list(discussion.members.all())
    present = [one for one in members if one.is_present]
    lost = tally.minority(discussion.result)
    votes = [one.stance for one in present]
    counted = "，".join(f"{word}{votes.count(code)}人" for code, word in STANCES.items())
    return {
        "matter": discussion.matter.number if discussion.matter else discussion.dossier.number,
        "name": discussion.dossier.title,
        "topic": discussion.topic,
        "met_on": discussion.meets_on,
        "place": discussion.place,
        "leader": "、".join(one.account.name for one in members if one.leads),
        "keeper": keeper,
        "members": [_seat(one) for one in members],
        "report": report,
        "proposal": discussion.proposal,
        "opinions": [_opinion(one) for one in present],
        "minority": [_opinion(one) for one in present if one.stance in lost],
        "result": f"{RESULTS[Result(discussion.result)]}（{counted}）",
    }


def _seat(member: Member) -> str:
    if member.recused_at is not None:
        how = f"回避：{member.recused_because}"
    elif member.is_present:
        how = "到会"
    else:
        how = f"未到会：{member.absent_because}"
    return forms.columns(member.account.name, member.post, how)


def _opinion(member: Member) -> str:
    words = " ".join(member.words.split())
    return forms.columns(member.account.name, STANCES[Stance(member.stance)], words)
