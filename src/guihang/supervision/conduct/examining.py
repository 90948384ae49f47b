"""What is refused when a proceeding is opened: the field, the reason, the article, the remedy."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.cases.course import RECEIVED, UNDER
from guihang.cases.facts import law_of, standing
from guihang.cases.vocabulary import State
from guihang.cases.words import spoken
from guihang.law.codes import Kind
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooEarly
from guihang.law.rules.measures import Measure, MeasureFacts, may_be_taken
from guihang.law.rules.standing_breaches import BREACHES
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay, Verdict
from guihang.supervision.conduct import house_rules, judging
from guihang.supervision.conduct.judging import Judgment
from guihang.supervision.conduct.wish import Stated

UNDER_CORRECTION = frozenset({RECEIVED, UNDER, State.INCOMPLETE, State.AWAITED})
FACTS = "house:facts"
BAD = frozenset(BREACHES) | {What.LOST, What.GROUND_ENDED, What.GUARANTOR_LOST}
GOOD = frozenset({"commendation", "reduction_proposal"})
"""The kinds of matter for which nothing need have been broken."""


def examine(stated: Stated, case, *, on: date, besides: int = 0) -> Judgment:
    """Refuse what is wrong with a proceeding; return what the law says of what is right."""
    _under_correction(case)
    judged = judging.judge(stated.name, stated.facts, case, on=on)
    demand_fit(judged, case, on)
    _alone(stated, case, besides)
    _evidence(stated, case)
    _departure(stated, judged)
    return judged


def demand_fit(judged: Judgment, case, on: date) -> None:
    """Refuse a measure that is not for this kind of person, or not for these facts."""
    if isinstance(judged.fits, CannotSay):
        raise Missing(
            why=spoken(judged.fits.because),
            ground=_first(judged.fits.grounds, "ccl-2019:28.1"),
            remedy=_("State what is missing; nobody guesses it."),
        )
    if not judged.fits.outcome.may:
        raise BadFacts(
            "name",
            why=spoken(judged.fits.grounds[0].because),
            ground=judged.fits.grounds[0].article,
            remedy=_("For this kind of person there are: %(measures)s.")
            % {"measures": "、".join(str(spoken(one.says)) for one in open_to(case, on))},
        )
    if judged.lacking is not None:
        raise Missing(
            why=spoken(judged.lacking.because),
            ground=_first(judged.lacking.grounds, judged.plan.article),
            remedy=_("State what is missing; nobody guesses it."),
        )
    if not judged.due:
        raise BadFacts(
            "name",
            why=spoken(not_due(judged)),
            ground=_first(judged.grounds, judged.plan.article),
            remedy=_instead(judged),
        )


def not_due(judged: Judgment) -> Text:
    """Say that the facts do not carry a measure, with the law's own reason."""
    says, why = judged.measure.says, judged.grounds[0].because if judged.grounds else None
    zh = f"现有事实不支持“{says.zh}”" + (f"：{why.zh}。" if why else "。")
    en = f"The facts do not carry this measure ({says.en})" + (f": {why.en}." if why else ".")
    return Text(zh, en)


def _instead(judged: Judgment) -> object:
    if judged.called_for:
        measures = "、".join(str(spoken(one.says)) for one in judged.called_for)
        return _("The facts call for: %(measures)s.") % {"measures": measures}
    return _("Look at the facts again; teaching the person and noting it needs no measure.")


def open_to(case, on: date) -> tuple[Measure, ...]:
    """Return the measures the law has for somebody's kind of correction."""
    law = law_of(case, on)
    found = (
        (one, may_be_taken(MeasureFacts(one, Kind(case.kind), great_merit=True), law))
        for one in Measure
    )
    return tuple(one for one, fit in found if isinstance(fit, Verdict) and fit.outcome.may)


def _first(grounds, otherwise: str) -> str:
    return grounds[0].article if grounds else otherwise


def _under_correction(case) -> None:
    if case.state not in UNDER_CORRECTION:
        raise TooEarly(
            why=_("%(name)s is not under correction here; state: %(state)s.")
            % {"name": case.person.name, "state": case.get_state_display()},
            ground="ccl-2019:28.1",
            remedy=_("Rewards and sanctions are for who is under correction here."),
        )


def _alone(stated: Stated, case, besides: int) -> None:
    open_ = case.proceedings.under_way().exclude(matter_id=besides)
    for other in open_.filter(matter__kind=stated.name).select_related("matter"):
        raise AlreadyDone(
            why=_("%(number)s about the same measure is under way already.")
            % {"number": other.matter.number},
            ground=house_rules.EVIDENCE,
            remedy=_("Add what is new there, or withdraw it first."),
        )


def _evidence(stated: Stated, case) -> None:
    if not stated.events and not stated.files:
        raise BadFacts(
            "events",
            why=_("Nothing shows what is said to have happened."),
            ground=house_rules.EVIDENCE,
            remedy=_("Choose the events of the case, and the files of the dossier, that show it."),
        )
    rows = {row.seq: row for row in standing(case.events.all())}
    if lost := [seq for seq in stated.events if seq not in rows]:
        raise BadFacts(
            "events",
            why=_("An event that was chosen does not stand in the case any more."),
            ground=house_rules.EVIDENCE,
            remedy=_("Choose among the events that stand (%(n)d was struck).") % {"n": lost[0]},
        )
    bad = any(What(rows[seq].what) in BAD for seq in stated.events)
    if stated.name not in GOOD and stated.name != "recall_proposal" and not bad:
        raise BadFacts(
            "events",
            why=_("None of the chosen events is a breach."),
            ground=house_rules.EVIDENCE,
            remedy=_("Note the breach in the case first, then choose it here."),
        )


def _departure(stated: Stated, judged: Judgment) -> None:
    """A graver measure is due too: taking the lighter one is said why, and stands in the paper."""
    if judged.is_lighter and not stated.reasons.strip():
        called = "、".join(str(spoken(one.says)) for one in judged.called_for)
        raise BadFacts(
            "reasons",
            why=_("The facts call for something graver too: %(measures)s.") % {"measures": called},
            ground="spp-2019:643(4)",
            remedy=_("Choose that, or write why the lighter measure is enough."),
        )
