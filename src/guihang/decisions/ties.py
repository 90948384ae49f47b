"""What keeps a unit from being closed: matters about it that are still under way or in force."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies import walls
from guihang.decisions import course
from guihang.decisions.course import Stage
from guihang.decisions.models import Matter


class RunningMatters:
    """Matters about a unit that have not come to their end."""

    says = _("%(n)d matters about %(unit)s are still under way or in force.")
    remedy = _("Decide, withdraw or end them first.")

    def count(self, unit_path: str, *, on: date) -> int:
        """Return how many of them hang on a unit."""
        # Who closes a unit is its administrator, and he sees no matter; here only their number.
        with walls.everything():
            about = Matter.objects.filter(unit_path__startswith=unit_path)
            running = about.exclude(stage__in=course.FINAL)
            # What is told and holds from no day to another is over with that: it ties nobody.
            return running.exclude(stage=Stage.TOLD, begins__isnull=True, ends__isnull=True).count()
