"""The one clock. Everything below the doors gets its time as an argument."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return this moment; in a demo with a fixed day, that day at the present time of day."""
    actual = timezone.now()
    fixed = settings.GUIHANG_TODAY
    if fixed is None:
        return actual
    return actual + timedelta(days=(fixed - timezone.localdate(actual)).days)


def today() -> date:
    """Return the day it is for the office (Asia/Shanghai)."""
    return timezone.localdate(now())
