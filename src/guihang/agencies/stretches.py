"""Rows that hold from a day to a day, and how they are asked for."""

from django.db import models
from django.db.models import F, Q

OPEN = Q(until__isnull=True)
ENDS_AFTER_IT_BEGINS = OPEN | Q(until__gte=F("since"))


class TimedQuerySet(models.QuerySet):
    """Rows that hold from a day on, perhaps to a last day."""

    def in_force(self, *, on):
        """Those that hold on a day."""
        return self.filter(OPEN | Q(until__gte=on), since__lte=on)

    def touching(self, *, since, until):
        """Those that hold on any day of a stretch; no last day means without end."""
        begun = Q() if until is None else Q(since__lte=until)
        return self.filter(begun, OPEN | Q(until__gte=since))


class EndableQuerySet(TimedQuerySet):
    """Rows that hold to a last day, and may be ended earlier."""

    def in_force(self, *, on):
        """Those that hold on a day; the day they were ended on no longer counts."""
        return super().in_force(on=on).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def touching(self, *, since, until):
        """Those that hold on any day of a stretch."""
        lasting = Q(ended_on__gt=since) & Q(ended_on__gt=F("since"))
        standing = Q(ended_on__isnull=True) | lasting
        return super().touching(since=since, until=until).filter(standing)
