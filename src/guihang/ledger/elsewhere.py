"""A connection to a database by its URL, for reading only."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from django.utils.translation import gettext as _

from guihang.law.refusals import BadFacts

_POSTGRES = ("postgresql", "postgres")


def connect(url: str) -> BaseDatabaseWrapper:
    """Return a connection that can only read, to `sqlite:///PATH` or `postgresql://…`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        settings = _sqlite(unquote(parts.path))
    elif parts.scheme in _POSTGRES and parts.path.strip("/"):
        settings = _postgres(url)
    else:
        raise BadFacts(
            "database",
            why=_("This is not the address of a database: %(url)s")
            % {"url": _without_password(url)},
            remedy=_("Write sqlite:///PATH or postgresql://USER@HOST:PORT/NAME."),
        )
    return ConnectionHandler({"default": settings})["default"]


def _sqlite(path: str) -> dict[str, object]:
    # Three slashes begin an absolute path, as in the settings; a fourth changes nothing.
    name = "/" + path.lstrip("/")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{quote(name)}?mode=ro",
        "OPTIONS": {"timeout": 20},
    }


def _postgres(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": 5, "options": "-c default_transaction_read_only=on"},
    }


def _without_password(url: str) -> str:
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":•••@") if password else url
