"""What the matter of an opinion keeps: the opinion proposed, and of what is sealed a digest."""

from __future__ import annotations

import json
from typing import Protocol

from guihang.cases.models import Inquiry
from guihang.ledger import vault

KIND = "inquiry"


class Proposed(Protocol):
    """What is proposed, and what it rests on."""

    @property
    def outcome(self) -> str:
        """Suitable or not."""
        ...

    @property
    def findings(self) -> str:
        """What was found."""
        ...

    @property
    def prohibitions(self) -> str:
        """What should be prohibited."""
        ...


def wish(inquiry: Inquiry, found: Proposed) -> dict[str, object]:
    """Return an opinion as a matter keeps it."""
    whole = json.dumps([found.findings.strip(), found.prohibitions.strip()], ensure_ascii=False)
    return {
        "inquiry": inquiry.number,
        "person": inquiry.person.name,
        "organ": inquiry.organ_name,
        "outcome": found.outcome,
        "sealed": vault.digest("inquiry", whole),
    }
