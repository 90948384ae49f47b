"""What a bundle says of the matters of a dossier: what was asked for, and each step by whom."""

from __future__ import annotations

from guihang.decisions.models import Matter, MatterStep
from guihang.dossiers.archive.ports import Taking
from guihang.law.wire import Json


def part(taking: Taking) -> dict[str, Json]:
    """Return the matters of a dossier as plain values, in the order they were asked for."""
    found = Matter.objects.for_reading().filter(dossier=taking.dossier).order_by("asked_at", "pk")
    return {"matters": [_matter(taking, matter) for matter in found]}


def _matter(taking: Taking, matter: Matter) -> dict[str, Json]:
    told = taking.row(matter, "unit_path", "version")
    paper = {"paper": matter.paper.number} if matter.paper else {}
    return {**told, **paper, "steps": [_step(taking, step) for step in matter.steps.all()]}


def _step(taking: Taking, step: MatterStep) -> dict[str, Json]:
    told = taking.row(step, "once")
    if step.by:
        told |= {"by": step.by.name}
    if step.post:
        told |= {"post": str(step.post)}
    if signature := getattr(step, "signature", None):
        told |= {"signature": taking.row(signature)}
    if opinion := getattr(step, "opinion", None):
        told |= {"opinion": taking.row(opinion)}
    return told
