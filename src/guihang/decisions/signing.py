"""What a signature covers, as bytes: the same for signing and for verifying."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from guihang.decisions.models import Matter, MatterStep


def content(matter: Matter) -> dict[str, object]:
    """Return what a matter says, as it is hashed."""
    said = {
        "number": matter.number,
        "kind": matter.kind,
        "dossier": str(matter.dossier.key),
        "asked_by": matter.asked_by_id,
        "fields": matter.fields,
        "begins": matter.begins.isoformat() if matter.begins else "",
        "ends": matter.ends.isoformat() if matter.ends else "",
    }
    if matter.applicant_id is not None:
        said |= {"applicant": matter.applicant_id, "came_by": matter.came_by}
    return said | ({"rung": matter.rung, "route": matter.route} if matter.rung else {})


def matter_digest(matter: Matter) -> str:
    """Return the SHA-256 of what a matter says."""
    return _digest(content(matter))


def signed_digest(matter: Matter, step: MatterStep, *, paper_digest: str) -> str:
    """Return the SHA-256 of what somebody signs: the matter, his act with its words, the paper."""
    opinion = getattr(step, "opinion", None)
    act = {
        "act": step.act,
        "seq": step.seq,
        "by": step.by_id,
        "post": step.post_id,
        "deputy_for": step.deputy_for,
        "at": step.at.astimezone(UTC).isoformat(),
        "reasons": step.reasons,
        "ground": step.ground,
        "remedy": step.remedy,
        "opinion": [opinion.advice, opinion.words] if opinion else [],
    }
    return _digest({"matter": content(matter), "act": act, "paper": paper_digest})


def _digest(content: dict[str, object]) -> str:
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
