"""Rows against each other and against the register: what is there twice, what is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched

from guihang.cases.models import Person
from guihang.cases.register.reading import ROW, Fault, Read
from guihang.cases.sameness import Known, key_of, order_key
from guihang.law.texts import Text

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows of a register: those that come in, those that are there already, the wrong ones."""

    new: tuple[Read, ...]
    there: tuple[Read, ...]
    wrong: tuple[Read, ...]

    @property
    def odd(self) -> tuple[Read, ...]:
        """Those that come in, although something about them should be looked at."""
        return tuple(read for read in self.new if read.warnings)


def checked(reads: Sequence[Read]) -> Checked:
    """Sort the rows of a register; the same case twice in a file comes in once."""
    _mark_twins(reads)
    right = [read for read in reads if read.is_right]
    new: list[Read] = []
    there: list[Read] = []
    for portion in batched(right, AT_ONCE):
        known = Known.of([read.receipt for read in portion if read.receipt])
        for read in portion:
            (new if read.receipt and known.add(read.receipt) else there).append(read)
        _mark_namesakes(portion, known)
    return Checked(tuple(new), tuple(there), tuple(one for one in reads if not one.is_right))


def _mark_twins(reads: Sequence[Read]) -> None:
    """Reject a row that says again what an earlier one said."""
    first: dict[object, int] = {}
    births: dict[object, tuple[str, int]] = {}
    for read in reads:
        if read.receipt is None or read.faults:
            continue
        person, place = read.receipt.person, read.line.place
        same = key_of(person), order_key(read.receipt.order)
        if same in first:
            says = Text(f"与第 {first[same]} 行重复。", f"The same as row {first[same]}.")
            read.fault(ROW, says)
            continue
        first[same] = place
        number, before = births.setdefault(
            (person.name, person.birth), (person.identity_number, place)
        )
        if person.birth and number != person.identity_number:
            says = Text(
                f"与第 {before} 行姓名、出生日期相同而身份证号码不同，请核对是否同一人。",
                f"Same name and birth as row {before}, but another number; is it one person?",
            )
            read.warnings.append(Fault("identity_number", says))


def _mark_namesakes(portion: Sequence[Read], known: Known) -> None:
    """Warn of somebody on the register with the same name and birth under another number."""
    drafts = [read.receipt.person for read in portion if read.receipt]
    people = Person.objects.select_related("subject").filter(
        subject__name__in={draft.name for draft in drafts},
        birth__in={draft.birth for draft in drafts if draft.birth},
        merged_into__isnull=True,
    )
    found = {(person.name, person.birth): person for person in people}
    for read in portion:
        if read.receipt is None:
            continue
        draft = read.receipt.person
        namesake = found.get((draft.name, draft.birth))
        own = known.people.get(key_of(draft))
        if namesake is not None and (own is None or own.pk != namesake.pk):
            says = Text(
                "已在册有同名、同出生日期的人，请核对是否同一人；可在导入后合并。",
                "Somebody on the register has this name and birth; if one person, merge them.",
            )
            read.warnings.append(Fault("name", says))
