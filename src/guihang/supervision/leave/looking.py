"""What is looked at before a leave is signed; words and overlays of the case, the law's answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.cases.facts import facts_of
from guihang.decisions.course import UNDECIDED, Stage
from guihang.decisions.ports import Finding, Outcome
from guihang.law.events import What
from guihang.law.rules.frequent import TRAVEL
from guihang.law.rules.leave import ASKING, LEAVING, Reply
from guihang.law.verdicts import CannotSay
from guihang.supervision.leave import judging
from guihang.supervision.leave.covering import covered_by
from guihang.supervision.leave.examining import TERM, UNDER_CORRECTION, lying_over
from guihang.supervision.leave.judging import Judgment
from guihang.supervision.leave.wish import Wish, read
from guihang.supervision.writing import forbidden

OVER = {
    "missing": (
        Outcome.STOP,
        _("The person is out of contact."),
        _("Have the person found first; the request can be returned or refused."),
        "ccl-2019:30",
    ),
    "held": (
        Outcome.STOP,
        _("The person is detained by others."),
        _("Refuse the request, or wait until the person is free."),
        LEAVING,
    ),
    "proposed": (
        Outcome.WARN,
        _("A proposal to change how the sentence is executed is pending."),
        _("Write how you see it: who leaves may not be there when it is decided."),
        LEAVING,
    ),
}


def findings(matter, *, on: date) -> Iterable[Finding]:
    """Return what is found before somebody signs."""
    if Stage(matter.stage) not in UNDECIDED:
        return ()
    asked, case = read(matter.fields), matter.dossier.case
    proved = matter.trip.proofs.exists()
    of = matter.ref
    judged = judging.judge(asked, case, on=on, besides=of, proved=proved)
    return (
        _standing(asked, case),
        _not_gone(asked, case, of, on),
        *_covered(asked, case, on),
        _days(judged),
        _entrusted(judged),
        _reply(judged, proved),
        *_orders(asked, case),
        *(Finding(*OVER[name]) for name in sorted(lying_over(case, on) & OVER.keys())),
        known(case),
    )


def _standing(asked: Wish, case) -> Finding:
    if case.state not in UNDER_CORRECTION:
        return Finding(
            Outcome.STOP,
            _("The person is no longer under correction here."),
            _("Refuse the request, or let it be withdrawn."),
            LEAVING,
        )
    if case.term_ends is not None and asked.returns > case.term_ends:
        return Finding(
            Outcome.STOP,
            _("The term ends on %(day)s, before the return.") % {"day": case.term_ends},
            _("Return the request, so that an earlier return is chosen."),
            TERM,
        )
    return Finding(Outcome.PASS, _("The term runs beyond the return."))


def _not_gone(asked: Wish, case, of: str, on: date) -> Finding:
    if asked.extends:
        return Finding(Outcome.PASS, _("It was asked for before the running leave ended."))
    gone = [
        event
        for event in facts_of(case).all(What.LEFT, What.ABSENT)
        if event.of in (None, of) and event.day >= date.fromisoformat(_asked_on(case, of, on))
    ]
    if gone or asked.leaves < on:
        return Finding(
            Outcome.STOP,
            _("The person has left already, or the day of departure has passed."),
            _("Refuse it, or return it for another day; an absence is noted as one."),
            LEAVING,
        )
    ahead = (asked.leaves - on).days
    return Finding(Outcome.PASS, _("The departure lies %(n)d days ahead.") % {"n": ahead})


def _covered(asked: Wish, case, on: date) -> Iterable[Finding]:
    travel = covered_by(asked, case, on=on)
    if travel is not None:
        yield Finding(
            Outcome.WARN,
            _("%(number)s allows this trip already: frequent travel until %(last)s.")
            % {"number": travel.matter.number, "last": travel.ends},
            _("Return the request: the person needs no leave for it, and may withdraw it."),
            TRAVEL,
        )


def _asked_on(case, of: str, on: date) -> str:
    asked = facts_of(case).first(What.LEAVE_ASKED, of=of)
    return (asked.day if asked else on).isoformat()


def _days(judged: Judgment) -> Finding:
    window = getattr(judged.decides.outcome, "window", None)
    names = {"n": judged.days, "all": window.days if window else judged.days}
    says = _("%(n)d days away; %(all)d in the fullest two months around it.") % names
    return Finding(Outcome.PASS, says, "", judged.decides.grounds[0].article)


def _entrusted(judged: Judgment) -> Finding:
    if judged.is_entrusted:
        return Finding(Outcome.PASS, _("The office is entrusted with short leaves."))
    return Finding(
        Outcome.PASS, _("The office is not entrusted with leaves; the county agency decides them.")
    )


def _reply(judged: Judgment, proved: bool) -> Finding:
    reply = judged.reply
    if isinstance(reply, CannotSay):
        return Finding(
            Outcome.WARN,
            _("The law names no such reason; whether it is proper is for who decides."),
            _("Write why it is proper, or refuse it with reasons."),
            "measures-2020:26.2",
        )
    if reply.outcome is Reply.SHALL:
        return Finding(
            Outcome.PASS, _("The reason is proper and proved: it shall be granted."), "", LEAVING
        )
    return Finding(
        Outcome.WARN,
        _("The reason is not proved yet."),
        _("Ask for the proof, or write why it may follow."),
        ASKING,
    )


def _orders(asked: Wish, case) -> Iterable[Finding]:
    words = forbidden(case, asked.leaves, asked.returns)
    if words:
        yield Finding(
            Outcome.WARN,
            _("A prohibition order holds on these days: %(words)s") % {"words": words},
            _("Compare it with the destinations, and write that they do not touch it."),
            "cl-1997:72.2",
        )


def known(case) -> Finding:
    """Say whether the case holds everything a sheet needs."""
    lacking = [
        words
        for is_there, words in (
            (case.person.sex, pgettext_lazy("entry", "sex")),
            (case.person.birth, pgettext_lazy("entry", "day of birth")),
            (case.person.subject.address, pgettext_lazy("entry", "home")),
            (case.crime, pgettext_lazy("entry", "crime")),
            (case.term_begins and case.term_ends, pgettext_lazy("entry", "term")),
        )
        if not is_there
    ]
    if lacking:
        return Finding(
            Outcome.STOP,
            _("The sheet cannot be made out; the case lacks: %(what)s.")
            % {"what": "、".join(map(str, lacking))},
            _("Complete the entries of the case first."),
            "house:forms",
        )
    return Finding(Outcome.PASS, _("Everything the sheet needs is known."))
