"""Everything an answer can show has a plain name in both languages."""

import pytest

from guihang.law import outcomes
from guihang.law.rules import load
from guihang.law.rungs import Rung


@pytest.mark.parametrize("name", sorted(load()))
def test_every_field_of_an_answer_has_words(name):
    for kind, field in outcomes.shown(load()[name]):
        says = outcomes.field(kind, field)
        assert says.zh and says.en


def test_every_subject_and_every_rung_has_words():
    used = {name.split(".")[0] for name in load()}
    assert used == set(outcomes.subjects())
    assert all(outcomes.subject(name).zh for name in used)
    assert all(outcomes.rung(one).en for one in Rung)


def test_no_word_is_kept_for_nothing():
    shown = {pair for entry in load().values() for pair in outcomes.shown(entry)}
    names = {field for _, field in shown} | {f"{kind.__name__}.{field}" for kind, field in shown}
    kept = {name for name in outcomes.words() if not name.startswith(("subject.", "rung."))}
    assert kept <= names, sorted(kept - names)


def test_one_class_may_call_its_field_otherwise():
    from guihang.law.rules.penalty_detention import Served
    from guihang.law.rules.term_limits import Floor

    assert outcomes.field(Served, "served") != outcomes.field(Floor, "served")
