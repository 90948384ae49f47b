"""A review's own patience with "at once", beside the days of the law, which are exact."""

from datetime import date

from guihang.bureau.reviews.checks.late import latest
from guihang.law.obligations import REGISTER, Duty
from guihang.law.statutes import Statutes

CALENDAR = Statutes(on=date(2026, 5, 7)).calendar


def owed(name, opened, due=None):
    return Duty(REGISTER.obligations[name], opened, due or opened)


def test_five_days_of_patience_end_on_a_working_day():
    assert latest(owed("intake.pass_on", date(2026, 4, 20)), CALENDAR) == date(2026, 4, 27)
    assert latest(owed("intake.pass_on", date(2026, 4, 22)), CALENDAR) == date(2026, 4, 27)
    assert latest(owed("intake.pass_on", date(2026, 4, 23)), CALENDAR) == date(2026, 4, 28)


def test_a_patience_that_ends_in_a_holiday_ends_after_it():
    assert latest(owed("intake.pass_on", date(2026, 4, 30)), CALENDAR) == date(2026, 5, 6)


def test_a_day_of_the_law_is_not_moved():
    last = date(2026, 5, 2)
    assert latest(owed("intake.return_receipt", date(2026, 4, 27), last), CALENDAR) == last
