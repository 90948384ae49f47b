"""What the signature under minutes covers, as bytes: the same for signing and for verifying."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from guihang.decisions.models import Discussion, Member


def content(discussion: Discussion) -> dict[str, object]:
    """Return what a concluded discussion says, as it is hashed."""
    return {
        "number": discussion.number,
        "kind": discussion.kind,
        "dossier": str(discussion.dossier.key),
        "matter": discussion.matter.number if discussion.matter else "",
        "topic": discussion.topic,
        "proposal": discussion.proposal,
        "meets_on": discussion.meets_on.isoformat(),
        "quorum": discussion.quorum,
        "result": discussion.result,
        "paper": discussion.paper.digest if discussion.paper else "",
        "members": [_said(one) for one in discussion.members.all()],
    }


def digest(discussion: Discussion, member: Member) -> str:
    """Return the SHA-256 of what a member signs: everything that was said, and his own name."""
    signed = {
        "discussion": content(discussion),
        "by": member.account_id,
        "post": member.signed_from_id,
        "at": member.signed_at.astimezone(UTC).isoformat() if member.signed_at else "",
    }
    plain = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def holds(discussion: Discussion, member: Member) -> bool:
    """Whether a signature still covers what stands there now."""
    return bool(member.digest) and member.digest == digest(discussion, member)


def _said(member: Member) -> dict[str, object]:
    return {
        "account": member.account_id,
        "leads": member.leads,
        "recused": member.recused_because,
        "absent": member.absent_because,
        "stance": member.stance,
        "words": member.words,
    }
