"""The advisory score: explained by facts, provisional where they are missing, read by no action."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from guihang.cases.actions import assess
from guihang.law.events import Event, What
from guihang.law.rules.levels import Risk
from guihang.supervision.models import ScoreSeen
from guihang.supervision.risk import queries
from guihang.supervision.risk.actions import Category, set_category
from guihang.supervision.risk.formula import formula_on, formulas
from guihang.supervision.risk.score import NOT_THERE, SHORT, Known, score
from guihang.supervision.risk.seen import Seen
from lives import TANG, another, at, received, registered

ON = date(2026, 11, 23)
SETTLED = date(2026, 3, 2)


def happened(what, days_ago):
    return SimpleNamespace(what=what, day=ON - timedelta(days=days_ago))


def scored(*events, **changes):
    known = {
        "on": ON,
        "registered": SETTLED,
        "birth": date(1988, 4, 12),
        "facts": {"repeat_offender": False, "several_crimes": False},
        "happened": (happened("report_made", 3), *events),
    }
    return score(Known(**{**known, **changes}), formula_on(ON))


def test_nothing_bad_and_everything_known_is_low_and_firm():
    found = scored()
    assert (found.points, found.band, found.is_provisional) == (0, Risk.LOW, False)


def test_every_factor_names_the_facts_it_counted():
    missed = happened("duty_missed", 10)
    (weighed,) = scored(missed).counted
    assert (weighed.factor.name, weighed.facts, weighed.points) == ("missed", (missed,), 2)
    assert len(scored().weighed) == len(formula_on(ON).factors)


@pytest.mark.parametrize(("day", "points"), [(date(2026, 5, 23), 2), (date(2026, 5, 22), 0)])
def test_what_lies_longer_back_than_the_formula_looks_counts_no_more(day, points):
    assert scored(SimpleNamespace(what="duty_missed", day=day)).points == points


@pytest.mark.parametrize(
    ("bad", "band"), [((), Risk.LOW), (("duty_missed", "repeat"), Risk.MIDDLE)]
)
def test_a_band_begins_where_the_formula_says(bad, band):
    facts = {"repeat_offender": "repeat" in bad, "several_crimes": False}
    events = [happened(one, 10) for one in bad if one != "repeat"]
    assert scored(*events, facts=facts).band is band


def test_more_of_the_same_counts_up_to_its_most():
    assert scored(*(happened("duty_missed", n) for n in range(5, 10))).points == 4
    assert scored(*(happened("taught", n) for n in range(5, 10))).points == -2


def test_a_score_is_provisional_where_facts_are_missing_and_says_which():
    found = scored(birth=None, facts={"repeat_offender": None, "several_crimes": False})
    assert [one.zh for one in found.missing] == ["是否累犯", "出生日期"]
    assert scored(registered=None).missing == (NOT_THERE,)
    assert scored(registered=date(2026, 10, 24)).missing == (SHORT,)
    assert not scored(registered=date(2026, 10, 23)).is_provisional


def test_silence_counts_only_after_the_first_month():
    assert scored(happened=()).points == 3
    assert scored(happened=(), registered=date(2026, 11, 1)).points == 0


def test_penalties_by_the_police_and_what_somebody_is_are_not_in_the_formula():
    whats = {what for one in formulas() for factor in one.factors for what in factor.whats}
    facts = {factor.fact for one in formulas() for factor in one.factors}
    assert not whats & {What.PENALISED, What.PENALTY_ASKED, What.COMPLAINED}
    assert facts <= {"", "repeat_offender", "several_crimes"}


@pytest.mark.django_db
def test_the_score_follows_what_happens_and_what_is_struck(cast):
    from guihang.cases.actions import correct, note
    from guihang.cases.queries import case_for

    case = registered(cast, received(cast))
    by = cast.actor("squad_leader")
    before = queries.score_of(case, on=ON).points
    event = Event(What.ABSENT, ON)
    row = note(case=case, event=event, by=by, at=at(2026, 11, 23, 10))
    case = case_for(by, case.number)
    assert queries.score_of(case, on=ON).points == before + 4
    correct(row=row, event=None, because="记错了人。", by=by, at=at(2026, 11, 23, 11))
    assert queries.score_of(case_for(by, case.number), on=ON).points == before


@pytest.mark.django_db
@pytest.mark.parametrize("band", ["low", "high"])
def test_whatever_score_was_seen_the_category_is_what_the_officer_set(cast, band):
    person = another(TANG, identity_number="", birth=date(1990, 1, 1))
    case = registered(cast, received(cast, person=person))
    by = cast.actor("squad_officer")
    assess(case=case, day=ON, note="家庭支持好，有固定工作。", by=by, at=at(2026, 11, 23, 10))
    seen = Seen("2026-1", ON, 99, band, provisional=True, factors=(("编造的一项", 99),))
    chosen = Category("ordinary", "初入矫，表现稳定，按普通管理。", ON)
    case = set_category(case=case, category=chosen, seen=seen, by=by, at=at(2026, 11, 23, 11))
    assert case.level == "ordinary"
    kept = ScoreSeen.objects.get()
    assert (kept.version, kept.points, kept.band) == ("2026-1", 99, band)
    assert kept.event.what == What.CLASSIFIED
