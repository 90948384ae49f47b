"""What is looked at before an approval is signed: the law's answer, the case, the days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.cases.words import spoken
from guihang.decisions.course import UNDECIDED, Stage
from guihang.decisions.ports import Finding, Outcome
from guihang.law.refusals import Refused
from guihang.supervision.approvals import plans
from guihang.supervision.approvals.examining import examine
from guihang.supervision.approvals.wish import read
from guihang.supervision.leave.examining import lying_over
from guihang.supervision.leave.looking import OVER, known
from guihang.supervision.writing import forbidden


def findings(matter, *, on: date) -> Iterable[Finding]:
    """Return what is found before somebody signs."""
    if Stage(matter.stage) not in UNDECIDED:
        return ()
    wish, case = read(matter.fields), matter.dossier.case
    over = () if wish.name in plans.DEVICES else sorted(lying_over(case, on) & OVER.keys())
    return (
        *_law(wish, case, matter.ref, on),
        *_orders(wish, case, on),
        *(Finding(*OVER[name]) for name in over),
        known(case),
    )


def _law(wish, case, of: str, on: date) -> Iterable[Finding]:
    try:
        judged = examine(wish, case, on=on, besides=of)
    except Refused as refused:
        yield Finding(
            Outcome.STOP,
            refused.why,
            refused.remedy,
            refused.ground or wish.plan.article,
        )
        return
    for ground in judged.grounds[:3]:
        yield Finding(Outcome.PASS, spoken(ground.because), "", ground.article)


def _orders(wish, case, on: date) -> Iterable[Finding]:
    words = forbidden(case, wish.begins or on, wish.ends or on)
    if words and wish.name not in plans.DEVICES:
        yield Finding(
            Outcome.WARN,
            _("A prohibition order holds on these days: %(words)s") % {"words": words},
            _("Compare it with what is asked for, and write that it does not touch it."),
            "cl-1997:72.2",
        )
