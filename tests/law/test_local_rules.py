"""An installation's own local rules: read from its file, laid over the law's data."""

from datetime import date
from pathlib import Path

import pytest

from guihang.law import local_rules
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.tables import WrongTableError

WRITTEN = (Path(__file__).parent / "local.toml").read_text("utf-8")


def law(on, place="431103"):
    return Statutes(on, place, local=local_rules.read(WRITTEN))


def test_a_local_rule_sets_what_no_text_sets_from_its_day_on():
    assert law(date(2025, 12, 31)).get("reporting.every") is None
    value = law(date(2026, 1, 1))["reporting.every"]
    assert (value.span, value.by) == (Span.parse("7 days"), "local:reporting")


def test_one_without_a_value_switches_off_within_its_place_and_time():
    for place, on, is_off in (
        ("440402", date(2026, 12, 31), True),
        ("440402", date(2027, 1, 1), False),
        ("431103", date(2026, 12, 31), False),
    ):
        assert (law(on, place).get("exemption.causes") is None) is is_off


def test_a_rule_about_no_value_of_the_law_is_refused_by_its_name():
    with pytest.raises(WrongTableError, match=r"strict.*reporting.hourly"):
        local_rules.read(
            WRITTEN.replace("reporting.every", "reporting.hourly").replace(
                'name = "reporting"', 'name = "strict"'
            )
        )
