"""What the law makes the agency owe in each inquiry, handed to the docket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guihang.agencies.vocabulary import Role
from guihang.cases.inquiry import facts, queries
from guihang.cases.inquiry.actions.holding import SOURCE
from guihang.cases.models import Inquiry
from guihang.cases.sources import FIRST_TURN
from guihang.duties import owing, reasons
from guihang.duties.owing import Bearer, Owed
from guihang.duties.ports import Source
from guihang.duties.reasons import Reason
from guihang.law.obligations import Duty


class Inquiries(Source):
    """The duties of all inquiries, as the law has them on a day."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed in one inquiry on a day."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield inquiries with what is owed in each, read together."""
        for inquiry in Inquiry.objects.whole().filter(dossier__number__in=keys):
            found = (_owed(inquiry, duty) for duty in facts.owed(inquiry, on))
            yield inquiry.number, tuple(found)

    def why(self, of: str, what: str, turn: int, *, on: date) -> Reason | None:
        """Return how a duty of an inquiry came about and how its day was counted."""
        inquiry = Inquiry.objects.whole().filter(dossier__number=of).first()
        if inquiry is None:
            return None
        duty = next((one for one in facts.owed(inquiry, on) if one.name == what), None)
        return reasons.of_law(duty, facts.law_of(inquiry, on)) if duty else None

    def all_keys(self) -> Iterable[str]:
        """Return the numbers of all inquiries."""
        return queries.numbers()


def _owed(inquiry: Inquiry, duty: Duty) -> Owed:
    return Owed(
        what=duty.name,
        turn=max((duty.opened - FIRST_TURN).days, 0),
        unit_path=inquiry.dossier.unit_path,
        opens_on=duty.opened,
        due=max(duty.due, duty.opened),
        ground=duty.by or duty.obligation.articles[0],
        owed_by=_bearers(inquiry, duty.name),
        title={
            "name": inquiry.person.name,
            "number": inquiry.number,
            "opened": duty.opened.isoformat(),
        },
        place=inquiry.number,
        seek=inquiry.person.pinyin,
    )


def _bearers(inquiry: Inquiry, name: str) -> tuple[Bearer, ...]:
    """Who looks into it owes the opinion; until somebody does, and beside it, the squad."""
    squad = owing.role(Role.SQUAD_OFFICER, inquiry.dossier.unit_path)
    if name != facts.GIVE_OPINION:
        return (squad,)
    return (squad, *(owing.account(one.account_id) for one in inquiry.investigators.all()))
