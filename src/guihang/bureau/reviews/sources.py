"""What an assigned finding makes somebody owe: an answer by its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guihang.bureau.models import Finding
from guihang.bureau.reviews.actions import RULE, SOURCE
from guihang.bureau.reviews.queries import by_code
from guihang.bureau.reviews.words import ANSWER
from guihang.bureau.vocabulary import FindingState
from guihang.duties import owing
from guihang.duties.owing import Owed, day_of
from guihang.duties.ports import Source


class Reviews(Source):
    """The answers that assigned findings bring."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return the answer owed to one finding."""
        found = _waiting().filter(pk=of).first()
        return (_owed(found),) if found else ()

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield findings with the answer owed to each, read together."""
        for found in _waiting().filter(pk__in=keys):
            yield str(found.pk), (_owed(found),)

    def all_keys(self) -> Iterable[str]:
        """Return the keys of every finding that was ever assigned."""
        rows = Finding.objects.filter(assigned_to__isnull=False).order_by("pk")
        return [str(key) for key in rows.values_list("pk", flat=True)]


def _waiting():
    rows = Finding.objects.filter(state=FindingState.ASSIGNED, gone_at__isnull=True)
    return rows.select_related("case__person", "case__dossier").prefetch_related("steps")


def _owed(finding: Finding) -> Owed:
    case, check = finding.case, by_code().get(finding.check_code)
    assigned = [step for step in finding.steps.all() if step.state == FindingState.ASSIGNED]
    return Owed(
        what=ANSWER,
        unit_path=case.unit_path,
        opens_on=day_of(assigned[-1].at),
        due=finding.due,
        ground=check.ground if check else RULE,
        owed_by=(owing.account(finding.assigned_to_id),),
        title={"name": case.person.name, "number": case.number, "finding": str(finding.pk)},
        place=case.number,
        seek=case.person.pinyin,
    )
