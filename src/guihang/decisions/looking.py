"""What is looked at before somebody signs: the route, the subject's own checks, those bound."""

from __future__ import annotations

from datetime import date

from guihang.decisions import kinds, ports, routes
from guihang.decisions.course import Act
from guihang.decisions.models import Matter
from guihang.decisions.ports import Finding


def findings(matter: Matter, act: Act, *, on: date) -> tuple[Finding, ...]:
    """Return what is found before a signature; the page and the action look the same way.

    Who checks settles the route anew, so only who decides can find that it has changed.
    """
    subject = kinds.kind(matter.kind).subject
    route = routes.finding(matter, on=on) if act is not Act.CHECK else ()
    return (*route, *subject.checks(matter, on=on), *ports.findings(matter, act, on=on))
