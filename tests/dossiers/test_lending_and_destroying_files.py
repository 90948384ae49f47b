"""A file lies in the archive: borrowed and brought back, sealed, destroyed; by whom and when."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cast import NOW
from guihang.agencies import walls
from guihang.dossiers import actions as dossiers
from guihang.dossiers import house_rules, queries
from guihang.dossiers.archive import actions
from guihang.dossiers.archive import queries as archive
from guihang.dossiers.archive.actions import Keeping
from guihang.dossiers.archive.verify import verify
from guihang.dossiers.house_rules import Kept
from guihang.dossiers.models import Dossier, Filing
from guihang.duties.models import Duty
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger.vault import Destroyed

TEN_YEARS = Keeping("ten")


@pytest.fixture
def filed(person, leader):
    """A person's file in the archive, kept for ten years, with one attachment."""
    person = person.dossier
    upload = dossiers.Upload("判决书.txt", "判决如下。".encode(), kind="execution", pages=1)
    dossiers.attach(dossier=person, upload=upload, by=leader, at=NOW)
    actions.file_away(dossier=person, keeping=TEN_YEARS, ground="house:archive", by=leader, at=NOW)
    return Dossier.objects.select_related("unit", "subject").get(pk=person.pk)


def ask(filed, cast, name="township_officer", purpose="复查时查阅原卷"):
    return actions.ask_for(dossier=filed, purpose=purpose, by=cast.actor(name), at=NOW)


def lent(filed, cast, days=7):
    due = NOW.date() + timedelta(days=days)
    lending = ask(filed, cast)
    return actions.lend(lending=lending, due=due, by=cast.actor("squad_leader"), at=NOW)


def test_what_lies_in_a_file_counts_by_its_form_or_by_its_name():
    happened = [("declared", date(2026, 10, 30)), ("registered", date(2026, 10, 28))]
    assert [one.event for one in house_rules.lacking(happened, ())] == ["registered", "declared"]
    kept = (Kept(form="induction"), Kept(name="基本信息表（扫描件）.pdf"))
    assert house_rules.lacking(happened, kept) == ()


def test_what_happened_twice_is_asked_for_once_by_its_first_day():
    happened = [("leave_granted", date(2026, 5, 2)), ("leave_granted", date(2026, 3, 1))]
    (lack,) = house_rules.lacking(happened, ())
    assert (lack.event, lack.day) == ("leave_granted", date(2026, 3, 1))


def test_the_time_of_keeping_ends_on_a_day_there_is():
    ten = house_rules.retention("ten")
    assert ten.until(date(2024, 2, 29)) == date(2034, 2, 28)
    assert house_rules.retention("permanent").until(date(2024, 2, 29)) is None


def test_a_file_is_put_away_once_by_a_leader_in_a_class_there_is(filed, person, cast, leader):
    filing = archive.filing_of(filed)
    assert (filing.kept_until, filing.lacks, filed.is_closed) == (date(2036, 11, 23), [], True)
    with pytest.raises(AlreadyDone):
        actions.file_away(dossier=filed, keeping=TEN_YEARS, ground="x", by=leader, at=NOW)
    for name in ("squad_officer", "next_brigade_leader", "procurator"):
        with pytest.raises(NotYours):
            actions.file_away(
                dossier=filed, keeping=TEN_YEARS, ground="x", by=cast.actor(name), at=NOW
            )


def test_a_class_of_keeping_there_is_not_is_refused(person, leader):
    with pytest.raises(BadFacts):
        actions.file_away(
            dossier=person.dossier, keeping=Keeping("a while"), ground="x", by=leader, at=NOW
        )


def test_a_file_is_asked_for_lent_and_brought_back(filed, cast):
    lending = lent(filed, cast)
    owed = Duty.objects.get(source="lendings", what="lending.return")
    assert (owed.due, owed.discharged_at) == (lending.due, None)
    back = NOW + timedelta(days=9)
    actions.bring_back(lending=lending, by=cast.actor("squad_leader"), at=back)
    owed.refresh_from_db()
    assert owed.discharged_at == back
    with pytest.raises(AlreadyDone):
        actions.bring_back(lending=lending, by=cast.actor("squad_leader"), at=back)


