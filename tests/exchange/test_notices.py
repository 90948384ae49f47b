import logging
from datetime import timedelta

import pytest
from django.db import transaction

from guihang.decisions import notices
from guihang.decisions.events import MatterWithdrawn
from guihang.exchange import actions, kinds, queries
from guihang.exchange.models import Notice
from guihang.ledger.actions import record
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import OutboxMessage
from guihang.ledger.outbox import Message


def told(play, name):
    actions.deliver_notices(at=play.at)
    return [notice.kind for notice in queries.notices(play.actor(name))]


def test_whoever_has_the_turn_is_told(play):
    play.ask()
    assert told(play, "squad_officer") == ["matter.to_check"]
    play.check()
    assert told(play, "brigade_leader") == ["matter.to_decide"]
    play.grant()
    assert told(play, "squad_leader") == ["matter.granted"]
    play.tell()
    assert told(play, "township_officer") == ["matter.told"]
    play.confirm()
    assert "matter.received" in told(play, "squad_officer")


def test_nobody_is_told_what_he_did_himself(play):
    play.up_to("check")
    assert told(play, "squad_officer") == ["matter.to_check"]
    assert told(play, "squad_leader") == []


def test_a_deputy_is_told_with_the_holder(play):
    play.ask()
    play.cover("brigade_leader", "deputy_leader")
    play.check()
    assert told(play, "deputy_leader") == ["matter.to_decide"]
    assert told(play, "brigade_leader") == ["matter.to_decide"]


def test_who_is_away_is_not_told(play, cast):
    from guihang.agencies import actions as agencies

    play.ask()
    agencies.say_away(
        away=agencies.Away(
            cast.account("brigade_leader"), play.at.date(), play.at.date(), "学习培训"
        ),
        by=cast.actor("administrator"),
        at=play.at,
    )
    play.check()
    assert told(play, "brigade_leader") == []


def test_outcomes_reach_who_asked(play):
    play.ask()
    play.send_back()
    assert told(play, "squad_leader") == ["matter.returned"]
    play.resubmit()
    play.check()
    play.refuse()
    assert told(play, "squad_leader")[0] == "matter.refused"


def test_what_the_days_bring_is_told(play):
    play.up_to("confirm")
    play.later(days=8)
    play.sweep()
    assert told(play, "township_officer")[0] == "matter.in_force"
    play.later(days=365)
    play.sweep()
    assert told(play, "squad_leader")[0] == "matter.lapsed"


def test_who_was_about_to_decide_hears_of_a_withdrawal(play):
    play.up_to("check")
    play.withdraw()
    assert told(play, "brigade_leader")[0] == "matter.withdrawn"


def test_a_withdrawal_nobody_had_to_decide_yet_disturbs_nobody(play):
    play.ask()
    play.withdraw()
    assert told(play, "brigade_leader") == []


def test_a_notice_is_laid_down_once(play):
    play.ask()
    first = actions.deliver_notices(at=play.at)
    assert first == actions.deliver_notices(at=play.at) + first
    OutboxMessage.objects.update(delivered_at=None)
    actions.deliver_notices(at=play.at)
    assert Notice.objects.count() == first


def test_a_notice_that_cannot_be_laid_down_waits_longer_each_time_and_says_one_line(play, caplog):
    matter = play.ask()
    OutboxMessage.objects.update(delivered_at=play.at)
    with transaction.atomic():
        record(
            MatterWithdrawn(matter=matter.number),
            chain=matter.dossier.chain,
            by=SYSTEM,
            at=play.at,
            send=[Message("notice:account:nobody", "matter.withdrawn", {})],
        )
    lost = OutboxMessage.objects.get(to="notice:account:nobody")
    with caplog.at_level(logging.WARNING, logger="guihang.exchange.actions"):
        assert actions.deliver_notices(at=play.at) == 0
    assert len(caplog.records) == 1
    lost.refresh_from_db()
    first_wait = lost.try_after - play.at
    actions.deliver_notices(at=lost.try_after)
    before = lost.try_after
    lost.refresh_from_db()
    assert lost.tries == 2
    assert lost.try_after - before > first_wait
    assert actions.deliver_notices(at=before + timedelta(seconds=1)) == 0


def test_reading_a_notice_takes_it_off_the_bell(play, cast):
    play.ask()
    officer = cast.actor("squad_officer")
    actions.deliver_notices(at=play.at)
    assert queries.unread(officer) == 1
    notice = queries.notices(officer).get()
    read = actions.read_notice(key=notice.pk, by=officer, at=play.at)
    again = actions.read_notice(key=notice.pk, by=officer, at=play.later())
    assert read.read_at == again.read_at
    assert queries.unread(officer) == 0
    assert list(queries.notices(officer, only_unread=True)) == []


def test_all_notices_are_read_at_once(play, cast):
    play.ask()
    actions.deliver_notices(at=play.at)
    officer = cast.actor("squad_officer")
    assert actions.read_all(by=officer, at=play.at) == 1
    assert queries.unread(officer) == 0
    assert queries.unread(cast.actor("second_squad_officer")) == 1


def test_nobody_reads_another_ones_notices(play, cast):
    play.ask()
    actions.deliver_notices(at=play.at)
    notice = queries.notices(cast.actor("squad_officer")).get()
    assert actions.read_notice(key=notice.pk, by=cast.actor("brigade_leader"), at=play.at) is None
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("kind", sorted(notices.WORDS))
def test_a_notice_names_a_number_and_nothing_of_the_case(kind):
    said = kinds.said(kind, {"number": "2026-委-0001", "kind": "entrustment", "office": "梅湾"})
    assert "2026-委-0001" in said
    assert "梅湾" not in said
