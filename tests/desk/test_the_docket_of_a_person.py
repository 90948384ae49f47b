"""A person under correction reads what he owes himself, and nothing of anybody else."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection

from guihang.agencies import walls
from guihang.duties import queries
from guihang.duties.models import Duty, Party
from guihang.law.refusals import NotYours
from lives import OLD, OUTSIDE, SUSPENDED, TANG, another, at, received

pytestmark = pytest.mark.both_databases
TODAY = date(2026, 11, 23)
ORDER = another(
    SUSPENDED,
    judged_on=date(2026, 11, 9),
    paper_begins=date(2026, 11, 20),
    paper_ends=date(2028, 11, 19),
)


@contextmanager
def as_the_application(by):
    """Serve a request of somebody as a web process does."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(f"SET ROLE {walls.ROLE}")
        with walls.within(by):
            yield
        if postgres:
            cursor.execute("RESET ROLE")


@pytest.fixture
def own(cast):
    """Return the case of the person of the cast, who has three days left to report."""
    person = another(TANG, account=cast.account("person"))
    return received(cast, person=person, order=ORDER, when=at(2026, 11, 23))


@pytest.fixture
def foreign(cast):
    """Return the case of somebody else in the same office."""
    return received(cast, person=OLD, order=OUTSIDE, when=at(2026, 11, 23))


def test_he_owes_what_the_law_asks_of_him_and_nobody_elses_duty(cast, own, foreign):
    (item,) = queries.docket(cast.actor("person"), on=TODAY)
    assert (item.of, item.what, item.is_owed) == (own.number, "intake.report", True)


def test_another_ones_duty_is_no_item_of_his(cast, own, foreign):
    for duty in Duty.objects.exclude(what="intake.report"):
        with pytest.raises(NotYours):
            queries.item_for(cast.actor("person"), duty.pk, on=TODAY)


def test_the_database_shows_him_his_duties_and_no_other_row(cast, own, foreign):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no such wall")
    with as_the_application(cast.actor("person")):
        assert [duty.what for duty in Duty.objects.all()] == ["intake.report"]
        assert {party.duty.what for party in Party.objects.select_related("duty")} == {
            "intake.report"
        }
        assert not Duty.objects.filter(what="intake.report").update(due=None)
        assert not Duty.objects.all().delete()[0]
    with as_the_application(cast.actor("committee_member")):
        assert not Duty.objects.exists()


def test_he_reads_why_although_he_sees_no_file(cast, own):
    with as_the_application(cast.actor("person")):
        (item,) = queries.docket(cast.actor("person"), on=TODAY)
        reason = queries.explain(item, on=TODAY)
    assert "ccl-2019:21.1" in reason.articles
    assert item.due in [step.value for step in reason.steps]


def test_his_home_says_what_until_when_why_and_what_follows(desk, own, foreign):
    words = desk("person").open("/").words
    assert "到执行地社区矫正机构报到" in words and "11月30日 周一" in words
    assert "梅湾" in words and "立即组织查找" in words and "法 21 条" in words
    assert "彭守安" not in words and foreign.number not in words


def test_his_home_says_when_nothing_is_owed(desk):
    assert "您现在没有要办的事" in desk("person").open("/").words


def test_a_day_that_has_passed_is_said_in_plain_words(desk, own, settings):
    settings.GUIHANG_TODAY = date(2026, 12, 2)
    assert "已经过了 2 天" in desk("person").open("/").words
