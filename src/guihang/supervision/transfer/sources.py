"""What is owed about a change of place by who does not have the case: the new county, the city."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from guihang.cases.sources import owed_in
from guihang.duties import owing
from guihang.duties.owing import Discharge, Owed
from guihang.duties.ports import Source
from guihang.law.rules.transfer import LETTERS
from guihang.law.rungs import Rung
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import house_rules
from guihang.supervision.transfer.actions.holding import SOURCE, officers
from guihang.supervision.transfer.kind import LETTER_DUTY, SETTLE_DUTY

OF_THE_NEW = frozenset(
    {
        "transfer.reply",
        "transfer.receipt",
        "transfer.register",
        "transfer.tell_old_county",
    }
)
"""What the law lays on the new county, whoever has the case."""


class Transfers(Source):
    """The duties of the new county, and of the level above where the two do not agree."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed about one change of place on a day."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield changes of place with what is owed about each."""
        rows = Transfer.objects.select_related("case__person__subject", "case__dossier")
        rows = rows.select_related("to_office").prefetch_related("case__events", "case__sides")
        for found in rows.prefetch_related("steps").filter(number__in=keys):
            yield found.number, (*_letter(found), *_dispute(found), *_of_the_law(found, on))

    def all_keys(self) -> Iterable[str]:
        """Return the number of every change of place."""
        return Transfer.objects.order_by("pk").values_list("number", flat=True)


def _letter(found: Transfer) -> Iterable[Owed]:
    """Each letter is to be noted, also one that was written anew after it had been sent back."""
    sent = [step for step in found.steps.all() if step.act == "send_letter"]
    for turn, step in enumerate(sent):
        later = [one for one in found.steps.all() if (one.at, one.pk) > (step.at, step.pk)]
        met = next((one for one in later if one.act in ENDS_LETTER), None)
        yield _owed(
            found,
            LETTER_DUTY,
            opens_on=step.day,
            due=step.day + timedelta(days=house_rules.RECEIVE_LETTER_DAYS),
            ground=house_rules.RECEIVING_RULE,
            turn=turn,
            met=met,
        )


ENDS_LETTER = frozenset({"receive_letter", "return_letter", "withdraw", "refuse", "over"})


def _dispute(found: Transfer) -> Iterable[Owed]:
    if found.referred is None:
        return
    ends = {"settle", "withdraw", "refuse", "over"}
    met = next((one for one in found.steps.all() if one.act in ends), None)
    owed = _owed(
        found, SETTLE_DUTY, opens_on=found.referred, due=None, ground=LETTERS, turn=0, met=met
    )
    yield replace(
        owed,
        unit_path=found.from_path,
        owed_by=(owing.rung(Rung.CITY, found.from_path),),
        owed_to=(*officers(found, is_new=False), *officers(found, is_new=True)),
    )


def _owed(found: Transfer, what: str, *, opens_on, due, ground, turn, met) -> Owed:  # noqa: PLR0913
    return Owed(
        what=what,
        turn=turn,
        unit_path=found.to_path,
        opens_on=opens_on,
        due=due,
        ground=ground,
        owed_by=officers(found, is_new=True),
        owed_to=officers(found, is_new=False),
        title={"name": found.name, "place": found.from_name, "number": found.number},
        place=found.number,
        seek=found.pinyin,
        discharge=Discharge(met.at, met.act) if met else None,
    )


def _of_the_law(found: Transfer, on: date) -> Iterable[Owed]:
    if not found.to_path:
        return
    for owed in owed_in(found.case, on):
        if owed.what in OF_THE_NEW and owed.title.get("of") == found.of:
            yield replace(
                owed,
                unit_path=found.to_path,
                owed_by=officers(found, is_new=True),
                owed_to=(),
                title={**owed.title, "number": found.number},
                place=found.number,
            )
