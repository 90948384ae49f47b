"""What is looked at before a proceeding is signed: the law's answer, proofs, hearing, standing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.cases import queries as cases
from guihang.cases.facts import law_of, standing
from guihang.cases.words import spoken
from guihang.decisions.course import UNDECIDED, Stage
from guihang.decisions.discussion import queries as discussions
from guihang.decisions.ports import Finding, Outcome
from guihang.law.refusals import Refused
from guihang.law.rules.conduct_papers import HeardFacts, heard_before
from guihang.law.rules.measures import Measure
from guihang.law.verdicts import Verdict
from guihang.supervision.conduct import house_rules, judging
from guihang.supervision.conduct.examining import UNDER_CORRECTION, demand_fit
from guihang.supervision.conduct.wish import read
from guihang.supervision.conduct.words import NOT_REACHED

HEARING = "local:hearing"


def findings(matter, *, on: date) -> Iterable[Finding]:
    """Return what is found before somebody signs."""
    if Stage(matter.stage) not in UNDECIDED:
        return ()
    case, proceeding = matter.dossier.case, matter.proceeding
    return (
        _standing(case),
        *_law(matter, case, on),
        _proofs(proceeding, case),
        *_heard(proceeding, case, on),
        *_discussed(matter),
    )


def _standing(case) -> Finding:
    if case.state not in UNDER_CORRECTION:
        return Finding(
            Outcome.STOP,
            _("The person is no longer under correction here."),
            _("Refuse it, or let it be withdrawn."),
            "ccl-2019:28.1",
        )
    return Finding(Outcome.PASS, _("The person is under correction here."))


def _law(matter, case, on: date) -> Iterable[Finding]:
    stated = read(matter.fields)
    judged = judging.judge(stated.name, stated.facts, case, on=on)
    try:
        demand_fit(judged, case, on)
    except Refused as refused:
        yield Finding(Outcome.STOP, refused.why, refused.remedy, refused.ground)
        return
    ground = judged.grounds[0]
    yield Finding(Outcome.PASS, spoken(ground.because), "", ground.article)
    if judged.is_lighter:
        called = "、".join(str(spoken(one.says)) for one in judged.called_for)
        yield Finding(
            Outcome.WARN,
            _("The facts call for something graver too: %(measures)s.") % {"measures": called},
            _("Write how you see it, or return it."),
            "spp-2019:643(4)",
        )


def _proofs(proceeding, case) -> Finding:
    held = {row.pk for row in standing(case.events.all())}
    proofs = list(proceeding.proofs.all())
    if any(one.event_id and one.event_id not in held for one in proofs):
        return Finding(
            Outcome.STOP,
            _("An event it rests on was corrected or struck meanwhile."),
            _("Return it, so that it rests on what stands."),
            house_rules.EVIDENCE,
        )
    names = {"n": len(proofs)}
    return Finding(Outcome.PASS, _("%(n)d proofs are named.") % names, "", house_rules.EVIDENCE)


def _discussed(matter) -> Iterable[Finding]:
    kind = house_rules.DISCUSSED.get(matter.kind)
    if kind is not None:
        yield discussions.finding(matter, kind, ground=house_rules.DELIBERATED)


def must_be_heard(measure: str, law) -> str:
    """Return the local rule by which somebody is heard before a measure; "" where none is."""
    answer = heard_before(HeardFacts(Measure(measure)), law)
    if isinstance(answer, Verdict) and answer.outcome.local:
        return answer.grounds[0].article
    return ""


def _heard(proceeding, case, on: date) -> Iterable[Finding]:
    rule = must_be_heard(proceeding.measure, law_of(case, on))
    if not rule:
        return
    held = list(proceeding.hearings.all())
    if not held:
        yield Finding(
            Outcome.STOP,
            _("The person was not heard before this measure."),
            _("Hear the person with two officers and note it; then it can be signed."),
            rule,
        )
        return
    last = held[-1]
    if cases.is_minor(case, on) and not last.guardian and last.outcome != NOT_REACHED:
        yield Finding(
            Outcome.STOP,
            _("The guardian of the minor was not there at the hearing."),
            _("Hear the minor again with the guardian."),
            "ccl-2019:54.1",
        )
    elif last.outcome == NOT_REACHED:
        yield Finding(
            Outcome.WARN,
            _("The person could not be reached to be heard."),
            _("Write how it was tried and why it cannot wait."),
            rule,
        )
    else:
        yield Finding(Outcome.PASS, _("The person was heard by two officers."), "", rule)
