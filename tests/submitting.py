"""Putting the volume of a proposal together, with what its dossier must hold for that."""

from __future__ import annotations

from guihang.law.rules.submissions import Part
from guihang.supervision.conduct import actions, submission
from guihang.supervision.conduct.actions import Entry, Volume

PROVES = "证明其未按规定报告"


def suggested(play, by="township_officer", *, without=(), proves=PROVES, ordered=False):
    """The volume as the page suggests it, with what each proof proves."""
    there = submission.candidates(play.actor(by), play.proceeding)
    entries = [
        Entry(one.key, one.part, proves if one.part is Part.EVIDENCE else "")
        for one in there
        if one.part is not None and one.key not in without and one.part not in without
    ]
    return Volume(entries, property_ordered=ordered)


def put_together(play, by="township_officer", **changes):
    """Put the volume together."""
    return actions.put_together(
        proceeding=play.proceeding,
        volume=suggested(play, by, **changes),
        by=play.actor(by),
        at=play.later(),
    )
