"""Toasts: one line about what has happened, for eight seconds, with a way back if there is one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def say(request: HttpRequest, sentence: object, *, undo: str | None = None) -> None:
    """Tell what was done, in the past tense; `undo` is an address a POST to which takes it back."""
    messages.success(request, sentence, extra_tags=f"{UNDO}{undo}" if undo else "")


def waiting(request: HttpRequest) -> list[dict[str, str]]:
    """Return and use up what is still to be said."""
    return [
        {"says": str(message), "undo": undo_of(message)}
        for message in messages.get_messages(request)
    ]


def undo_of(message) -> str:
    """Return the address that takes back what a message tells of, or ""."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
