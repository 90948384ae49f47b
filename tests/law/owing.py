"""A short way to write cases about conduct and to ask what is owed in them."""

from datetime import date

from guihang.law import obligations
from guihang.law.codes import Kind
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules import load
from guihang.law.statutes import Statutes

load()
ON = date(2026, 11, 23)
OURS = ("conduct", "penalty", "revocation", "recall", "arrest", "reduction", "monitoring",
        "missing", "incidents", "death", "custody")  # fmt: skip


def day(words):
    month, number = words.split("-")
    return date(2026, int(month), int(number))


def event(what, when, **more):
    return Event(What(what), day(when), **more)


def owed(*events, kind="suspension", on="11-23", law=None, **more):
    """Everything of ours that is owed, by name: opened and due."""
    case = CaseFacts(Kind(kind), events, **more)
    asked = day(on)
    found = obligations.duties(case, asked, law or Statutes(asked))
    return {duty.name: (duty.opened, duty.due) for duty in found if duty.name.split(".")[0] in OURS}


def names(*events, **more):
    return sorted(owed(*events, **more))
