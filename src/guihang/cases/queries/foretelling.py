"""What the law says of a notice before it is received: the term, and what will be owed by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guihang.cases.facts import facts_of_draft, law, place_of
from guihang.law import obligations
from guihang.law.obligations import Duty
from guihang.law.refusals import BadFacts
from guihang.law.rules import terms
from guihang.law.rules.closing import check_organ
from guihang.law.rules.term_courses import Term
from guihang.law.verdicts import Answer

if TYPE_CHECKING:
    from guihang.cases.actions.receiving import Receipt


@dataclass(frozen=True, slots=True)
class Foretold:
    """The law's answer to a notice: its term or why not, and the duties it begins."""

    term: Answer[Term] | None
    refused: BadFacts | None
    duties: tuple[Duty, ...]


def foretold(receipt: Receipt, *, on: date) -> Foretold:
    """Return what would follow from a notice; nothing is kept."""
    facts, here = facts_of_draft(receipt), law(on, place_of(receipt.unit.path))
    try:
        facts.check()
        check_organ(facts.kind, facts.organ)
        return Foretold(terms.term_of(facts, here), None, obligations.duties(facts, on, here))
    except BadFacts as refused:
        return Foretold(None, refused, ())