def test_a_request_for_a_file_stands_on_the_docket_until_it_is_decided(filed, cast):
    lending = ask(filed, cast)
    owed = Duty.objects.get(source="lendings", what="lending.decide")
    assert owed.discharged_at is None
    actions.refuse_to_lend(
        lending=lending, because="本案卷正在检查", by=cast.actor("squad_leader"), at=NOW
    )
    owed.refresh_from_db()
    assert owed.discharged_at == NOW


def test_a_file_is_with_one_at_a_time_and_not_for_long(filed, cast):
    lent(filed, cast)
    leader = cast.actor("squad_leader")
    other = ask(filed, cast, "squad_officer")
    with pytest.raises(TooEarly) as refused:
        actions.lend(lending=other, due=NOW.date(), by=leader, at=NOW)
    assert "周晓兰" in str(refused.value.why)
    for due in (NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=31)):
        with pytest.raises(BadFacts):
            actions.lend(lending=other, due=due, by=leader, at=NOW)


def test_nobody_lends_to_himself_and_only_leaders_lend(filed, cast):
    own = ask(filed, cast, "squad_leader")
    with pytest.raises(NotYours):
        actions.lend(lending=own, due=NOW.date(), by=cast.actor("squad_leader"), at=NOW)
    with pytest.raises(NotYours):
        actions.lend(lending=own, due=NOW.date(), by=cast.actor("squad_officer"), at=NOW)
    with pytest.raises(AlreadyDone):
        ask(filed, cast, "squad_leader")
    with pytest.raises(Missing):
        ask(filed, cast, purpose="看")


def test_only_a_file_in_the_archive_is_lent(person, cast):
    with pytest.raises(TooEarly):
        ask(person.dossier, cast)


def test_a_sealed_file_exists_for_nobody_and_opens_only_as_a_bundle(filed, cast, leader):
    actions.seal(dossier=filed, ground="cpl-2018:286", by=leader, at=NOW)
    for name in ("brigade_leader", "squad_leader", "township_officer", "procurator"):
        by = cast.actor(name)
        assert filed not in queries.dossiers(by)
        assert not archive.archived(by).exists()
        with pytest.raises(NotYours):
            queries.dossier_for(by, filed.number)
    there = archive.sealed_for(leader, filed.number)
    made = actions.take_bundle(
        dossier=there, purpose="court", reason="法院办案需要调阅", by=leader, at=NOW
    )
    assert verify(made.content.read()).faults == ()
    with pytest.raises(AlreadyDone):
        actions.seal(dossier=filed, ground="cpl-2018:286", by=leader, at=NOW)
    with pytest.raises(NotYours):
        actions.seal(dossier=filed, ground="x", by=cast.actor("squad_leader"), at=NOW)


def test_only_a_file_in_the_archive_is_sealed(person, leader):
    with pytest.raises(TooEarly):
        actions.seal(dossier=person.dossier, ground="cpl-2018:286", by=leader, at=NOW)


def test_what_was_destroyed_is_read_by_nobody_and_its_chain_still_verifies(filed, cast, leader):
    after = NOW.replace(year=2037)
    by = cast.actor("brigade_leader", on=after.date())
    with pytest.raises(TooEarly):
        actions.destroy(dossier=filed, approval="2036-毁-0001", by=leader, at=NOW)
    attachment = filed.attachments.get()
    actions.destroy(dossier=filed, approval="2036-毁-0001", by=by, at=after)
    with pytest.raises((Destroyed, Missing)):
        b"".join(
            dossiers.read_attachment(attachment=attachment, reason="再看一次", by=by, at=after)
        )
    with pytest.raises(AlreadyDone):
        actions.destroy(dossier=filed, approval="2036-毁-0002", by=by, at=after)
    assert archive.filing_of(filed).destroyed_by == "2036-毁-0001"


def test_a_file_that_is_out_is_not_destroyed(filed, cast):
    lent(filed, cast)
    after = NOW.replace(year=2037)
    with pytest.raises(TooEarly):
        actions.destroy(
            dossier=filed,
            approval="2036-毁-0001",
            by=cast.actor("brigade_leader", on=after.date()),
            at=after,
        )


def test_the_database_itself_refuses_an_incomplete_file_without_a_reason(filed, person):
    with walls.everything(), pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.filter(dossier=filed).update(lacks=[{"zh": "判决书"}])
