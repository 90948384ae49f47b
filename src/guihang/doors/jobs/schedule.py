"""When each sweep runs. The scheduler keeps nothing that matters: every sweep looks at state."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections
from huey import SqliteHuey, crontab

from guihang.doors import clock
from guihang.doors.jobs.sweeps import SWEEPS, Sweep

AN_HOUR, A_DAY = 60, 24 * 60
log = logging.getLogger(__name__)


def run_all() -> int:
    """Run every sweep once, in order; return how many failed."""
    return sum(not _run(sweep) for sweep in SWEEPS)


def run() -> None:
    """Run the sweeps at their intervals until a signal ends it; all of them once at the start."""
    run_all()
    scheduler = SqliteHuey(name="guihang", filename=str(settings.GUIHANG_JOBS), results=False)
    for sweep in SWEEPS:
        scheduler.periodic_task(_every(sweep.every_minutes), name=sweep.name)(_bound(sweep))
    scheduler.create_consumer(workers=1, check_worker_health=True).run()


def _every(minutes: int):
    if minutes < AN_HOUR:
        return crontab(minute=f"*/{minutes}")
    return crontab(minute="7") if minutes < A_DAY else crontab(minute="7", hour="2")


def _bound(sweep: Sweep) -> Callable[[], None]:
    def look() -> None:
        _run(sweep)

    return look


def _run(sweep: Sweep) -> bool:
    close_old_connections()
    try:
        sweep.run(clock.now())
    except Exception:
        # A sweep that fails is tried again at its next turn; the others must not wait for it.
        log.exception("The sweep %s failed.", sweep.name)
        return False
    finally:
        close_old_connections()
    return True
