"""Faults of the machine, said in plain words: nothing was written, and what to do."""

from __future__ import annotations

import errno
import sqlite3

from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import Refused

_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_POSTGRES_BUSY = {"40001", "40P01", "55P03", "53300"}
_POSTGRES_FULL = {"53100"}
_POSTGRES_AWAY = {"57P01", "57P02", "57P03", "25006"}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Busy(Refused):
    """Others held what was needed for too long, or two wanted it from each other."""


class NoRoom(Refused):
    """The disk is full."""


class Unreachable(Refused):
    """The database does not answer, or does not take anything now."""


def of(error: BaseException) -> Refused | None:
    """Return the refusal an error of the database or the disk comes to, if it is such a one."""
    for cause in _chain(error):
        kind = _kind(cause)
        if kind is not None:
            return _said(kind)
    return None


def _chain(error: BaseException | None) -> list[BaseException]:
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__
    return causes


def _kind(error: BaseException) -> type[Refused] | None:
    if isinstance(error, sqlite3.Error):
        return _sqlite(error)
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return NoRoom
    state = getattr(error, "sqlstate", None)
    if state is None:
        # psycopg gives no state where it never reached the server.
        return Unreachable if type(error).__module__ == "psycopg" else None
    return _postgres(state)


def _sqlite(error: sqlite3.Error) -> type[Refused] | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _SQLITE_BUSY:
        return Busy
    if code == sqlite3.SQLITE_FULL:
        return NoRoom
    return Unreachable if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) else None


def _postgres(state: str) -> type[Refused] | None:
    if state in _POSTGRES_BUSY:
        return Busy
    if state in _POSTGRES_FULL:
        return NoRoom
    return Unreachable if state in _POSTGRES_AWAY or state.startswith("08") else None


def _said(kind: type[Refused]) -> Refused:
    if kind is Busy:
        return Busy(
            why=_("Others are writing at the same moment. Nothing was saved."),
            ground="house:one-at-a-time",
            remedy=_("Do it again in a few seconds."),
        )
    if kind is NoRoom:
        return NoRoom(
            why=_("There is no room left on the disk. Nothing was saved."),
            ground="house:disk",
            remedy=_("Tell the administrator: the disk of the database must be given room."),
        )
    return Unreachable(
        why=_("The database cannot be reached, or takes nothing now."),
        ground="house:database",
        remedy=_("Tell the administrator, and do it again once it is back."),
    )
