"""What devices send is weighed and kept in one commit, once, and only under a basis."""

from datetime import timedelta

import pytest

import lives
from guihang.ledger.chains import SYSTEM
from guihang.tracking import actions
from guihang.tracking.fixes import queries
from guihang.tracking.fixes.models import Crossing, Fix, Refused
from guihang.tracking.kinds import Believed
from guihang.tracking.models import Episode
from guihang.tracking.vocabulary import Ended, Sign
from positions import AWAY, HOME, NOON, Played, bound, bounded, engine, reading

pytestmark = [
    pytest.mark.django_db(databases=["default", "positions"]),
    pytest.mark.both_databases,
]
BREACH = [reading(minute, AWAY) for minute in range(30, 40)]
AT_HOME = [reading(minute) for minute in range(30)]


@pytest.fixture
def person(cast, monkeypatch):
    play = Played(lives.registered(cast, lives.received(cast)))
    bounded(monkeypatch, bound(play.case))
    return play


def test_a_fix_is_kept_with_its_basis_and_its_place(person):
    assert engine().take([person.batch(reading(0))]).kept == 1
    [fix] = Fix.objects.all()
    assert (fix.device, fix.basis) == (person.device.pk, person.basis.pk)
    assert (fix.lat, fix.lon, fix.accuracy, fix.believed) == (*HOME, 8.0, Believed.YES)


def test_the_same_message_sent_again_is_kept_once(person):
    batch = person.batch(reading(0), reading(1))
    keeper = engine()
    keeper.take([batch])
    keeper.take([batch])
    assert Fix.objects.count() == 2


def test_a_device_nobody_made_known_leaves_a_count_and_no_place(person):
    message = person.batch(reading(0)).messages[0]._replace(device="somebody")
    engine().take([person.batch(reading(0))._replace(messages=(message,))])
    assert not Fix.objects.exists()
    assert [(one.device, one.why, one.count) for one in Refused.objects.all()] == [
        ("somebody", "not_known", 1)
    ]


def test_a_fix_from_before_the_order_leaves_no_trace(person):
    early = reading(-61)
    late = reading(0)
    assert engine().take([person.batch(early, late, received=NOON)]).refused == 1
    assert [fix.at for fix in Fix.objects.all()] == [int(NOON.timestamp() * 1000)]


def test_after_the_device_came_off_nothing_is_received(person):
    actions.end(basis=person.basis, because=Ended.TAKEN_OFF, by=SYSTEM, at=NOON)
    keeper = engine()
    assert not keeper.roster.admits(person.device.key, token=person.secret, at=NOON)
    keeper.take([person.batch(reading(1))])
    assert not Fix.objects.exists()


def test_a_device_shows_its_secret_where_its_protocol_knows_one(person):
    phone = Played(person.case, "user/phone", protocol="owntracks")
    roster = engine().roster
    assert roster.admits("user/phone", token=phone.secret, at=NOON)
    assert not roster.admits("user/phone", token="guessed", at=NOON)
    assert not roster.admits("user/phone", token=None, at=NOON)
    assert not person.secret and roster.admits(person.device.key, token=None, at=NOON)


def test_who_leaves_the_county_raises_one_alarm_that_becomes_an_episode(person):
    keeper = engine()
    keeper.take([person.batch(*AT_HOME)])
    keeper.take([person.batch(*BREACH)])
    [crossing] = Crossing.objects.all()
    assert (crossing.sign, crossing.is_on) == (Sign.LEFT, True)
    assert actions.tell(at=NOON) == 1
    assert actions.tell(at=NOON) == 0
    [episode] = Episode.objects.all()
    assert (episode.zone_name, episode.ground, episode.cleared_at) == (
        "零陵区",
        "ccl-2019:27.1",
        None,
    )
    assert episode.proof["geometry"]["type"] == "Polygon"


def test_an_alarm_ends_when_the_person_is_back(person):
    keeper = engine()
    keeper.take([person.batch(*AT_HOME, *BREACH)])
    keeper.take([person.batch(*[reading(minute) for minute in range(45, 60)])])
    actions.tell(at=NOON)
    [episode] = Episode.objects.all()
    assert episode.raised_at < episode.cleared_at


def test_a_process_that_stops_between_two_batches_changes_nothing(person):
    whole = engine()
    whole.take([person.batch(*AT_HOME, *BREACH)])
    expected = [(one.at, one.since, one.is_on) for one in Crossing.objects.all()]
    Crossing.objects.all().delete()
    Fix.objects.all().delete()
    from guihang.tracking.fixes.models import State

    State.objects.all().delete()
    for one in (*AT_HOME, *BREACH):
        engine().take([person.batch(one)])
    assert [(one.at, one.since, one.is_on) for one in Crossing.objects.all()] == expected
    assert Fix.objects.count() == len(AT_HOME) + len(BREACH)


def test_what_could_not_be_kept_did_not_move_the_evidence(person, monkeypatch):
    from guihang.tracking.fixes import actions as writing

    keeper = engine()
    keeper.take([person.batch(*AT_HOME)])
    batch = person.batch(*BREACH)

    def full(*_args):
        raise OSError("no room on the disk")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="no room"):
        broken.setattr(writing, "keep", full)
        keeper.take([batch])
    assert keeper.take([batch]).turns == 1


def test_a_low_battery_is_one_sign_until_it_is_charged(person):
    keeper = engine()
    low = [reading(minute, battery=9.0) for minute in range(5)]
    keeper.take([person.batch(*low)])
    keeper.take([person.batch(reading(6, battery=20.0))])
    keeper.take([person.batch(reading(7, battery=60.0))])
    assert [(one.sign, one.is_on) for one in Crossing.objects.all()] == [
        (Sign.BATTERY, True),
        (Sign.BATTERY, False),
    ]


def test_a_made_up_place_is_kept_flagged_and_told(person):
    engine().take([person.batch(reading(0), reading(1, AWAY, mock=True))])
    assert [fix.believed for fix in Fix.objects.order_by("at")] == [Believed.YES, Believed.MOCKED]
    assert [one.sign for one in Crossing.objects.all()] == [Sign.MOCKED]


def test_fixes_of_gcj_02_are_kept_in_wgs_84_beside_what_was_said(person):
    person.device.datum = "gcj-02"
    person.device.save()
    engine().take([person.batch(reading(0))])
    [fix] = Fix.objects.all()
    assert (fix.given_lat, fix.given_lon) == HOME
    assert abs(fix.lat - HOME[0]) > 0.001


def test_what_waits_longest_is_told_first_and_only_once(person):
    keeper = engine()
    keeper.take([person.batch(*AT_HOME, *BREACH)])
    keeper.take([person.batch(*[reading(minute) for minute in range(45, 60)])])
    numbers = [one.pk for one in queries.untold(10)]
    assert numbers == sorted(numbers) and len(numbers) == 2


def test_erasing_takes_the_places_and_leaves_a_proof(person):
    engine().take([person.batch(*AT_HOME)])
    actions.end(basis=person.basis, because=Ended.TAKEN_OFF, by=SYSTEM, at=NOON)
    assert actions.erase(at=NOON + timedelta(days=179)) == 0
    assert actions.erase(at=NOON + timedelta(days=180)) == 1
    assert not Fix.objects.exists()
    from guihang.ledger import queries as ledger

    told = [one for one in ledger.history(person.case.chain.key) if "erased" in str(one).lower()]
    assert told
