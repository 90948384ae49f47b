"""On which rung a matter is decided: fixed by its kind, or found by the law from the request.

The route is kept with the matter when it is asked for, completed or checked, so that every page
can say why this rung decides; before a decision it is found once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import RUNG_NAMES
from guihang.decisions import kinds
from guihang.decisions.course import UNDECIDED, Stage
from guihang.decisions.models import Matter
from guihang.decisions.ports import Finding, Outcome
from guihang.law.rungs import Rung
from guihang.law.texts import Text
from guihang.law.verdicts import Ground, Step, Verdict

RULE = "house:matters"


@dataclass(frozen=True, slots=True)
class Routed:
    """The rung that decides, why, by which steps, and on which day that was found."""

    rung: Rung
    grounds: tuple[Ground, ...] = ()
    steps: tuple[Step, ...] = ()
    on: date | None = None


def rung(matter: Matter) -> Rung:
    """Return the rung that decides a matter."""
    return Rung(matter.rung) if matter.rung else kinds.kind(matter.kind).deciding_rung


def of_step(matter: Matter, step: kinds.Step) -> Rung | None:
    """Return on which rung a step of a matter is taken; None where roles take it."""
    return rung(matter) if step.routed else step.rung


def kept(matter: Matter) -> Routed:
    """Return the route as it was kept with the matter."""
    written = matter.route
    return Routed(
        rung=rung(matter),
        grounds=tuple(Ground(one["article"], _text(one)) for one in written.get("grounds", ())),
        steps=tuple(_step(one) for one in written.get("steps", ())),
        on=date.fromisoformat(written["on"]) if "on" in written else None,
    )


def settle(matter: Matter, *, on: date) -> None:
    """Find the route of a matter by what it says now, and put it into the matter."""
    route = kinds.kind(matter.kind).route
    if route is not None:
        found = route(matter, on=on)
        matter.rung, matter.route = found.outcome.value, _written(found, on)


def finding(matter: Matter, *, on: date) -> tuple[Finding, ...]:
    """Say whether the rung that was found still is the one that decides."""
    route = kinds.kind(matter.kind).route
    if route is None or Stage(matter.stage) not in UNDECIDED:
        return ()
    now = route(matter, on=on)
    if now.outcome is rung(matter):
        names = {"rung": RUNG_NAMES[now.outcome]}
        return (Finding(Outcome.PASS, _("%(rung)s decides, as it did when asked for.") % names),)
    names = {"rung": RUNG_NAMES[now.outcome], "before": RUNG_NAMES[rung(matter)]}
    return (
        Finding(
            Outcome.STOP,
            _("Meanwhile this is for another to decide: %(rung)s, no longer %(before)s.") % names,
            _("Return the request; handed in again, it goes to who decides now."),
            now.grounds[0].article,
        ),
    )


def _written(found: Verdict[Rung], on: date) -> dict[str, object]:
    return {
        "on": on.isoformat(),
        "grounds": [
            {"article": one.article, "zh": one.because.zh, "en": one.because.en}
            for one in found.grounds
        ],
        "steps": [
            {
                "article": one.article,
                "zh": one.says.zh,
                "en": one.says.en,
                "day": one.day.isoformat() if one.day else None,
            }
            for one in found.steps
        ],
    }


def _text(written: Mapping[str, str]) -> Text:
    return Text(written["zh"], written["en"])


def _step(written: Mapping[str, str]) -> Step:
    day = date.fromisoformat(written["day"][:10]) if written["day"] else None
    return Step(_text(written), day, written["article"])
