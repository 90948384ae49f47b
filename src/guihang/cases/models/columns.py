"""What several tables share: closed lists of the law as columns, rows from a day to a day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guihang.law.codes import Code


def choices(code: type[Code]) -> list[tuple[str, str]]:
    """Return the words of a closed list of the law as a column's choices."""
    return [(one.value, one.value) for one in code]


class LastingQuerySet(models.QuerySet):
    """Rows that hold from a day up to the day before another."""

    def holding(self, on):
        """Those that hold on a day; what ended that day holds no longer."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
